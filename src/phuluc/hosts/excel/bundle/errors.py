"""Why a bundle cannot be put together: one class per cause, told in Vietnamese."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from phuluc.errors import PhuLucError


class BundleError(PhuLucError):
    """Base of what is wrong with the ingredients of a bundle; nothing was written."""


class NotEmbeddablePythonError(BundleError):
    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            "Tệp không phải gói Python nhúng (embeddable package) cho Windows",
            where=str(path),
            found=reason,
            remedy="Tải “Windows embeddable package (64-bit)” ở trang tải chính thức của Python",
        )


class WrongWheelError(BundleError):
    def __init__(self, path: Path, found: str, wanted: str) -> None:
        super().__init__(
            "Thư viện không dùng được với Python của gói",
            where=path.name,
            found=found,
            remedy=f"Tải lại bằng pip download --platform win_amd64 --python-version {wanted} --only-binary=:all:",
        )


class DamagedWheelError(BundleError):
    def __init__(self, path: Path, reason: str) -> None:
        super().__init__("Tệp thư viện bị hỏng", where=path.name, found=reason, remedy="Tải lại tệp này")


class MissingWheelsError(BundleError):
    def __init__(self, folder: Path, names: Iterable[str]) -> None:
        super().__init__(
            "Thư mục thư viện còn thiếu",
            where=str(folder),
            found=", ".join(names),
            remedy="Tải thêm bằng pip download --platform win_amd64 --only-binary=:all: -r requirements/runtime.txt; "
            "gói phuluc tạo bằng pip wheel --no-deps",
        )


class TwoWheelsError(BundleError):
    def __init__(self, folder: Path, name: str) -> None:
        super().__init__(
            "Thư mục thư viện có hai phiên bản của cùng một thư viện",
            where=str(folder),
            found=name,
            remedy="Xóa bớt phiên bản không dùng",
        )
