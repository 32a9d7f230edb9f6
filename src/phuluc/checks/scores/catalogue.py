"""The checks on scores, one record each; what can be wrong with any cell or unit is in `phuluc.checks.catalogue`."""

from __future__ import annotations

from typing import Final

from phuluc.checks.catalogue import Check

# ---- figures by themselves -----------------------------------------------------------------------------------------
ABOVE_MAXIMUM: Final = Check(
    "vuot_diem_toi_da",
    "error",
    "Vượt điểm tối đa",
    "Điểm lớn hơn điểm tối đa của trục, tổng điểm hoặc tỷ lệ lớn hơn 100.",
    "Đối chiếu với Cổng DVCQG và sửa số",
)
AXES_DIFFER: Final = Check(
    "tong_truc_khac_diem",
    "warning",
    "Tổng sáu trục khác tổng điểm",
    "Sáu trục cộng lại khác tổng điểm nhiều hơn mức làm tròn có thể gây ra.",
    "Đối chiếu điểm từng trục và tổng điểm với Cổng DVCQG; tổng điểm của Cổng là số chính thức",
)
AXIS_CHANGES_DIFFER: Final = Check(
    "bien_dong_truc_khac",
    "warning",
    "Tăng, giảm của các trục khác tăng, giảm của tổng điểm",
    "Tăng, giảm của sáu trục cộng lại khác tăng, giảm của tổng điểm nhiều hơn mức làm tròn có thể gây ra.",
    "Đối chiếu điểm hai kỳ của từng trục với Cổng DVCQG",
)
RECOMPUTED_DIFFERS: Final = Check(
    "truc_tinh_lai_khac",
    "note",
    "Điểm trục khác điểm tính lại",
    "Điểm của một trục khác điểm tính lại từ các tỷ lệ thành phần theo quy tắc chấm điểm của ngày đó.",
    "Điểm của Cổng là số chính thức, giữ nguyên; xem lại các tỷ lệ thành phần đã nhập",
)
PART_DIFFERS: Final = Check(
    "ty_le_bo_phan_khac",
    "warning",
    "Tỷ lệ không khớp số liệu bộ phận",
    "Các bộ phận của một mục có số đếm, nhưng tỷ lệ của bộ phận khác số đếm chia cho tổng các bộ phận.",
    "Đối chiếu số liệu và tỷ lệ với nguồn",
)
MIXED_MARKS: Final = Check(
    "dau_phan_cach_lan",
    "warning",
    "Dấu phân cách hàng nghìn viết lẫn lộn",
    "Trong một cột có số viết dấu chấm hàng nghìn, số không dấu hoặc số dùng dấu phẩy.",
    "Viết thống nhất, dùng dấu chấm phân cách hàng nghìn",
)
IMPOSSIBLE_RATE: Final = Check(
    "ty_le_khong_the_co",
    "note",
    "Tỷ lệ không thể có từ số dịch vụ đã nêu",
    "Tỷ lệ dịch vụ có phát sinh hồ sơ không phải là một số dịch vụ chia cho số dịch vụ đã nêu.",
    "Xem lại tỷ lệ tính trên bao nhiêu dịch vụ",
)
SCALE_CHANGED: Final = Check(
    "quy_mo_khac_ky_truoc",
    "note",
    "Quy mô số liệu khác hẳn kỳ trước",
    "Số đếm của một mục nhiều hoặc ít hơn kỳ trước trên mười lần.",
    "Xem số liệu có phải một kỳ lũy kế, một kỳ trong kỳ, hoặc của cấp khác",
)

TYPED_OVER: Final = Check(
    "o_tinh_bi_go_de",
    "error",
    "Ô tự tính khác số tính",
    "Ô tăng, giảm, xu hướng hoặc xếp loại khác số tính từ điểm của dòng, thường do gõ đè lên công thức.",
    "Xóa nội dung của ô rồi bấm Làm mới để công thức trở lại, hoặc sửa điểm",
)

