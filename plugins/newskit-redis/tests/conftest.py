"""A Redis server, and the way to what the tests share."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
sys.path += [str(HERE), str(HERE.parents[2] / "benchmarks")]

from redis_server import Server  # noqa: E402


@pytest.fixture(scope="session")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("redis"))
    yield server
    server.kill()


@pytest.fixture
def server(started: Server) -> Server:
    """Give the server, with nothing on it."""
    if started.process.poll() is not None:
        started.start()
    started.client().flushall()
    return started


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Server]:
    """Give a server of the test's own."""
    server = Server(tmp_path)
    yield server
    server.kill()
