"""The working books of the three documents, made once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from phuluc.actions.export_book import export_book
from tests.score_documents import document_book


@pytest.fixture(scope="session")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """By kind; every figure of the documents finds its place."""
    folder = tmp_path_factory.mktemp("documents")
    made = {}
    for kind in ("diem-tuan", "diem-thang", "diem-xa"):
        made[kind] = folder / f"{kind}.xlsx"
        for result in document_book(kind, made[kind]):
            assert result.unmatched == ()
            assert result.unevaluated == ()
    return made


@pytest.fixture(scope="session")
def exports(books: dict[str, Path]) -> dict[str, Any]:
    return {kind: export_book(path) for kind, path in books.items()}
