"""SQLite keeps what newskit expects of a store."""

from pathlib import Path

from newskit.hooks import Store
from newskit.stores.sqlite import SqliteStore
from newskit.testing.stores import StoreContract


class TestSqlite(StoreContract):
    def opened(self, folder: Path) -> Store:
        folder.mkdir(exist_ok=True)
        return SqliteStore(str(folder / "news.db"))
