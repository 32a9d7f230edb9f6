"""A file that is either written whole or left as it was."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from phuluc.errors import PhuLucError


class OutputNotWritableError(PhuLucError):
    """The result cannot be put where it was asked for."""

    @classmethod
    def from_os_error(cls, path: Path, error: OSError) -> OutputNotWritableError:
        return cls(
            "Không ghi được tệp kết quả",
            where=str(path),
            found=error.strerror or str(error),
            remedy="Đóng tệp nếu đang mở, kiểm tra quyền ghi và dung lượng đĩa, hoặc chọn nơi lưu khác rồi làm lại",
        )


def write_whole(path: Path, content: bytes) -> None:
    """Put `content` at `path`: written beside it, flushed to disk, then moved over it in one step.

    Raises:
        OutputNotWritableError: the folder is missing or closed to us, the disk is full, or the file is held open.
    """
    temporary: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as stream:
            temporary = Path(stream.name)
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        # A temporary file is closed to others; an annex is made to be handed on.
        temporary.chmod(0o644)
        temporary.replace(path)
    except OSError as error:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
        raise OutputNotWritableError.from_os_error(path, error) from error
