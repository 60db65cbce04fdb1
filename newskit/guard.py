"""Calls into plugins: what a stranger's code raises, or answers wrongly, is said in its name.

A detector that raises must not look like a bug in newskit, and a bug in newskit must not be blamed
on the detector: only the call itself is guarded, not the stage around it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from typing import Any

from newskit.article import Article
from newskit.errors import NO_FAILURE, NewskitError, PluginError, reason_of
from newskit.host import Host
from newskit.protocols import Scored
from newskit.views import View

_PLAIN = (list, tuple, dict, set, frozenset, str, bytes, Scored)


def guarded(host: Host, kind: str, name: object, one_by_one: bool = False) -> Callable[..., Any]:
    """Look a thing up, and give it so that what it raises names it.

    A built-in thing is given as it is. The answer of another comes as a list if going through it
    runs code of its own; `one_by_one`, each part when it is asked for.
    """
    thing = host.get(kind, name)
    if host.is_builtin(kind, name):
        return thing  # type: ignore[no-any-return]

    def call(given: object, *more: object) -> object:
        at = At(given, follow=isinstance(name, str))
        with blaming(host, kind, name, at.place):
            answer = thing(at.given, *more)
            if not one_by_one or _is_plain(answer):
                return _listed(answer)
            return parts(iter(answer), at)

    def parts(answer: Iterator[object], at: "At") -> Iterator[object]:
        end = object()
        while True:
            with blaming(host, kind, name, at.place):
                part = next(answer, end)
                if part is not end:
                    part = _listed(part)
            if part is end:
                return
            yield part

    return call


def _listed(answer: object) -> object:
    return answer if _is_plain(answer) else list(answer)  # type: ignore[call-overload]


def _is_plain(answer: object) -> bool:
    """Tell whether to go through an answer runs no code of a stranger, or there is no way to."""
    known = type(answer) in _PLAIN or type(answer).__module__ == "numpy"
    return known or not isinstance(answer, Iterable)


@contextmanager
def blaming(
    host: Host, kind: str, name: object, at: Callable[[], str] = str, patient: bool = False
) -> Iterator[None]:
    """Turn what a stranger's thing raises into a message that names it; a built-in's is a bug.

    Args:
        host: whose plugin it is.
        kind: what it is.
        name: its name, or the thing itself, given in Python: what that prints is nobody's business.
        at: tells what it is at, as in `article 4711`, as far as that is known.
        patient: whether it may take its time.
    """
    if host.is_builtin(kind, name):
        yield
        return
    who = who_is(host, kind, name)
    named = isinstance(name, str)
    try:
        with host.watch.over(who, at, patient) if named else nullcontext():
            yield
    except PluginError as error:
        raise error.told(who, at()) from error
    except (*NO_FAILURE, NewskitError):
        raise
    except BaseException as error:
        raise PluginError(f"{who} failed: {reason_of(error)}", True, at()) from error


@contextmanager
def naming(host: Host, kind: str, *names: object, article: Article | None = None) -> Iterator[None]:
    """Name the things whose answer a stage refused, and the article that it was about."""
    try:
        yield
    except PluginError as error:
        who = ", ".join(who_is(host, kind, name) for name in names)
        raise error.told(who, f"article {article.id}" if article else "") from error


def who_is(host: Host, kind: str, name: object) -> str:
    """Give the kind and name of a thing, and the plugin it is from."""
    called = name if isinstance(name, str) else getattr(name, "__qualname__", type(name).__name__)
    return f"{kind} {called} ({host.owner(kind, name)})"


class At:
    """Knows which article a stranger is at: the one it is given, or took last of many.

    Args:
        given: an article, or articles, or something else.
        follow: whether to follow which of many is taken; `given` is to be handed on then.
    """

    def __init__(self, given: Any, follow: bool = True) -> None:
        self._article: Article | None = given if isinstance(given, Article) else None
        self.given = given
        if follow and isinstance(given, Sequence) and given and isinstance(given[0], Article):
            self.given = _Followed(given, self._take)

    def place(self) -> str:
        """Give the article, as in `article 4711`, or nothing."""
        return f"article {self._article.id}" if self._article else ""

    def _take(self, article: Article | None) -> None:
        self._article = article


class _Followed(View):
    """Articles that tell which of them is taken; after the last one of a loop, none is."""

    def __init__(self, articles: Sequence[Article], take: Callable[[Article | None], None]) -> None:
        self._articles, self._take = articles, take

    def __len__(self) -> int:
        return len(self._articles)

    def _at(self, position: int) -> Article:
        article = self._articles[position]
        self._take(article)
        return article

    def __iter__(self) -> Iterator[Article]:
        for article in self._articles:
            self._take(article)
            yield article
        self._take(None)
