"""Columns of dossier lists: each that systems are known to write is a field here, personal, or not needed."""

from __future__ import annotations

from pathlib import Path

import pytest

from phuluc.aggregate.fields import field_catalogue
from phuluc.aggregate.headers import HeaderReader
from tests.acceptance.command import done
from tests.aggregate.figures import sheet_rows

#: The list of dossiers VNPT iGate exports.
IGATE = {
    "Số hồ sơ": "ma_ho_so",
    "Tên thủ tục hành chính": "thu_tuc",
    "Tên lĩnh vực": "",
    "Phòng ban": "",
    "Ngày tiếp nhận": "ngay_tiep_nhan",
    "Ngày hẹn trả": "ngay_hen_tra",
    "Ngày kết thúc xử lý": "ngay_ket_thuc",
    "Cơ quan/đơn vị": "don_vi",
    "Chủ hồ sơ": "cá nhân",
    "Số điện thoại": "cá nhân",
    "Cán bộ xử lý hiện tại": "cá nhân",
    "Trạng thái hồ sơ": "trang_thai",
    "Ngày trả": "ngay_tra",
    "Lý do trả": "",
}
#: Dossiers as they are synchronised with the national portal.
SYNCHRONISED = {
    "MaHoSo": "ma_ho_so",
    "MaTTHC": "thu_tuc",
    "TenTTHC": "",
    "MaLinhVuc": "",
    "TenLinhVuc": "",
    "KenhThucHien": "kenh",
    "LoaiDoiTuong": "",
    "ChuHoSo": "cá nhân",
    "SoDinhDanh": "cá nhân",
    "LoaiDinhDanh": "cá nhân",
    "NgayNopHoSo": "",
    "NgayTiepNhan": "ngay_tiep_nhan",
    "NgayHenTra": "ngay_hen_tra",
    "NgayKetThucXuLy": "ngay_ket_thuc",
    "NgayTra": "ngay_tra",
    "NgayTuChoi": "",
    "TrangThaiHoSo": "trang_thai",
    "HinhThucTra": "",
    "NoiNopHoSo": "",
    "DonViXuLy": "don_vi",
    "HoSoCoThanhPhanSoHoa": "so_hoa",
    "TaiKhoanDuocXacThucVoiVNeID": "",
    "DuocThanhToanTrucTuyen": "thanh_toan",
    "TaiLieuNop[DuocSoHoa]": "",
    "TaiLieuNop[DuocLayTuKhoDMQG]": "tai_su_dung",
    "DanhSachGiayToKetQua[DuongDanTepTinKetQua]": "ket_qua_dien_tu",
    "DanhSachGiayToKetQua[MaGiayToKetQua]": "",
    "DanhSachLePhi[Gia]": "phi",
    "DanhSachLePhi[HinhThucThu]": "",
}


def spelled(caption: str) -> list[str]:
    """A name of a field as databases spell it."""
    return [caption, caption.upper(), caption.replace("[", ".").strip("]"), caption.replace("[", "_").strip("]")]


@pytest.mark.parametrize("known", [IGATE, SYNCHRONISED], ids=["iGate", "synchronised"])
def test_every_column_is_known(known: dict[str, str]) -> None:
    """Each column is the field it is, or personal, or not needed; none is unknown, however its name is spelled."""
    reader = HeaderReader(field_catalogue(), {})
    for captions in zip(*map(spelled, known), strict=True):
        header = reader.find([captions], "a.csv")

        meanings = dict(zip(captions, known.values(), strict=True))
        assert header.unmapped == ()
        assert header.personal == tuple(name for name, meaning in meanings.items() if meaning == "cá nhân")
        assert {header.captions[code]: code for code in header.columns} == {
            name: meaning for name, meaning in meanings.items() if meaning not in ("", "cá nhân")
        }


def test_what_is_not_known_is_listed(tmp_path: Path) -> None:
    """Columns nobody knows are listed by file, in what is said and in the account; those known are not."""
    source = tmp_path / "a.csv"
    source.write_text(
        "Số hồ sơ,Đơn vị,Ngày tiếp nhận,Trạng thái,Ghi chú,Mức độ,Lĩnh vực\nH1,Sở Y tế,05/01/2026,4,x,y,z\n", "utf-8"
    )
    output = tmp_path / "so_lieu.xlsx"

    outcome = done("aggregate", source, "-o", output)

    assert "Cột không nhận ra (không dùng) (1):\n  - a.csv: Ghi chú, Mức độ\n" in outcome.out
    assert ("a.csv", None, "Ghi chú, Mức độ") in sheet_rows(output, "Chất lượng")
