"""The scripts of the bundle, in pure ASCII, and its Vietnamese leaflet."""

from __future__ import annotations

from typing import Final

# cmd reads scripts in the console's code page: ASCII is the same in all. The messages come from Python, in UTF-8.
_INSTALL: Final = r"""@echo off
setlocal
chcp 65001 >nul
if not exist "%~dp0python\python.exe" goto packed
"%~dp0python\python.exe" -X utf8 -m phuluc install %*
set "STATUS=%ERRORLEVEL%"
goto end
:packed
echo Hay giai nen (Extract All) ca tep zip, roi chay install.cmd trong thu muc vua giai nen.
set "STATUS=1"
:end
if not defined PHULUC_NO_PAUSE pause
exit /b %STATUS%
"""
# Windows does not remove a running program: the installed copy removes Python after it has ended, and itself last.
# Beside install.cmd it is the unpacked bundle, which stays.
_UNINSTALL: Final = r"""@echo off
setlocal
chcp 65001 >nul
"%~dp0python\python.exe" -X utf8 -m phuluc uninstall
set "STATUS=%ERRORLEVEL%"
if not defined PHULUC_NO_PAUSE pause
if not "%STATUS%"=="0" exit /b %STATUS%
if exist "%~dp0install.cmd" exit /b 0
cd /d "%TEMP%"
rd /s /q "%~dp0python"
del /q "%~dp0phuluc.cmd" "%~dp0phuluc-bundle.json"
(goto) 2>nul & del /q "%~f0" & rd "%~dp0." 2>nul & rd "%~dp0.." 2>nul
"""
_COMMAND: Final = r"""@"%~dp0python\python.exe" -X utf8 -m phuluc %*
"""
_LEAFLET: Final = """PHỤ LỤC – PHẦN BỔ TRỢ CHO EXCEL (phiên bản {version})

Gói này có sẵn Python; không cần quyền quản trị, không cần mạng.

CÀI ĐẶT
1. Bấm chuột phải vào tệp zip > Properties (Thuộc tính) > đánh dấu Unblock (Bỏ chặn), nếu có > OK.
2. Bấm chuột phải vào tệp zip > Extract All (Giải nén tất cả).
3. Đóng mọi cửa sổ Excel.
4. Trong thư mục vừa giải nén, bấm đúp install.cmd. Nếu Windows hỏi, chọn More info > Run anyway
   (Thông tin thêm > Vẫn chạy).
5. Đọc các dòng kết quả: ĐẠT là tốt; CẢNH BÁO và LỖI có kèm cách xử lý.
6. Mở Excel. Thẻ “Phụ lục” nằm ở cuối dải lệnh.
Cài xong có thể xóa thư mục đã giải nén.

NÂNG CẤP
Làm lại các bước trên với gói mới.

KIỂM TRA KHI CÓ TRỤC TRẶC
Mở thư mục %LOCALAPPDATA%\\PhuLuc (dán vào ô địa chỉ của File Explorer), giữ Shift, bấm chuột phải vào chỗ trống,
mở cửa sổ dòng lệnh rồi gõ: .\\phuluc doctor
Gửi kết quả cho người hỗ trợ.
Nếu tên thư mục người dùng có dấu, thư mục trên có thể nằm trong %ProgramData%\\PhuLuc.

GỠ CÀI ĐẶT
Đóng Excel, bấm đúp uninstall.cmd trong thư mục nói trên.
"""


def scripts() -> dict[str, bytes]:
    """The scripts by name, with Windows' line ends."""
    texts = {"install.cmd": _INSTALL, "uninstall.cmd": _UNINSTALL, "phuluc.cmd": _COMMAND}
    return {name: text.replace("\n", "\r\n").encode("ascii") for name, text in texts.items()}


def leaflet(version: str) -> bytes:
    """HUONG-DAN.txt, with the mark by which Notepad of older versions of Windows knows UTF-8."""
    return _LEAFLET.format(version=version).replace("\n", "\r\n").encode("utf-8-sig")
