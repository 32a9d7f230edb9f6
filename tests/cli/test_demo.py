"""`phuluc demo`: every command it prints is run, and a second one takes nothing away from a person."""

from __future__ import annotations

from pathlib import Path

import pytest

from phuluc import cli
from phuluc.workbook.versions import versions_of


def test_demo_again_keeps_what_stood_in_its_book(
    tmp_path: Path, own_state: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The commands are printed and done; where the book of an earlier one stands, it can be brought back."""
    monkeypatch.setenv("PHULUC_SOFFICE", "none")
    book = tmp_path / "so_lam_viec_quy_1_2024.xlsx"
    book.write_bytes(b"theirs")

    status = cli.main(["demo", str(tmp_path)])

    asked = [line.split()[2] for line in capsys.readouterr().out.splitlines() if line.startswith("$ phuluc ")]
    assert (status, asked) == (0, ["new", "import", "refresh", "check", "annex", "report"])
    assert own_state.is_dir()
    assert versions_of(book)[0].content() == b"theirs"
    assert (tmp_path / "phu_luc_quy_1_2024.xlsx").is_file()


def test_a_package_without_its_examples_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where a file that comes with the product is missing, the message says to install it again."""
    monkeypatch.setattr("phuluc.hosts.packaged._IN_PACKAGE", "elsewhere")
    monkeypatch.setattr("phuluc.hosts.headless.demonstration.SOURCE_NAME", "none.xlsx")

    assert cli.main(["demo", str(tmp_path / "thu")]) == 2
    assert "Cài lại Phụ lục" in capsys.readouterr().err
    assert not (tmp_path / "thu").exists()