# ---- figures against each other ------------------------------------------------------------------------------------
TWO_VALUES: Final = Check(
    "hai_so_mot_chi_tieu",
    "warning",
    "Một chỉ tiêu có hai số",
    "Cùng một chỉ tiêu nhưng Phụ lục I và Phụ lục II ghi hai số khác nhau.",
    "Xem số nào đúng và sửa số kia",
)
OVERDUE_DIFFERS: Final = Check(
    "qua_han_khong_khop",
    "warning",
    "Hồ sơ quá hạn không khớp",
    "Phụ lục I có tỷ lệ hồ sơ quá hạn mà Phụ lục II không có hồ sơ quá hạn.",
    "Đối chiếu số hồ sơ quá hạn với Cổng DVCQG",
)
MORE_PROCEDURES: Final = Check(
    "thu_tuc_nhieu_hon",
    "warning",
    "Số thủ tục nhiều hơn số thủ tục có nghĩa vụ tài chính",
    "Mục 4.3 có nhiều thủ tục hơn số thủ tục có yêu cầu nghĩa vụ tài chính ở mục 4.1.",
    "Xem mục 4.3 có phải đếm giao dịch hoặc lấy số của cấp khác",
)
AXIS_UNCHANGED: Final = Check(
    "truc_khong_doi",
    "note",
    "Điểm trục không đổi mà tỷ lệ thành phần đổi một chiều",
    "Điểm một trục giữ nguyên dù các tỷ lệ thành phần chỉ tăng hoặc chỉ giảm.",
    "Đối chiếu điểm trục với Cổng DVCQG",
)
PARENT_OUTSIDE: Final = Check(
    "dong_tinh_ngoai_khoang",
    "note",
    "Số của tỉnh nằm ngoài khoảng của các đơn vị",
    "Tỷ lệ của tỉnh thấp hơn đơn vị thấp nhất hoặc cao hơn đơn vị cao nhất trong bảng.",
    "Bình thường nếu bảng không liệt kê hết đơn vị; nếu đã đủ thì đối chiếu lại số của tỉnh",
)
PARENT_FULL: Final = Check(
    "tinh_dat_100_don_vi_chua",
    "warning",
    "Tỉnh đạt 100% trong khi có đơn vị chưa đạt",
    "Tỷ lệ của tỉnh là 100% dù có đơn vị dưới 100%.",
    "Đối chiếu tỷ lệ của tỉnh với Cổng DVCQG",
)
PARENT_SUM: Final = Check(
    "tong_khac_dong_tinh",
    "warning",
    "Tổng các đơn vị khác số của tỉnh",
    "Số đếm của các đơn vị cộng lại khác số ở dòng của tỉnh.",
    "Đối chiếu hai số; ghi chú nếu tỉnh gồm cả đơn vị không có trong bảng",
)
OVERDUE_OUTLIER: Final = Check(
    "qua_han_bat_thuong",
    "note",
    "Số hồ sơ quá hạn cao bất thường",
    "Một đơn vị chiếm trên 90% số hồ sơ quá hạn của tất cả các đơn vị.",
    "Hỏi lại đơn vị trước khi thông báo",
)

# ---- slots, ranks --------------------------------------------------------------------------------------------------
SLOTS_APART: Final = Check(
    "khac_co_so_tinh",
    "warning",
    "Hai kỳ không cùng cơ sở tính",
    "Cơ sở tính hoặc loại số liệu của hai kỳ khác nhau nên không tính tăng, giảm.",
    "Chọn kỳ trước cùng cơ sở tính; nếu vẫn cần so sánh thì đặt “Vẫn so sánh dù khác cơ sở tính” là Có",
)
SLOTS_FORCED: Final = Check(
    "van_so_sanh",
    "warning",
    "Vẫn so sánh hai kỳ khác cơ sở tính",
    "Hai kỳ khác cơ sở tính hoặc loại số liệu, hoặc đơn vị đã thay đổi, mà sổ được đặt để vẫn so sánh.",
    "Ghi chú dưới bảng rằng hai kỳ không cùng cơ sở tính hoặc đơn vị đã thay đổi",
)
UNITS_CHANGED: Final = Check(
    "don_vi_thay_doi",
    "warning",
    "Đơn vị thay đổi giữa hai kỳ",
    "Đơn vị hợp nhất hoặc sắp xếp lại giữa ngày số liệu của hai kỳ nên không tính tăng, giảm.",
    "Nếu đơn vị không thay đổi thì chọn “Vẫn so sánh” ở cột “Đơn vị thay đổi giữa hai kỳ” của dòng đó",
)
DAYS_REVERSED: Final = Check(
    "ngay_hai_ky_nguoc",
    "error",
    "Ngày kỳ trước không trước ngày kỳ này",
    "Ngày số liệu kỳ trước bằng hoặc sau ngày số liệu kỳ này.",
    "Sửa ngày ở trang “Thông tin”",
)
RANK_BEYOND: Final = Check(
    "hang_lon_hon_tong",
    "error",
    "Thứ hạng lớn hơn tổng số được xếp hạng",
    "Thứ hạng lớn hơn số đối tượng được xếp hạng.",
    "Sửa thứ hạng hoặc tổng số ở trang “Thông tin”",
)
POPULATION_CHANGED: Final = Check(
    "tong_xep_hang_doi",
    "warning",
    "Tổng số được xếp hạng khác kỳ trước",
    "Số đối tượng được xếp hạng của hai kỳ khác nhau nên số bậc tăng, giảm không so sánh được.",
    "Ghi chú khi nêu số bậc tăng, giảm",
)

