"""The checks, one record each: what can be wrong with the figures of an annex, how grave it is, what to do.

`severity` "error" refuses the annex, "warning" wants a look, "note" explains.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from phuluc.results import Finding, Severity


@dataclass(frozen=True)
class Check:
    """One thing the figures are checked for.

    Attributes:
        code: stable code of the findings.
        severity: of all its findings.
        title: Vietnamese, for lists.
        looks_for: what makes it fire, Vietnamese, one sentence.
        remedy: what to do, Vietnamese; a finding may carry a more precise one.
    """

    code: str
    severity: Severity
    title: str
    looks_for: str
    remedy: str

    def finding(self, where: str, what: str, found: str = "", remedy: str = "") -> Finding:
        """A finding of this check; an empty `remedy` takes the check's own."""
        return Finding(self.code, self.severity, where, what, found, remedy or self.remedy)


# ---- rates -----------------------------------------------------------------------------------------------------
PRINTED_RATE_DIFFERS: Final = Check(
    "ty_le_in_khac",
    "error",
    "Tỷ lệ in trong nguồn khác tỷ lệ tính",
    "Tỷ lệ in trong tệp nguồn khác kết quả chia cho mẫu số, so ở số chữ số thập phân của nguồn.",
    "Đối chiếu tử số, mẫu số với nguồn; nếu nguồn in sai thì xóa dòng đó ở trang “Đối chiếu”",
)
RATE_CELL_DIFFERS: Final = Check(
    "ty_le_khac_cong_thuc",
    "error",
    "Ô tỷ lệ khác tỷ lệ tính",
    "Ô “Tỷ lệ” không bằng kết quả chia cho mẫu số, thường do gõ đè lên công thức.",
    "Chép công thức từ ô cùng cột ở dòng bên cạnh, hoặc sửa tử số, mẫu số",
)
HIDDEN_DENOMINATOR: Final = Check(
    "mau_so_an",
    "warning",
    "Mẫu số không in trong nguồn",
    "Tỷ lệ khai thác, sử dụng lại in trong nguồn không khớp với mẫu số đang dùng: nguồn đã chia cho số khác.",
    "Hỏi đơn vị số hồ sơ đủ điều kiện tái sử dụng rồi nhập vào cột mẫu số ở “Phần theo dõi”",
)
ESTIMATED_DENOMINATOR: Final = Check(
    "mau_so_uoc_tinh",
    "warning",
    "Mẫu số ước tính",
    "Mẫu số được tính ngược từ tỷ lệ in trong nguồn, không phải số đếm.",
    "Hỏi đơn vị số hồ sơ đủ điều kiện tái sử dụng rồi nhập thay số ước tính",
)
ROUNDING_HIDES_MISS: Final = Check(
    "lam_tron_che_chua_dat",
    "warning",
    "Làm tròn che việc chưa đạt",
    "Tỷ lệ hiển thị sau làm tròn bằng chỉ tiêu trong khi tỷ lệ chính xác còn thấp hơn.",
    "Giữ kết quả “Chưa đạt”; ghi chú hoặc tăng số chữ số thập phân để người đọc thấy",
)
INTEGER_HIDES_MISS: Final = Check(
    "lam_tron_nguyen_che",
    "note",
    "Làm tròn đến số nguyên sẽ che việc chưa đạt",
    "Tỷ lệ chính xác thấp hơn chỉ tiêu nhưng sẽ bằng chỉ tiêu nếu viết không có chữ số thập phân.",
    "Khi viết tỷ lệ này trong lời văn, giữ ít nhất một chữ số thập phân",
)

# ---- totals ----------------------------------------------------------------------------------------------------
PUBLISHED_TOTAL_DIFFERS: Final = Check(
    "so_cong_bo_khac",
    "warning",
    "Tỷ lệ bình quân công bố không tính lại được",
    "Tỷ lệ bình quân của cấp hoặc cả tỉnh đã công bố không theo cách tính nào từ số liệu của phụ lục.",
    "Dùng tỷ lệ tính lại (tổng tử số chia tổng mẫu số) hoặc tìm nguồn của số công bố",
)
PUBLISHED_TOTAL_BY_OTHER_RULE: Final = Check(
    "so_cong_bo_cach_tinh_khac",
    "warning",
    "Tỷ lệ bình quân công bố theo cách tính khác",
    "Tỷ lệ bình quân đã công bố khác tổng tử số chia tổng mẫu số, nhưng khớp một cách tính khác.",
    "Dùng tỷ lệ tính lại: tổng tử số chia tổng mẫu số, làm tròn",
)
TYPED_TOTAL_DIFFERS: Final = Check(
    "dong_tong_khac",
    "error",
    "Dòng tổng trong phụ lục sai",
    "Số ở dòng tổng cộng, bình quân của phụ lục không theo cách tính nào từ các dòng phía trên.",
    "Sửa dòng tổng theo số tính lại hoặc bỏ dòng này",
)
TYPED_TOTAL_BY_OTHER_RULE: Final = Check(
    "dong_tong_cach_tinh_khac",
    "warning",
    "Dòng tổng trong phụ lục theo cách tính khác",
    "Tỷ lệ ở dòng tổng cộng, bình quân khác tổng tử số chia tổng mẫu số, nhưng khớp một cách tính khác.",
    "Dùng tỷ lệ tính lại: tổng tử số chia tổng mẫu số, làm tròn",
)

