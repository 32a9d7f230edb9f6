"""Figures of lists in the book: what another list left there before is told where the new one says nothing."""

from __future__ import annotations

from pathlib import Path

from tests.acceptance.command import done, exported, phuluc
from tests.aggregate.figures import sheet_rows

HEAD = "MaHoSo,DonViXuLy,NgayTiepNhan,TrangThaiHoSo,KenhThucHien"
PERIOD = ("--period", "quý I năm 2026")


def _figures(path: Path, head: str, *rows: str) -> Path:
    path.write_text("\n".join([head, *rows, ""]), encoding="utf-8")
    output = path.with_suffix(".xlsx")
    phuluc("aggregate", path, "-o", output, *PERIOD)
    return output


def test_what_a_poorer_list_leaves_standing_is_told(tmp_path: Path) -> None:
    """Figures of an earlier list stay where a new one lacks the column or the unit; each of these cells is named."""
    units, book = tmp_path / "don_vi.csv", tmp_path / "so.xlsx"
    units.write_text("cấp,đơn vị\ncấp tỉnh,Sở Y tế\ncấp xã,UBND xã An Hòa\ncấp xã,UBND xã An Tân\n", encoding="utf-8")
    done("new", "bay-chi-tieu", "-o", book, "--units", units, "--set", "ky_bao_cao=quý I năm 2026")
    names = ("Sở Y tế", "UBND xã An Hòa", "UBND xã An Tân")
    rich = [f"H{number},{name},05/01/2026,4,2,50000,1" for number, name in enumerate(names)]
    poor = [row.removesuffix(",50000,1") for row in rich[:2]]
    phuluc("import", _figures(tmp_path / "day_du.csv", f"{HEAD},Gia,DuocThanhToanTrucTuyen", *rich), book)

    outcome = phuluc("import", _figures(tmp_path / "thieu_cot.csv", HEAD, *poor), book)

    row = exported(book)["tables"][0]["rows"][0]["values"]["thanh_toan_truc_tuyen"]
    assert (row["numerator"], row["denominator"]) == (1, 1)
    assert "“ô trống” – nguồn để trống; ô Phụ lục I!Q9 vẫn giữ 1." in outcome.out
    assert "“UBND xã An Tân” – nguồn không có đơn vị này ở bảng 1; số liệu đang có ở sổ vẫn giữ." in outcome.out


def test_copies_that_name_another_unit_are_told(tmp_path: Path) -> None:
    """One dossier in lists of two units counts for the one that is furthest on; the other is named beside it."""
    rows = ("H1,Sở Y tế,05/01/2026,4,2", "H1,UBND xã An Hòa,05/01/2026,10,2", "H2,Sở Y tế,05/01/2026,4,2")
    output = _figures(tmp_path / "a.csv", HEAD, *rows, "H2,SỞ Y TẾ,05/01/2026,4,2")

    assert sheet_rows(output, "Trùng mã")[1:] == [
        ("H1", "UBND xã An Hòa", "Sở Y tế", 2),
        ("H2", "Sở Y tế", None, 2),
    ]
