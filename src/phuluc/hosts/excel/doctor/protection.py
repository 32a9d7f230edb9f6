"""What protection software may forbid: Excel starting Python, macros calling the DLL."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from phuluc.hosts.excel.doctor.diagnosis import Diagnosis, Status
from phuluc.hosts.excel.install.machine import Machine

#: Local settings, then group policy, which wins.
_RULE_KEYS: Final = (
    r"SOFTWARE\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules",
    r"SOFTWARE\Policies\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules",
)
#: Device management keeps all rules in one text "GUID=state|GUID=state".
_MANAGER_KEY: Final = r"SOFTWARE\Policies\Microsoft\Windows Defender\Policy Manager"
#: Attack surface reduction rules that concern us, by what they forbid.
_RULES: Final = {
    "d4f940ab-401b-4efc-aadc-ad5f3c50688a": "Office khởi chạy chương trình khác (Python)",
    "92e97fa1-2edf-4476-bdd6-9dd0b4dddc7b": "macro gọi hàm Windows (DLL của xlwings)",
}
_STATES: Final[dict[str, tuple[Status, str]]] = {
    "1": ("error", "chặn"),
    "6": ("warning", "chặn, người dùng được bỏ qua"),
}
_PROVIDERS: Final = r"SOFTWARE\Microsoft\Security Center\Provider\Av"
_BUILT_IN: Final = ("windows defender", "microsoft defender")


def protection_diagnoses(machine: Machine) -> Iterator[Diagnosis]:
    """The rules of Microsoft Defender that are readable for this user, and other antivirus programs by name."""
    rules = _rules(machine)
    troubled = False
    for rule, forbidden in _RULES.items():
        if rules.get(rule) in _STATES:
            troubled = True
            status, action = _STATES[rules[rule]]
            yield Diagnosis(
                "defender",
                status,
                "Quy tắc của Microsoft Defender",
                f"{action}: {forbidden}",
                f"Nhờ bộ phận công nghệ thông tin loại trừ EXCEL.EXE và {machine.home} khỏi quy tắc {rule}; "
                "khi chưa được hãy dùng sổ bản native",
            )
    if not troubled:
        yield Diagnosis("defender", "ok", "Quy tắc của Microsoft Defender", "không thấy quy tắc nào chặn")
    for name in _other_antivirus(machine):
        yield Diagnosis(
            "diet_vi_rut",
            "warning",
            "Phần mềm diệt vi-rút",
            name,
            f"Nếu thẻ Phụ lục không hiện hoặc hàm báo lỗi, cho phép {machine.addin} và {machine.home} trong đó",
        )


def _rules(machine: Machine) -> dict[str, str]:
    rules: dict[str, str] = {}
    for key in _RULE_KEYS:
        rules.update({name: str(state) for name, state in machine.registry.values("HKLM", key).items()})
    managed = str(machine.registry.values("HKLM", _MANAGER_KEY).get("asrrules", ""))
    for entry in managed.split("|"):
        rule, separator, state = entry.partition("=")
        if separator:
            rules[rule.strip().lower()] = state.strip()
    return rules


def _other_antivirus(machine: Machine) -> list[str]:
    names = [
        str(machine.registry.values("HKLM", rf"{_PROVIDERS}\{provider}").get("displayname", ""))
        for provider in machine.registry.subkeys("HKLM", _PROVIDERS)
    ]
    return sorted({name for name in names if name and name.lower() not in _BUILT_IN})
