"""The folder for work that is too large for memory, which can go on when it was interrupted.

It lies in one that the user names, whose other files are left alone. It belongs to one run at a
time, and to one piece of work until that is finished: the same articles, compared in the same way.
Then it is removed.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import rmtree

from newskit import __version__
from newskit.errors import OutputError, UsageError

_NAME = "newskit-work"
_WORK = "work.json"


@contextmanager
def work_folder(place: str | None, work: Mapping[str, object]) -> Iterator[Path]:
    """Give a folder to work in, with what an interrupted run of the same work left in it.

    Args:
        place: the folder to make it in, made if it is not there; None for a temporary one.
        work: what tells this work from other work: names and what JSON can write.

    Raises:
        UsageError: it is in use, or holds other work; or the place is no folder.
        OutputError: it cannot be made, or written to.
    """
    named = "the folder for temporary files" if place is None else f"--work-dir {place}"
    try:
        if place is None:
            from tempfile import TemporaryDirectory

            with TemporaryDirectory(prefix="newskit-") as temporary:
                yield Path(temporary)
            return
        outer = Path(place).absolute()
        if outer.is_file():
            raise UsageError(f"{named}: is a file; name a folder")
        is_new = not outer.exists()
        folder = outer / _NAME
        folder.mkdir(parents=True, exist_ok=True)
        with _locked(folder, named):
            _begin(folder, {"newskit": __version__, **work}, named)
            yield folder
            _end(folder)
        if is_new:
            with suppress(OSError):  # something else is in it by now
                outer.rmdir()
    except OSError as error:
        raise OutputError(f"{named}: {error.strerror or 'cannot be used'}") from error


@contextmanager
def _locked(folder: Path, named: str) -> Iterator[None]:
    """Keep other runs out of a folder, where the system has locks."""
    try:
        from fcntl import LOCK_EX, LOCK_NB, flock
    except ImportError:
        yield
        return
    with (folder / _WORK).open("a") as file:
        try:
            flock(file, LOCK_EX | LOCK_NB)
        except OSError as error:
            raise UsageError(f"{named}: another run works there") from error
        yield


def _begin(folder: Path, work: Mapping[str, object], named: str) -> None:
    """Look whether what is in a folder is of this work; where none was begun, begin it."""
    file = folder / _WORK
    said = file.read_text() if file.exists() else ""
    if not said:
        _clear(folder)
        file.write_text(json.dumps(work))
    elif said != json.dumps(work):
        raise UsageError(
            f"{named}: holds what another run did not finish, over other articles or with other "
            f"options; run that again, or delete {folder}"
        )


def _end(folder: Path) -> None:
    """Remove a folder; what a kill leaves of it is of no work, so that nothing goes on with it."""
    (folder / _WORK).write_text("")
    _clear(folder)
    rmtree(folder)


def _clear(folder: Path) -> None:
    """Remove all from a folder but the file that says what work it is of, which is locked."""
    for left in folder.iterdir():
        if left.is_dir():
            rmtree(left)
        elif left.name != _WORK:
            left.unlink()