# ---- counts ----------------------------------------------------------------------------------------------------
NUMERATOR_ABOVE_DENOMINATOR: Final = Check(
    "tu_so_lon_hon_mau_so",
    "error",
    "Kết quả lớn hơn mẫu số",
    "Kết quả lớn hơn mẫu số của chính chỉ tiêu đó.",
    "Đối chiếu hai số với nguồn và sửa số sai",
)
NUMERATOR_WITHOUT_DENOMINATOR: Final = Check(
    "ket_qua_khong_mau_so",
    "warning",
    "Có kết quả nhưng không có mẫu số",
    "Kết quả lớn hơn 0 trong khi mẫu số là 0, “-” hoặc để trống.",
    "Nhập mẫu số hoặc sửa kết quả",
)
BLANK_COUNT: Final = Check(
    "o_trong",
    "warning",
    "Ô trống ở chỗ cần 0 hoặc “-”",
    "Một ô của chỉ tiêu để trống trong khi ô khác của chỉ tiêu đó đã có số hoặc “-”.",
    "Nhập số; nhập 0 nếu không có hồ sơ nào, “-” nếu đơn vị không có thủ tục thuộc diện",
)
PAYMENTS_WITHOUT_PROCEDURES: Final = Check(
    "thanh_toan_khong_thu_tuc",
    "warning",
    "Có hồ sơ thanh toán nhưng không có thủ tục thanh toán",
    "Có hồ sơ phải thanh toán trong khi số thủ tục phát sinh thanh toán là 0 hoặc “-”.",
    "Đối chiếu hai cột với nguồn và sửa cột sai",
)
DENOMINATOR_ABOVE_RECEIVED: Final = Check(
    "mau_so_lon_hon_tiep_nhan",
    "warning",
    "Mẫu số lớn hơn tổng tiếp nhận",
    "Số hồ sơ có thanh toán hoặc đủ điều kiện tái sử dụng lớn hơn tổng số hồ sơ tiếp nhận.",
    "Đối chiếu mẫu số và tổng số hồ sơ tiếp nhận với nguồn",
)
SERVICES_ABOVE_DOSSIERS: Final = Check(
    "thu_tuc_nhieu_hon_ho_so",
    "warning",
    "Số dịch vụ, thủ tục nhiều hơn số hồ sơ",
    "Số dịch vụ hoặc thủ tục có phát sinh nhiều hơn số hồ sơ trực tuyến hoặc hồ sơ đã thanh toán trực tuyến.",
    "Đối chiếu hai cột “Kết quả” với nguồn; mỗi dịch vụ, thủ tục phát sinh phải có ít nhất một hồ sơ",
)
RECEIVED_DIFFERS: Final = Check(
    "tong_tiep_nhan_lech",
    "error",
    "Tổng tiếp nhận lệch giữa hai bảng",
    "Tổng số hồ sơ tiếp nhận của cùng đơn vị khác nhau giữa bảng 1 và bảng 2.",
    "Sửa cho hai bảng cùng một số",
)

