"""Keeping machine code: where nothing can be kept, and what is damaged, costs time only."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner

import newskit_numba
from newskit_numba import compiling
from newskit_numba.kernel import KERNEL


def twice(number: int) -> int:
    return 2 * number


def used() -> str:
    """Use a function as a new process would, and tell where it came from."""
    made: Any = compiling.compiled(twice)
    compiling.COMPILED.remove(made)
    assert made(21) == 42
    return "kept" if made.stats.cache_hits else "compiled"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which machine code is kept."""
    monkeypatch.setattr("numba.config.CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path


def test_what_was_compiled_is_there_in_the_next_run(folder: Path) -> None:
    assert [used(), used()] == ["compiled", "kept"]


@pytest.mark.parametrize("damaged", ["*.nbi", "*.nbc"])
def test_what_is_damaged_is_made_again(folder: Path, damaged: str) -> None:
    used()
    for kept in folder.rglob(damaged):
        kept.write_bytes(kept.read_bytes()[:20])
    assert [used(), used()] == ["compiled", "kept"]


@pytest.mark.filterwarnings("error")
def test_without_a_place_to_keep_it_everything_works(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(compiling.caching._CacheLocator, "ensure_cache_path", refuse)
    assert [used(), used()] == ["compiled", "compiled"]


@pytest.mark.filterwarnings("error")
def test_a_disk_that_is_full_is_no_failure(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(compiling.caching.IndexDataCacheFile, "save", full)
    assert [used(), used()] == ["compiled", "compiled"]


def test_two_processes_may_compile_at_once(tmp_path: Path) -> None:
    code = "from newskit_numba.kernel import KERNEL; import numpy; print(KERNEL.split("
    code += "numpy.arange(4, dtype=numpy.uint64), 2)[1].tolist())"
    given = os.environ | {"NUMBA_CACHE_DIR": str(tmp_path)}
    runs = [
        subprocess.Popen(
            [sys.executable, "-W", "error", "-c", code],
            cwd=tmp_path,
            env=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for _ in range(2)
    ]
    assert [run.communicate() for run in runs] == [(b"[0, 4, 4]\n", b"")] * 2


def test_the_interpreters_lock_is_let_go() -> None:
    assert all(made.targetoptions["nogil"] for made in compiling.COMPILED)


def test_warmup_compiles_everything_that_the_methods_use() -> None:
    KERNEL.warmup()
    before = compiling.state()
    block = np.frombuffer(b'{"text": "Fog lay over the harbour."}\n', np.uint8)
    lines = KERNEL.scan(block)
    hashed, _ = KERNEL.hash_strings(block, lines.spans[:, 2, 0], lines.spans[:, 2, 1])
    KERNEL.hash_texts(["Fog"])
    KERNEL.hash_texts(["\U0001f600"])
    packed, _ = KERNEL.scatter(hashed, np.array([3]), 8, 4)
    KERNEL.split(packed.copy(), 4)
    KERNEL.reduce([np.sort(packed)], 8, *np.zeros((3, 4), np.int32))
    KERNEL.bands(hashed.shingles.astype(np.uint32), hashed.offsets)
    KERNEL.count_common(packed, 8, np.array([[0, 1]]), np.array([[0, 1]]))
    assert compiling.state() == before


def test_the_command_says_what_it_did() -> None:
    import typer

    from newskit_numba.warmup import warmup

    app = typer.Typer()
    app.command()(warmup)
    done = CliRunner().invoke(app)
    assert done.exit_code == 0
    assert " functions compiled, " in done.output and "kept in " in done.output


def test_the_plugin_itself_imports_neither_numba_nor_numpy() -> None:
    code = "import sys, newskit_numba; print('numba' in sys.modules, 'numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]
    assert set(newskit_numba.newskit_kernels()) == {"numba"}
