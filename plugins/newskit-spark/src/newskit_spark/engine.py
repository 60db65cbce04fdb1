"""The engine that `newskit dedupe --engine spark` names: inputs and outputs that Spark knows."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from newskit.engines import Done, Engine, Job
from newskit.errors import InputError, OutputError, UsageError
from newskit.host import default_host
from newskit.readers.compression import bare
from newskit.readers.missing import foreign_suffix
from newskit_spark.exchange import held
from newskit_spark.failures import cause_in, understood
from newskit_spark.frames import asked, frame_of, lines_of
from newskit_spark.pipeline import Asked, Work
from newskit_spark.session import said, session, settled

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_FORMS = "jsonl", "parquet"
_PARQUET, _WHOLE = ".parquet", "_SUCCESS"


class Spark:
    """Finds copies by Apache Spark.

    Args:
        master: where it works, such as `local[4]` or `spark://host:7077`; None for what the
            configuration of Spark says.
    """

    def __init__(self, master: str | None = None) -> None:
        self._master = master

    def dedupe(self, job: Job, /) -> Done:
        """Find copies in what Spark reads, and write a folder of files."""
        chosen = asked(job.level, job.threshold, job.keep, job.cleaners, job.all, default_host())
        chosen = replace(chosen, fields={key: tuple(n.split(".")) for key, n in job.fields.items()})
        if "-" in job.inputs or job.to in (None, "-"):
            raise UsageError("--engine spark: reads and writes files (name them, and -o FOLDER)")
        _refuse_other_forms(job.inputs, job.reader)
        spark = session(self._master)
        with understood("--engine spark", said()):
            return self._done(spark, job, chosen)

    def _done(self, spark: "SparkSession", job: Job, chosen: Asked) -> Done:
        lines = _read(spark, job.inputs, job.reader)
        with _whole(spark, job.to) as folder, settled(lines):
            found = Work(lines, chosen).run()
            came = found.came
            if came.articles or not came.skipped:
                _write(found.lines, folder, job.to.endswith(_PARQUET))
        return Done(came.articles, found.levels, came.skipped, came.problems)


def _refuse_other_forms(inputs: Sequence[str], reader: str | None) -> None:
    host = default_host()
    forms = {
        suffix: name
        for name in host.builtins("reader")
        if name not in ("json", *_FORMS)
        for suffix in host.get("reader", name).suffixes
    }
    for name in inputs:
        suffix = PurePosixPath(bare(name)).suffix.lower()
        foreign = suffix != _PARQUET and foreign_suffix(suffix)
        form = reader or forms.get(suffix, suffix if foreign else _FORMS[0])
        if form not in _FORMS:
            remedy = "" if reader else f" (--reader {_FORMS[0]} reads it as such)"
            raise UsageError(f"{name}: --engine spark reads jsonl and parquet, not {form}{remedy}")


def _read(spark: "SparkSession", inputs: Sequence[str], reader: str | None) -> "DataFrame":
    from py4j.protocol import Py4JJavaError
    from pyspark.errors import AnalysisException, IllegalArgumentException
    from pyspark.sql import functions as F

    tables = [
        name
        for name in inputs
        if reader == "parquet" or (reader is None and name.rstrip("/").endswith(_PARQUET))
    ]
    texts = [name for name in inputs if name not in tables]
    path = F.regexp_replace(F.col("_metadata.file_path"), "^file:(//)?", "").alias("path")
    frames = []
    try:
        if texts:
            line = F.col("value").cast("binary").alias("line")
            is_row = F.lit(False).alias("is_row")
            frames.append(spark.read.text(texts).select(line, path, is_row))
        for table in tables:
            frames.append(lines_of(spark.read.parquet(table), path))
    except (AnalysisException, IllegalArgumentException, Py4JJavaError) as error:
        raise InputError(", ".join(inputs), cause_in(str(error))) from error
    lines = frames[0]
    for more in frames[1:]:
        lines = lines.unionAll(more)
    return lines


def _path(spark: "SparkSession", name: str) -> Any:
    return spark._jvm.org.apache.hadoop.fs.Path(name)  # type: ignore[union-attr]


def _files(spark: "SparkSession", name: str) -> "tuple[Any, Any]":
    path = _path(spark, name)
    return path.getFileSystem(spark._jsc.hadoopConfiguration()), path


@contextmanager
def _whole(spark: "SparkSession", to: str) -> Iterator[str]:
    """Give a folder beside one that is not there yet; what is written to it goes there when whole.

    The mark that it is whole goes last. What Spark calls text are lines of JSON.
    """
    files, goal = _files(spark, to)
    if files.exists(goal):
        raise OutputError(f"{to}: is there already; --engine spark writes a new folder")
    aside = f"{to.rstrip('/')}.unfinished"
    folder = _path(spark, aside)
    if not files.mkdirs(folder):
        raise OutputError(f"{to}: cannot be written")
    try:
        yield aside
        written = {each.getPath().getName(): each.getLen() for each in files.listStatus(folder)}
        if _WHOLE in written:
            files.mkdirs(goal)
        for name in sorted(written, key=_WHOLE.__eq__):
            if written[name] or name == _WHOLE:  # a task that had nothing writes an empty file
                new = name.replace(".txt", ".jsonl")
                files.rename(_path(spark, f"{aside}/{name}"), _path(spark, f"{to}/{new}"))
    finally:
        files.delete(folder, True)


def _write(lines: "DataFrame", folder: str, as_table: bool) -> None:
    if as_table:
        _write_parquet(lines, folder)
    else:
        lines.write.mode("overwrite").text(folder)


def _write_parquet(lines: "DataFrame", to: str) -> None:
    lines = held(lines)  # which are gone through twice: first for the columns
    inferred = lines.sparkSession.read.json(lines.rdd.map(lambda row: row[0])).schema
    frame_of(lines, inferred).write.mode("overwrite").parquet(to)


SPARK: Engine = Spark()
