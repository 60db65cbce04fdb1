"""What the user chose, checked before the work begins."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from newskit.errors import UsageError

SUFFIXES = {"txt": "text", "markdown": "md", "htm": "html"}
"""Suffixes of files that are not the names of forms."""


def one_of(option: str, given: str, names: Sequence[str]) -> None:
    """Check the value of an option.

    Raises:
        UsageError: it is none of the names.
    """
    if given not in names:
        raise UsageError(f"{option} {given}: there are {', '.join(names)}")


def form_of(
    to: str | None, forms: Iterable[str], default: str, suffixes: Mapping[str, str] = SUFFIXES
) -> str:
    """Give the form that the suffix of an output file asks for; the default where it has none.

    Args:
        to: the file, or None.
        forms: the names of the forms there are.
        default: the form of a file without a suffix, and of standard output.
        suffixes: suffixes that are not names of forms, and the forms they ask for.

    Raises:
        UsageError: it is the suffix of no form.
    """
    suffix = Path(to or "").suffix.lower().removeprefix(".")
    if not suffix:
        return default
    known = list(forms)
    form = suffixes.get(suffix, suffix)
    if form not in known:
        raise UsageError(f"{to}: no form is called {suffix} (-f names one: {', '.join(known)})")
    return form


def look_up(kind: str, *names: object) -> None:
    """Look up what the user named, before the work begins.

    Raises:
        UsageError: there is no such thing.
        PluginError: it cannot be imported.
    """
    from newskit.host import default_host

    for name in names:
        default_host().get(kind, name)


def check_budget(
    sentences: int | None, words: int | None, chars: int | None, ratio: float | None
) -> None:
    """Check the limits of a summary before the work begins.

    Raises:
        UsageError: a limit cannot be right.
    """
    from newskit.summaries.budget import Budget

    Budget(sentences, words, chars, ratio)


def check_query(query: str | None) -> None:
    """Check what summaries shall be about before the work begins.

    Raises:
        UsageError: there is no word in it.
    """
    from newskit.summaries.focus import parse_query

    parse_query(query)


def field_names(fields: Sequence[str] | None) -> dict[str, str]:
    """Read `--field` options: from an article's key to the name of the key that holds it.

    Raises:
        UsageError: one is not written as KEY=NAME.
    """
    pairs = {}
    for field in fields or ():
        key, equals, name = field.partition("=")
        if not (key and equals and name):
            raise UsageError(f"--field {field}: write KEY=NAME, as in text=body")
        pairs[key] = name
    return pairs
