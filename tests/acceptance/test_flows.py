"""The commands one after the other, as an office uses them in two tiers with 135 communes."""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from phuluc.book_port import Area
from phuluc.domain.figures import CellValue
from phuluc.domain.indicators import SEVEN_INDICATORS
from phuluc.workbook.file_book import FileBook
from tests.acceptance.cell_grids import changed, contents
from tests.acceptance.command import QUARTER, Outcome, done, exported, findings, phuluc
from tests.acceptance.conftest import CopyOf

COMMUNES = 135
#: The record of what was done tells of every action.
RECORD = "Nhật ký"
LISTS = ("Xếp hạng", "Kiểm tra", "Đối chiếu", "Kỳ trước", RECORD)


def commune(number: int) -> str:
    return "UBND đặc khu Nhơn Châu" if number == COMMUNES else f"UBND xã Bình Minh {number}"


@pytest.fixture(scope="session")
def province(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty two-tier book: two departments, 135 communes, their targets."""
    folder = tmp_path_factory.mktemp("province")
    units = folder / "don_vi.csv"
    with units.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file, delimiter=";")
        rows.writerow(["Cấp", "Cơ quan, đơn vị", "Hồ sơ trực tuyến", "Số hóa hồ sơ"])
        rows.writerow(["cấp tỉnh", "Sở Tư pháp", "100", "90"])
        rows.writerow(["cấp tỉnh", "Sở Y tế", "61,5", ""])
        rows.writerows(["cấp xã", commune(number), 60, 90] for number in range(1, COMMUNES + 1))
    settings = ("ky_bao_cao=quý III năm 2026", "Cơ quan ban hành=Văn phòng UBND tỉnh Gia Lai", "nam=2026")
    done("new", "bay-chi-tieu", "-o", folder / "so.xlsx", "--units", units, *_each("--set", settings))
    return folder / "so.xlsx"


def _each(option: str, values: tuple[str, ...]) -> list[str]:
    return [part for value in values for part in (option, value)]


@pytest.fixture(scope="session")
def long_form(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Figures of both departments and 135 communes in long form, two rows of which belong nowhere."""
    path = tmp_path_factory.mktemp("source") / "so_lieu.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["kỳ", "cấp", "đơn vị", "chỉ tiêu", "chỉ tiêu giao", "mẫu số", "tử số"])
        for tier, unit, size in _sizes():
            for place, indicator in enumerate(SEVEN_INDICATORS):
                rows.writerow(["quý III năm 2026", tier, unit, indicator.code, "", size, size - size * place // 8])
        rows.writerow(["quý III năm 2026", "cấp xã", "UBND xã Không Có", "so_hoa", "", 10, 5])
        rows.writerow(["quý III năm 2026", "cấp xã", commune(1), "chỉ tiêu lạ", "", 10, 5])
    return path


def _sizes() -> list[tuple[str, str, int]]:
    communes = [("cấp xã", commune(number), 100 + number) for number in range(1, COMMUNES + 1)]
    return [("cấp tỉnh", "Sở Tư pháp", 2864), ("cấp tỉnh", "Sở Y tế", 72), *communes]


@pytest.fixture(scope="session")
def filled(province: Path, long_form: Path) -> tuple[Path, Outcome]:
    path = province.with_name("da_nhap.xlsx")
    return path, phuluc("import", long_form, province, "-o", path)


def value_at(book: Path, name: str, row: int = 0) -> CellValue:
    """The cell `row` rows below the first of a defined name."""
    file = FileBook.open(book)
    area = file.names()[name]
    return file.values(Area(area.sheet, area.top + row, area.left, area.top + row, area.left))[0][0]


def test_new_takes_units_and_settings(province: Path) -> None:
    """`new` lists the units of the CSV by tier with their targets and takes settings by key and by label."""
    figures = exported(province)
    assert [(table["annex"], len(table["rows"])) for table in figures["tables"]] == [
        ("Phụ lục I", 2),
        ("Phụ lục II", 135),
    ]
    department, commune_row = figures["tables"][0]["rows"][1], figures["tables"][1]["rows"][134]
    assert (department["unit"], commune_row["unit"]) == ("Sở Y tế", "UBND đặc khu Nhơn Châu")
    assert [department["values"][code]["target"] for code in ("ho_so_truc_tuyen", "so_hoa")] == [61.5, None]
    assert [commune_row["values"][code]["target"] for code in ("ho_so_truc_tuyen", "so_hoa")] == [60, 90]
    assert figures["period"] == "quý III năm 2026"
    caption = value_at(province, "cap_xa_dan")
    assert caption == (
        "(Kèm theo Báo cáo số      /BC-VPUBND ngày       tháng       năm 2026 của Văn phòng UBND tỉnh Gia Lai)"
    )
    assert value_at(province, "cap_xa_tieu_de").endswith("quý III năm 2026")


@pytest.mark.parametrize(
    ("setting", "says"),
    [
        ("khoa_la=1", "Không có mục này"),
        ("ngay_bao_cao=31/02/2026", "Không đọc được ngày"),
        ("so_chu_so=hai", "số nguyên"),
        ("tieu_chi_xep_hang=theo tên", "danh sách"),
        ("loai=diem-xa", "Không có mục này"),
    ],
)
def test_new_refuses_settings_it_does_not_know(setting: str, says: str, tmp_path: Path) -> None:
    """An unknown key or a value that does not fit is refused with 2, and no book is made."""
    outcome = phuluc("new", "bay-chi-tieu", "-o", tmp_path / "so.xlsx", "--set", setting)
    assert outcome.status == 2
    assert says in outcome.err
    assert list(tmp_path.iterdir()) == []


def test_import_fills_and_lists_what_did_not_match(filled: tuple[Path, Outcome]) -> None:
    """A unit the book lacks and an indicator that is none are named with line and reason; the rest is in; exit 1."""
    path, outcome = filled
    assert outcome.status == 1
    assert "Không khớp (2):" in outcome.out
    assert "UBND xã Không Có" in outcome.out
    assert "chỉ tiêu lạ" in outcome.out
    assert "137 đơn vị" in outcome.out
    row = exported(path)["tables"][1]["rows"][4]
    assert row["values"]["so_hoa"] == {
        "target": 90,
        "numerator": 53,
        "denominator": 105,
        "rate": 50.5,
        "attained": False,
    }


def test_import_changes_only_the_figures(province: Path, filled: tuple[Path, Outcome]) -> None:
    """Into a book with units, an import writes inputs of the annexes and the lists beside; every other cell stays."""
    path, _ = filled
    names = FileBook.open(path).names()
    inputs = {
        (area.sheet, area.left)
        for name, area in names.items()
        if name.endswith(("_tu_so", "_mau_so", "_mau_so_rieng", "_tong_hs", "_nguon_mau_so"))
    }
    for place, (before, _) in changed(contents(province), contents(path), but=LISTS).items():
        sheet, _, address = place.partition("!")
        column = openpyxl.utils.cell.coordinate_from_string(address)[0]
        at = (sheet, openpyxl.utils.column_index_from_string(column))
        assert at in inputs, place
        assert before is None, place


def test_import_of_one_unit_leaves_the_others(filled: tuple[Path, Outcome], tmp_path: Path) -> None:
    """A source with one unit changes that unit's row; what the source leaves blank stays and is named."""
    path, _ = filled
    source = tmp_path / "mot_xa.csv"
    lines = [
        "đơn vị,cấp,chỉ tiêu,mẫu số,tử số",
        f"{commune(7)},cấp xã,so_hoa,107,100",
        f"{commune(7)},cấp xã,tttt_phat_sinh,,99",
    ]
    source.write_text("\n".join(lines), encoding="utf-8")
    outcome = phuluc("import", source, path, "-o", tmp_path / "moi.xlsx")
    assert "mot_xa.csv!D3: “ô trống” – nguồn để trống; ô Phụ lục II!L15 vẫn giữ 107." in outcome.out
    differing = changed(contents(path), contents(tmp_path / "moi.xlsx"), but=LISTS)
    assert {place.partition("!")[0] for place in differing} == {"Phụ lục II"}
    assert {int("".join(filter(str.isdigit, place.partition("!")[2]))) for place in differing} == {15}
    assert sorted(differing.values()) == [(54, 100), (81, 99)]


def test_a_corrected_total_takes_its_formula_back(quarter_live: Path, tmp_path: Path) -> None:
    """A total of table 2 that a source gave differently follows table 1 again once a source agrees."""
    line = "cấp tỉnh,Sở Tư pháp,{code},{size},{size},5\n"
    for name, second in (("khac.csv", 2000), ("dung.csv", 2864)):
        first = line.format(code="ho_so_truc_tuyen", size=2864)
        text = (
            "cấp,đơn vị,chỉ tiêu,tổng số HS tiếp nhận,mẫu số,tử số\n" + first + line.format(code="so_hoa", size=second)
        )
        (tmp_path / name).write_text(text, encoding="utf-8")
    book = tmp_path / "so.xlsx"
    phuluc("import", tmp_path / "khac.csv", quarter_live, "-o", book)
    places = [place for place, (_, after) in changed(contents(quarter_live), contents(book)).items() if after == 2000]
    phuluc("import", tmp_path / "dung.csv", book)
    assert [contents(book)[place] for place in places] == [contents(quarter_live)[place] for place in places]
    assert len(places) == 1


def test_previous_slot_keeps_the_tables(filled: tuple[Path, Outcome], long_form: Path, tmp_path: Path) -> None:
    """`--slot previous` fills "Kỳ trước" and nothing of the current period."""
    path, _ = filled
    outcome = phuluc("import", long_form, path, "-o", tmp_path / "moi.xlsx", "--slot", "previous")
    assert outcome.status in (0, 1)
    after = tmp_path / "moi.xlsx"
    assert changed(contents(path), contents(after), but=("Kỳ trước", "Kiểm tra", "Xếp hạng", RECORD)) == {}
    assert value_at(after, "ky_truoc_ten") == "quý III năm 2026"
    assert [value_at(after, "ky_truoc_bang", row) for row in (0, 1, 3)] == [None, "Cấp tỉnh", "Cấp xã"]
    assert exported(after) == exported(path)


RANKINGS = {
    "so_chi_tieu_dat": "Số chỉ tiêu đạt",
    "ty_le_chi_tieu": "Tỷ lệ của một chỉ tiêu",
    "khoang_cach_chi_tieu": "Khoảng cách bình quân đến chỉ tiêu",
}


@pytest.mark.parametrize("ties", ["chung", "lien-tiep"])
@pytest.mark.parametrize("criterion", RANKINGS)
def test_rankings_by_every_criterion(criterion: str, ties: str, quarter_live: Path, tmp_path: Path) -> None:
    """Refresh ranks by the criterion and the way with ties chosen in "Thông tin"; sheet, report and export agree."""
    book = tmp_path / "so.xlsx"
    _choose(quarter_live, book, tieu_chi_xep_hang=RANKINGS[criterion], kieu_dong_hang=TIES[ties])
    out = done("refresh", book).out
    rankings = exported(book)["rankings"]
    assert len(rankings) == 3
    file = FileBook.open(book)
    for ranking in rankings:
        assert ranking["by"].partition(":")[0] == criterion
        ranks = [row["rank"] for row in ranking["rows"] if row["rank"] is not None]
        scores = [row["score"] for row in ranking["rows"] if row["rank"] is not None]
        assert scores == sorted(scores, reverse=True)
        assert ranks == (list(range(1, len(ranks) + 1)) if ties == "lien-tiep" else _shared(ranking["rows"]))
        area = file.names()[f"xep_hang_{ranking['tier']}"]
        shown = [row[:3] for row in file.values(area)[1 : 1 + len(ranking["rows"])]]
        assert shown == [["-" if r["rank"] is None else r["rank"], r["unit"], r["score"]] for r in ranking["rows"]]
        assert f"{ranks[0]:>4}  {ranking['rows'][0]['unit']}" in out


TIES = {"chung": "Đồng hạng (1, 2, 2, 4)", "lien-tiep": "Liên tiếp (1, 2, 3, 4)"}


def _shared(rows: list[dict[str, Any]]) -> list[int]:
    """Ranks never fall, equal neighbours share theirs, and the next rank is its place in the list."""
    found = [row["rank"] for row in rows if row["rank"] is not None]
    for place, rank in enumerate(found, start=1):
        assert rank == place or rank == found[place - 2]
    return found


@pytest.mark.parametrize("indicator", SEVEN_INDICATORS, ids=lambda item: item.code)
def test_ranking_by_each_indicator_as_the_list_offers_it(indicator: Any, quarter_live: Path, tmp_path: Path) -> None:
    """Each entry of the list "Chỉ tiêu dùng để xếp hạng" is understood: a) Hồ sơ trực tuyến, b) …"""
    book = tmp_path / "so.xlsx"
    chosen = f"{indicator.letter}) {indicator.short_name}"
    _choose(quarter_live, book, tieu_chi_xep_hang=RANKINGS["ty_le_chi_tieu"], chi_tieu_xep_hang=chosen)
    done("refresh", book)
    assert {ranking["by"] for ranking in exported(book)["rankings"]} == {f"ty_le_chi_tieu:{indicator.code}"}
    assert value_at(book, "xep_hang_tieu_chi") == f"Tiêu chí: Tỷ lệ {indicator.short_name}"


def _choose(source: Path, target: Path, **settings: str) -> None:
    """Type entries of "Thông tin" as staff do."""
    book = FileBook.open(source)
    for key, value in settings.items():
        book.set_values(book.names()[f"thong_tin_{key}"], [[value]])
    book.save(target)


def test_annex_is_refused_while_errors_stand(quarter_live: Path, tmp_path: Path) -> None:
    """With a numerator above its denominator: exit 1, the error named, nothing written; --force writes."""
    book, annex = tmp_path / "so.xlsx", tmp_path / "phu_luc.xlsx"
    file = FileBook.open(quarter_live)
    area = file.names()["cap_tinh_ho_so_truc_tuyen_tu_so"]
    file.set_values(Area(area.sheet, area.top + 1, area.left, area.top + 1, area.left), [[75]])
    file.save(book)
    assert any(finding["severity"] == "error" for finding in findings(book))
    refused = phuluc("annex", book, "-o", annex)
    assert (refused.status, refused.out, annex.exists()) == (1, "", False)
    assert f"{area.sheet}!I9" in refused.err
    assert "--force" in refused.err
    done("annex", book, "-o", annex, "--force")
    assert openpyxl.load_workbook(annex).sheetnames == ["Phụ lục 1", "Phụ lục 2", "Phụ lục 3"]


def test_annex_is_the_same_bytes_twice(quarter_live: Path, tmp_path: Path) -> None:
    """Equal input gives an equal annex, number and date of the report taken from --set for this annex only."""
    before = quarter_live.read_bytes()
    for name in ("1.xlsx", "2.xlsx"):
        done("annex", quarter_live, "-o", tmp_path / name, "--set", "so_bao_cao=157", "--set", "ngay_bao_cao=05/4/2024")
    assert (tmp_path / "1.xlsx").read_bytes() == (tmp_path / "2.xlsx").read_bytes()
    assert quarter_live.read_bytes() == before
    texts = [cell.value for row in openpyxl.load_workbook(tmp_path / "1.xlsx")["Phụ lục 1"].iter_rows() for cell in row]
    caption = "(Ban hành kèm theo Báo cáo số 157/BC-VPUBND ngày 05 tháng 4 năm 2024 của Văn phòng UBND tỉnh)"
    assert caption in texts


def test_annex_of_135_communes(filled: tuple[Path, Outcome], tmp_path: Path) -> None:
    """An annex of 135 communes is written with both tables and all units."""
    path, _ = filled
    annex = tmp_path / "phu_luc.xlsx"
    done("annex", path, "-o", annex, "--force")
    sheet = openpyxl.load_workbook(annex)["Phụ lục II"]
    names = [cell for row in sheet.iter_rows(values_only=True) for cell in row]
    assert names.count("UBND đặc khu Nhơn Châu") == 2
    assert sum(str(name).startswith("UBND xã Bình Minh") for name in names) == 2 * (COMMUNES - 1)


@pytest.mark.parametrize(
    "argv",
    [
        ("import", QUARTER, "BOOK", "-o", "OUT"),
        ("refresh", "BOOK", "-o", "OUT"),
        ("annex", "BOOK", "-o", "OUT"),
        ("check", "BOOK"),
        ("export", "BOOK"),
    ],
    ids=lambda argv: argv[0],
)
def test_the_book_stays_where_an_output_is_given(
    argv: tuple[str | Path, ...], quarter_live: Path, copy_of: CopyOf
) -> None:
    """`-o`, `check` and `export` never change BOOK."""
    book = copy_of(quarter_live)
    before = hashlib.sha256(book.read_bytes()).hexdigest()
    places = {"BOOK": book, "OUT": book.with_name("moi.xlsx")}
    assert phuluc(*[places.get(str(part), part) for part in argv]).status in (0, 1)
    assert hashlib.sha256(book.read_bytes()).hexdigest() == before
    assert ("OUT" in argv) == places["OUT"].exists()


def test_a_second_refresh_changes_only_its_date(quarter_live: Path, copy_of: CopyOf) -> None:
    """Refresh of a refreshed book changes nothing but the line that says when."""
    book = copy_of(quarter_live)
    done("refresh", book)
    differing = changed(contents(quarter_live), contents(book), but=(RECORD,))
    assert set(differing) <= {"Xếp hạng!A3"}


def test_import_twice_is_import_once(quarter_live: Path, copy_of: CopyOf) -> None:
    """The same source imported again changes no figure."""
    book = copy_of(quarter_live)
    assert phuluc("import", QUARTER, book).status == 0
    assert set(changed(contents(quarter_live), contents(book), but=(RECORD,))) <= {"Xếp hạng!A3"}


def test_check_as_json_is_a_list_of_findings(quarter_live: Path) -> None:
    """`check --json` of the quarter: no error, and every finding with its six fields."""
    outcome = phuluc("check", quarter_live, "--json")
    records = json.loads(outcome.out)
    assert (outcome.status, outcome.err) == (0, "")
    assert records
    assert {record["severity"] for record in records} <= {"warning", "note"}
    assert all(set(record) == {"code", "severity", "where", "what", "found", "remedy"} for record in records)
