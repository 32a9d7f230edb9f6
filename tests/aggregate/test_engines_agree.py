"""One set of definitions, three ways to count: DuckDB, Spark and plain pandas agree to the last integer."""

from __future__ import annotations

import contextlib
import csv
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from phuluc.aggregate import duckdb_engine, judged_rows, short_names
from phuluc.aggregate.duckdb_engine import DuckEngine
from phuluc.aggregate.run import Request, aggregate_lists
from tests.aggregate.damage import damaged_copy
from tests.aggregate.figures import fates_of, figures_of, sheet_rows
from tests.aggregate.plain_reference import COLUMNS, Figures, reference

SOURCES = Path(__file__).parents[2] / "src"
PERIOD = "quý I năm 2026"
ZERO_WIDTH = "\u200b"
#: What the cells of each column may hold: good values first, then what systems and people make of them.
CELLS = {
    "MaHoSo": [
        "H26-260101-0001", "H26-260101-0002", "H26-260101-0003", "H26-260101-0004", f"{ZERO_WIDTH}H26-260101-0001",
        "000.00.01.H26-260101-0002", " H26-260101-0003", "H26-260101-0004\t", "000.00.01.",
        "20260001", "20260001.0", "", "MaHoSo", "Tổng cộng", "12", "Người lập",
    ],
    "DonViXuLy": [
        "UBND xã An Hòa", "UBND Xã An Hòa", "xã An Ho\u0300a", f"UBND xã An Hòa{ZERO_WIDTH}", "Sở Y tế", "SỞ Y TẾ",
        "Bộ phận lạ", "", ZERO_WIDTH,
    ],
    "MaTTHC": ["1.005129", "1.000100", "2.001", "", f"1.005129{ZERO_WIDTH}"],
    "NgayTiepNhan": [
        "05/01/2026", "5/1/2026", "31/03/2026 23:59:59", "2026-02-10", "2026-02-10T08:00:00", "46032", "01/04/2026",
        "31/12/2025 07:00", "31/02/2026", "12/2026", "", " 06/01/2026 ", "07-01-2026", "08.01.2026",
        "20260109080000", "05/01/26", "5/1/2026 8:05 SA", "2025-12-31T17:00:00Z", "2026-03-31T16:59:59.999Z",
        "2026-03-31 18:30:00+00:00", "2026-03-31T18:30+07:00",
    ],
    "NgayKetThucXuLy": [
        "20/01/2026", "20/03/2026 10:30", "02/04/2026", "01/01/2025", "", "", "chưa", "30/02/2026", "2026-03-31T20:00Z",
    ],
    "NgayTra": ["", "", "21/03/2026", "03/04/2026"],
    "TrangThaiHoSo": ["10", "9", "9.0", "Đã trả kết quả", "ĐANG XỬ LÝ", "4", "1", "3", "2", "", "Lạ", "TrangThaiHoSo"],
    "KenhThucHien": ["1", "2", "2.0", "3", "Trực tuyến", "", "7"],
    "Gia": ["0", "50000", "50.000 đ", "Miễn phí", "", "0.0", "Miễn phí (Nghị quyết 12)", "0 đ (từ 1/7)", "0;50000"],
    "DuocThanhToanTrucTuyen": ["0", "1", "2", "", "có"],
    "HoSoCoThanhPhanSoHoa": ["0", "1", "", "1.0", "Không"],
    "DuocLayTuKhoDMQG": ["0", "1", ""],
    "DuongDanTepTinKetQua": ["", "https://tep.example.vn/1.pdf", "[]", "null", "0", "a.pdf", "Chưa có tệp", "KHÔNG"],
}  # fmt: skip
#: Most cells are good, so that rows get as far as being counted.
ROW = st.fixed_dictionaries(
    {
        name: st.one_of(st.sampled_from(values[: max(2, len(values) // 2)]), st.sampled_from(values))
        for name, values in CELLS.items()
    }
)


def rows_with_dirt(number: int) -> list[dict[str, str]]:
    """Rows with every kind of dirt, a few of them several times."""
    draw = random.Random(766)  # noqa: S311 - test data
    rows = [
        {name: draw.choice(values if draw.random() < 0.3 else values[:2]) for name, values in CELLS.items()}
        for _ in range(number)
    ]
    for place, row in enumerate(rows):
        if draw.random() < 0.8:
            row["MaHoSo"] = f"H26-260101-{place:05}"
    return rows


def write_list(path: Path, rows: list[dict[str, str]]) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(COLUMNS), quoting=csv.QUOTE_ALL)
        writer.writeheader()
        writer.writerows(rows)
    return path


def write_warehouse(path: Path, rows: list[dict[str, str]]) -> Path:
    """The rows as a warehouse has them: what a dossier may have several of in lists, one of them telling."""
    columns: dict[str, object] = {name: [row[name] or None for row in rows] for name in COLUMNS}
    for outer, name, nothing in (
        ("DanhSachLePhi", "Gia", "0"),
        ("TaiLieuNop", "DuocLayTuKhoDMQG", "0"),
        ("DanhSachGiayToKetQua", "DuongDanTepTinKetQua", ""),
    ):
        del columns[name]
        columns[outer] = [[{name: nothing}, {name: row[name]}] if row[name] else None for row in rows]
    # Copies are compared by the spelling of a blank, too.
    columns |= {name: [row[name] for row in rows] for name in ("DonViXuLy", "MaTTHC")}
    pq.write_table(pa.table(columns), path)
    return path


def counted(path: Path, output: Path, missing: Sequence[str] = ()) -> tuple[Figures, dict[str, int]]:
    outcome = aggregate_lists(Request([path], output, period=PERIOD, missing=missing))
    figures = {
        (figures.unit.name, code): (part.denominator, part.numerator)
        for figures in outcome.tally.units
        for code, part in figures.parts.items()
    }
    return figures, {fate.name: size for fate, size in outcome.tally.fates.items() if size}


#: How lists are counted that are short, that are long, and whose units are no names of which there are few.
WAYS = {
    "short": [],
    "long": [(judged_rows, "_MOST_KEPT"), (duckdb_engine, "_MOST_SORTED")],
    "many texts": [(short_names, "_MOST_TEXTS")],
}


@pytest.mark.parametrize("limits", WAYS.values(), ids=WAYS)
@given(rows=st.lists(ROW, min_size=1, max_size=60))
@settings(
    max_examples=5,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    # Each example is a whole run; making a failing one smaller would take minutes.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
def test_duckdb_counts_as_pandas_does(
    tmp_path: Path, rows: list[dict[str, str]], limits: list[tuple[ModuleType, str]]
) -> None:
    """Figures, and what became of every row, equal those of the plain reference, whatever the cells hold, in each of
    the ways that lists are counted."""
    # A column of blanks alone is no column.
    rows = [{name: values[0] for name, values in CELLS.items()}, *rows]
    path = write_list(tmp_path / "ho_so.csv", rows)

    with pytest.MonkeyPatch.context() as patch:
        for module, limit in limits:
            assert getattr(module, limit) > len(rows)
            patch.setattr(module, limit, 0)
        assert counted(path, tmp_path / "so_lieu.xlsx") == reference(rows)


def test_texts_with_the_same_hash_are_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes only make work quick: with one that many codes and units share the figures are the same."""
    rows = rows_with_dirt(300)
    path = write_list(tmp_path / "ho_so.csv", rows)
    monkeypatch.setattr(DuckEngine, "fingerprint", lambda _engine, text: (text.length() % 3).cast("uint64"))

    assert counted(path, tmp_path / "so_lieu.xlsx") == reference(rows)


@pytest.mark.usefixtures("java_and_pyspark")
def test_spark_counts_as_pandas_and_duckdb_do(tmp_path: Path) -> None:
    """On a thousand rows with every kind of dirt, as a warehouse has them, Spark gives what pandas and DuckDB give: the
    figures, and the dossiers that are missing above the line.

    A damaged list beside them is left out and named; what Spark says of it goes to its log and not to the screen.
    """
    rows = rows_with_dirt(1000)
    path, output = write_warehouse(tmp_path / "ho_so.parquet", rows), tmp_path / "spark.xlsx"
    broken = damaged_copy(path, tmp_path / "hong.parquet", "MaHoSo", part=0)

    # In a process of its own, as people run it: Java stays as long as the process that started it. So short a run costs
    # less when Java does not compile thoroughly.
    command = [sys.executable, "-m", "phuluc", "aggregate", path, broken, "-o", output, "--period", PERIOD]
    environment = {
        **os.environ,
        "PYTHONPATH": str(SOURCES),
        "XDG_STATE_HOME": str(tmp_path / "Nguyễn Văn A"),
        "JAVA_TOOL_OPTIONS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    }
    command += ["--engine", "spark", "--master", "local[2]", "--missing", "so_hoa"]
    done = subprocess.run(command, env=environment, check=False, capture_output=True, text=True)

    assert done.returncode == 1, done.stderr
    assert "hong.parquet: Tệp Parquet bị hỏng" in done.stdout
    said = [line for line in done.stderr.splitlines() if not line.startswith("Picked up JAVA_TOOL_OPTIONS")]
    assert said == [f"Đã ghi: {output}", f"Đã ghi: {tmp_path / 'spark-thieu-so_hoa.xlsx'}"]
    assert "hong.parquet" in (tmp_path / "Nguyễn Văn A" / "phuluc" / "log" / "spark.log").read_text(encoding="utf-8")
    assert (figures_of(output), fates_of(output)) == reference(rows)
    for same in (path, write_list(tmp_path / "ho_so.csv", rows)):
        assert (figures_of(output), fates_of(output)) == counted(same, tmp_path / "duckdb.xlsx", ["so_hoa"])
        of_spark, of_duckdb = (
            sheet_rows(tmp_path / f"{engine}-thieu-so_hoa.xlsx", "Còn thiếu") for engine in ("spark", "duckdb")
        )
        assert of_spark == of_duckdb
        assert len(of_spark) > 100


def commands_running() -> Iterator[bytes]:
    for process in Path("/proc").glob("[0-9]*"):
        # Any of them may have ended by now.
        with contextlib.suppress(OSError):
            yield (process / "cmdline").read_bytes()


@pytest.mark.usefixtures("java_and_pyspark")
def test_stopping_spark_leaves_nothing(tmp_path: Path) -> None:
    """Stopped while Java starts, the command ends as asked; Java goes with it, and nothing is left on the disk."""
    temporary, output = tmp_path / "tam", tmp_path / "spark.xlsx"
    temporary.mkdir()
    path = write_list(tmp_path / "ho_so.csv", [{name: values[0] for name, values in CELLS.items()}])
    command = [sys.executable, "-m", "phuluc", "aggregate", path, "-o", output, "--period", PERIOD, "--engine", "spark"]
    environment = {**os.environ, "PYTHONPATH": str(SOURCES), "TMPDIR": str(temporary)}
    running = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    # What tells Java how to log is written just before it starts.
    deadline = time.monotonic() + 60
    while not list(temporary.glob("*/spill/log4j2.properties")) and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(0.5)

    running.send_signal(signal.SIGINT)

    assert running.wait(60) == 130
    assert list(temporary.iterdir()) == []
    assert not output.exists()
    assert not [command for command in commands_running() if str(temporary).encode() in command]
