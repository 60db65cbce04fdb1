"""The folder to work in: for one run at a time and one piece of work; gone when that is done."""

import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest

import newskit
from newskit.article import Article, to_lines
from newskit.duplicates import workfolder
from newskit.duplicates.kernel import NumpyKernel
from newskit.duplicates.workfolder import work_folder
from newskit.errors import ExitCode, OutputError, UsageError
from newskit.kernels import HashedTexts

WORK = {"articles": ["of today"], "level": "near"}


def refusal(place: Path, work: dict[str, object] = WORK) -> str:
    """Give the one line that a folder is refused with; what is in it stays."""
    before = contents(place)
    with pytest.raises(UsageError) as refused, work_folder(str(place), work):
        pytest.fail("it was given")
    assert contents(place) == before
    assert refused.value.exit_code == ExitCode.USAGE
    said = str(refused.value)
    assert "\n" not in said
    assert said.startswith(f"--work-dir {place}: ")
    return said.removeprefix(f"--work-dir {place}: ")


def contents(place: Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in place.rglob("*") if file.is_file()}


def interrupted(place: Path) -> NoReturn:
    raise KeyboardInterrupt


def interrupt(place: Path, work: dict[str, object] = WORK) -> None:
    """Begin some work, and end in the middle."""
    with pytest.raises(KeyboardInterrupt), work_folder(str(place), work) as folder:
        (folder / "half").write_text("half")
        (folder / "buckets").mkdir()
        (folder / "buckets" / "0").write_text("some")
        raise KeyboardInterrupt


def test_a_new_folder_is_gone_when_the_work_is_done(tmp_path: Path) -> None:
    place = tmp_path / "not" / "there yet"
    with work_folder(str(place), WORK) as folder:
        assert folder == place / "newskit-work"
        (folder / "buckets").mkdir()
        (folder / "buckets" / "0").write_text("some")
        (folder / "sets").write_text("some")
    assert not place.exists()


def test_in_a_folder_that_was_there_only_the_work_is_gone_then(tmp_path: Path) -> None:
    """Also in one that the run itself made, if something was put there meanwhile."""
    (tmp_path / "thesis.txt").write_text("Years of work.")
    for place in (tmp_path, tmp_path / "new"):
        with work_folder(str(place), WORK) as folder:
            (folder / "sets").write_text("some")
            (place / "kept.jsonl").touch()
        assert not folder.exists()
    assert contents(tmp_path).keys() == {
        str(tmp_path / name) for name in ("thesis.txt", "kept.jsonl", "new/kept.jsonl")
    }


def test_what_a_kill_leaves_of_finished_work_is_not_gone_on_with(tmp_path, monkeypatch) -> None:
    interrupt(tmp_path)
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(workfolder, "rmtree", interrupted)
        with work_folder(str(tmp_path), WORK):
            pass
    assert contents(tmp_path)
    with work_folder(str(tmp_path), {"level": "exact"}) as folder:
        assert [file.name for file in folder.iterdir()] == ["work.json"]


