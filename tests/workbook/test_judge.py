"""What is no workbook is refused with its own message before any reader sees it."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path

import msoffcrypto.format.ooxml
import pytest

from phuluc.workbook import errors
from phuluc.workbook.judging.package_entries import MOST_ENTRIES
from phuluc.workbook.package import Package
from tests.workbook.staff_book import picture


def rezipped(source: Path, target: Path, changes: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, changes.get(name, old.read(name)))
        for name in changes.keys() - set(old.namelist()):
            new.writestr(name, changes[name])
    return target


def refusal(path: Path) -> errors.WorkbookFileError:
    with pytest.raises(errors.WorkbookFileError) as caught:
        Package.open(path)
    assert caught.value.exit_code == 2
    assert path.name in str(caught.value) or path.name in caught.value.where
    assert caught.value.remedy
    return caught.value


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1016)
BYTES = {
    "rong.xlsx": (b"", errors.EmptyFileError),
    "trang.xlsx": ("<html><table><tr><td>Sở</td></tr></table></html>".encode(), errors.WebPageError),
    "excel2003.xls": (b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>', errors.WebPageError),
    "bang.xlsx": ("Đơn vị;Kết quả\nSở Y tế;12\n".encode(), errors.TextTableError),
    "utf16.xlsx": ("Đơn vị\tKết quả\n".encode("utf-16"), errors.TextTableError),
    "cp1258.xlsx": (b"\xd0on vi;K\xeat qua\n", errors.TextTableError),
    "anh.xlsx": (picture().getvalue(), errors.OtherDocumentError),
    "anh2.xlsx": (b"\xff\xd8\xff\xe0\x00\x10JFIF", errors.OtherDocumentError),
    "bao cao.xlsx": (b"%PDF-1.7\n", errors.OtherDocumentError),
    "la.xlsx": (bytes(range(200)), errors.NotAWorkbookError),
    "cu.xlsx": (OLE + "Workbook".encode("utf-16-le") + bytes(40), errors.OldExcelFileError),
    "van ban.xlsx": (OLE + "WordDocument".encode("utf-16-le") + bytes(40), errors.OtherDocumentError),
    "ole la.xlsx": (OLE + bytes(100), errors.OtherDocumentError),
}


@pytest.mark.parametrize("name", BYTES)
def test_each_kind_of_wrong_file_has_its_own_refusal(tmp_path: Path, name: str) -> None:
    """The cause is told by the content, never by the name."""
    content, expected = BYTES[name]
    path = tmp_path / name
    path.write_bytes(content)
    assert type(refusal(path)) is expected


def test_missing_file_and_folder(tmp_path: Path) -> None:
    """A file that is not there and a folder are two causes."""
    assert type(refusal(tmp_path / "khong co.xlsx")) is errors.MissingWorkbookError
    assert type(refusal(tmp_path)) is errors.FolderGivenError


def test_password_protected_workbook(staff_file: Path, tmp_path: Path) -> None:
    """An encrypted workbook is an OLE file: the message speaks of the password."""
    path = tmp_path / "mat khau.xlsx"
    with staff_file.open("rb") as source, path.open("wb") as target:
        msoffcrypto.format.ooxml.OOXMLFile(source).encrypt("bí mật", target)
    error = refusal(path)
    assert type(error) is errors.PasswordProtectedError
    assert "mật khẩu" in str(error)


@pytest.mark.parametrize("kept", [0.3, 0.9, 0.999])
def test_truncated_workbook(staff_file: Path, tmp_path: Path, kept: float) -> None:
    """A file cut short anywhere is damaged, nothing else."""
    path = tmp_path / "cut.xlsx"
    content = staff_file.read_bytes()
    path.write_bytes(content[: int(len(content) * kept)])
    assert type(refusal(path)) is errors.DamagedWorkbookError


def test_flipped_byte_is_found(staff_file: Path, tmp_path: Path) -> None:
    """A part whose checksum is wrong is damaged."""
    content = bytearray(staff_file.read_bytes())
    start = content.index(b"xl/worksheets/sheet1.xml") + 60
    content[start] ^= 0xFF
    path = tmp_path / "flipped.xlsx"
    path.write_bytes(content)
    assert type(refusal(path)) is errors.DamagedWorkbookError


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("xl/workbook.bin", errors.BinaryWorkbookError),
        ("word/document.xml", errors.OtherDocumentError),
        ("../ngoai.xml", errors.SuspiciousEntryError),
        ("XL/workbook.xml", errors.SuspiciousEntryError),
    ],
)
def test_entries_that_betray_another_kind_or_an_attack(
    staff_file: Path, tmp_path: Path, entry: str, expected: type[Exception]
) -> None:
    """Entry names are judged before anything is inflated."""
    assert type(refusal(rezipped(staff_file, tmp_path / "x.xlsx", {entry: b"<a/>"}))) is expected


def test_zip_bomb(staff_file: Path, tmp_path: Path) -> None:
    """A part that inflates more than a hundredfold is refused, with ratio and limit."""
    error = refusal(rezipped(staff_file, tmp_path / "bom.xlsx", {"xl/media/big.xml": bytes(5_000_000)}))
    assert type(error) is errors.ZipBombError
    assert "100 lần" in error.found


def test_too_many_entries(staff_file: Path, tmp_path: Path) -> None:
    """More than 1,000 entries are refused."""
    many = {f"xl/media/{number}.bin": b"" for number in range(MOST_ENTRIES)}
    assert type(refusal(rezipped(staff_file, tmp_path / "nhieu.xlsx", many))) is errors.ZipBombError


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(staff_file: Path, tmp_path: Path, encoding: str) -> None:
    """A document type declaration is refused whatever the encoding."""
    text = '<!DOCTYPE sst [<!ENTITY a "b">]><sst>&a;</sst>'
    changed = rezipped(staff_file, tmp_path / "xxe.xlsx", {"xl/sharedStrings.xml": text.encode(encoding)})
    assert type(refusal(changed)) is errors.ForbiddenMarkupError


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "_rels/.rels"])
def test_malformed_or_missing_main_parts(staff_file: Path, tmp_path: Path, part: str) -> None:
    """A package whose skeleton is broken is damaged, and the message names what is."""
    assert (
        type(refusal(rezipped(staff_file, tmp_path / "m.xlsx", {part: b"<a><b></a>"}))) is errors.DamagedWorkbookError
    )
    assert type(refusal(rezipped(staff_file, tmp_path / "n.xlsx", {part: b"<a/>"}))) is errors.DamagedWorkbookError


def test_a_plain_zip_is_no_workbook(tmp_path: Path) -> None:
    """A zip without content types is told apart from a damaged workbook."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", "a")
    path = tmp_path / "nen.xlsx"
    path.write_bytes(buffer.getvalue())
    assert type(refusal(path)) is errors.OtherDocumentError


def test_real_workbooks_pass(staff_file: Path, tmp_path: Path) -> None:
    """The file made by another library passes, under any name."""
    path = shutil.copy(staff_file, tmp_path / "khong-duoi")
    assert [sheet.state for sheet in Package.open(Path(path)).sheets] == ["visible", "visible", "veryHidden"]
