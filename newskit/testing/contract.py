"""What the suites of all kinds share: the thing under test, and what holds for each on any pile."""

import io
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from copy import deepcopy
from importlib import import_module
from inspect import getattr_static
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from newskit.article import Article
from newskit.errors import UsageError
from newskit.host import default_host
from newskit.testing.articles import corpus, odd_piles

T = TypeVar("T")


class Contract:
    """A suite of tests for one thing.

    Attributes:
        plugin: the thing, or the name that a user chooses it by, which tests the entry point, too.
        kind: what it is, set by the suite.
    """

    plugin: ClassVar[object]
    kind: ClassVar[str]

    @property
    def thing(self) -> Any:
        """Give the thing under test.

        Raises:
            UsageError: its name is not known.
        """
        try:
            return default_host().get(self.kind, self._plugin())
        except UsageError as error:
            raise UsageError(f"{error}; is it installed? pip install --editable .") from None

    def _plugin(self) -> object:
        # Asked in the usual way, a class gives a function bound to itself.
        plugin = getattr_static(type(self), "plugin")
        return plugin.__func__ if isinstance(plugin, staticmethod) else plugin


class PileContract(Contract):
    """The suite of a thing that is asked about articles.

    A suite of a kind gives `ask`; the tests compare what it gives.
    """

    def ask(self, pile: Sequence[Article]) -> object:
        """Give what the thing answers to a pile, checked as newskit checks it.

        Positions are told as ids, and sets are sorted, so that equal answers are equal.
        """
        raise NotImplementedError

    def answer(self, given: Sequence[T], *further: object) -> Any:
        """Give what the thing answers; an iterator comes as a list."""
        before = list(given)
        answer = self.thing(given, *further)
        if isinstance(answer, Iterator):
            answer = list(answer)
        assert list(given) == before, "what it was given was changed in place"
        return answer

    def test_nothing_is_answered_for_no_articles(self) -> None:
        """Without articles, nothing is raised."""
        self.ask([])

    def test_odd_articles_are_answered(self) -> None:
        """Whatever stands in articles, nothing is raised, and the answer is in range."""
        for name, pile in odd_piles().items():
            try:
                self.ask(pile)
            except Exception as error:
                raise AssertionError(f"{name}: {type(error).__name__}: {error}") from error

    def test_one_pile_has_one_answer(self) -> None:
        """Asked again, also after other piles, the answer is the same."""
        first = self.ask(corpus())
        self.ask(corpus()[:3])
        self.ask(odd_piles()["many scripts"])
        assert self.ask(corpus()) == first, "asked again, the answer is another one"

    def test_the_order_of_articles_changes_nothing(self) -> None:
        """The same articles in another order have the same answer."""
        answer = self.ask(corpus())
        for turned in (corpus()[::-1], [*corpus()[5:], *corpus()[:5]]):
            assert self.ask(turned) == answer, "articles in another order have another answer"

    def test_the_hash_seed_changes_nothing(self) -> None:
        """Another process, with another hash seed, gives the same answer: no set decides it."""
        name = _name_of(self._plugin())
        if name:
            told = elsewhere(self.kind, name)
            assert told[-1] == repr(self.ask(corpus())), (
                "another process, with another PYTHONHASHSEED, gives another answer"
            )

    def test_articles_are_not_changed(self) -> None:
        """The articles are what they were."""
        given = [*corpus(), *odd_piles()["strange marks"]]
        before = deepcopy(given)
        self.ask(given)
        assert given == before, "the articles were changed in place"

    def test_it_keeps_to_itself(self) -> None:
        """Nothing is printed, and the state of the process is what it was."""
        self.ask(corpus())  # what it imports, it imports now
        with undisturbed():
            self.ask(corpus())


@contextmanager
def undisturbed() -> Iterator[None]:
    """Check that nothing is printed meanwhile, and that the state of the process stays."""
    before, printed = _state(), io.StringIO()
    with redirect_stdout(printed):
        yield
    assert not printed.getvalue(), f"prints {printed.getvalue()[:60]!r}"
    assert _state() == before, "changes the folder, the environment or the path of modules"


def elsewhere(*things: str) -> list[str]:
    """Ask things about the corpus in a new process.

    Args:
        things: what `newskit.testing.elsewhere` is told.
    """
    done = subprocess.run(
        [sys.executable, "-m", "newskit.testing.elsewhere", *things],
        env=os.environ | {"PYTHONHASHSEED": "4711", "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split("\n")[:-1]


def _name_of(plugin: object) -> str | None:
    """Give the name of a thing, or `=module:attribute` where another process can import it."""
    if isinstance(plugin, str):
        return plugin
    module, name = getattr(plugin, "__module__", ""), getattr(plugin, "__qualname__", "")
    try:
        found = getattr(import_module(module), name, None)
    except (ImportError, ValueError):
        found = None
    return f"={module}:{name}" if found is plugin else None


def _state() -> object:
    return Path.cwd(), dict(os.environ), list(sys.path)
