"""The office's own wordings: where they stand, what they change, what is refused by name."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from phuluc import cli
from phuluc.domain.figures import BookFigures
from phuluc.report.errors import WordingError
from phuluc.report.families import FAMILIES, ReportFamily
from phuluc.report.wording_file import judge_wordings, read_wordings
from phuluc.report.wordings_in_force import own_wordings, wordings_in_force

FAMILY = FAMILIES["bay-chi-tieu"]


@pytest.mark.parametrize("family", FAMILIES.values(), ids=lambda family: family.kind)
def test_the_product_has_every_wording(family: ReportFamily) -> None:
    """The shipped file defines exactly the wordings the program asks for, and fills only what it can."""
    own = read_wordings(own_wordings(family), "mẫu câu")

    judge_wordings(own, family.placeholders, family.numbers, "mẫu câu")
    assert list(own) == sorted(own, key=list(own).index)
    assert set(own) == set(family.placeholders)


@pytest.mark.parametrize("family", FAMILIES.values(), ids=lambda family: family.kind)
def test_the_file_names_what_can_be_filled_in(family: ReportFamily) -> None:
    """Above or within its wording, the shipped file shows every placeholder there is."""
    text = own_wordings(family)

    assert [name for names in family.placeholders.values() for name in names if f"{{{name}}}" not in text] == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[ca_tinh.dat]\nĐạt {ti_le}\n", ("dòng 2", "[ca_tinh.dat]", "Thấy: {ti_le}", "“ty_le”")),
        ("\n\n[trong_do]\nGồm {ty_le}:\n", ("dòng 4", "Thấy: {ty_le}", "không có gì để điền")),
        ("[ca_tinh.dat]\nĐạt {xyz}\n", ("dòng 2", "Điền được: {chenh_lech} {don_vi_tinh}")),
        ("[ca_tinh.dạt]\nĐạt {ty_le}\n", ("dòng 2", "Không có mẫu câu tên này", "“ca_tinh.dat”")),
        ("[trong_do]\nA\n[trong_do]\nB\n", ("dòng 3", "Mẫu câu có hai lần")),
        ("Trong đó:\n", ("dòng 1", "Chữ đứng trước mẫu câu đầu tiên")),
        ("[trong_do]\nTrong {đó:\n", ("dòng 2", "Ngoặc nhọn không đủ cặp")),
        ("[gioi_han]\nhai mươi\n", ("dòng 2", "Mẫu [gioi_han] phải là một số nguyên")),
        ("[trong_do]\n\udcff", ("Tệp mẫu câu không phải chữ Unicode",)),
        ("#" * 1_000_001, ("Tệp mẫu câu quá lớn",)),
    ],
)
def test_a_wrong_file_is_told_by_name_and_line(tmp_path: Path, text: str, told: tuple[str, ...]) -> None:
    """The message names the file, the line, the placeholder, and the one that was probably meant."""
    path = tmp_path / FAMILY.file_name
    path.write_bytes(text.encode("utf-8", errors="surrogateescape"))

    with pytest.raises(WordingError) as refusal:
        wordings_in_force(FAMILY, tmp_path)
    assert [part for part in (str(path), *told) if part not in str(refusal.value)] == []


def test_a_wrong_placeholder_stops_the_command(
    quarter_book: Path, no_user_wordings: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`report` writes nothing, says what is wrong with the file, and returns 2."""
    no_user_wordings.mkdir()
    (no_user_wordings / FAMILY.file_name).write_text("[can_cu]\nCăn cứ {cancu};\n", encoding="utf-8")
    output = tmp_path / "bc.docx"

    assert cli.main(["report", str(quarter_book), "-o", str(output)]) == 2
    assert "dòng 2" in (told := capsys.readouterr().err)
    assert "Thấy: {cancu}. Có phải “can_cu”." in told
    assert not output.exists()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_beside_the_book_over_the_user_over_the_product(
    quarter: BookFigures, no_user_wordings: Path, tmp_path: Path, encoding: str
) -> None:
    """A file need hold only what it changes; that beside the book wins; as any Notepad saves it."""
    no_user_wordings.mkdir()
    (no_user_wordings / FAMILY.file_name).write_text("[trong_do]\nGồm:\n[muc_1]\nI. Kết quả\n", encoding="utf-8")
    (tmp_path / FAMILY.file_name).write_text("[muc_1]\r\n1. Số liệu\r\n\r\n[can_cu]\r\n", encoding=encoding)
    lines = [line.text for line in FAMILY.compose(quarter, wordings_in_force(FAMILY, tmp_path)).lines]

    assert "1. Số liệu" in lines
    assert lines[0].startswith("Trên cơ sở trích xuất")  # [can_cu] was left blank
    assert lines[3].endswith(" được giao. Gồm:")


def test_a_copy_to_change(quarter_book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`wording` puts the product's file where `report` finds it, and never over a file that is there."""
    book = tmp_path / "so.xlsx"
    book.write_bytes(quarter_book.read_bytes())
    copy = tmp_path / FAMILY.file_name

    assert cli.main(["wording", str(book)]) == 0
    copy.write_text(copy.read_text(encoding="utf-8-sig").replace("Trong đó:", "Cụ thể:"), encoding="utf-8")
    assert cli.main(["wording", str(book)]) == 2
    assert "Đã có tệp mẫu câu" in capsys.readouterr().err

    assert cli.main(["report", str(book), "-o", str(tmp_path / "bc.docx")]) == 0
    text = "\n".join(paragraph.text for paragraph in docx.Document(str(tmp_path / "bc.docx")).paragraphs)
    assert text.count("Cụ thể:") == 7
    assert "Trong đó:" not in text
