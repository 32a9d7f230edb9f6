"""The model of government among the `--set` pairs of a new book."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from phuluc.annexes.settings import BadSettingValueError, fold

_MODEL_KEYS: Final = ("mo_hinh", fold("Mô hình chính quyền"))


def model_and_settings(settings: Mapping[str, str], models: Sequence[str]) -> tuple[str | None, dict[str, str]]:
    """Part the model, None where none is asked for, from the other pairs.

    Raises:
        BadSettingValueError: there is no such model.
    """
    if not models:
        return None, dict(settings)
    given = {key: value for key, value in settings.items() if fold(key) not in _MODEL_KEYS}
    text = next((value for key, value in settings.items() if fold(key) in _MODEL_KEYS), None)
    if text is None:
        return None, given
    for model in models:
        if fold(text) in (fold(model), fold(model).split("_")[0]):
            return model, given
    raise BadSettingValueError(
        "Không có mô hình này", where="--set mo_hinh", found=text, remedy="Chọn “2 cấp” hoặc “3 cấp”"
    )
