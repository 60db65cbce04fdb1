"""Web archives (WARC) as articles, and articles from and to Parquet.

Registered here; the modules are imported when they are needed.
"""

from newskit.hooks import Catalogue, Reader, Writer, hookimpl


@hookimpl
def newskit_readers() -> Catalogue[Reader]:
    """Add the readers of `--reader warc` and `--reader parquet`."""
    return {"warc": "newskit_archive.warc:READER", "parquet": "newskit_archive.parquet_in:READER"}


@hookimpl
def newskit_writers() -> Catalogue[Writer]:
    """Add the writer of `-o articles.parquet`."""
    return {"parquet": "newskit_archive.parquet_out:WRITER"}
