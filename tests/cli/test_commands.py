"""What the commands hand to the actions, print, and return."""

import dataclasses
import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from phuluc.book_port import UnevaluatedFormula
from phuluc.functions import CATALOGUE
from phuluc.results import (
    Finding,
    FreezeResult,
    ImportResult,
    NextPeriodResult,
    RankedUnit,
    Ranking,
    RefreshResult,
    UnmatchedItem,
)

ERROR = Finding(
    "tu_so_vuot_mau_so", "error", "Phụ lục 1!G12", "Kết quả lớn hơn tổng số", "75/72", "Đối chiếu lại nguồn"
)
WARNING = Finding("thieu_chi_tieu", "warning", "Phụ lục 2!D9", "Chưa có chỉ tiêu được giao", "", "Nhập chỉ tiêu")
NOTE = Finding("uoc_tinh_mau_so", "note", "", "Mẫu số tính ngược từ tỷ lệ in.", "≈ 785", "")


class Recorder:
    """An action that remembers how it was called."""

    def __init__(self, result=None):
        self.result = result
        self.calls = []

    def __call__(self, *values, **options):
        assert callable(options.pop("progress", print))
        self.calls.append((values, options))
        return self.result


def test_new_passes_what_was_asked(run, install):
    """`new` creates a book of the kind, edition, units and settings asked for."""
    create = Recorder()
    install("phuluc.actions.new_book", "create_book", create)

    argv = ["--edition", "native", "--units", "don_vi.csv", "--set", "ky_bao_cao=quý I năm 2024", "--set", "so=12=a"]
    status, out, err = run("new", "bay-chi-tieu", "-o", "so.xlsx", *argv)

    settings = {"ky_bao_cao": "quý I năm 2024", "so": "12=a"}
    options = {"edition": "native", "units_file": Path("don_vi.csv"), "settings": settings}
    assert create.calls == [(("bay-chi-tieu", Path("so.xlsx")), options)]
    assert (status, out) == (0, "")
    assert "so.xlsx" in err


def test_import_lists_what_did_not_match(run, install):
    """`import` returns 1 when something did not match, and says where, what and why."""
    result = ImportResult(
        units=39,
        figures=1112,
        unmatched=(UnmatchedItem("Phụ lục 1!B14", "Sở Du lich", "không có trong sổ; có phải là Sở Du lịch?"),),
        notices=("“Sở Thông tin và TT” hiểu là “Sở Thông tin và Truyền thông”",),
        unevaluated=(UnevaluatedFormula("Riêng!A1", "=XLOOKUP(1;A:A;B:B)", "hàm chưa hỗ trợ"),),
    )
    action = Recorder(result)
    install("phuluc.actions.import_figures", "import_figures", action)

    status, out, err = run("import", "nguon.xlsx", "so.xlsx", "-o", "moi.xlsx", "--slot", "previous")

    assert action.calls == [((Path("nguon.xlsx"), Path("so.xlsx"), Path("moi.xlsx")), {"slot": "previous"})]
    assert status == 1
    assert "Đã nhập 1112 số liệu của 39 đơn vị." in out
    assert "Phụ lục 1!B14: “Sở Du lich” – không có trong sổ; có phải là Sở Du lịch?" in out
    assert "Sở Thông tin và Truyền thông" in out
    assert "Riêng!A1: =XLOOKUP(1;A:A;B:B) – hàm chưa hỗ trợ." in out
    assert "moi.xlsx" in err


def test_import_in_full_is_silent_about_the_rest(run, install):
    """An import in which everything matched returns 0 and shows no empty lists."""
    install("phuluc.actions.import_figures", "import_figures", Recorder(ImportResult(units=40, figures=1120)))

    status, out, err = run("import", "nguon.xlsx", "so.xlsx")

    assert status == 0
    assert out == "Đã nhập 1120 số liệu của 40 đơn vị.\n"
    assert err == "Đã ghi: so.xlsx\n"


def test_refresh_shows_the_heads_of_the_rankings(run, install):
    """`refresh` prints five lines a tier, ranks and scores as Vietnamese documents write them."""
    rows = [RankedUnit(rank, f"Sở thứ {rank}", 98.5 - rank) for rank in range(1, 8)]
    rankings = (
        Ranking("cap_tinh", "ty_le_chi_tieu", "Tỷ lệ hồ sơ trực tuyến", tuple(rows)),
        Ranking(
            "cap_xa", "ty_le_chi_tieu", "Tỷ lệ hồ sơ trực tuyến", (RankedUnit(None, "Xã A", None, "Chưa có số liệu"),)
        ),
    )
    install("phuluc.actions.refresh", "refresh_book", Recorder(RefreshResult(rankings)))

    status, out, _ = run("refresh", "so.xlsx")

    assert status == 0
    assert "Xếp hạng CẤP TỈNH, theo: Tỷ lệ hồ sơ trực tuyến" in out
    assert "   1  Sở thứ 1: 97,5\n" in out
    assert "Sở thứ 6" not in out
    assert "… và 2 đơn vị nữa" in out
    assert "   -  Xã A (Chưa có số liệu)\n" in out