# ---- what sources printed ------------------------------------------------------------------------------------------
PRINTED_CHANGE: Final = Check(
    "tang_giam_in_khac",
    "error",
    "Tăng, giảm in trong nguồn sai",
    "Số tăng, giảm in trong nguồn khác hiệu của hai kỳ.",
    "Nếu hai kỳ nhập sai thì sửa theo nguồn; nếu nguồn in sai thì xóa dòng đó ở trang “Đối chiếu”",
)
PRINTED_RATE: Final = Check(
    "ty_le_in_khac",
    "error",
    "Tỷ lệ in trong nguồn khác tỷ lệ tính",
    "Tỷ lệ in trong nguồn khác tỷ lệ của cặp số “a/b”.",
    "Đối chiếu cặp số với nguồn; nếu nguồn in sai tỷ lệ thì xóa dòng đó ở trang “Đối chiếu”",
)
PRINTED_CLAIM: Final = Check(
    "loi_van_khac_bang",
    "error",
    "Số trong lời văn khác số trong bảng",
    "Số nêu trong lời văn hoặc ở chỗ khác của văn bản khác số trong bảng.",
    "Sửa bảng nếu bảng sai; nếu lời văn sai thì sửa lời văn rồi xóa dòng đó ở trang “Đối chiếu”",
)
PRINTED_COUNT: Final = Check(
    "so_luong_loi_van_khac",
    "error",
    "Số lượng nêu trong lời văn sai",
    "Số chỉ số hoặc đơn vị tăng, giảm, giữ nguyên nêu trong lời văn khác số đếm trong bảng.",
    "Sửa lời văn theo trang “Biến động” rồi xóa dòng đó ở trang “Đối chiếu”",
)
PRINTED_GRADE: Final = Check(
    "xep_loai_in_khac",
    "error",
    "Xếp loại in trong nguồn sai",
    "Xếp loại in trong nguồn khác xếp loại theo điểm.",
    "Nếu điểm nhập sai thì sửa theo nguồn; nếu nguồn xếp sai thì xóa dòng đó ở trang “Đối chiếu”",
)
PRINTED_ORDER: Final = Check(
    "thu_tu_in_khac",
    "warning",
    "Thứ tự in trong nguồn khác thứ tự theo điểm",
    "Số thứ tự in trong nguồn khác thứ tự xếp theo điểm từ cao xuống thấp.",
    "Xem nguồn có xếp theo điểm không; sổ xếp theo điểm kỳ này",
)
PRINTED_RANK: Final = Check(
    "hang_in_khac",
    "warning",
    "Hạng in trong nguồn khác hạng tính",
    "Hạng in trong nguồn khác hạng tính từ điểm của các đơn vị trong bảng.",
    "Xem nguồn xếp hạng trong danh sách nào",
)
PRINTED_DAY: Final = Check(
    "ngay_in_khac",
    "warning",
    "Ngày in ở bảng khác ngày số liệu",
    "Ngày ghi ở đầu bảng của nguồn khác ngày số liệu ở trang “Thông tin”.",
    "Sửa ngày ở văn bản, hoặc ở trang “Thông tin” nếu nhập sai",
)
PRINTED_ALONE: Final = Check(
    "nguon_co_so_thieu",
    "warning",
    "Nguồn có in, sổ không có số",
    "Nguồn in tăng, giảm, xếp loại hoặc thứ tự của một dòng mà bảng không có tên đó, hoặc thiếu số của dòng đó.",
    "Xem lại tên và số của dòng trong bảng; nếu dòng không còn thì xóa số in ở trang “Đối chiếu”",
)
MISSING_SIGN: Final = Check(
    "thieu_dau_cong",
    "note",
    "Số tăng không ghi dấu “+”",
    "Trong nguồn có số tăng ghi dấu “+” và có số tăng không ghi dấu.",
    "Không phải sửa ở sổ: phụ lục ghi dấu “+” ở mọi số tăng",
)

SCORE_CATALOGUE: Final[tuple[Check, ...]] = (
    ABOVE_MAXIMUM,
    AXES_DIFFER,
    AXIS_CHANGES_DIFFER,
    RECOMPUTED_DIFFERS,
    PART_DIFFERS,
    MIXED_MARKS,
    IMPOSSIBLE_RATE,
    SCALE_CHANGED,
    TYPED_OVER,
    TWO_VALUES,
    OVERDUE_DIFFERS,
    MORE_PROCEDURES,
    AXIS_UNCHANGED,
    PARENT_OUTSIDE,
    PARENT_FULL,
    PARENT_SUM,
    OVERDUE_OUTLIER,
    SLOTS_APART,
    SLOTS_FORCED,
    UNITS_CHANGED,
    DAYS_REVERSED,
    RANK_BEYOND,
    POPULATION_CHANGED,
    PRINTED_CHANGE,
    PRINTED_RATE,
    PRINTED_CLAIM,
    PRINTED_COUNT,
    PRINTED_GRADE,
    PRINTED_ORDER,
    PRINTED_RANK,
    PRINTED_DAY,
    PRINTED_ALONE,
    MISSING_SIGN,
)