def test_a_temporary_one_is_gone_however_it_ends() -> None:
    with work_folder(None, {}) as folder:
        (folder / "sets").write_text("some")
    with pytest.raises(ZeroDivisionError), work_folder(None, {}) as other:
        (other / "sets").write_text(str(1 // 0))
    assert folder != other
    assert not folder.exists()
    assert not other.exists()


def test_a_relative_one_stays_where_it_is(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    with work_folder("work", WORK) as folder:
        monkeypatch.chdir("/")
        assert folder == tmp_path / "work" / "newskit-work"
        (folder / "sets").write_text("some")
    assert [*tmp_path.iterdir()] == []


def test_interrupted_work_finds_what_it_left(tmp_path: Path) -> None:
    place = tmp_path / "work"
    interrupt(place)
    with work_folder(str(place), dict(WORK)) as folder:
        assert (folder / "half").read_text() == "half"
        assert (folder / "buckets" / "0").read_text() == "some"
    assert not place.exists() or [*place.iterdir()] == []


@pytest.mark.parametrize(
    "other", [{**WORK, "level": "exact"}, {**WORK, "articles": ["of yesterday"]}, {}]
)
def test_other_work_does_not_begin_where_some_is_not_finished(tmp_path: Path, other) -> None:
    interrupt(tmp_path)
    assert refusal(tmp_path, other) == (
        "holds what another run did not finish, over other articles or with other options; "
        f"run that again, or delete {tmp_path / 'newskit-work'}"
    )
    with work_folder(str(tmp_path), WORK):  # which is still possible
        pass
    assert [*tmp_path.iterdir()] == []


def test_two_runs_do_not_work_in_one_folder(tmp_path: Path) -> None:
    with work_folder(str(tmp_path), WORK):
        assert refusal(tmp_path) == "another run works there"
    with work_folder(str(tmp_path), WORK):
        pass


def test_the_lock_of_a_killed_run_is_gone_with_it(tmp_path: Path) -> None:
    code = (
        "import os, signal, sys\n"
        "from newskit.duplicates.workfolder import work_folder\n"
        f"with work_folder(sys.argv[1], {WORK!r}) as folder:\n"
        "    (folder / 'half').write_text('half')\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    root = Path(newskit.__file__).parents[1]
    run = subprocess.run([sys.executable, "-c", code, str(tmp_path)], cwd=root, check=False)
    assert run.returncode < 0
    with work_folder(str(tmp_path), WORK) as folder:
        assert (folder / "half").read_text() == "half"


def test_a_run_that_was_killed_before_it_began_leaves_nothing_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "newskit-work").mkdir()
    (tmp_path / "newskit-work" / "work.json").touch()
    with work_folder(str(tmp_path), WORK):
        pass
    assert [*tmp_path.iterdir()] == []


def unusable(said: str) -> AbstractContextManager[object]:
    return pytest.raises(OutputError, match=rf"^[^\n]*{said}")


def with_folder(place: Path) -> None:
    with work_folder(str(place), WORK):
        pytest.fail("it was given")


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("text")
    assert refusal(tmp_path / "file") == "is a file; name a folder"
    with unusable(r"--work-dir .*file/below: Not a directory$"):
        with_folder(tmp_path / "file" / "below")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with unusable(r"--work-dir .*: Permission denied$"):
        with_folder(tmp_path)


@pytest.mark.parametrize("given", ["work", None])
def test_a_full_disk_is_told_in_one_line(tmp_path: Path, monkeypatch, given: str | None) -> None:
    monkeypatch.chdir(tmp_path)
    with unusable("No space left on device$"), work_folder(given, WORK):
        raise OSError(28, os.strerror(28))


# As it is with dedupe

ARTICLES = [Article(f"A report on the bridge, number {n}.", id=str(n)) for n in range(4)]


class Stops(NumpyKernel):
    """Counts the texts that are hashed, and ends the run when pairs are compared."""

    def __init__(self) -> None:
        self.hashed = 0

    def hash_texts(self, texts: Sequence[str]) -> HashedTexts:
        self.hashed += len(texts)
        return super().hash_texts(texts)

    def count_common(self, *args: object) -> NoReturn:
        raise KeyboardInterrupt


@pytest.fixture
def unfinished(tmp_path: Path) -> Path:
    """A folder with work over `ARTICLES` that was interrupted."""
    with pytest.raises(KeyboardInterrupt):
        newskit.dedupe(ARTICLES, work_dir=tmp_path, kernel=Stops())
    return tmp_path


def test_a_run_that_was_interrupted_goes_on(unfinished: Path) -> None:
    """With another kernel, more threads and less memory, if need be."""
    kernel = Stops()
    with pytest.raises(KeyboardInterrupt):
        newskit.dedupe(ARTICLES, work_dir=unfinished, kernel=kernel, jobs=2, memory="300MB")
    assert kernel.hashed == 0
    result = newskit.dedupe(ARTICLES, work_dir=unfinished)
    assert result.pairs() == newskit.dedupe(ARTICLES).pairs()
    assert [*unfinished.iterdir()] == []


@pytest.mark.parametrize(
    ("articles", "options"),
    [
        (ARTICLES[:3], {}),
        (ARTICLES[::-1], {}),
        ([replace(ARTICLES[0], text="Another report."), *ARTICLES[1:]], {}),
        (ARTICLES, {"level": "near"}),
        (ARTICLES, {"threshold": 0.6}),
        (ARTICLES, {"detectors": ["pairs"]}),
        (ARTICLES, {"cleaners": []}),
        (ARTICLES[2:], {"against": ARTICLES[:2]}),
        (ARTICLES, {"against": []}),
    ],
    ids=["fewer", "another order", "another text", "level", "threshold", "detectors", "cleaners",
         "against", "against nothing"],
)  # fmt: skip
def test_other_articles_and_options_are_other_work(unfinished: Path, articles, options) -> None:
    with pytest.raises(UsageError, match="over other articles or with other options"):
        newskit.dedupe(articles, work_dir=unfinished, **options)
    assert len(newskit.dedupe(ARTICLES, work_dir=unfinished)) == len(newskit.dedupe(ARTICLES))


def test_which_article_is_kept_can_be_asked_again(unfinished: Path) -> None:
    """It is decided in the end, of what was found."""
    result = newskit.dedupe(ARTICLES, work_dir=unfinished, keep=lambda article: -int(article.id))
    expected = newskit.dedupe(ARTICLES, keep=lambda article: -int(article.id))
    assert [*to_lines(result.all)] == [*to_lines(expected.all)]
