"""PySpark: the engine of those whose lists outgrow one machine. It runs where `master` says, else in this process."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from phuluc.aggregate.beside import awaited
from phuluc.aggregate.engine_builtins import spark_day, spark_hash
from phuluc.aggregate.engines import TIME_ZONE, grouped_repeats
from phuluc.aggregate.errors import EngineFailedError, EngineMissingError
from phuluc.aggregate.sources.staged import chunked

_LOCAL: Final = "local[*]"
#: What Spark logs fills a screen; without an appender it takes its own settings, which write there.
_LOGGING: Final = """rootLogger.level = error
rootLogger.appenderRef.file.ref = file
logger.gateway.name = org.apache.spark.api.python.PythonGatewayServer
logger.gateway.level = error
appender.file.type = File
appender.file.name = file
appender.file.fileName = {file}
appender.file.append = false
appender.file.layout.type = PatternLayout
appender.file.layout.pattern = %d %p %c{{1}}: %m%n%ex
"""


class SparkEngine:
    """A session of Spark; `folder` takes what Spark puts on this machine's disk, `log` what it tells of itself."""

    is_quicker_by_number = False

    def __init__(self, folder: Path, master: str | None, log: Path) -> None:
        """Start a session.

        Raises:
            EngineMissingError: PySpark or Java is not there.
            EngineFailedError: the session does not start.
        """
        self._session = _session(folder, master or _LOCAL, log)
        self._log = log
        self._backend = ibis.pyspark.connect(self._session)
        from py4j.protocol import Py4JError  # noqa: PLC0415 - Spark is there for few
        from pyspark.errors import PySparkException  # noqa: PLC0415

        self.failures: tuple[type[Exception], ...] = (Py4JError, PySparkException)
        # ibis has set another.
        self._session.conf.set("spark.sql.session.timeZone", TIME_ZONE)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None and not isinstance(error, Exception):
            # A person stopped the work, and Java may be in the middle of it.
            _end_java()
        else:
            self._session.stop()
        if isinstance(error, self.failures):
            raise EngineFailedError(
                "Spark không tính được",
                found=type(error).__name__,
                remedy=f"Xem nhật ký của Spark ở {self._log}; kiểm tra địa chỉ --master và bộ nhớ của cụm",
            ) from error

    def read(self, paths: Sequence[Path]) -> ir.Table:
        frame = self._session.read.parquet(*(path.resolve().as_uri() for path in paths))
        name = ibis.util.gen_name("phuluc")
        frame.createOrReplaceTempView(name)
        return self._backend.table(name)

    def keep(self, table: ir.Table) -> ir.Table:
        name = ibis.util.gen_name("phuluc")
        self._frame(table).persist().createOrReplaceTempView(name)
        return self._backend.table(name)

    def quick_day(self, text: ir.StringValue) -> ir.DateValue:
        return spark_day(text, "dd/MM/yyyy")

    def fingerprint(self, text: ir.StringValue) -> ir.IntegerValue:
        return spark_hash(text)

    def repeated(self, keys: ir.Table, rows: int) -> ir.Table | None:  # noqa: ARG002 - of any number
        return grouped_repeats(keys, self)

    def fetch(self, table: ir.Table) -> pa.Table:
        return pa.Table.from_batches([_batch(table.columns, self._frame(table).collect())])

    def batches(self, table: ir.Table) -> Iterator[pa.RecordBatch]:
        for rows in chunked(self._frame(table).toLocalIterator()):
            yield _batch(table.columns, rows)

    def _frame(self, table: ir.Table) -> Any:
        """Give an expression as a frame of Spark; ibis itself would fetch it through pandas."""
        return self._session.sql(self._backend.compile(table))


def _batch(names: Sequence[str], rows: Sequence[Sequence[object]]) -> pa.RecordBatch:
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(names)
    return pa.record_batch([pa.array(column) for column in columns], names=list(names))


def _session(folder: Path, master: str, log: Path) -> Any:
    try:
        from pyspark.sql import SparkSession  # noqa: PLC0415 - told when it is not there
    except ImportError as error:
        raise EngineMissingError(
            "Chưa cài PySpark", remedy='Cài bằng lệnh: pip install "phuluc[spark]", hoặc bỏ --engine spark'
        ) from error
    if master.startswith("local") and shutil.which("java") is None:
        raise EngineMissingError("Chưa cài Java, Spark cần Java 17", remedy="Cài Java 17, hoặc bỏ --engine spark")
    logging = folder / "log4j2.properties"
    # Java reads such files as Latin-1.
    file = "".join(sign if sign.isascii() else f"\\u{ord(sign):04x}" for sign in log.as_posix())
    logging.write_text(_LOGGING.format(file=file), encoding="ascii")
    builder = (
        SparkSession.builder.master(master)
        .appName("phuluc aggregate")
        .config("spark.driver.extraJavaOptions", f"-Dlog4j2.configurationFile={logging.as_uri()}")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.parquet.binaryAsString", "true")
        # What cannot be read is missing, as in DuckDB's TRY_CAST, and no reason to stop.
        .config("spark.sql.ansi.enabled", "false")
        .config("spark.sql.legacy.timeParserPolicy", "CORRECTED")
        # Steps are steps so that nothing is computed twice; put together they outgrow what Java compiles as one method.
        .config("spark.sql.codegen.wholeStage", "false")
        .config("spark.sql.optimizer.excludedRules", "org.apache.spark.sql.catalyst.optimizer.CollapseProject")
        .config("spark.sql.constraintPropagation.enabled", "false")
        .config("spark.sql.warehouse.dir", (folder / "warehouse").as_uri())
        .config("spark.local.dir", str(folder))
    )
    if master.startswith("local"):
        builder = (
            builder.config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", "2")
        )
    try:
        session = _started(builder)
    except BaseException as error:
        _end_java()
        if not isinstance(error, Exception):
            raise
        raise EngineFailedError(
            "Không khởi động được Spark",
            where=master,
            found=type(error).__name__,
            remedy="Kiểm tra Java 17 (biến JAVA_HOME) và địa chỉ --master",
        ) from error
    session.sparkContext.setLogLevel("ERROR")
    return session


def _started(builder: Any) -> Any:
    """Start Java beside this thread: stopped while it starts, PySpark would lose it, and it would live on."""
    with ThreadPoolExecutor(max_workers=1) as beside:
        return awaited(beside.submit(builder.getOrCreate), lambda: None)


def _end_java() -> None:
    """End the Java that PySpark started, at once: asked to stop while it starts or counts it may never answer."""
    from pyspark import SparkContext  # noqa: PLC0415 - Spark is there for few

    gateway = SparkContext._gateway  # noqa: SLF001 - PySpark tells the process nowhere else
    if gateway is not None:
        gateway.proc.kill()
        gateway.proc.wait()
