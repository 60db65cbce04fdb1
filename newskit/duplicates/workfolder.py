"""The folder that work is done in which is too large for memory, and can go on when interrupted.

It belongs to one run at a time, and to one piece of work until that is finished: the same articles,
compared in the same way. Then it is emptied.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import rmtree

from newskit import __version__
from newskit.errors import OutputError, UsageError

_NAME = "newskit-work.json"


@contextmanager
def work_folder(place: str | None, work: Mapping[str, object]) -> Iterator[Path]:
    """Give a folder to work in, with what an interrupted run of the same work left in it.

    Args:
        place: the folder, made if it is not there; None for a temporary one.
        work: what tells this work from other work: names and what JSON can write.

    Raises:
        UsageError: the folder holds something else, or is in use.
        OutputError: it cannot be made, or written to.
    """
    named = "the folder for temporary files" if place is None else f"--work-dir {place}"
    try:
        if place is None:
            from tempfile import TemporaryDirectory

            with TemporaryDirectory(prefix="newskit-") as temporary:
                yield Path(temporary)
            return
        folder = Path(place).absolute()
        is_new = not folder.exists()
        folder.mkdir(parents=True, exist_ok=True)
        with _locked(folder):
            _begin(folder, {"newskit": __version__, **work})
            yield folder
            for left in folder.iterdir():
                rmtree(left) if left.is_dir() else left.unlink()
        if is_new:
            with suppress(OSError):
                folder.rmdir()
    except OSError as error:
        raise OutputError(f"{named}: {error.strerror or 'cannot be used'}") from error


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Keep other runs out of a folder, where the system has locks."""
    try:
        from fcntl import LOCK_EX, LOCK_NB, flock
    except ImportError:
        yield
        return
    with (folder / _NAME).open("a") as file:
        try:
            flock(file, LOCK_EX | LOCK_NB)
        except OSError as error:
            raise UsageError(f"--work-dir {folder}: another run works there") from error
        yield


def _begin(folder: Path, work: Mapping[str, object]) -> None:
    """Look whether what is in a folder is of this work; in an empty one begin it."""
    file = folder / _NAME
    said = file.read_text()
    if not said:
        if others := [left.name for left in folder.iterdir() if left.name != _NAME]:
            file.unlink()
            raise UsageError(
                f"--work-dir {folder}: holds other files ({sorted(others)[0]} …); "
                "name a folder that is empty or not there yet"
            )
        file.write_text(json.dumps(work))
    elif said != json.dumps(work):
        raise UsageError(
            f"--work-dir {folder}: holds what another run did not finish, over other articles or "
            "with other options; run that again, or delete the folder"
        )