# ---- targets ---------------------------------------------------------------------------------------------------
TARGET_MISSING: Final = Check(
    "thieu_chi_tieu",
    "warning",
    "Thiếu chỉ tiêu được giao",
    "Chỉ tiêu có số liệu nhưng ô “Chỉ tiêu được giao” để trống hoặc là “-”, nên không xét được đạt hay chưa đạt.",
    "Nhập chỉ tiêu được giao (%)",
)
TARGET_OUT_OF_RANGE: Final = Check(
    "chi_tieu_ngoai_khoang",
    "error",
    "Chỉ tiêu ngoài khoảng 0–100",
    "Chỉ tiêu được giao không lớn hơn 0 hoặc lớn hơn 100%.",
    "Nhập chỉ tiêu theo phần trăm, ví dụ 60",
)
TARGET_BELOW_FLOOR: Final = Check(
    "chi_tieu_duoi_muc_san",
    "warning",
    "Chỉ tiêu thấp hơn mức sàn",
    "Chỉ tiêu giao cho đơn vị thấp hơn mức thấp nhất UBND tỉnh giao.",
    "Đối chiếu với quyết định giao chỉ tiêu",
)
TARGET_CHANGED: Final = Check(
    "chi_tieu_thay_doi",
    "warning",
    "Chỉ tiêu khác kỳ trước",
    "Chỉ tiêu giao cho đơn vị khác chỉ tiêu đã lưu ở kỳ trước.",
    "Kiểm tra quyết định giao; nếu có điều chỉnh thì ghi chú dưới bảng",
)

# ---- units -----------------------------------------------------------------------------------------------------
UNIT_TWICE: Final = Check(
    "don_vi_trung",
    "error",
    "Đơn vị có hai dòng trong một bảng",
    "Cùng một đơn vị đứng ở hai dòng của một bảng.",
    "Xóa dòng thừa hoặc sửa tên đơn vị",
)
UNIT_NAMELESS: Final = Check(
    "thieu_ten_don_vi",
    "error",
    "Dòng không có tên đơn vị",
    "Một dòng có số liệu mà ô tên đơn vị để trống.",
    "Nhập tên đơn vị hoặc xóa dòng",
)
UNIT_IN_ONE_TABLE: Final = Check(
    "don_vi_thieu_bang",
    "error",
    "Đơn vị chỉ có trong một bảng",
    "Đơn vị có ở một bảng mà không có ở bảng kia của cùng phụ lục.",
    "Thêm dòng của đơn vị vào bảng còn thiếu, hoặc sửa tên cho khớp",
)
UNIT_TWO_NAMES: Final = Check(
    "don_vi_hai_ten",
    "warning",
    "Một đơn vị mang hai tên",
    "Cùng một đơn vị được viết khác nhau giữa hai bảng của phụ lục.",
    "Viết thống nhất một tên",
)
SOURCE_NAME_DIFFERS: Final = Check(
    "ten_trong_nguon_khac",
    "note",
    "Tên đơn vị trong nguồn viết khác",
    "Tệp nguồn viết tên đơn vị khác với sổ làm việc; số liệu vẫn được nhận đúng đơn vị.",
    "Không phải sửa; nên thống nhất tên ở tệp nguồn",
)
UNIT_GONE: Final = Check(
    "don_vi_vang",
    "note",
    "Đơn vị kỳ trước nay không còn",
    "Đơn vị có số liệu ở kỳ trước nhưng không có trong phụ lục kỳ này.",
    "Kiểm tra đơn vị đã sáp nhập, giải thể hay bị sót",
)
UNIT_OF_SOURCE_GONE: Final = Check(
    "don_vi_nguon_vang",
    "warning",
    "Đơn vị của nguồn không có trong bảng",
    "Trang “Đối chiếu” giữ tỷ lệ in của một đơn vị mà các bảng không có: tên đã bị sửa, hoặc dòng đã bị xóa.",
    "Xem lại tên đơn vị trong bảng; nếu đơn vị không còn thì xóa các tỷ lệ in của đơn vị đó",
)
LEGACY_NAME: Final = Check(
    "chu_bang_ma_cu",
    "error",
    "Tên đơn vị gõ bằng bảng mã cũ",
    "Tên đơn vị gõ bằng bảng mã TCVN3 hoặc VNI: máy khác hiện sai chữ và không khớp được với danh sách.",
    "Chuyển sang Unicode (UniKey: Ctrl+Shift+F6) hoặc gõ lại tên",
)
ORDER_NUMBERS: Final = Check(
    "so_thu_tu_sai",
    "note",
    "Số thứ tự không liên tục",
    "Cột “TT” không chạy từ 1 liên tục đến hết bảng.",
    "Đánh lại số thứ tự",
)