def test_check_groups_findings_by_severity(run, install):
    """`check` prints errors first, with address, what was found and the remedy, and counts them."""
    install("phuluc.actions.check", "check_book", Recorder([NOTE, WARNING, ERROR]))

    status, out, _ = run("check", "so.xlsx")

    assert status == 1
    assert out.splitlines() == [
        "LỖI  tu_so_vuot_mau_so  Phụ lục 1!G12: Kết quả lớn hơn tổng số. Thấy: 75/72. Cách xử lý: Đối chiếu lại nguồn.",
        "",
        "CẢNH BÁO  thieu_chi_tieu  Phụ lục 2!D9: Chưa có chỉ tiêu được giao. Cách xử lý: Nhập chỉ tiêu.",
        "",
        "GHI CHÚ  uoc_tinh_mau_so  Mẫu số tính ngược từ tỷ lệ in. Thấy: ≈ 785.",
        "",
        "Tổng số: 1 lỗi, 1 cảnh báo, 1 ghi chú.",
    ]


def test_check_tells_once_what_to_do_about_findings_of_a_kind(run, install):
    """Where findings of one kind follow each other, each has a line and what to do stands once below them."""
    other = dataclasses.replace(WARNING, where="Phụ lục 2!D10")
    install("phuluc.actions.check", "check_book", Recorder([WARNING, other]))

    _, out, _ = run("check", "so.xlsx")

    assert out.splitlines()[:3] == [
        "CẢNH BÁO  thieu_chi_tieu  Phụ lục 2!D9: Chưa có chỉ tiêu được giao.",
        "CẢNH BÁO  thieu_chi_tieu  Phụ lục 2!D10: Chưa có chỉ tiêu được giao.",
        "    Cách xử lý 2 mục trên: Nhập chỉ tiêu.",
    ]


@pytest.mark.parametrize(("findings", "status"), [([], 0), ([WARNING, NOTE], 0), ([WARNING, ERROR], 1)])
def test_check_as_json_is_nothing_but_json(run, install, findings, status):
    """`check --json` gives a list of records on standard output and keeps the exit status of `check`."""
    install("phuluc.actions.check", "check_book", Recorder(findings))

    got, out, err = run("check", "so.xlsx", "--json")

    records = json.loads(out)
    assert [record["code"] for record in records] == [finding.code for finding in findings]
    assert all(set(record) == {"code", "severity", "where", "what", "found", "remedy"} for record in records)
    assert (got, err) == (status, "")


def test_annex_is_refused_while_errors_stand(run, install):
    """A refused annex returns 1, shows the errors only and the way out."""
    result = SimpleNamespace(findings=(WARNING, ERROR), refused=True, written=())
    install("phuluc.actions.save_annex", "save_annex", Recorder(result))

    status, out, err = run("annex", "so.xlsx", "-o", "phu_luc.xlsx")

    assert (status, out) == (1, "")
    assert "Phụ lục 1!G12" in err
    assert "thieu_chi_tieu" not in err
    assert "--force" in err


def test_annex_tells_what_it_wrote(run, install):
    """An annex that was saved returns 0 and names its files, forced or not."""
    written = (Path("phu_luc.xlsx"), Path("phu_luc.pdf"))
    action = Recorder(SimpleNamespace(findings=(WARNING,), refused=False, written=written))
    install("phuluc.actions.save_annex", "save_annex", action)

    status, _, err = run("annex", "so.xlsx", "-o", "phu_luc.xlsx", "--pdf", "phu_luc.pdf", "--force", "--set", "so=15")

    options = {"settings": {"so": "15"}, "force": True, "archive": False}
    assert action.calls == [((Path("so.xlsx"), *written), options)]
    assert status == 0
    assert err.splitlines() == [
        "Kết quả kiểm tra: 0 lỗi, 1 cảnh báo, 0 ghi chú.",
        *(f"Đã ghi: {path}" for path in written),
    ]


