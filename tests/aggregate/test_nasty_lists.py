"""Lists as clerks really get them: nothing is miscounted, nobody is named, and what is left out is accounted for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from phuluc.aggregate.duckdb_engine import DuckEngine
from phuluc.domain.units import canonical_name
from tests.acceptance.command import done, phuluc
from tests.aggregate.figures import fates_of, figures_of, received_of, sheet_rows

UNIT = "UBND xã An Hòa"
PERIOD = ("--period", "tháng 01/2026")
HEAD = "Số hồ sơ,Cơ quan/đơn vị,Ngày tiếp nhận,Trạng thái hồ sơ"
NAME = "Nguyễn Văn Kín"


def row(number: int, day: str = "05/01/2026", state: str = "Đang xử lý") -> str:
    return f"H26-260105-{number:04},{UNIT},{day},{state}"


def write(path: Path, lines: Sequence[str]) -> Path:
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_what_stands_under_a_list_is_no_dossier(tmp_path: Path) -> None:
    """Totals, places and days, offices and those who sign are rows of their own kind; no name becomes a code."""
    below = [
        "Tổng số: 2,,,",
        "Người lập biểu,,,",
        f"{NAME},,,",
        f"{NAME},{NAME},,",
        ",,,",
        ',,"An Hòa, ngày 31/3/2026",',
        "Cộng,,2,",
    ]
    first = write(tmp_path / "a.csv", [HEAD, row(1), row(2), *below])
    second = write(tmp_path / "b.csv", [HEAD, row(3), *below])
    output = tmp_path / "so_lieu.xlsx"

    done("aggregate", first, second, "-o", output, *PERIOD)

    assert fates_of(output) == {"COUNTED": 3, "TOTAL_ROW": 14}


def test_separators_are_told_by_the_header(tmp_path: Path) -> None:
    """Commas within addresses outnumber the semicolons between cells, and are none."""
    cells = [
        line.replace(",", ";") + ";thôn 1, xã An Hòa, huyện An Lão, tỉnh Bình Định, Việt Nam" + ", và" * 9
        for line in [row(1), row(2)]
    ]
    source = write(tmp_path / "a.csv", [HEAD.replace(",", ";") + ";Ghi chú", *cells])
    output = tmp_path / "so_lieu.xlsx"

    done("aggregate", source, "-o", output, *PERIOD)

    assert received_of(output) == {UNIT: 2}


def test_web_tables_are_read_as_they_look(tmp_path: Path) -> None:
    """Line breaks within captions, spaces that do not break, cells over several rows, bold words, nested tables."""
    page = """<html><body><table><tr><td>
      <table><tr><td colspan=4>DANH SÁCH</td></tr>
      <thead><tr><th rowspan=2>Số<br>hồ sơ</th><th rowspan=2>Cơ quan/<br/>đơn vị</th><th colspan=2>Theo dõi</th></tr>
      <tr><th>Ngày&nbsp;tiếp nhận</th><th><p>Trạng thái</p><p>hồ sơ</p></th></tr></thead>
      <tr><td>H1</td><td rowspan=2>UBND xã An Hòa</td><td>05/01/2026</td><td>Đang <b>xử</b> lý</td></tr>
      <tr><td>H2</td><td>06/01/2026</td><td rowspan="0">Đang xử lý</td></tr>
      <tr><td>H3</td><td>Sở Y tế</td><td>06/01/2026</td><td>Mới đăng ký</td></tr></table>
    </td></tr></table></body></html>"""
    source = write(tmp_path / "a.xls", [page])
    output = tmp_path / "so_lieu.xlsx"

    done("aggregate", source, "-o", output, *PERIOD)

    assert received_of(output) == {UNIT: 2}
    assert fates_of(output) == {"COUNTED": 2, "NOT_RECEIVED": 1}


def test_days(tmp_path: Path) -> None:
    """Days in the spellings of systems and people are read; a year of two digits may be any century and is told."""
    read = [
        "5/1/2026",
        "5/1/2026 8:05 SA",
        "05-01-2026",
        "46027",
        "46027.35",
        "2026-01-05T08:00:00.000+07:00",
        "20260105",
    ]
    read += ["20260105080000", "\u200b05/01/2026\u200b"]
    unread = ["05/01/26", "05/01/26 08:00", "31/02/2026", "tháng 1"]
    lines = [row(number, day).replace(UNIT, f"UBND xã {day}") for number, day in enumerate([*read, *unread])]
    output = tmp_path / "so_lieu.xlsx"

    done("aggregate", write(tmp_path / "a.csv", [HEAD, *lines]), "-o", output, *PERIOD)

    assert set(received_of(output)) == {canonical_name(f"UBND xã {day}") for day in read}
    assert fates_of(output) == {"COUNTED": len(read), "BAD_DATES": len(unread)}


def test_words_for_nothing_are_nothing(tmp_path: Path) -> None:
    """ "Chưa có kết quả điện tử" is no result, "Miễn phí theo …" no fee; of "0;50000" one amount is enough."""
    results = [
        "Không có",
        "Chưa có",
        "0.0",
        "KHÔNG",
        "Chưa có kết quả điện tử",
        "x",
        "Có",
        "https://tep.vn/chua-co.pdf",
    ]
    fees = ["Miễn phí theo Nghị quyết 12", "0 đ (Nghị quyết 12)", "Không thu", "", "0.0", "50.000 đ", "0;50000", "5e4"]
    lines = [
        f"{row(number, state='Đã trả kết quả')},06/01/2026,{result},{fee},1"
        for number, (result, fee) in enumerate(zip(results, fees, strict=True))
    ]
    head = f"{HEAD},Ngày kết thúc xử lý,Kết quả điện tử,Lệ phí,Được thanh toán trực tuyến"
    output = tmp_path / "so_lieu.xlsx"

    done("aggregate", write(tmp_path / "a.csv", [head, *lines]), "-o", output, *PERIOD)

    assert figures_of(output)[UNIT, "cap_ket_qua_dien_tu"] == (8, 3)
    assert figures_of(output)[UNIT, "thanh_toan_truc_tuyen"] == (3, 3)


def test_codes_and_names_of_procedures_are_not_mixed(tmp_path: Path) -> None:
    """Where one list has codes of procedures and another names, one procedure would count twice: not available."""
    first = write(tmp_path / "a.csv", [f"{HEAD},MaTTHC,Kênh thực hiện", f"{row(1)},1.005129,2"])
    second = write(tmp_path / "b.csv", [f"{HEAD},Tên thủ tục hành chính,Kênh thực hiện", f"{row(2)},Khai sinh,2"])
    output = tmp_path / "so_lieu.xlsx"

    outcome = phuluc("aggregate", first, second, "-o", output, *PERIOD)

    assert outcome.status == 1
    assert "mã thủ tục hành chính: không có ở b.csv" in outcome.out
    assert figures_of(output)[UNIT, "dvc_phat_sinh"] == (None, None)
    assert figures_of(output)[UNIT, "ho_so_truc_tuyen"] == (2, 2)


def test_a_mapping_file_cannot_open_personal_columns(tmp_path: Path) -> None:
    """Naming a column of personal data as a field is refused, whatever the field."""
    mapping = write(tmp_path / "anh_xa.toml", ["[cot]", '"Chủ hồ sơ" = "don_vi"', '"Email" = ""'])
    source = write(tmp_path / "a.csv", [HEAD.replace("Cơ quan/đơn vị", "Chủ hồ sơ"), row(1).replace(UNIT, NAME)])

    outcome = phuluc("aggregate", source, "-o", tmp_path / "so_lieu.xlsx", *PERIOD, "--mapping", mapping)

    assert outcome.status == 2
    assert "Cột có dữ liệu cá nhân không được đọc. Thấy: “Chủ hồ sơ”." in outcome.err


@pytest.mark.parametrize("people", [40, 400])
def test_a_column_of_names_taken_for_states_is_not_shown(tmp_path: Path, people: int) -> None:
    """A column mapped by mistake is refused without what stands in it."""
    mapping = write(tmp_path / "anh_xa.toml", ["[cot]", '"Ai nộp" = "trang_thai"'])
    rows = [row(number, state=f"{NAME} {number}") for number in range(people)]
    source = write(tmp_path / "a.csv", [HEAD.replace("Trạng thái hồ sơ", "Ai nộp"), *rows])

    outcome = phuluc("aggregate", source, "-o", tmp_path / "so_lieu.xlsx", *PERIOD, "--mapping", mapping)

    assert outcome.status == 2
    assert "Cột “Ai nộp” có quá nhiều giá trị khác nhau" in outcome.err
    assert NAME not in outcome.err


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (f"{NAME},Gia,An Lão,Bình Định", "Danh sách thiếu cột"),
        (f"{NAME},Gia", "Danh sách thiếu cột"),
        (f"1,{NAME},Chuyên viên", "dòng đầu có tên người"),
        (f"1,{NAME.upper()},Chuyên viên", "dòng đầu có tên người"),
    ],
)
def test_a_list_of_people_is_refused_without_their_names(tmp_path: Path, line: str, says: str) -> None:
    """No name is told as if it were a caption; nor does a cell that is one, as the name "Gia", open its row."""
    source = write(tmp_path / "a.csv", [line, "Lê Thị,An,An Lão,Bình Định"])

    outcome = phuluc("aggregate", source, "-o", tmp_path / "so_lieu.xlsx", *PERIOD)

    assert outcome.status == 2
    assert says in outcome.err
    assert NAME.upper() not in outcome.err.upper()


def test_a_column_of_blanks_is_no_column(tmp_path: Path) -> None:
    """A system that fills no cell of a column says nothing in it: not available, and told; zeros count as zeros."""
    head = f"{HEAD},Kênh thực hiện,Có số hóa,Lệ phí,Được thanh toán trực tuyến"
    filled, blank = f"{row(1)},2,0,5000,0", f"{row(2)},, , ,"
    output = tmp_path / "so_lieu.xlsx"

    outcome = phuluc("aggregate", write(tmp_path / "a.csv", [head, blank]), "-o", output, *PERIOD)

    assert outcome.status == 1
    assert "Cột có tiêu đề mà không có giá trị nào (4):\n  - kênh nộp hồ sơ: a.csv" in outcome.out
    assert figures_of(output)[UNIT, "so_hoa"] == (1, None)
    assert figures_of(output)[UNIT, "thanh_toan_truc_tuyen"] == (None, None)

    outcome = phuluc("aggregate", tmp_path / "a.csv", write(tmp_path / "b.csv", [head, filled]), "-o", output, *PERIOD)

    assert outcome.status == 1
    assert "kênh nộp hồ sơ: a.csv" in outcome.out
    assert figures_of(output)[UNIT, "ho_so_truc_tuyen"] == (2, 1)
    assert figures_of(output)[UNIT, "so_hoa"] == (2, 0)
    assert figures_of(output)[UNIT, "thanh_toan_truc_tuyen"] == (1, 0)


def test_a_copy_for_an_engine_has_no_personal_columns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Parquet file whose name an engine would take for a pattern is copied: the columns of the fields alone."""
    source = tmp_path / "a[1].parquet"
    columns = dict(zip(HEAD.split(","), ([cell] for cell in row(1).split(",")), strict=True))
    pq.write_table(pa.table(columns | {"Chủ hồ sơ": [NAME]}), source)
    seen: list[bytes] = []
    read = DuckEngine.read

    def watched(engine: DuckEngine, paths: Sequence[Path]) -> object:
        seen.extend(path.read_bytes() for path in paths)
        return read(engine, paths)

    monkeypatch.setattr(DuckEngine, "read", watched)
    output = tmp_path / "so_lieu.xlsx"

    done("aggregate", source, "-o", output, *PERIOD)

    assert received_of(output) == {UNIT: 1}
    assert seen
    assert not [content for content in seen if NAME.encode() in content]
    assert ("a[1].parquet", None, "Chủ hồ sơ") in sheet_rows(output, "Chất lượng")


