"""Redis keeps what newskit expects of a store."""

from pathlib import Path

import pytest

from newskit.hooks import Store
from newskit.testing.stores import StoreContract
from newskit_redis.store import RedisStore


class TestRedis(StoreContract):
    @pytest.fixture(autouse=True)
    def _server(self, server) -> None:
        self.server = server

    def opened(self, folder: Path) -> Store:
        return RedisStore(self.server.url(namespace=folder.name))
