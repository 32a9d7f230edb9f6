"""Definitions are data: each with its source, in force from one day to another."""

from __future__ import annotations

import datetime as dt
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from phuluc.aggregate import rules_file
from phuluc.aggregate.fields import field_catalogue
from phuluc.aggregate.figures_file import EARLIER_LACKING
from phuluc.domain.indicators import SEVEN_INDICATORS
from tests.acceptance.command import done, phuluc
from tests.aggregate.figures import figures_of, sheet_rows
from tests.aggregate.igate import dossier, write_csv

NAME = "rules/bay_chi_tieu.toml"
WRITTEN = files("phuluc.aggregate").joinpath(NAME).read_text(encoding="utf-8")
HEAD = "MaHoSo,DonViXuLy,NgayTiepNhan,TrangThaiHoSo,KenhThucHien"


def test_every_rule_names_its_source() -> None:
    """Each version has its days; each scope and each of the seven indicators says where it comes from."""
    for version in tomllib.loads(WRITTEN)["ban"]:
        assert isinstance(version["hieu_luc_tu"], dt.date)
        rules = rules_file.rules_in_force(version["hieu_luc_tu"], field_catalogue(), WRITTEN)
        assert set(rules.rules) == {indicator.code for indicator in SEVEN_INDICATORS}
        told = [rules.source, rules.overdue_source, *(rule.source for rule in rules.rules.values())]
        assert all(len(source) > 20 for source in (*told, *(scope.source for scope in rules.scopes.values())))


@pytest.mark.parametrize(("month", "online"), [("01", 1), ("02", 2)])
def test_a_later_version_counts_from_its_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, month: str, online: int
) -> None:
    """A second version is another table in the file: periods that begin in its time are counted by it, and say so."""
    first = WRITTEN.replace("hieu_luc_tu = 2024-01-01", "hieu_luc_tu = 2024-01-01\nhieu_luc_den = 2026-01-31")
    second = WRITTEN.replace("hieu_luc_tu = 2024-01-01", "hieu_luc_tu = 2026-02-01").replace(
        'tu_so = ["kenh = 2"]', 'tu_so = ["kenh thuộc 2, 3"]'
    )
    (tmp_path / "rules").mkdir()
    (tmp_path / NAME).write_text(f"{first}\n{second}", encoding="utf-8")
    monkeypatch.setattr(rules_file, "files", lambda _package: tmp_path)
    source, output = tmp_path / "a.csv", tmp_path / "so_lieu.xlsx"
    source.write_text(f"{HEAD}\nH1,Sở Y tế,05/{month}/2026,4,2\nH2,Sở Y tế,05/{month}/2026,4,3\n", encoding="utf-8")

    done("aggregate", source, "-o", output, "--period", f"tháng {month}/2026")

    assert figures_of(output)["Sở Y tế", "ho_so_truc_tuyen"] == (2, online)
    valid = "từ ngày 01/01/2024 đến ngày 31/01/2026" if month == "01" else "từ ngày 01/02/2026"
    assert str(sheet_rows(output, "Định nghĩa")[0][0]).endswith(f"áp dụng cho kỳ {valid}")


def test_a_period_without_definitions_is_refused(tmp_path: Path) -> None:
    """Before the first version nothing is counted by rules that were not in force."""
    source = write_csv(tmp_path / "a.csv", [dossier(1, received="05/01/2023")])

    outcome = phuluc("aggregate", source, "-o", tmp_path / "so_lieu.xlsx", "--period", "tháng 01/2023")

    assert outcome.status == 2
    assert "Không có bản định nghĩa chỉ tiêu nào có hiệu lực vào đầu kỳ. Thấy: 01/01/2023" in outcome.err


def test_cumulative_figures_want_earlier_dossiers(tmp_path: Path) -> None:
    """Where the lists begin with the period, what is counted from before it too cannot be whole: this is told."""
    head = "Số hồ sơ,Cơ quan/đơn vị,Ngày tiếp nhận,Trạng thái hồ sơ,Ngày kết thúc xử lý,Kết quả điện tử"
    within, before = "H1,Sở Y tế,05/01/2026,10,06/01/2026,x", "H2,Sở Y tế,05/12/2025,10,06/12/2025,"
    source, output = tmp_path / "a.csv", tmp_path / "so_lieu.xlsx"
    told = []
    for lines in ([head, within], [head, within, before]):
        source.write_text("\n".join(lines), encoding="utf-8")
        outcome = done("aggregate", source, "-o", output, "--period", "tháng 01/2026")
        account = [row[0] for row in sheet_rows(output, "Chất lượng")]
        told.append((EARLIER_LACKING in outcome.out, EARLIER_LACKING in account))

    assert told == [(True, True), (False, False)]
    assert figures_of(output)["Sở Y tế", "cap_ket_qua_dien_tu"] == (2, 1)
