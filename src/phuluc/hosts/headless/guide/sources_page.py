"""What can be imported, and the columns of the long form, from the captions the importers read."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Final

from phuluc.annexes.diem_thang import COPIES, DIGITISED, PROGRESS, SATISFACTION
from phuluc.domain.indicators import SEVEN_INDICATORS
from phuluc.domain.scoring_rules import axis_names
from phuluc.hosts.headless.guide.markdown import page, table
from phuluc.importers.long_form_columns import LongColumn
from phuluc.importers.score_long_form import ScoreColumn

_INTRODUCTION: Final = (
    "Nút **Nhập số liệu** hoặc `phuluc import NGUỒN so.xlsx`. Chương trình tự nhận dạng nguồn, tìm cột theo nghĩa và "
    "đơn vị theo tên; không đoán: thứ gì không khớp được liệt kê kèm vị trí và lý do. Tệp nguồn không bị thay đổi.\n\n"
    "| nguồn | dùng cho |\n|---|---|\n"
    "| phụ lục làm tay .xlsx, mỗi cấp một hoặc hai bảng | `bay-chi-tieu` |\n"
    "| bảng dài .csv, .xlsx (mô tả dưới đây) | mọi loại sổ |\n"
    "| tệp xuất của Cổng DVCQG .xlsx, .json, .csv | `diem-tuan`, `diem-thang` |\n"
    "| bảng HTML mang đuôi .xls của phần mềm một cửa | `diem-tuan`, `diem-thang` |\n\n"
    "Ô trống là chưa có số, `-` là không phát sinh, `0` là không; ba thứ khác nhau. Số viết `1.313`, `99,8%` đều đọc "
    "được; viết hai cách hiểu (`1.5`) thì bị hỏi lại. Tệp có mật khẩu: mở, bỏ mật khẩu, lưu lại rồi nhập."
)
_SEVEN: Final[Mapping[LongColumn, str]] = {
    LongColumn.PERIOD: "kỳ báo cáo, như “quý I năm 2024”; mỗi tệp một kỳ",
    LongColumn.TIER: "cấp tỉnh, cấp huyện hoặc cấp xã; bỏ được khi tên đơn vị đã rõ",
    LongColumn.UNIT: "tên đơn vị; **bắt buộc**",
    LongColumn.INDICATOR: "mã hoặc tên chỉ tiêu (bảng dưới); **bắt buộc**",
    LongColumn.TARGET: "chỉ tiêu được giao, phần trăm",
    LongColumn.DENOMINATOR: "mẫu số; **bắt buộc**",
    LongColumn.NUMERATOR: "tử số (kết quả); **bắt buộc**",
    LongColumn.RATE: "tỷ lệ nguồn đã in; chỉ để đối chiếu",
    LongColumn.TOTAL_RECEIVED: "tổng số hồ sơ tiếp nhận của đơn vị",
}
_SCORES: Final[Mapping[ScoreColumn, str]] = {
    ScoreColumn.PERIOD: "kỳ của số liệu; mỗi tệp một kỳ",
    ScoreColumn.DAY: "ngày số liệu, như 08/4/2025",
    ScoreColumn.SEMANTICS: "lũy kế hoặc trong kỳ",
    ScoreColumn.BASIS: "năm của cách tính điểm",
    ScoreColumn.SCOPE: "tỉnh, cấp tỉnh, cấp huyện, cấp xã; hoặc tên bảng: chỉ số, nội dung; **bắt buộc**",
    ScoreColumn.UNIT: "tên đơn vị, chỉ số hoặc mục; **bắt buộc**",
    ScoreColumn.CODE: "mã cơ quan trên Cổng, như H26.10; có thì khớp theo mã trước",
    ScoreColumn.WHAT: "điểm, mã trục (bảng dưới), tỷ lệ, số liệu…; **bắt buộc**",
    ScoreColumn.VALUE: "số, hoặc cặp “a/b”; **bắt buộc**",
    ScoreColumn.RATE: "tỷ lệ in cạnh cặp số",
}
#: What column "nội dung" says, beside the axes.
_CONTENTS: Final = (
    ("`điểm`", "tổng điểm của đơn vị"),
    ("`tỷ lệ`", "tỷ lệ của một chỉ số, phần trăm"),
    ("`số liệu`", "số hoặc cặp “a/b” của một mục (`diem-xa`)"),
    (f"`{PROGRESS}`, `{SATISFACTION}`", "đúng hạn, mức độ hài lòng (`diem-thang`)"),
    (f"`{DIGITISED}`, `{COPIES}`", "tỷ lệ số hóa, số bản sao điện tử (`diem-thang`)"),
    ("`tăng giảm`, `hạng`, `xếp loại`", "điều nguồn đã in; chỉ để đối chiếu"),
)
_LISTS: Final = (
    "## Từ danh sách hồ sơ\n\n"
    "Chưa có số liệu tổng hợp thì đếm từ danh sách hồ sơ xuất ở hệ thống một cửa (.xlsx, .csv, .xls dạng HTML, cả thư "
    "mục): nút **Tổng hợp hồ sơ**, hoặc\n\n"
    '```\nphuluc aggregate danh_sach -o so_lieu.xlsx --period "quý I năm 2026"\n'
    "phuluc import so_lieu.xlsx so.xlsx\n```\n\n"
    "Cột tìm theo nghĩa của tiêu đề. Danh sách thiếu trường nào thì số cần trường ấy để trống và được nêu tên, không "
    "tính là 0. Thêm `--missing so_hoa` để có danh sách hồ sơ còn thiếu gửi từng đơn vị, `--overdue` cho hồ sơ quá "
    "hạn. Ví dụ: [examples/tu-danh-sach-ho-so](../../examples/tu-danh-sach-ho-so/README.md).\n\n"
    "Quá hạn xét đến ngày cuối kỳ; kỳ chưa hết thì đến hôm nay. Hồ sơ không có ngày hẹn trả, hẹn trả trước ngày tiếp "
    "nhận hoặc có ngày mâu thuẫn khác không tính là quá hạn mà ghi ở trang “Cần kiểm tra” kèm lý do.\n\n"
    "Dùng tệp gốc của hệ thống: tệp .csv, .xls đã mở rồi lưu lại trên máy đặt ngày kiểu Mỹ thì ngày 05/01 thành 01/05; "
    "danh sách như vậy bị từ chối."
)
_MAPPING: Final = """### Tệp ánh xạ

