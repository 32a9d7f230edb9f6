"""The entries of "Thông tin" of the score families: the two slots, their scoring bases, the ranks, the document."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from phuluc.annexes.families import COMMUNE_SCORES, FAMILIES, MONTHLY_SCORES, WEEKLY_SCORES
from phuluc.annexes.settings import SETTING_ENTRIES, SettingEntry
from phuluc.annexes.titles import setting_name
from phuluc.domain.criteria import TIES_LABELS
from phuluc.domain.score_figures import SEMANTICS

#: What a cell of changes says where the two slots must not be compared.
NOT_COMPARABLE: Final = "Không cùng cơ sở tính"
COMPARABLE_KEY: Final = "so_sanh"
OVERRIDE_KEY: Final = "bo_qua_co_so"
CHANGED_OWNER_KEY: Final = "doi_don_vi"
SORT_KEY: Final = "thu_tu_in"
SORT_BY_SCORE: Final = "Theo điểm kỳ này"
SORT_AS_LISTED: Final = "Giữ thứ tự đang có"
YES: Final = "Có"
NO: Final = "Không"

_SHARED: Final = {entry.key: entry for entry in SETTING_ENTRIES}
_DIGITS: Final = replace(_SHARED["so_chu_so"], label="Số chữ số thập phân của điểm, tỷ lệ", default="2")


def setting_entries(kind: str) -> tuple[SettingEntry, ...]:
    """Return the entries of a score family, in their order, with the defaults of a new book."""
    family = FAMILIES[kind]
    fixed = (replace(_SHARED["loai"], default=kind), _SHARED["ban"], *((_SHARED["mo_hinh"],) if family.models else ()))
    return (*fixed, *_place_entries(kind), *_slot_entries(kind), *_rank_entries(kind), *_document(kind))


def comparable_formula() -> str:
    """Formula of the entry "So sánh hai kỳ": "" where the slots may be compared, else what cells say instead.

    A basis or a kind of figures that is not known for one of the slots is taken for the other's. Where the one the
    book is about was merged between the slots, nothing of the book can be compared.
    """
    before, now, override = (setting_name(key) for key in ("co_so_truoc", "co_so_nay", OVERRIDE_KEY))
    kind_before, kind_now = setting_name("loai_so_lieu_truoc"), setting_name("loai_so_lieu_nay")
    differs = ",".join(
        f'AND({one}<>"",{two}<>"",{one}<>{two})' for one, two in ((before, now), (kind_before, kind_now))
    )
    owner = setting_name(CHANGED_OWNER_KEY)
    return f'=IF({override}="{YES}","",IF(OR({differs}),"{NOT_COMPARABLE}",IF({owner}="","",{owner})))'


def _place_entries(kind: str) -> tuple[SettingEntry, ...]:
    if kind != COMMUNE_SCORES:
        return (SettingEntry("dia_danh", "Tỉnh, thành phố", "tỉnh", "Ví dụ: tỉnh Bình Phước", "text"),)
    return (
        SettingEntry("dia_danh", "Xã, phường, đặc khu", "UBND xã", "Ví dụ: UBND xã Bình Thành"),
        SettingEntry(
            "he_thong_tinh", "Hệ thống của tỉnh", "Hệ thống thông tin giải quyết TTHC tỉnh", "Ghi ở bảng hồ sơ quá hạn"
        ),
    )


def _slot_entries(kind: str) -> tuple[SettingEntry, ...]:
    period = "Ví dụ: tuần thứ 15, tháng 4/2025" if kind == WEEKLY_SCORES else "Ví dụ: tháng 02 năm 2024"
    semantics = "lũy kế: từ đầu năm đến ngày lấy số liệu; trong kỳ: chỉ của kỳ đó"
    usual = SEMANTICS[0] if kind == WEEKLY_SCORES else SEMANTICS[1]
    basis = "Năm của cách tính điểm, ví dụ 2026; khác nhau thì không so sánh"
    weekly = (
        SettingEntry(
            "moc_ky_truoc", "Cách gọi mốc kỳ trước", "Tại phiên họp ngày", "Ghi ở đầu cột kỳ trước của bảng chỉ số"
        ),
        SettingEntry("nam_so_sanh", "Năm so sánh", "", "Năm của cột “Năm …” trong bảng chỉ số", "year"),
    )
    return (
        SettingEntry("ky_bao_cao", "Kỳ này", "", period),
        SettingEntry("ngay_ky_nay", "Ngày số liệu kỳ này", "", "Số liệu tính đến hết ngày này", "date"),
        SettingEntry("loai_so_lieu_nay", "Loại số liệu kỳ này", usual, semantics, "choice", SEMANTICS),
        SettingEntry("co_so_nay", "Cơ sở tính kỳ này", "", basis),
        SettingEntry("ky_truoc", "Kỳ trước", "", "Kỳ đem so sánh"),
        SettingEntry("ngay_ky_truoc", "Ngày số liệu kỳ trước", "", "Số liệu tính đến hết ngày này", "date"),
        SettingEntry("loai_so_lieu_truoc", "Loại số liệu kỳ trước", usual, semantics, "choice", SEMANTICS),
        SettingEntry("co_so_truoc", "Cơ sở tính kỳ trước", "", basis),
        SettingEntry(
            CHANGED_OWNER_KEY,
            "Thay đổi của tỉnh, xã giữa hai kỳ",
            "",
            "Tự ghi khi làm mới, theo ngày số liệu hai kỳ: hợp nhất, sắp xếp lại",
            "fixed",
        ),
        SettingEntry(
            OVERRIDE_KEY,
            "Vẫn so sánh dù khác cơ sở tính",
            NO,
            "Có: tính tăng, giảm như thường, kể cả đơn vị hợp nhất, sắp xếp lại",
            "choice",
            (NO, YES),
        ),
        SettingEntry(COMPARABLE_KEY, "So sánh hai kỳ", "", "Tự tính; để trống nghĩa là so sánh được", "computed"),
        *(weekly if kind == WEEKLY_SCORES else ()),
    )


def _rank_entries(kind: str) -> tuple[SettingEntry, ...]:
    population = "xã, thị trấn" if kind == COMMUNE_SCORES else "tỉnh, thành phố"
    return (
        SettingEntry("hang_nay", "Thứ hạng kỳ này", "", "Hạng trên Cổng DVCQG, ví dụ 20", "rank"),
        SettingEntry("tong_xep_hang_nay", "Tổng số được xếp hạng kỳ này", "", "Ví dụ 63 trong “20/63”", "rank"),
        SettingEntry("hang_truoc", "Thứ hạng kỳ trước", "", "", "rank"),
        SettingEntry("tong_xep_hang_truoc", "Tổng số được xếp hạng kỳ trước", "", "", "rank"),
        SettingEntry(
            "doi_tuong_xep_hang", "Đối tượng được xếp hạng", population, "Ghi sau số, ví dụ 08/23 xã, thị trấn"
        ),
        *(
            ()
            if kind == COMMUNE_SCORES
            else (
                SettingEntry(
                    SORT_KEY,
                    "Thứ tự in đơn vị",
                    SORT_BY_SCORE,
                    "Xếp khi làm mới; bằng điểm thì theo quy tắc ở trang “Xếp hạng”",
                    "choice",
                    (SORT_BY_SCORE, SORT_AS_LISTED),
                ),
                SettingEntry(
                    "kieu_dong_hang",
                    "Cách xếp khi bằng nhau",
                    TIES_LABELS["chung"],
                    "Chọn trong danh sách",
                    "choice",
                    tuple(TIES_LABELS.values()),
                ),
            )
        ),
    )


def _document(kind: str) -> tuple[SettingEntry, ...]:
    defaults = {
        WEEKLY_SCORES: {"loai_van_ban": "Thông báo", "ky_hieu": "TB-VPUBND"},
        MONTHLY_SCORES: {"loai_van_ban": "Công văn", "ky_hieu": "VPUB-PVHCC&KSTT"},
        COMMUNE_SCORES: {
            "loai_van_ban": "Công văn",
            "ky_hieu": "UBND-VP",
            "co_quan": "UBND xã",
            "chuc_vu_ky": "TM. ỦY BAN NHÂN DÂN; CHỦ TỊCH",
        },
    }[kind]
    common = {"cum_tu": "Kèm theo", "nguon_so_lieu": "Cổng Dịch vụ công quốc gia"}
    keys = (
        "co_quan",
        "co_quan_chu_quan",
        "chuc_vu_ky",
        "nguoi_ky",
        "loai_van_ban",
        "cum_tu",
        "so_bao_cao",
        "ky_hieu",
        "ngay_bao_cao",
        "nam",
        "can_cu_1",
        "can_cu_2",
        "nguon_so_lieu",
    )
    overdue = (
        SettingEntry("thoi_diem_qua_han", "Thời điểm thống kê hồ sơ quá hạn", "", "Ví dụ: 09h ngày 10/04/2025"),
        SettingEntry("he_thong_qua_han", "Hệ thống thống kê hồ sơ quá hạn", "Hệ thống DVC tỉnh", ""),
    )
    entries = tuple(replace(_SHARED[key], default=(common | defaults).get(key, _SHARED[key].default)) for key in keys)
    return (*entries, *(overdue if kind == WEEKLY_SCORES else ()), _DIGITS)
