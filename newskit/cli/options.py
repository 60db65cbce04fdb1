"""Options that several commands share: one meaning, one spelling, one help text.

What every command that reads articles has is added by `reads_articles`, so that a command names
only what is its own.
"""

from collections.abc import Callable
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import Annotated, Any, NamedTuple

import typer

Inputs = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[INPUT]...",
        help="Files and folders; - or nothing is standard input.",
        show_default=False,
    ),
]
FilesFrom = Annotated[
    str | None,
    typer.Option(metavar="FILE", help="Read names of inputs from FILE, one a line (- is stdin)."),
]
Null = Annotated[
    bool, typer.Option("--null", "-0", help="Names in lists of files end with NUL, not newline.")
]
Reader = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="Read every input with this reader (text, jsonl, csv, …; see 'plugins').",
    ),
]
Field = Annotated[
    list[str] | None,
    typer.Option(
        metavar="KEY=NAME", help="Take KEY of an article from NAME, as in text=body. Repeatable."
    ),
]
Cleaner = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME", help="Find boilerplate this way instead. Repeatable."),
]
NoClean = Annotated[
    bool, typer.Option("--no-clean", help="Treat nothing as boilerplate; every word counts.")
]
OnError = Annotated[
    str,
    typer.Option(
        metavar="WHAT",
        help="Bad input: report (skip it, exit 1), skip (exit 0) or stop at the first.",
    ),
]
Output = Annotated[
    str | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write to FILE, whole or not at all."),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say only what went wrong.")]
Verbose = Annotated[
    bool, typer.Option("--verbose", "-v", help="Show where an error came from (traceback).")
]
Store = Annotated[
    str | None,
    typer.Option(
        metavar="FILE", help="Remember what was seen in FILE; go on with what is new to it."
    ),
]
NamedStore = Annotated[
    str, typer.Option("--store", metavar="FILE", help="Where what was seen is remembered.")
]
Window = Annotated[
    str | None,
    typer.Option(
        metavar="TIME", help="How far the store is looked into around new articles; default: 30d."
    ),
]
TextOrLines = Annotated[
    str,
    typer.Option(
        "--format", "-f", metavar="FORM", help="auto (text for texts, else jsonl), text, jsonl."
    ),
]
Method = Annotated[
    str,
    typer.Option("--method", "-m", metavar="NAME", help="How sentences are chosen; see 'plugins'."),
]
Sentences = Annotated[
    int | None, typer.Option("--sentences", "-n", metavar="N", help="At most N sentences.")
]
Words = Annotated[int | None, typer.Option(metavar="N", help="At most N words.")]
Chars = Annotated[int | None, typer.Option(metavar="N", help="At most N characters.")]
Ratio = Annotated[
    float | None, typer.Option(metavar="R", help="At most this share of the words (0..1).")
]


class Given(NamedTuple):
    """What was given to a command beside the options that are its own."""

    inputs: Inputs = None
    files_from: FilesFrom = None
    null: Null = False
    reader: Reader = None
    field: Field = None
    cleaner: Cleaner = None
    no_clean: NoClean = False
    on_error: OnError = "report"
    to: Output = None
    quiet: Quiet = False
    verbose: Verbose = False


def reads_articles(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of `Given`: inputs before its own options, the rest after.

    Args:
        command: takes a `Given` first, then what is its own.
    """
    first, *others = (
        Parameter(
            name,
            Parameter.POSITIONAL_OR_KEYWORD,
            default=Given._field_defaults[name],
            annotation=annotation,
        )
        for name, annotation in Given.__annotations__.items()
    )
    own = list(signature(command).parameters.values())[1:]
    parameters = [first, *own, *others]

    @wraps(command)
    def called(**values: Any) -> None:
        given = Given(**{name: values.pop(name) for name in Given._fields})
        command(given, **values)

    called.__annotations__ = {each.name: each.annotation for each in parameters}
    called.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    return called
