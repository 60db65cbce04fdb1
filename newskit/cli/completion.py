"""What the shell offers for values, and the words as bash parts them."""

import io
import os
import sys
from collections.abc import Callable, Iterable
from contextlib import redirect_stdout

Complete = Callable[[str], list[str]]
"""Gives the values that begin with what is typed; none where names of files are wanted."""


def among(names: Iterable[str]) -> Complete:
    """Offer some names."""
    known = list(names)

    def complete(incomplete: str) -> list[str]:
        return [name for name in known if name.startswith(incomplete)]

    return complete


def named(kind: str, others: Iterable[str] = ()) -> Complete:
    """Offer the names of all things of a kind, those of plugins too, after some others."""

    def complete(incomplete: str) -> list[str]:
        from newskit.host import default_host

        host = default_host()
        offered = host.strangers(kind) if ":" in incomplete else host.names(kind)
        return among(dict.fromkeys((*others, *offered)))(incomplete)

    return complete


def answer(ask: Callable[[], None]) -> None:
    """Let Typer answer the shell.

    bash parts words at `=` and `:`, which end no word here: what it parted is put together again,
    and of an answer it gets only what comes after the last colon.

    Args:
        ask: prints the answer, and ends the process.
    """
    typed = os.environ.get("COMP_WORDS")
    if typed is None:
        return ask()
    words, at = _joined(typed.split("\n"), int(os.environ.get("COMP_CWORD") or 0))
    os.environ |= {"COMP_WORDS": "\n".join(words), "COMP_CWORD": str(at)}
    word = words[at] if at < len(words) else ""
    colon = word.rpartition("=")[2].rfind(":") + 1
    answered = io.StringIO()
    try:
        with redirect_stdout(answered):
            ask()
    finally:
        for line in answered.getvalue().splitlines():
            print(line[colon:])
        sys.stdout.flush()


def _joined(words: list[str], at: int) -> tuple[list[str], int]:
    """Put words together that stand beside a lone `=` or `:`; say where the word of `at` is now."""
    joined: list[str] = []
    is_open = False
    for number, word in enumerate(words):
        is_mark = word in ("=", ":") and number > 1
        if joined and (is_mark or is_open):
            joined[-1] += word
        else:
            joined.append(word)
        is_open = is_mark
        if number == at:
            at_now = len(joined) - 1
    return joined, at_now if at < len(words) else len(joined)