# ---- other periods and settings ----------------------------------------------------------------------------------
CUMULATIVE_FALLS: Final = Check(
    "luy_ke_giam",
    "warning",
    "Số lũy kế giảm so với kỳ trước",
    "Số đếm của kỳ này nhỏ hơn kỳ trước trong cùng năm, dù kỳ này bao gồm kỳ trước hoặc cột tính lũy kế.",
    "Kiểm tra nguồn và cách tính của hai kỳ; nếu cách tính đổi thì ghi chú dưới bảng",
)
PERIOD_MISSING: Final = Check(
    "thieu_ky_bao_cao",
    "warning",
    "Chưa nhập kỳ báo cáo",
    "Mục “Kỳ báo cáo” ở trang Thông tin để trống nên tiêu đề phụ lục thiếu kỳ.",
    "Nhập kỳ báo cáo, ví dụ “quý I năm 2024”",
)

# ---- what stands in cells ----------------------------------------------------------------------------------------
TEXT_NUMBER: Final = Check(
    "so_dang_chu",
    "warning",
    "Số gõ dạng chữ",
    "Ô chứa số nhưng ở dạng chữ, ví dụ “100%” hoặc “1.313”.",
    "Gõ lại thành số",
)
MALFORMED: Final = Check(
    "khong_phai_so", "error", "Không phải số", "Ô cần số nhưng chứa nội dung khác.", "Nhập số, 0 hoặc “-”"
)
AMBIGUOUS: Final = Check(
    "so_mo_ho",
    "error",
    "Số hiểu được hai cách",
    "Ô chứa số dạng chữ có thể hiểu hai cách, ví dụ “1.5” ở cột đếm.",
    "Gõ lại thành số, không dùng dấu chấm",
)
NEGATIVE: Final = Check("so_am", "error", "Số âm", "Ô chứa số âm.", "Nhập số không âm")
NOT_WHOLE: Final = Check(
    "so_le", "error", "Số lẻ ở cột đếm", "Ô đếm hồ sơ, thủ tục chứa số không nguyên.", "Nhập số nguyên"
)
BOOLEAN: Final = Check(
    "gia_tri_dung_sai", "error", "Giá trị đúng/sai", "Ô cần số nhưng chứa TRUE hoặc FALSE.", "Nhập số, 0 hoặc “-”"
)
ERROR_VALUE: Final = Check(
    "o_bao_loi",
    "error",
    "Ô báo lỗi",
    "Ô chứa giá trị lỗi của bảng tính, ví dụ #DIV/0!.",
    "Sửa công thức hoặc nhập lại số",
)

STALE_FORMULA: Final = Check(
    "cong_thuc_giu_gia_tri_cu",
    "warning",
    "Công thức giữ giá trị cũ",
    "Chương trình không tính được công thức của ô (lấy số từ tệp khác, hàm lạ) nên dùng giá trị lưu lần trước.",
    "Mở sổ bằng Excel để tính lại rồi lưu, hoặc thay công thức bằng số",
)

CATALOGUE: Final[tuple[Check, ...]] = (
    PRINTED_RATE_DIFFERS,
    RATE_CELL_DIFFERS,
    HIDDEN_DENOMINATOR,
    ESTIMATED_DENOMINATOR,
    ROUNDING_HIDES_MISS,
    INTEGER_HIDES_MISS,
    PUBLISHED_TOTAL_DIFFERS,
    PUBLISHED_TOTAL_BY_OTHER_RULE,
    TYPED_TOTAL_DIFFERS,
    TYPED_TOTAL_BY_OTHER_RULE,
    NUMERATOR_ABOVE_DENOMINATOR,
    NUMERATOR_WITHOUT_DENOMINATOR,
    BLANK_COUNT,
    PAYMENTS_WITHOUT_PROCEDURES,
    DENOMINATOR_ABOVE_RECEIVED,
    SERVICES_ABOVE_DOSSIERS,
    RECEIVED_DIFFERS,
    TARGET_MISSING,
    TARGET_OUT_OF_RANGE,
    TARGET_BELOW_FLOOR,
    TARGET_CHANGED,
    UNIT_TWICE,
    UNIT_NAMELESS,
    UNIT_IN_ONE_TABLE,
    UNIT_TWO_NAMES,
    SOURCE_NAME_DIFFERS,
    UNIT_GONE,
    UNIT_OF_SOURCE_GONE,
    LEGACY_NAME,
    ORDER_NUMBERS,
    CUMULATIVE_FALLS,
    PERIOD_MISSING,
    TEXT_NUMBER,
    MALFORMED,
    AMBIGUOUS,
    NEGATIVE,
    NOT_WHOLE,
    BOOLEAN,
    ERROR_VALUE,
    STALE_FORMULA,
)
CHECKS_BY_CODE: Final[dict[str, Check]] = {check.code: check for check in CATALOGUE}