def test_tables_of_one_page_may_have_their_columns_in_other_places(tmp_path: Path) -> None:
    """Where a header puts the columns elsewhere another list begins; other tables are no dossiers."""

    def table(*rows: str) -> str:
        lines = [f"<tr><td>{cells}</td></tr>" for cells in ("</td><td>".join(row.split(",")) for row in rows)]
        return f"<table>{''.join(lines)}</table>"

    turned = "Ngày tiếp nhận,Trạng thái hồ sơ,Số hồ sơ,Cơ quan/đơn vị"
    page = [
        table(HEAD, row(1)),
        table(HEAD, row(2)),
        table("Cơ quan/đơn vị,Tổng số", f"{UNIT},15"),
        table(turned, f"05/01/2026,Đang xử lý,H9,{UNIT}", f"06/01/2026,Mới đăng ký,H10,{UNIT}"),
    ]
    output = tmp_path / "so_lieu.xlsx"

    done("aggregate", write(tmp_path / "a.xls", page), "-o", output, *PERIOD)

    assert received_of(output) == {UNIT: 3}
    assert fates_of(output) == {"COUNTED": 3, "REPEATED_HEADER": 1, "NOT_RECEIVED": 1, "TOTAL_ROW": 2}
    assert ("a.xls, danh sách thứ 2", None, "") in [
        (*cells, "")[:3] for cells in sheet_rows(output, "Chất lượng") if cells[0] and "thứ 2" in cells[0]
    ]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (f'"H9,{UNIT},05/01/2026,4', "dấu nháy kép mở ra mà không đóng"),
        (f'"H9"x,{UNIT},05/01/2026,4', "có chữ liền sau dấu nháy kép đóng"),
        (f"{row(9)},thừa", "5 ô, dòng tiêu đề có 4"),
    ],
)
def test_a_broken_row_is_named_where_it_begins(tmp_path: Path, line: str, says: str) -> None:
    """What is wrong with it is told in Vietnamese, without what stands in it, and the other file goes on."""
    broken = write(tmp_path / "a.csv", [HEAD, row(1), line, row(3)])
    output = tmp_path / "so_lieu.xlsx"

    outcome = phuluc("aggregate", broken, write(tmp_path / "b.csv", [HEAD, row(4)]), "-o", output, *PERIOD)

    assert outcome.status == 1
    assert f"a.csv, dòng 3: Dòng không tách được thành các cột. Thấy: {says}." in outcome.out
    assert received_of(output) == {UNIT: 1}


def test_a_few_names_taken_for_states_are_not_shown(tmp_path: Path) -> None:
    """A word nobody understands is told, so that it can be mapped; a name in its place is not."""
    source = write(tmp_path / "a.csv", [HEAD, row(1, state="Xong rồi"), row(2, state=NAME), row(3)])

    outcome = phuluc("aggregate", source, "-o", tmp_path / "so_lieu.xlsx", *PERIOD)

    assert outcome.status == 1
    assert "trạng thái hồ sơ: “(tên người)”, “Xong rồi”" in outcome.out
    assert NAME not in outcome.out
    assert not [line for line in sheet_rows(tmp_path / "so_lieu.xlsx", "Chất lượng") if NAME in str(line)]
