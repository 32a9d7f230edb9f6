"""What `phuluc verify` says, Vietnamese."""

from __future__ import annotations

from typing import Final

from phuluc.results import Difference, Verification

_BYTES: Final = {
    "issued": "Tệp phụ lục đúng từng byte như khi lập",
    "saved_again": "Tệp phụ lục không còn đúng từng byte như bản cùng tên mà sổ đã lập",
    "unknown": "Nhật ký của sổ không ghi lần lập tệp phụ lục này",
}


def verification_report(result: Verification) -> str:
    """The verdict, where the difference comes from, and each difference on a line."""
    count = len(result.differences)
    verdict = f"KHÁC: {count} chỗ phụ lục khác sổ." if count else "KHỚP: phụ lục giống sổ ở mọi ô."
    lines = [verdict, *(f"  - {line}." for line in _causes(result))]
    if count:
        lines += ["", *(_difference(item) for item in result.differences)]
    return "\n".join(lines)


def _causes(result: Verification) -> list[str]:
    issued = f" (lập lúc {result.issued})" if result.issued else ""
    causes = [f"{_BYTES[result.content]}{issued}"]
    if not result.traced:
        return [*causes, "Phụ lục không mang dấu của chương trình nên không biết bên nào đã đổi"]
    if result.periods:
        annex, book = (period or "(chưa ghi kỳ)" for period in result.periods)
        causes.append(f"Phụ lục là của {annex}, sổ đang ở {book}: cần sổ của đúng kỳ đó để đối chiếu")
    causes.append(
        "Nội dung phụ lục đã bị sửa sau khi lập" if result.annex_changed else "Nội dung phụ lục còn nguyên như khi lập"
    )
    causes.append(
        "Số liệu của sổ đã đổi sau khi lập phụ lục"
        if result.book_changed
        else "Số liệu của sổ chưa đổi từ khi lập phụ lục"
    )
    return causes


def _difference(item: Difference) -> str:
    place = "; ".join(filter(None, (item.table, item.unit, item.column)))
    return f"{item.where}  {place}. Phụ lục: {_quoted(item.annex)}. Sổ: {_quoted(item.book)}."


def _quoted(text: str) -> str:
    return f"“{text}”" if text else "để trống"