@pytest.mark.parametrize(
    "argv",
    [
        ("annex", "so.xlsx", "-o", "./so.xlsx"),
        ("annex", "so.xlsx", "-o", "a.xlsx", "--pdf", "so.xlsx"),
        ("import", "a", "a"),
        ("freeze", "a.xlsx", "-o", "a.xlsx"),
    ],
)
def test_a_source_is_never_overwritten(run, install, argv):
    """A command whose output is its own source stops before it starts."""
    action = Recorder()
    install("phuluc.actions.save_annex", "save_annex", action)
    install("phuluc.actions.import_figures", "import_figures", action)
    install("phuluc.actions.freeze", "freeze_file", action)

    status, _, err = run(*argv)

    assert status == 2
    assert "trùng với tệp nguồn" in err
    assert action.calls == []


def test_the_pdf_for_the_archive_goes_with_a_pdf(run, install):
    """`--pdf-a` makes the PDF one for archives, and says so where there is to be none."""
    action = Recorder(SimpleNamespace(findings=(), refused=False, written=()))
    install("phuluc.actions.save_annex", "save_annex", action)

    assert run("annex", "so.xlsx", "-o", "a.xlsx", "--pdf", "a.pdf", "--pdf-a")[0] == 0
    status, _, err = run("annex", "so.xlsx", "-o", "a.xlsx", "--pdf-a")

    assert [options["archive"] for _, options in action.calls] == [True]
    assert status == 2
    assert "--pdf-a chỉ dùng khi có ghi PDF" in err


def test_next_period_tells_what_it_did(run, install):
    """`next-period` says what moved and what was emptied, names the new period, and lists what to look at."""
    result = NextPeriodResult("quý I năm 2024", "quý II năm 2024", 40, 514, ("Giữ công thức tự đặt ở ô nhập A!C9",))
    action = Recorder(result)
    install("phuluc.actions.next_period", "start_next_period", action)

    status, out, err = run("next-period", "so.xlsx", "-o", "moi.xlsx")

    assert action.calls == [((Path("so.xlsx"), Path("moi.xlsx")), {})]
    assert status == 0
    assert "số liệu của 40 đơn vị sang trang “Kỳ trước” (quý I năm 2024)" in out
    assert "514 ô nhập" in out
    assert "Kỳ mới: quý II năm 2024." in out
    assert "  - Giữ công thức tự đặt ở ô nhập A!C9" in out
    assert err == "Đã ghi: moi.xlsx\n"


def test_freeze_counts_formulas_and_values(run, install):
    """`freeze` counts what became formulas and what became values, and names the first of the latter."""
    action = Recorder(FreezeResult(formulas=882, values=tuple(f"Riêng!G{row}" for row in range(1, 13))))
    install("phuluc.actions.freeze", "freeze_file", action)

    status, out, err = run("freeze", "so.xlsx", "-o", "gui.xlsx", "--values")

    assert action.calls == [((Path("so.xlsx"), Path("gui.xlsx")), {"values": True})]
    assert status == 0
    assert "Đã đổi 882 ô thành công thức Excel thường, 12 ô thành giá trị." in out
    assert "Ô chỉ còn giá trị: Riêng!G1, " in out
    assert "Riêng!G10 …" in out
    assert err == "Đã ghi: gui.xlsx\n"


def test_freeze_of_a_file_without_functions(run, install):
    """`freeze` says when there was nothing to do."""
    install("phuluc.actions.freeze", "freeze_file", Recorder(FreezeResult(0, ())))

    assert run("freeze", "so.xlsx", "-o", "gui.xlsx")[1] == "Tệp không có hàm nào của Phụ lục; nội dung giữ nguyên.\n"


def test_export_gives_json_with_vietnamese_letters(run, install):
    """`export` prints the figures as JSON, letters readable, nothing else."""
    figures = {"kind": "bay-chi-tieu", "period": "quý I năm 2024", "tables": [], "total": {"so_hoa": {"rate": None}}}
    install("phuluc.actions.export_book", "export_book", Recorder(figures))

    status, out, err = run("export", "so.xlsx")

    assert status == 0
    assert json.loads(out) == figures
    assert "quý I năm 2024" in out
    assert err == ""


def test_build_returns_the_status_of_the_builder(run, install):
    """`build` returns what the builder returns: 1 when an artefact could not be built."""
    install("phuluc.hosts.headless.build_artifacts", "build_all", Recorder(1))

    assert run("build")[0] == 1


def test_functions_lists_the_catalogue(run):
    """`functions` explains every function of the catalogue and each of its arguments, in words and as JSON."""
    _, words, _ = run("functions")
    status, out, err = run("functions", "--json")

    records = json.loads(out)
    assert (status, err) == (0, "")
    assert [record["name"] for record in records] == [function.name for function in CATALOGUE]
    for record in records:
        assert record["name"] in words
        assert record["summary"] in words
        assert record["usage"].startswith(f"={record['name']}(")
        assert all(argument["name"] in words and argument["help"] in words for argument in record["arguments"])
