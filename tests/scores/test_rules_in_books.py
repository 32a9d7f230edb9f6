"""Books follow the table of rules, the day and the basis of their figures: captions, limits, checks, grades, charts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pytest
from openpyxl import load_workbook

from phuluc.actions.check import check_book
from phuluc.actions.export_book import export_book
from phuluc.actions.import_figures import import_figures
from phuluc.actions.new_book import create_book
from phuluc.actions.next_period import start_next_period
from phuluc.actions.refresh import refresh_book
from phuluc.actions.scores.office_tables import TABLES, use_office_tables
from phuluc.annexes.editions import EDITIONS, Edition
from phuluc.annexes.rules_in_book import maximum_name
from phuluc.annexes.score_families import score_tables
from phuluc.annexes.score_formulas import row_formulas
from phuluc.annexes.titles import setting_name
from phuluc.domain.scoring_rules import FILE_NAME
from phuluc.importers.scores.errors import AboveMaximumError
from phuluc.workbook.file_book import FileBook

HEAD: Final = (
    "Loại;Mã;Thuộc trục;Mã trên Cổng;Tên;Điểm;Ngưỡng đạt điểm tối đa (%);Điểm khi mẫu số bằng 0;Từ ngày;Đến ngày;"
    "Nguồn;Độ chắc chắn;Ghi chú"
)
#: What changes on 01/01/2027: two points go from one axis to another, "Tốt" begins at 75, "Yếu" is called "Không đạt".
OF_2027: Final = (
    "Trục;ckmb;ckmb;CKMB;Công khai;16;;;01/01/2027;;Quyết định mới;chắc chắn;",
    "Trục;tttt;tttt;TTTT;Thanh toán trực tuyến;12;;;01/01/2027;;Quyết định mới;chắc chắn;",
    "Xếp loại;;;;Tốt;75;;;01/01/2027;;Quyết định mới;chắc chắn;",
    "Xếp loại;;;;Khá;65;;;01/01/2027;;Quyết định mới;chắc chắn;",
    "Xếp loại;;;;Yếu;;;;01/01/2027;;Quyết định mới;chắc chắn;",
    "Xếp loại;;;;Không đạt;0;;;01/01/2027;;Quyết định mới;chắc chắn;",
)
SOURCE: Final = """code,name,group,ckmb,tdgq,dvctt,tttt,mdhl,mdsh,total
H01.1,Sở Nội vụ,AGENCY,15,20,10,9,10,12,76
H01.2,Sở Tài chính,AGENCY,16,10,5,9,10,6,56
H01.3,Sở Xây dựng,AGENCY,5,10,5,3,10,5,38
"""


@pytest.fixture(autouse=True)
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The settings folder of an office with the rules of 2027 over the shipped ones."""
    folder = tmp_path / "cau_hinh"
    folder.mkdir()
    monkeypatch.setattr("phuluc.report.wordings_in_force.user_folder", lambda: folder)
    (folder / FILE_NAME).write_text("\n".join((HEAD, *OF_2027)), encoding="utf-8-sig")
    yield folder
    for name in TABLES:
        (folder / name).unlink(missing_ok=True)
    use_office_tables()


def filled(folder: Path, edition: str, day: str) -> Path:
    """A book of three agencies whose current slot is of a day."""
    book, source = folder / "so.xlsx", folder / "diem.csv"
    source.write_text(SOURCE, encoding="utf-8")
    create_book("diem-tuan", book, edition=edition, settings={"ngay_ky_nay": day, "ky_bao_cao": "tháng 12/2026"})
    import_figures(source, book, None, slot="current")
    return book


def shown(book: Path) -> dict[str, Any]:
    """What people see of the rules in a book, by what it is."""
    file, values = FileBook.open(book), load_workbook(book, data_only=True)
    names = file.names()

    def cells(name: str) -> list[Any]:
        return [row[0] for row in file.values(names[name])]

    sheet = values["Phụ lục II"]
    captions = [cell.value for cell in sheet[7] if isinstance(cell.value, str) and cell.value.endswith(")")]
    limits = [str(rule.formula1) for rule in sheet.data_validations.dataValidation]
    return {
        "captions": [text for text in captions if text.startswith(("Công khai", "Thanh toán"))],
        "limited": any(maximum_name("ckmb", "nay") in limit for limit in limits),
        "most": [cells(maximum_name(axis, "nay"))[0] for axis in ("ckmb", "tttt", "")],
        "maxima": cells("truc_toi_da" if "truc_toi_da" in names else "truc_diem_toi_da")[1:-1],
        "grades": cells("cap_tinh_diem_xep_loai")[1:-1],
        "bands": [row[0] for row in file.values(names["ve_cap_tinh_xep_loai"])[1:-1]],
        "counts": [row[2] for row in file.values(names["ve_cap_tinh_xep_loai"])[1:-1]],
    }


