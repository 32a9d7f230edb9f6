"""Figures typed in existing reports, held against the real quarter."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from phuluc import cli
from phuluc.actions.check_report import check_report
from phuluc.domain.figures import BookFigures
from phuluc.errors import PhuLucError
from phuluc.report.typed.holding import hold_against
from phuluc.report.typed.paragraphs import Paragraph
from phuluc.results import ReportCheck

from .seed_text import DATA, seed_paragraphs


def held(figures: BookFigures, *lines: str) -> ReportCheck:
    return hold_against(figures, [Paragraph(line, f"đoạn {number}") for number, line in enumerate(lines, start=1)])


def found(result: ReportCheck) -> list[tuple[str, str, str]]:
    return [(finding.code, finding.found, finding.expected) for finding in result.findings]


def test_the_published_report(quarter: BookFigures) -> None:
    """Of the 28 averages of quý I/2024 exactly those are told that the tables contradict, and nothing else."""
    result = held(quarter, *seed_paragraphs())
    with (DATA / "averages_q1.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    wanted = {"bao_cao_so_khac": [], "bao_cao_cach_tinh_khac": []}
    for row in rows:
        rules = row["matching_rules"]
        if rules == "NONE":
            wanted["bao_cao_so_khac"].append(row["published"])
        elif rules != "ratio of sums" and not rules.startswith("ratio of sums feasible"):
            wanted["bao_cao_cach_tinh_khac"].append(row["published"])

    told = {code: [f.found for f in result.findings if f.code == code] for code in wanted}
    assert {code: sorted(values) for code, values in told.items()} == {c: sorted(v) for c, v in wanted.items()}
    assert len(result.findings) == 20
    # 28 averages and 11 targets stand in the text, all of them were understood.
    assert (result.figures, result.agreeing) == (39, 19)


def test_sentence_found_and_expected(quarter: BookFigures) -> None:
    """Each finding quotes its sentence, what stands there and what the book says, with the counts behind it."""
    result = held(quarter, *seed_paragraphs())
    finding = next(item for item in result.findings if item.found == "75,1%")

    assert finding.what == "Cấp kết quả điện tử, cấp tỉnh: tỷ lệ khác sổ"
    assert (finding.sentence, finding.expected) == ("Cấp tỉnh đạt: 75,1%", "96,7% (12.467/12.899)")
    assert finding.severity == "error"


def _as_docx(lines: list[str], path: Path) -> None:
    document = docx.Document()
    for line in lines:
        paragraph = document.add_paragraph()
        # Word cuts a line into runs wherever a proofing mark or a format changed.
        for piece in (line[:5], line[5:9], line[9:]):
            paragraph.add_run(piece)
    document.add_table(rows=1, cols=1).cell(0, 0).text = "Cấp tỉnh đạt: 11,1%"
    document.save(str(path))


def _as_text(lines: list[str], path: Path) -> None:
    path.write_text("\r\n".join(lines), encoding="utf-8-sig", newline="")


def _as_notepad_unicode(lines: list[str], path: Path) -> None:
    path.write_text("\n".join(lines), encoding="utf-16")


@pytest.mark.parametrize(
    ("name", "write"), [("cu.docx", _as_docx), ("cu.txt", _as_text), ("unicode.txt", _as_notepad_unicode)]
)
def test_through_the_command(
    quarter_book: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    name: str,
    write: Callable[[list[str], Path], None],
) -> None:
    """`check --report` reads Word files and texts, not their tables; exit status 1 where something is contradicted."""
    old = tmp_path / name
    write(seed_paragraphs(), old)
    before = quarter_book.read_bytes()

    assert cli.main(["check", str(quarter_book), "--report", str(old)]) == 1
    out = capsys.readouterr().out
    assert "    Câu: “Cấp tỉnh đạt: 75,1%”\n    Báo cáo: 75,1%   Sổ: 96,7% (12.467/12.899)" in out
    assert "Đã đối chiếu 39 số trong báo cáo, 19 số khớp sổ. 15 lỗi, 5 cảnh báo, 0 ghi chú." in out

    assert cli.main(["check", str(quarter_book), "--report", str(old), "--json"]) == 1
    records = json.loads(capsys.readouterr().out)
    assert len(records) == 20
    assert set(records[0]) == {"code", "severity", "where", "what", "found", "remedy", "sentence", "expected"}
    assert quarter_book.read_bytes() == before


def test_our_own_report_agrees(quarter_book: Path, tmp_path: Path) -> None:
    """What `report` writes, `check --report` finds nothing in; one digit changed in it is found."""
    own = tmp_path / "bc.docx"
    assert cli.main(["report", str(quarter_book), "-o", str(own)]) == 0
    assert check_report(quarter_book, own).findings == ()

    changed = tmp_path / "sua.docx"
    with zipfile.ZipFile(own) as given, zipfile.ZipFile(changed, "w") as written:
        for part in given.namelist():
            content = given.read(part)
            written.writestr(part, content.replace(b"98,2%", b"92,8%") if part == "word/document.xml" else content)
    assert found(check_report(quarter_book, changed)) == [("bao_cao_so_khac", "92,8%", "98,2%")]


ONLINE = "a) Hồ sơ trực tuyến"
PAID = "b) Thanh toán trực tuyến"
REUSED = "Khai thác, sử dụng lại thông tin số hóa"


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        ((ONLINE, "Cấp huyện chỉ đạt: 96,4%"), [("bao_cao_chi_dat", "96,4%", "đạt")]),
        ((ONLINE, "Sở Tư pháp chỉ đạt 99,5%, chỉ tiêu 100%"), []),
        ((ONLINE, "Sở Tư pháp đạt 100%"), [("bao_cao_so_khac", "100%", "99,5%")]),
        ((ONLINE, "Sở Thông tin và TT đạt 100%"), []),
        ((PAID, "Huyện Tuy Phước đạt 54%; cấp xã đạt 96,82%"), [("bao_cao_chua_doi_chieu", "54%", "")]),
        ((PAID, "Cấp huyện: huyện Tuy Phước đạt 54%, thấp hơn 1 điểm phần trăm, còn thiếu 34 hồ sơ"), []),
        (
            (PAID, "Cấp huyện: UBND huyện Tuy Phước đạt 54%, cao hơn 1 điểm phần trăm, còn thiếu 35 hồ sơ"),
            [
                ("bao_cao_so_khac", "1 điểm phần trăm", "thấp hơn hoặc giảm 1 điểm phần trăm"),
                ("bao_cao_so_khac", "35 hồ sơ", "34"),
            ],
        ),
        ((ONLINE, "Cả tỉnh có 101.130/108.106 hồ sơ nộp trực tuyến"), []),
        (
            (ONLINE, "Cả tỉnh có 101.310/108.106 hồ sơ nộp trực tuyến"),
            [("bao_cao_so_khac", "101.310/108.106 hồ sơ", "101.130/108.106")],
        ),
        (("d) Cấp kết quả điện tử: có 32 đơn vị chưa đạt",), [("bao_cao_so_khac", "32 đơn vị", "33")]),
        (("d) Cấp kết quả điện tử: có 07/40 đơn vị đạt chỉ tiêu được giao",), []),
        (
            (f"{PAID} (Nghị quyết số 02/NQ-CP giao 50%; UBND tỉnh giao thấp nhất 55%)",),
            [("bao_cao_so_khac", "50%", "45%")],
        ),
        (("Trong kỳ tỷ lệ đạt 95%",), [("bao_cao_chua_doi_chieu", "95%", "")]),
        (
            ("Ghi chú: (*) Theo Bộ chỉ số trên Cổng DVC quốc gia, Sở Giao thông vận tải: Hồ sơ trực tuyến đạt 18,8%.",),
            [("bao_cao_chua_doi_chieu", "18,8%", "")],
        ),
        ((f"{ONLINE}, {PAID} và {REUSED} còn thấp", "Cấp tỉnh đạt 50%"), [("bao_cao_chua_doi_chieu", "50%", "")]),
        (("Quyết định số 766/QĐ-TTg ngày 23/6/2022; 07 chỉ tiêu; quý I năm 2024",), []),
    ],
)
def test_one_sentence(quarter: BookFigures, lines: tuple[str, ...], wanted: list[tuple[str, str, str]]) -> None:
    """What the words make plain is compared; what they do not is handed to the person, never guessed."""
    assert found(held(quarter, *lines)) == wanted


def _zip(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "tệp rỗng"),
        (b"%PDF-1.7", "không phải văn bản Word .docx hay tệp chữ .txt"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00", "không phải văn bản Word .docx hay tệp chữ .txt"),
        (b"PK\x03\x04broken", "bị hỏng"),
        (_zip({"xl/workbook.xml": b"<a/>", "[Content_Types].xml": b"<a/>"}), "không phải văn bản Word"),
        (_zip({"word/document.xml": b"<a", "[Content_Types].xml": b"<a/>"}), "bị hỏng"),
        (_zip({"word/document.xml": b"<a/>", "[Content_Types].xml": b"<a/>"}), "bị hỏng"),
        (_zip({"word/document.xml": b"<!DOCTYPE a><a/>", "[Content_Types].xml": b"<a/>"}), "tấn công"),
        (_zip({"word/document.xml": b" " * 50_000_000, "[Content_Types].xml": b"<a/>"}), "bung ra lớn bất thường"),
        (_zip({"word/document.xml": b"<a/>", "[Content_Types].xml": b"<a/>", "../x": b""}), "tên không hợp lệ"),
    ],
)
def test_a_file_that_is_no_report(quarter_book: Path, tmp_path: Path, content: bytes, message: str) -> None:
    """A report comes from anywhere: it is judged like a workbook before anything reads it."""
    path = tmp_path / "la.docx"
    path.write_bytes(content)

    with pytest.raises(PhuLucError, match=message):
        check_report(quarter_book, path)


def test_a_text_without_end(quarter_book: Path, tmp_path: Path) -> None:
    """One endless line is read in pieces, in time that grows with its length; nothing in it is guessed."""
    path = tmp_path / "dai.txt"
    path.write_text("Sở Tư pháp đạt 99,5% " * 2_000, encoding="utf-8")

    result = check_report(quarter_book, path)
    assert (result.figures, {finding.code for finding in result.findings}) == (0, {"bao_cao_chua_doi_chieu"})


def test_changes_being_tracked(quarter_book: Path, tmp_path: Path) -> None:
    """What a tracked change deleted is not read, what it inserted is."""
    words = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = (
        f'<w:document xmlns:w="{words}"><w:body><w:p><w:r><w:t>Hồ sơ trực tuyến: cấp tỉnh đạt </w:t></w:r>'
        "<w:del><w:r><w:delText>98,7</w:delText></w:r></w:del><w:ins><w:r><w:t>98,3</w:t></w:r></w:ins>"
        "<w:r><w:t>%</w:t></w:r></w:p></w:body></w:document>"
    )
    path = tmp_path / "theo_doi.docx"
    path.write_bytes(_zip({"word/document.xml": body.encode(), "[Content_Types].xml": b"<a/>"}))

    result = check_report(quarter_book, path)
    assert (result.figures, result.findings) == (1, ())
