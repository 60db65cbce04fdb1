"""Calls into plugins: what a stranger's code raises, or answers wrongly, is said in its name.

A detector that raises must not look like a bug in newskit, and a bug in newskit must not be blamed
on the detector: only the call itself is guarded, not the stage around it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from newskit.errors import NewskitError, PluginError
from newskit.host import BUILTIN, Host


def guarded(host: Host, kind: str, name: object, one_by_one: bool = False) -> Callable[..., Any]:
    """Look a thing up, and give it so that what it raises names it.

    An answer that is an iterator comes as a list; `one_by_one`, each part when it is asked for.
    """
    thing = host.get(kind, name)

    def call(*given: object) -> object:
        with blaming(host, kind, name):
            answer = thing(*given)
            if not isinstance(answer, Iterator):
                return answer
            return parts(answer) if one_by_one else list(answer)

    def parts(answer: Iterator[object]) -> Iterator[object]:
        with blaming(host, kind, name):
            yield from answer

    return call


@contextmanager
def blaming(host: Host, kind: str, name: object) -> Iterator[None]:
    """Turn what a stranger's thing raises into a message that names it; a built-in's is a bug."""
    try:
        with naming(host, kind, name):
            yield
    except NewskitError:
        raise
    except (Exception, SystemExit) as error:
        if host.owner(kind, name).startswith(f"{BUILTIN} "):
            raise
        reason = f"{type(error).__name__}: {error}"
        raise PluginError(f"{who_is(host, kind, name)} failed: {reason}", named=True) from error


@contextmanager
def naming(host: Host, kind: str, *names: object) -> Iterator[None]:
    """Name the things whose answer a stage refused."""
    try:
        yield
    except PluginError as error:
        if error.named:
            raise
        who = ", ".join(who_is(host, kind, name) for name in names)
        raise PluginError(f"{who} {error}", named=True) from error


def who_is(host: Host, kind: str, name: object) -> str:
    """Give the kind and name of a thing, and the plugin it is from."""
    return f"{kind} {name!s} ({host.owner(kind, name)})"