@pytest.mark.parametrize("edition", ["live", "native"])
def test_a_book_follows_the_rules_of_its_day(tmp_path: Path, edition: str) -> None:
    """In 2027 captions, limits, maxima, grades, charts and checks are the office's; what was before is not touched."""
    book = filled(tmp_path, edition, "31/01/2027")
    found = shown(book)
    assert found["captions"] == [
        "Công khai (16)",
        "Thanh toán trực tuyến (12)",
        "Công khai (16)",
        "Thanh toán trực tuyến (12)",
    ]
    assert found["limited"]
    assert found["most"] == [16, 12, 100]
    assert found["maxima"] == [16, 20, 12, 12, 22, 18]
    assert found["grades"] == ["Tốt", "Trung bình", "Không đạt"]
    assert found["bands"] == ["Xuất sắc", "Tốt", "Khá", "Trung bình", "Không đạt"]
    assert found["counts"] == [0, 1, 0, 1, 1]
    file = FileBook.open(book)
    place = file.names()["cap_tinh_ckmb_nay"]
    file.set_values(replace(place, top=place.top + 2, bottom=place.top + 2), [[17]])
    file.save(book)
    (above,) = (finding for finding in check_book(book) if finding.code == "vuot_diem_toi_da")
    assert "lớn hơn mức tối đa 16" in above.what
    (table, *_) = export_book(book)["tables"]
    assert [row["grade"] for row in table["rows"]] == found["grades"]


def test_points_of_another_year_are_no_proof_against_a_source(tmp_path: Path) -> None:
    """17 points are too many in 2027 alone: a file that tells no day is held against the day of the book."""
    book, source = tmp_path / "so.xlsx", tmp_path / "diem.csv"
    source.write_text(SOURCE.replace(",16,", ",17,"), encoding="utf-8")
    for day, fits in (("30/11/2026", True), ("31/01/2027", False)):
        create_book("diem-tuan", book, settings={"ngay_ky_nay": day}, replace=True)
        if fits:
            assert import_figures(source, book, None, slot="current").unmatched == ()
        else:
            with pytest.raises(AboveMaximumError, match="lớn hơn điểm tối đa 16"):
                import_figures(source, book, None, slot="current")


def test_a_new_period_brings_its_rules(tmp_path: Path) -> None:
    """Kỳ mới into 2027 and a refresh: the current slot has the new points and grades, the previous one the old."""
    book = filled(tmp_path, "live", "31/12/2026")
    before = shown(book)
    assert before["most"] == [18, 10, 100]
    assert before["grades"] == ["Khá", "Trung bình", "Yếu"]
    start_next_period(book, None)
    file = FileBook.open(book)
    file.set_values(file.names()[setting_name("ngay_ky_nay")], [[46418]])  # 31/01/2027
    file.save(book)
    source = tmp_path / "diem.csv"
    import_figures(source, book, None, slot="current")
    after = shown(book)
    assert after["most"] == [16, 12, 100]
    assert after["captions"][:2] == ["Công khai (16)", "Thanh toán trực tuyến (12)"]
    assert after["captions"][2:] == ["Công khai (18)", "Thanh toán trực tuyến (10)"]
    assert after["grades"] == ["Tốt", "Trung bình", "Không đạt"]
    # The chart has five columns: the last one holds, and names, the grades of both periods.
    assert after["bands"][-1] == "Không đạt, Yếu"
    assert sum(after["counts"]) == 3
    notices = refresh_book(book, None).notices
    assert not any("Quy tắc" in notice for notice in notices)


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_book_older_than_the_sheet_is_graded_by_the_shipped_rules(edition: Edition) -> None:
    """Rows staff insert into such a book get no formula that names cells it does not have."""
    _, agencies, *_ = score_tables("diem-tuan", "2 cấp")
    for table in (agencies, score_tables("diem-xa", "")[-1]):
        formulas = row_formulas(table, table.positions(), edition, has_rules=False)
        assert ("toi_da", "diem") not in formulas
        assert not any("quy_tac_" in formula for formula in formulas.values())
    grade = row_formulas(agencies, agencies.positions(), edition, has_rules=False)["xep_loai", "diem"]
    assert ("SCORE_GRADE(D{row})" in grade) is (edition != "native")
    assert ('>=90,"Xuất sắc"' in grade) is (edition == "native")