Cột, đơn vị, giá trị mang tên khác thì khai trong tệp văn bản (Notepad, mã UTF-8), rồi thêm `--mapping anh_xa.toml`; nút
**Tổng hợp hồ sơ** tự dùng tệp `anh_xa.toml` nằm cùng thư mục với danh sách:

```toml
[cot]              # tiêu đề cột = mã trường ở bảng trên; "" là bỏ cột
"Mã HS" = "ma_ho_so"
[don_vi]           # tên trong danh sách = tên trong số liệu
"Bộ phận một cửa xã An Hòa" = "UBND xã An Hòa"
[cap]              # đơn vị = cấp, khi tên không cho biết
"Trung tâm Y tế An Lão" = "cấp tỉnh"
[gia_tri.kenh]     # giá trị trong danh sách = mã
"Qua Zalo" = 2
```"""


def sources_page() -> bytes:
    """Write docs/huong-dan/nhap-so-lieu.md."""
    return page("Nhập số liệu", _INTRODUCTION, _seven(), _scores(), _lists())


def _seven() -> str:
    columns = table(("cột", "ghi gì"), ((column.value, _SEVEN[column]) for column in LongColumn))
    codes = table(("mã", "chỉ tiêu"), ((f"`{item.code}`", item.heading) for item in SEVEN_INDICATORS))
    return f"## Bảng dài, 07 chỉ tiêu\n\nMỗi dòng một đơn vị và một chỉ tiêu.\n\n{columns}\n\n{codes}"


def _scores() -> str:
    columns = table(("cột", "ghi gì"), ((column.value, _SCORES[column]) for column in ScoreColumn))
    axes = ((f"`{code}`", f"điểm trục {name}") for code, name in axis_names().items())
    contents = table(("nội dung", "là gì"), (*_CONTENTS, *axes))
    examples = (
        "Mẫu: các tệp .csv trong [examples/diem-tuan](../../examples/diem-tuan/README.md) và các thư mục bên cạnh."
    )
    return f"## Bảng dài, sổ điểm\n\nMỗi dòng một số. {examples}\n\n{columns}\n\n{contents}"


def _lists() -> str:
    """Lists of dossiers: the fields that are counted and the headers they are known by."""
    text = (files("phuluc.aggregate") / "rules" / "truong.toml").read_text(encoding="utf-8")
    known = tomllib.loads(text)
    fields = table(
        ("trường", "mã trường", "tiêu đề cột nhận được", "bắt buộc"),
        (
            (field["ten"], f"`{code}`", "; ".join(field["tieu_de"][:4]), "có" if field.get("bat_buoc") else "")
            for code, field in known["truong"].items()
        ),
    )
    codes = table(
        ("mã trường", "mã của giá trị"),
        (
            (f"`{code}`", "; ".join(f"{number} {words[0]}" for number, words in values if words))
            for code, field in known["truong"].items()
            if (values := field.get("gia_tri", {}).items())
        ),
    )
    never = f"Không bao giờ được đọc: {', '.join(known['ca_nhan']['tieu_de'])}."
    return f"{_LISTS}\n\n{fields}\n\n{never}\n\n{_MAPPING}\n\n{codes}"
