"""A run that was interrupted anywhere is gone on with, and gives what it would have given."""

import io
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newskit
from newskit import finding, pipeline
from newskit import settings as defaults
from newskit.article import Article, to_lines
from newskit.cleaning import rules
from newskit.duplicates import blocks, copies, minhash, terms, texts
from newskit.duplicates import workspace as module
from newskit.duplicates.kernel import NumpyKernel
from newskit.duplicates.workspace import Buckets, Column

Found = tuple[list[bytes], list[object]]


class Killed(BaseException):
    """The run ends here."""


class Steps:
    """Goes through the calls that work in a folder is made of; kills the run in one of them.

    Args:
        last: how many are gone through before that; None for all.
    """

    def __init__(self, last: int | None = None) -> None:
        self.names: list[str] = []
        self._last = last

    def enter(self, name: str) -> bool:
        """Tell whether to die in the call that begins."""
        self.names.append(name)
        return len(self.names) - 1 == self._last


class Dying(NumpyKernel):
    """A kernel in whose calls the run may end."""

    def __init__(self, steps: Steps) -> None:
        for name in ("hash_texts", "scatter", "split", "reduce", "bands", "count_common"):
            setattr(self, name, self._dying(name, getattr(self, name), steps))

    def _dying(self, name: str, call: Callable[..., Any], steps: Steps) -> Callable[..., Any]:
        def may_die(*args: object) -> object:
            if steps.enter(name):
                raise Killed
            return call(*args)

        return may_die


