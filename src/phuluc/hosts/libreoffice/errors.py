"""Why LibreOffice did not do what it was asked for: one class per cause."""

from __future__ import annotations

from pathlib import Path

from phuluc.errors import PhuLucError


class OfficeError(PhuLucError):
    """Base of the failures of a LibreOffice that is there."""


class OfficeUnwillingError(OfficeError):
    """LibreOffice refused, or could not be started at all."""

    @classmethod
    def from_answer(cls, about: Path, error: str, message: str) -> OfficeUnwillingError:
        refused = cls(
            "LibreOffice không làm được",
            where=str(about),
            remedy="Mở thử tệp bằng LibreOffice để xem tệp có hỏng không",
        )
        refused.add_note(f"{error} {message}".strip()[:300])
        return refused

    @classmethod
    def not_started(cls, program: Path) -> OfficeUnwillingError:
        return cls(
            "LibreOffice không khởi động được để làm việc ngầm",
            where=str(program),
            remedy="Đóng LibreOffice nếu đang mở và kiểm tra đã cài phần Python của LibreOffice (gói python3-uno trên "
            "Debian, Ubuntu), rồi chạy lại",
        )


class OfficeTimeoutError(OfficeError):
    """LibreOffice did not finish in time and was ended."""

    @classmethod
    def from_seconds(cls, about: Path, seconds: float) -> OfficeTimeoutError:
        return cls(
            f"LibreOffice không làm xong trong {seconds:.0f} giây nên đã bị dừng",
            where=str(about),
            remedy="Làm lại khi máy rảnh hơn",
        )


class OfficeCrashedError(OfficeError):
    """LibreOffice ended in the middle of its work. The next task gets a new one."""

    @classmethod
    def while_working_on(cls, about: Path) -> OfficeCrashedError:
        return cls("LibreOffice đột ngột dừng giữa chừng", where=str(about), remedy="Chạy lại lệnh")
