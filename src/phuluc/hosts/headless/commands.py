"""The commands: each calls one action and says what came of it. Actions are imported by the command that runs."""

# ruff: noqa: PLC0415 - a command must not wait for what only other commands import

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from phuluc.errors import PhuLucError
from phuluc.hosts.headless import wording
from phuluc.hosts.headless.console import ProgressDisplay, give, say

EXIT_DONE: Final = 0
EXIT_LOOK: Final = 1


class OverwritesSourceError(PhuLucError):
    """The output of a command would replace the file it reads."""

    def __init__(self, path: Path) -> None:
        super().__init__("Tệp kết quả trùng với tệp nguồn", where=str(path), remedy="Chọn tên khác cho tệp kết quả")


class OneNameForTwoOutputsError(PhuLucError):
    """Two outputs of a command would go into one file."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            "Hai tệp kết quả trùng tên", where=str(path), remedy="Đặt cho bản .xlsx và bản .pdf hai tên khác nhau"
        )


class NoPdfWantedError(PhuLucError):
    """The kind of a PDF is asked for, but no PDF."""

    def __init__(self) -> None:
        super().__init__("--pdf-a chỉ dùng khi có ghi PDF", remedy="Thêm --pdf và tên tệp PDF")


def _new(arguments: Namespace) -> int:
    from phuluc.actions.new_book import create_book

    with ProgressDisplay(sys.stderr) as progress:
        create_book(
            arguments.kind,
            arguments.output,
            edition=arguments.edition,
            units_file=arguments.units,
            settings=dict(arguments.settings),
            progress=progress,
        )
    say(f"Đã tạo sổ làm việc: {arguments.output}")
    return EXIT_DONE


def _import(arguments: Namespace) -> int:
    from phuluc.actions.import_figures import import_figures

    target = arguments.output or arguments.book
    _keep_apart(arguments.source, target)
    with ProgressDisplay(sys.stderr) as progress:
        result = import_figures(
            arguments.source, arguments.book, arguments.output, slot=arguments.slot, progress=progress
        )
    give(wording.import_report(result))
    say(f"Đã ghi: {target}")
    return EXIT_LOOK if result.unmatched else EXIT_DONE


def _aggregate(arguments: Namespace) -> int:
    from phuluc.aggregate.report import aggregate_report
    from phuluc.aggregate.run import Request, aggregate_lists
    from phuluc.hosts.logfile import log_path

    for source in (*arguments.lists, arguments.mapping, arguments.units):
        if source is not None and not source.is_dir():
            _keep_apart(source, arguments.output)
    wanted = dict(vars(arguments))
    del wanted["command"]
    with ProgressDisplay(sys.stderr) as progress:
        outcome = aggregate_lists(Request(**wanted, logs=log_path().parent), progress=progress)
    give(aggregate_report(outcome))
    for path in outcome.written:
        say(f"Đã ghi: {path}")
    return EXIT_LOOK if outcome.needs_a_look else EXIT_DONE


def _refresh(arguments: Namespace) -> int:
    from phuluc.actions.refresh import refresh_book

    with ProgressDisplay(sys.stderr) as progress:
        result = refresh_book(arguments.book, arguments.output, progress=progress)
    give(wording.refresh_report(result))
    say(f"Đã ghi: {arguments.output or arguments.book}")
    return EXIT_DONE


def _check(arguments: Namespace) -> int:
    if arguments.report is not None:
        return _check_report(arguments)
    from phuluc.actions.check import check_book

    with ProgressDisplay(sys.stderr) as progress:
        findings = check_book(arguments.book, progress=progress)
    if arguments.json:
        _give_json([wording.finding_record(finding) for finding in findings])
    else:
        give(wording.findings_report(findings))
    return EXIT_LOOK if any(finding.severity == "error" for finding in findings) else EXIT_DONE


def _check_report(arguments: Namespace) -> int:
    from phuluc.actions.check_report import check_report

    with ProgressDisplay(sys.stderr) as progress:
        result = check_report(arguments.book, arguments.report, progress=progress)
    if arguments.json:
        _give_json([wording.finding_record(finding) for finding in result.findings])
    else:
        give(wording.report_check(result))
    return EXIT_LOOK if any(finding.severity == "error" for finding in result.findings) else EXIT_DONE


def _annex(arguments: Namespace) -> int:
    from phuluc.actions.save_annex import save_annex

    _keep_apart(arguments.book, arguments.output, arguments.pdf)
    if arguments.pdf is not None and arguments.pdf.resolve() == arguments.output.resolve():
        raise OneNameForTwoOutputsError(arguments.pdf)
    if arguments.pdf_a and arguments.pdf is None:
        raise NoPdfWantedError
    with ProgressDisplay(sys.stderr) as progress:
        result = save_annex(
            arguments.book,
            arguments.output,
            arguments.pdf,
            settings=dict(arguments.settings),
            force=arguments.force,
            archive=arguments.pdf_a,
            progress=progress,
        )
    if result.refused:
        say(wording.findings_report([finding for finding in result.findings if finding.severity == "error"]))
        say("Chưa lập phụ lục vì số liệu còn lỗi. Hãy sửa các lỗi trên, hoặc thêm --force để vẫn lập.")
        return EXIT_LOOK
    say(f"Kết quả kiểm tra: {wording.count_by_severity(result.findings)}.")
    for path in result.written:
        say(f"Đã ghi: {path}")
    return EXIT_DONE


def _verify(arguments: Namespace) -> int:
    import dataclasses

    from phuluc.actions.verify import verify_annex
    from phuluc.hosts.headless.verify_wording import verification_report

    with ProgressDisplay(sys.stderr) as progress:
        result = verify_annex(arguments.annex, arguments.book, progress=progress)
    if arguments.json:
        _give_json(dataclasses.asdict(result))
    else:
        give(verification_report(result))
    return EXIT_LOOK if result.differences else EXIT_DONE


def _report(arguments: Namespace) -> int:
    from phuluc.actions.write_report import write_report

    _keep_apart(arguments.book, arguments.output)
    with ProgressDisplay(sys.stderr) as progress:
        result = write_report(arguments.book, arguments.output, settings=dict(arguments.settings), progress=progress)
    for notice in result.notices:
        say(f"Lưu ý: {notice}.")
    say(f"Đã ghi: {result.written}")
    return EXIT_DONE


def _wording(arguments: Namespace) -> int:
    from phuluc.actions.write_report import copy_wordings

    path = copy_wordings(arguments.book, arguments.output)
    say(f"Đã ghi: {path}")
    return EXIT_DONE


def _rules(arguments: Namespace) -> int:
    from phuluc.actions.scores.office_tables import copy_tables
    from phuluc.report.wordings_in_force import user_folder

    for path in copy_tables(arguments.output):
        say(f"Đã ghi: {path}")
    say(f"Dòng của cơ quan để ở thư mục: {user_folder()}")
    return EXIT_DONE


def _picture(arguments: Namespace) -> int:
    from phuluc.actions.save_picture import save_picture

    _keep_apart(arguments.book, arguments.output)
    with ProgressDisplay(sys.stderr) as progress:
        save_picture(arguments.book, arguments.output, sheet=arguments.sheet, progress=progress)
    say(f"Đã ghi: {arguments.output}")
    return EXIT_DONE


def _next_period(arguments: Namespace) -> int:
    from phuluc.actions.next_period import start_next_period

    with ProgressDisplay(sys.stderr) as progress:
        result = start_next_period(arguments.book, arguments.output, progress=progress)
    give(wording.next_period_report(result))
    say(f"Đã ghi: {arguments.output or arguments.book}")
    return EXIT_DONE


def _freeze(arguments: Namespace) -> int:
    from phuluc.actions.freeze import freeze_file

    _keep_apart(arguments.book, arguments.output)
    with ProgressDisplay(sys.stderr) as progress:
        result = freeze_file(arguments.book, arguments.output, values=arguments.values, progress=progress)
    give(wording.freeze_report(result))
    say(f"Đã ghi: {arguments.output}")
    return EXIT_DONE


def _undo(arguments: Namespace) -> int:
    from phuluc.actions.undo import kept_versions, undo

    if arguments.list:
        give(wording.versions_report(kept_versions(arguments.book)))
        return EXIT_DONE
    result = undo(arguments.book, redo=arguments.redo, force=arguments.force)
    say(wording.undo_report(result))
    say(f"Đã ghi: {arguments.book}")
    return EXIT_DONE


def _export(arguments: Namespace) -> int:
    from phuluc.actions.export_book import export_book

    _give_json(export_book(arguments.book))
    return EXIT_DONE


def _functions(arguments: Namespace) -> int:
    from phuluc.functions import CATALOGUE
    from phuluc.hosts.headless.function_help import function_help, function_record

    if arguments.json:
        _give_json([function_record(function) for function in CATALOGUE])
    else:
        give("\n\n".join(function_help(function) for function in CATALOGUE))
    return EXIT_DONE


def _demo(arguments: Namespace) -> int:
    from phuluc.hosts.headless.arguments.parser import build_parser
    from phuluc.hosts.headless.demonstration import demonstrate

    def run(command: Sequence[str]) -> int:
        asked = build_parser().parse_args(command)
        return COMMANDS[asked.command](asked)

    return demonstrate(arguments.folder, run)


def _build(_arguments: Namespace) -> int:
    from phuluc.hosts.headless.build_artifacts import build_all

    with ProgressDisplay(sys.stderr) as progress:
        return build_all(Path.cwd(), progress=progress)


def _install(arguments: Namespace) -> int:
    return _INSTALLERS[arguments.host](arguments)


def _uninstall(arguments: Namespace) -> int:
    return _REMOVERS[arguments.host](arguments)


def _install_in_libreoffice(arguments: Namespace) -> int:
    from phuluc.hosts.excel.doctor import diagnosis
    from phuluc.hosts.libreoffice.install.diagnosis import examine
    from phuluc.hosts.libreoffice.install.extension_in_profile import install_extension

    if arguments.dry_run:
        give("Sẽ làm (chưa thay đổi gì):\n  - Cài phần mở rộng PhuLuc.oxt vào hồ sơ LibreOffice của người dùng này")
        return EXIT_DONE
    done = install_extension()
    before = f" (thay phiên bản {done.replaced})" if done.replaced else ""
    give(f"- Đã cài phần mở rộng vào {done.profile}{before}")
    give("Mở lại LibreOffice: trình đơn “Phụ lục” và các hàm đã sẵn sàng.")
    diagnoses = examine(done.profile)
    give(f"\n{diagnosis.report(diagnoses)}")
    return EXIT_LOOK if diagnosis.has_errors(diagnoses) else EXIT_DONE


def _remove_from_libreoffice(arguments: Namespace) -> int:
    from phuluc.hosts.libreoffice.install.extension_in_profile import remove_extension

    if arguments.dry_run:
        give("Sẽ làm (chưa thay đổi gì):\n  - Gỡ phần mở rộng khỏi hồ sơ LibreOffice của người dùng này")
    else:
        give("Đã gỡ Phụ lục khỏi LibreOffice." if remove_extension() else "Không có gì để gỡ.")
    return EXIT_DONE


def _install_in_excel(arguments: Namespace) -> int:
    from phuluc.hosts.excel.doctor import diagnosis, examination
    from phuluc.hosts.excel.install import addin_file, installation, machine, wording
    from phuluc.hosts.excel.install.changes import carry_out

    here = machine.excel_machine()
    plan = installation.plan_installation(here, addin_file.packaged_addin())
    if arguments.dry_run:
        give(wording.plan_report(plan))
        return EXIT_DONE
    with ProgressDisplay(sys.stderr) as progress:
        told = carry_out(plan, progress)
    give(wording.installed_report(told, plan))
    diagnoses = examination.examine(here)
    give(f"\n{diagnosis.report(diagnoses)}")
    return EXIT_LOOK if diagnosis.has_errors(diagnoses) else EXIT_DONE


def _remove_from_excel(arguments: Namespace) -> int:
    from phuluc.hosts.excel.install import machine, removal, wording
    from phuluc.hosts.excel.install.changes import carry_out

    plan = removal.plan_removal(machine.excel_machine())
    if arguments.dry_run:
        give(wording.plan_report(plan))
    else:
        give(wording.removed_report(carry_out(plan), plan))
    return EXIT_DONE


def _doctor(arguments: Namespace) -> int:
    from phuluc.hosts.excel.doctor import diagnosis, examination
    from phuluc.hosts.excel.install import machine

    if arguments.host == "libreoffice":
        from phuluc.hosts.libreoffice.install.diagnosis import examine

        diagnoses = examine()
    else:
        diagnoses = examination.examine(machine.this_machine())
    if arguments.json:
        _give_json([diagnosis.record(found) for found in diagnoses])
    else:
        give(diagnosis.report(diagnoses))
    return EXIT_LOOK if diagnosis.has_errors(diagnoses) else EXIT_DONE


def _keep_apart(source: Path, *outputs: Path | None) -> None:
    for output in outputs:
        if output is not None and output.resolve() == source.resolve():
            raise OverwritesSourceError(output)


def _give_json(result: Any) -> None:
    give(json.dumps(result, ensure_ascii=False, allow_nan=False, indent=2))


_INSTALLERS: Final = {"excel": _install_in_excel, "libreoffice": _install_in_libreoffice}
_REMOVERS: Final = {"excel": _remove_from_excel, "libreoffice": _remove_from_libreoffice}
COMMANDS: Final[dict[str, Callable[[Namespace], int]]] = {
    "new": _new,
    "import": _import,
    "aggregate": _aggregate,
    "refresh": _refresh,
    "check": _check,
    "annex": _annex,
    "verify": _verify,
    "report": _report,
    "wording": _wording,
    "rules": _rules,
    "picture": _picture,
    "next-period": _next_period,
    "freeze": _freeze,
    "undo": _undo,
    "export": _export,
    "functions": _functions,
    "demo": _demo,
    "build": _build,
    "install": _install,
    "uninstall": _uninstall,
    "doctor": _doctor,
}
