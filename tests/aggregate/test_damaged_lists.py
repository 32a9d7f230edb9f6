"""Lists that cannot be read to their end, and engines that give up: told in words, named, and no harm to the others."""

from __future__ import annotations

import errno
import tempfile
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from phuluc.aggregate import judged_rows
from phuluc.aggregate.duckdb_engine import DuckEngine
from phuluc.aggregate.errors import EngineFailedError
from tests.acceptance.command import phuluc
from tests.aggregate.damage import damaged_copy
from tests.aggregate.figures import received_of, sheet_rows
from tests.aggregate.igate import dossier, write_xlsx

UNIT = "UBND xã An Hòa"
PERIOD = ("--period", "tháng 01/2026")
NAME = "Nguyễn Văn Kín"


def warehouse(path: Path, first: int, rows: int = 300, together: int = 100) -> Path:
    columns = {
        "MaHoSo": [f"H26-260105-{first + place:04}" for place in range(rows)],
        "DonViXuLy": [UNIT] * rows,
        "NgayTiepNhan": ["05/01/2026"] * rows,
        "TrangThaiHoSo": ["4"] * rows,
    }
    pq.write_table(pa.table(columns), path, row_group_size=together)
    return path


@pytest.mark.parametrize("name", ["hong.parquet", "hong [1].parquet"])
def test_a_damaged_list_is_named_with_its_rows_and_left_out(tmp_path: Path, name: str) -> None:
    """What an engine finds damaged in the middle of counting does not stop the others, and is told by file and rows."""
    sound = warehouse(tmp_path / "lanh.parquet", 0)
    broken = damaged_copy(warehouse(tmp_path / "goc.parquet", 1000), tmp_path / name, "MaHoSo", part=1)
    output = tmp_path / "so_lieu.xlsx"

    outcome = phuluc("aggregate", broken, sound, "-o", output, *PERIOD)

    told = f"{name}: Tệp Parquet bị hỏng hoặc chép thiếu. Thấy: không đọc được các dòng từ 101 đến 200."
    assert outcome.status == 1
    assert told in outcome.out
    assert received_of(output) == {UNIT: 300}
    assert told in "\n".join(str(cell) for row in sheet_rows(output, "Chất lượng") for cell in row)


def test_damage_is_told_that_is_met_when_much_of_a_long_list_was_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of long lists the engine hands over codes while it reads; what it meets then is told in the same way."""
    monkeypatch.setattr(judged_rows, "_MOST_KEPT", 0)
    sound = warehouse(tmp_path / "lanh.parquet", 0)
    long = warehouse(tmp_path / "goc.parquet", 1000, rows=500_000, together=100_000)
    output = tmp_path / "so_lieu.xlsx"

    outcome = phuluc(
        "aggregate", damaged_copy(long, tmp_path / "h.parquet", "MaHoSo", part=4), sound, "-o", output, *PERIOD
    )

    assert outcome.status == 1
    assert "h.parquet: Tệp Parquet bị hỏng" in outcome.out
    assert "từ 400001 đến 500000" in outcome.out
    assert received_of(output) == {UNIT: 300}


@pytest.mark.parametrize("strict", [True, False])
def test_nothing_is_written_of_damaged_lists_alone(tmp_path: Path, strict: bool) -> None:
    """Where no other list is left, or none is to be left out, the damage is the error and there are no figures."""
    lists = [damaged_copy(warehouse(tmp_path / "goc.parquet", 0), tmp_path / "hong.parquet", "DonViXuLy", part=2)]
    lists += [warehouse(tmp_path / "lanh.parquet", 1000)] if strict else []
    output = tmp_path / "so_lieu.xlsx"

    outcome = phuluc("aggregate", *lists, "-o", output, *PERIOD, *(["--strict"] if strict else []))

    assert outcome.status == 2
    assert outcome.err.splitlines()[-1].startswith("Lỗi: hong.parquet: Tệp Parquet bị hỏng")
    assert "từ 201 đến 300" in outcome.err
    assert not output.exists()


def test_a_full_disk_is_told_with_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There may be no room where lists are put aside, though there is for the figures; nothing is left of the run."""
    temporary, output = tmp_path / "tam", tmp_path / "so_lieu.xlsx"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))

    def full(_writer: pq.ParquetWriter, _table: pa.Table) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(pq.ParquetWriter, "write_table", full)

    outcome = phuluc("aggregate", write_xlsx(tmp_path / "a.xlsx", [dossier(1)]), "-o", output, *PERIOD)

    assert outcome.status == 2
    told = outcome.err.splitlines()[-1]
    assert told.startswith(f"Lỗi: {temporary}")
    assert told.endswith(": Ổ đĩa đã đầy. Giải phóng chỗ trống rồi thử lại.")
    assert list(temporary.iterdir()) == []
    assert not output.exists()


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("CREATE TABLE t AS SELECT repeat(range::VARCHAR, 20) FROM range(9999999)", "hết bộ nhớ"),
        (f"SELECT '{NAME}'::INT", "ConversionException"),
    ],
)
def test_an_engine_that_gives_up_is_told_in_vietnamese(tmp_path: Path, query: str, told: str) -> None:
    """The engine's own words, which are English and may quote a cell, are not passed on; what it lacked is."""
    with pytest.raises(EngineFailedError) as failure:
        give_up(tmp_path, query)

    assert str(failure.value).startswith(f"DuckDB không tính được. Thấy: {told}. ")
    assert NAME not in str(failure.value)


def give_up(folder: Path, query: str) -> None:
    """Let the engine run a query that it cannot compute with little memory and no room on the disk."""
    with DuckEngine(folder, lambda _share: None) as engine:
        connection: duckdb.DuckDBPyConnection = engine._backend.con
        connection.execute("SET temp_directory = ''; SET memory_limit = '5MB'")
        connection.execute(query)
