"""Whether Excel's settings and the office's policies let the add-in's macros run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from phuluc.hosts.excel.doctor.diagnosis import Diagnosis
from phuluc.hosts.excel.install.machine import Machine, RegistryValue

_ASK_IT: Final = "Nhờ bộ phận công nghệ thông tin"
#: VBAWarnings as the Trust Center shows it.
_MACRO_SETTINGS: Final = {
    1: "cho chạy mọi macro",
    2: "tắt macro và có thông báo (mặc định)",
    3: "chỉ chạy macro có chữ ký",
    4: "tắt mọi macro, không thông báo",
}


def policy_diagnoses(machine: Machine, version: str) -> Iterator[Diagnosis]:
    """What the registry says for one version of Excel; policies come before the user's own settings."""
    security = _merged(machine, version, r"Excel\Security")
    locations = _merged(machine, version, r"Excel\Security\Trusted Locations")
    if _number(_merged(machine, version, "Common").get("vbaoff")):
        found = "Office của máy này đã tắt hẳn VBA"
        yield Diagnosis("vba", "error", "VBA", found, f"{_ASK_IT} bật VBA; khi chưa bật, dùng sổ bản native")
    yield _macro_diagnosis(security)
    yield _trusted_location_diagnosis(machine, version, locations)
    if _number(security.get("disablealladdins")):
        found = "chính sách tắt mọi phần bổ trợ của Excel"
        yield Diagnosis(
            "phan_bo_tro_bi_cam", "error", "Chính sách phần bổ trợ", found, f"{_ASK_IT} cho phép phần bổ trợ"
        )
    if _number(security.get("requireaddinsig")):
        yield Diagnosis(
            "chu_ky",
            "warning",
            "Chính sách phần bổ trợ",
            "Excel chỉ nạp phần bổ trợ có chữ ký số của nhà phát hành tin cậy",
            f"Nếu thẻ Phụ lục không hiện: {_ASK_IT} ký số tệp PhuLuc.xlam hoặc miễn yêu cầu này",
        )
    if _number(security.get("blockcontentexecutionfrominternet")):
        yield Diagnosis(
            "macro_tu_internet",
            "warning",
            "Macro trong tệp tải từ Internet",
            "bị chặn; phần bổ trợ đã cài không bị ảnh hưởng",
            "Với sổ bản macro (.xlsm) nhận qua thư, qua mạng: mở Properties của tệp, chọn Unblock, hoặc dùng bản live",
        )


def _macro_diagnosis(security: Mapping[str, RegistryValue]) -> Diagnosis:
    title = "Chính sách macro"
    setting = _number(security.get("vbawarnings")) or 2
    found = _MACRO_SETTINGS.get(setting, f"giá trị lạ {setting}")
    if setting in (1, 2):
        return Diagnosis("macro", "ok", title, found)
    return Diagnosis(
        "macro",
        "warning",
        title,
        f"{found}; tệp trong vị trí tin cậy vẫn chạy",
        "Phần bổ trợ đã ở vị trí tin cậy; sổ bản macro (.xlsm) ở nơi khác không chạy, hãy dùng bản live hoặc native",
    )


def _trusted_location_diagnosis(machine: Machine, version: str, locations: Mapping[str, RegistryValue]) -> Diagnosis:
    title = "Vị trí tin cậy"
    if _number(locations.get("alllocationsdisabled")):
        found = "chính sách tắt mọi vị trí tin cậy nên phần bổ trợ không được chạy"
        return Diagnosis("vi_tri_tin_cay", "error", title, found, f"{_ASK_IT} cho phép thư mục XLSTART của người dùng")
    listed = list(_listed_locations(machine, version))
    if not listed:
        return Diagnosis("vi_tri_tin_cay", "ok", title, "theo mặc định của Excel, gồm thư mục XLSTART")
    wanted = str(machine.startup_folder).lower()
    if any(_expanded(machine, path) in (wanted, wanted.replace("/", "\\")) for path in listed):
        return Diagnosis("vi_tri_tin_cay", "ok", title, f"có {machine.startup_folder}")
    return Diagnosis(
        "vi_tri_tin_cay",
        "warning",
        title,
        f"danh sách không có {machine.startup_folder}",
        "Trong Excel vào Tệp > Tùy chọn > Trung tâm tin cậy > Thiết đặt > Vị trí tin cậy, thêm thư mục này",
    )


def _listed_locations(machine: Machine, version: str) -> Iterator[str]:
    for root in _roots(version):
        key = rf"{root}\Excel\Security\Trusted Locations"
        for location in machine.registry.subkeys("HKCU", key):
            path = machine.registry.values("HKCU", rf"{key}\{location}").get("path")
            if path:
                yield str(path)


def _expanded(machine: Machine, path: str) -> str:
    """A path as the registry has it, with %APPDATA% spelled out, in lower case and without a last backslash."""
    return path.lower().replace("%appdata%", str(machine.folders.roaming).lower()).rstrip("\\/")


def _roots(version: str) -> tuple[str, str]:
    """Where the user's settings and the policies of one version stand, policies last."""
    return rf"Software\Microsoft\Office\{version}", rf"Software\Policies\Microsoft\Office\{version}"


def _merged(machine: Machine, version: str, key: str) -> dict[str, RegistryValue]:
    merged: dict[str, RegistryValue] = {}
    for root in _roots(version):
        merged.update(machine.registry.values("HKCU", rf"{root}\{key}"))
    return merged


def _number(value: RegistryValue | None) -> int:
    return value if isinstance(value, int) else 0
