"""What was printed is on the disk before the store remembers it: also the power may fail."""

import os
from pathlib import Path

import pytest
from days import invented, on

import newskit
from newskit.article import to_lines
from newskit.cli.stored import opened
from newskit.errors import OutputError, StoreError


def is_remembered(db: Path) -> bool:
    with newskit.open_store(db) as store:
        try:
            return bool(store.figures()["articles"])
        except StoreError:
            return False


def test_an_output_is_on_the_disk_before_the_store(
    db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, settled = tmp_path / "kept.jsonl", []
    real = os.fsync

    def fsync(number: int) -> None:
        settled.append((os.fstat(number).st_ino, is_remembered(db)))
        real(number)

    monkeypatch.setattr(os, "fsync", fsync)
    with opened(str(db), str(target)) as store:
        newskit.dedupe([on(1, invented(1), "a")], store=store)
        target.write_bytes(b"".join(to_lines([on(1, invented(1), "a")])))
    assert settled == [(place.stat().st_ino, False) for place in (target, tmp_path)]
    assert is_remembered(db)


def test_what_did_not_reach_the_disk_was_not_seen(
    db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fsync(number: int) -> None:
        raise OSError(5, "Input/output error")

    target = tmp_path / "kept.jsonl"
    monkeypatch.setattr(os, "fsync", fsync)
    with (
        pytest.raises(OutputError, match=r"kept\.jsonl: cannot be written: Input/output"),
        opened(str(db), str(target)) as store,
    ):
        newskit.dedupe([on(1, invented(1), "a")], store=store)
        target.touch()
    assert not is_remembered(db)


def test_a_pipe_is_not_waited_for(db: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with opened(str(db), str(tmp_path / "pipe"), None, "/dev/null", "-") as store:
        newskit.dedupe([on(1, invented(1), "a")], store=store)
    assert is_remembered(db)
