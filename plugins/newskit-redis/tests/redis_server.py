"""A Redis server of the tests, on a port of its own."""

import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

import pytest
import redis


class Server:
    """A `redis-server` with an append-only file, which can be killed and started again."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.folder, self.options = folder, options
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.start()

    def start(self) -> None:
        program = shutil.which("redis-server")
        if program is None:
            pytest.skip("no redis-server (Debian: apt-get install redis-server)")
        always = ("--bind", "127.0.0.1", "--save", "", "--appendonly", "yes", "--logfile", "log")
        self.process = subprocess.Popen(
            [program, "--port", f"{self.port}", "--dir", f"{self.folder}", *always, *self.options]
        )
        client = self.client()
        for _ in range(500):
            try:
                client.ping()
                return
            except redis.ConnectionError:
                time.sleep(0.02)
        raise RuntimeError((self.folder / "log").read_text())

    def client(self) -> "redis.Redis":
        return redis.Redis(port=self.port)

    def kill(self) -> None:
        """End the server as a power cut would end its process."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def url(self, **options: str) -> str:
        """Name a store on it."""
        asked = "&".join(f"{name}={value}" for name, value in options.items())
        return f"redis://127.0.0.1:{self.port}/0?{asked}"
