"""What can be wrong with a figure typed in a report, one record each."""

from __future__ import annotations

from typing import Final

from phuluc.checks.catalogue import Check

DIFFERS: Final = Check(
    "bao_cao_so_khac",
    "error",
    "Số trong báo cáo khác sổ",
    "Tỷ lệ, chỉ tiêu, số lượng, mức chênh lệch gõ trong báo cáo khác số tính từ sổ.",
    "Sửa câu theo số của sổ, hoặc tìm nguồn của số đã gõ",
)
BY_OTHER_RULE: Final = Check(
    "bao_cao_cach_tinh_khac",
    "warning",
    "Tỷ lệ trong báo cáo theo cách tính khác",
    "Tỷ lệ bình quân gõ trong báo cáo khác tổng tử số chia tổng mẫu số, nhưng khớp một cách tính khác.",
    "Dùng số của sổ: tổng tử số chia tổng mẫu số, làm tròn",
)
ONLY_THOUGH_REACHED: Final = Check(
    "bao_cao_chi_dat",
    "warning",
    "“chỉ đạt” ở nơi đã đạt",
    "Báo cáo viết “chỉ đạt” trong khi tỷ lệ không thấp hơn mức được giao.",
    "Viết “đạt”",
)
NOT_COMPARED: Final = Check(
    "bao_cao_chua_doi_chieu",
    "note",
    "Số trong báo cáo chưa đối chiếu được",
    "Câu không nói rõ chỉ tiêu, cấp hoặc đơn vị; dẫn nguồn khác; hoặc sổ không có số liệu để so.",
    "Tự đối chiếu câu này",
)

CATALOGUE: Final = (DIFFERS, BY_OTHER_RULE, ONLY_THOUGH_REACHED, NOT_COMPARED)