@contextmanager
def dying(steps: Steps) -> Iterator[None]:
    """Let the run end in the middle of what it writes to files, or removes."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (("PART", 6000), ("MOST_PARTS", 4)):
            patch.setattr(module, name, value)
        for stage, name, value in (
            (texts, "BATCH", 15),
            (terms, "_BATCH", 15),
            (blocks, "_BATCH", 8),
            (minhash, "FEW", 5),
            (copies, "_AT_ONCE", 9),
        ):
            patch.setattr(stage, name, value)
        patch.setattr(defaults, "LEAST_MEMORY", 0)
        spill, append, remove, savez = Buckets.spill, Column.append, module._remove, np.savez

        def half_spilled(buckets: Buckets) -> None:
            folder = buckets._folder
            if folder is not None and steps.enter(f"spill {folder.name}"):
                for bucket, held in enumerate(buckets._held):
                    for numbers in held:
                        with (folder / str(bucket)).open("ab") as file:
                            file.write(numbers.tobytes()[: numbers.nbytes // 2 + 3])
                        raise Killed
            spill(buckets)

        def half_appended(column: Column[Any], numbers: np.ndarray) -> None:
            if column._file is not None and steps.enter(f"append {column._file.name}"):
                with column._file.open("ab") as file:
                    file.write(numbers.tobytes()[: numbers.nbytes // 2 + 3])
                raise Killed
            append(column, numbers)

        def half_removed(place: Path) -> None:
            if steps.enter(f"remove {place.name}"):
                for file in sorted(place.glob("*"))[::2]:
                    file.unlink()
                raise Killed
            remove(place)

        def half_saved(stream: Any, **arrays: np.ndarray) -> None:
            name = Path(stream.name).stem
            if steps.enter(f"save {name}"):
                written = io.BytesIO()
                savez(written, **arrays)
                stream.write(written.getvalue()[: len(written.getvalue()) // 2])
                raise Killed
            savez(stream, **arrays)
            if steps.enter(f"saved {name}"):
                raise Killed

        patch.setattr(Buckets, "spill", half_spilled)
        patch.setattr(Column, "append", half_appended)
        patch.setattr(module, "_remove", half_removed)
        patch.setattr(np, "savez", half_saved)
        yield


def found(articles: list[Article], **options: object) -> Found:
    result = newskit.dedupe(articles, cleaners=[], **options)
    return [*to_lines(result.all)], result.pairs()


def run(
    articles: list[Article], place: Path, last: int | None = None, jobs: int = 1, memory: int = 8
) -> tuple[Found | None, list[str]]:
    """Work in a folder, to the end or to one of the steps, which are given."""
    steps = Steps(last)
    result = None
    with dying(steps):
        try:
            result = found(articles, work_dir=place, kernel=Dying(steps), jobs=jobs, memory=memory)
        except Killed:
            assert last is not None
    return result, steps.names


@pytest.fixture(scope="module")
def articles(corpus: list[Article], report) -> list[Article]:
    """Sixty of the corpus, and items over a block: copies, templates, what is edited inside."""
    wire = [
        Article(f"{report(n, 40)} {report('block', 60)}", f"w{n}", None, None, "wire.example",
                f"2026-03-{n + 1:02}")
        for n in range(5)
    ]  # fmt: skip
    return corpus[:60] + wire


@pytest.fixture(scope="module")
def expected(articles: list[Article]) -> Found:
    return found(articles)


@pytest.fixture(scope="module")
def whole(articles, expected, tmp_path_factory) -> list[str]:
    """The names of all steps of a run that nobody interrupts."""
    result, names = run(articles, tmp_path_factory.mktemp("work"))
    assert result == expected
    return names


def test_the_run_goes_through_every_kind_of_step(expected: Found, whole: list[str]) -> None:
    """Else the tests below would look at nothing."""
    assert {pair.level for pair in expected[1]} >= {"near", "rewritten"}
    kinds = {"hash_texts", "scatter", "split", "reduce", "bands", "count_common"}
    for bucket in ("shingles", "shared", "by-text", "bands", "sample", "found-terms"):
        kinds |= {f"spill {bucket}", f"remove {bucket}"}
    kinds |= {f"append {column}" for column in ("sets", "blocks", "sets-without", "terms")}
    for step in (
        "texts",
        "shared",
        "templates-read",
        "templates",
        "candidates",
        "terms",
        "matches",
    ):
        kinds |= {f"save {step}", f"saved {step}"}
    assert set(whole) >= kinds


@pytest.mark.parametrize("every", [3, pytest.param(1, marks=pytest.mark.hardening)])
def test_one_that_ends_in_any_kind_of_step_is_gone_on_with(
    articles, expected: Found, whole: list[str], tmp_path: Path, every: int
) -> None:
    """In the middle of the calls of each kind: half of what one writes is there."""
    for name in sorted(set(whole))[::every]:
        calls = [at for at, each in enumerate(whole) if each == name]
        place = tmp_path / name
        ended, _ = run(articles, place, calls[len(calls) // 2])
        assert ended is None
        again, rest = run(articles, place)
        assert again == expected, name
        assert len(rest) <= len(whole), name


@given(data=st.data())
@settings(max_examples=12)
def test_one_that_ends_again_and_again_is_gone_on_with(
    articles, expected: Found, whole: list[str], data: st.DataObject
) -> None:
    """With other numbers of threads and other memory each time."""
    ways = st.tuples(
        st.integers(0, len(whole)), st.sampled_from([1, 3]), st.sampled_from([8, 90_000, 1 << 30])
    )
    with TemporaryDirectory() as folder:
        place = Path(folder, "work")
        for last, jobs, memory in data.draw(st.lists(ways, min_size=1, max_size=4)):
            result, _ = run(articles, place, last, jobs, memory)
            assert result in (None, expected)
        assert run(articles, place)[0] == expected
        assert not place.exists() or [*place.iterdir()] == []


def test_what_is_done_is_not_done_again(articles, whole: list[str], tmp_path: Path) -> None:
    """The later a run ends, the less is left; nothing is hashed anew when the texts are."""
    saved = whole.index("saved texts")
    run(articles, tmp_path, saved)
    _, rest = run(articles, tmp_path)
    assert "hash_texts" in whole[:saved]
    assert "save texts" in rest  # the file was not in its place yet
    run(articles, tmp_path, whole.index("save shared"))
    _, rest = run(articles, tmp_path)
    assert not {"save texts", "scatter", "append texts"} & set(rest)
    assert "save shared" in rest


def test_one_that_was_killed_is_gone_on_with(articles, tmp_path: Path) -> None:
    """What it had not written is lost, and nothing was put in order."""
    file, place = tmp_path / "pile.jsonl", tmp_path / "work"
    file.write_bytes(b"".join(to_lines(articles)))
    code = (
        "import os, signal, sys, newskit\n"
        "from newskit.duplicates.kernel import NumpyKernel\n"
        "class Dying(NumpyKernel):\n"
        "    def bands(self, hashes, offsets):\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
        "newskit.duplicates.minhash.FEW = 5\n"
        "articles = newskit.read(sys.argv[1])\n"
        "newskit.dedupe(articles, kernel=Dying(), work_dir=sys.argv[2])\n"
    )
    code = f"import newskit.duplicates.minhash\n{code}"
    root = Path(newskit.__file__).parents[1]
    dead = subprocess.run([sys.executable, "-c", code, file, place], cwd=root, check=False)
    assert dead.returncode < 0
    assert (place / "newskit-work" / "shared.npz").exists()
    articles = newskit.read(file)
    result = newskit.dedupe(articles, work_dir=place)
    assert [*to_lines(result.all)] == [*to_lines(newskit.dedupe(articles).all)]
    assert [*place.iterdir()] == []


def test_what_was_cleaned_is_not_cleaned_again(
    articles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The marks are those that a run makes which nobody interrupts."""
    looked: list[int] = []
    clean = rules.clean

    def counting(articles, /):
        looked.append(len(articles))
        return clean(articles)

    def dies(*given: object) -> None:
        raise Killed

    furnished = [*articles, Article("The mayor left.\nAdvertisement\nShe will be back.", "with")]
    expected = newskit.dedupe(furnished, cleaners=[clean])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(finding, "find_copies", dies)
        patch.setattr(pipeline, "find_copies", dies)
        with pytest.raises(Killed):
            newskit.dedupe(furnished, cleaners=[counting], work_dir=tmp_path)
    again = newskit.dedupe(furnished, cleaners=[counting], work_dir=tmp_path)
    assert [*to_lines(again.all)] == [*to_lines(expected.all)]
    assert any(article.extra["boilerplate"] for article in again.all)
    assert looked == [len(furnished)]
