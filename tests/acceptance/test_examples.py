"""The examples: what their READMEs tell a person to type makes the files that stand beside them."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from phuluc.annexes.families import FAMILIES
from scripts.make_examples import RESULTS, commands, folders, run
from tests.acceptance.cell_grids import contents

#: Of which the published documents carry errors, as their READMEs say: `check` gives 1 there.
_WITH_ERRORS = {"diem-tuan", "diem-xa"}


def test_every_family_has_an_example() -> None:
    """Each family has a folder of its name, and every example makes a book, an annex and a report."""
    kinds = {
        folder.name: next(command[1] for command in commands(folder) if command[0] == "new") for folder in folders()
    }

    assert {kind: kinds.get(kind) for kind in FAMILIES} == {kind: kind for kind in FAMILIES}
    for folder in folders():
        assert [command[command.index("-o") + 1] for command in commands(folder)[-2:]] == list(RESULTS)


@pytest.mark.parametrize("folder", folders(), ids=lambda folder: folder.name)
def test_commands_make_the_annex_and_the_report(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands of an example make the figures and the words that it shows, cell by cell and line by line."""
    monkeypatch.setattr("phuluc.report.wordings_in_force.user_folder", lambda: tmp_path / "none")

    statuses = run(folder, tmp_path)

    looked_at = [command[0] for command, status in zip(commands(folder), statuses, strict=True) if status]
    assert looked_at == (["check"] if folder.name in _WITH_ERRORS else [])
    annex, report = RESULTS
    assert contents(tmp_path / annex) == contents(folder / annex)
    assert _words(tmp_path / report) == _words(folder / report)


def _words(report: Path) -> list[str]:
    return [paragraph.text for paragraph in Document(str(report)).paragraphs]
