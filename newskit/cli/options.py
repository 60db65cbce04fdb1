"""Options that several commands share: one meaning, one spelling, one help text.

What every command that reads articles has is added by `reads_articles`, so that a command names
only what is its own.
"""

from collections.abc import Callable, Mapping
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import Annotated, Any, NamedTuple

import typer

from newskit.cli.completion import among, named

ON_ERROR = ("report", "skip", "stop")

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
        autocompletion=named("reader"),
        help="Read every input with this reader (text, jsonl, csv, …; see 'newskit plugins').",
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
    typer.Option(
        metavar="NAME",
        autocompletion=named("cleaner"),
        help="Find boilerplate this way; default: rules and repeats. Repeatable.",
    ),
]
NoClean = Annotated[
    bool, typer.Option("--no-clean", help="Treat nothing as boilerplate; every word counts.")
]
OnError = Annotated[
    str,
    typer.Option(
        metavar="WHAT",
        autocompletion=among(ON_ERROR),
        help="Bad input: report (skip it, exit 1), skip (exit 0) or stop at the first.",
    ),
]
Output = Annotated[
    str | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write to FILE, whole or not at all."),
]
Stats = Annotated[
    str | None,
    typer.Option("--stats", metavar="FILE", help="Write what the run did and took to FILE (JSON)."),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say only what went wrong.")]
Verbose = Annotated[
    bool, typer.Option("--verbose", "-v", help="Show where an error came from (traceback).")
]
Store = Annotated[
    str | None,
    typer.Option(
        metavar="FILE",
        help="Remember in FILE, or a plugin's redis://HOST, what was seen; go on with what is new.",
    ),
]
NamedStore = Annotated[
    str,
    typer.Option("--store", metavar="FILE", help="The store: a FILE, or a plugin's redis://HOST."),
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
        "--format",
        "-f",
        metavar="FORM",
        autocompletion=named("writer", others=("auto", "text")),
        help="auto (text for texts, else jsonl), text, jsonl.",
    ),
]
Method = Annotated[
    str,
    typer.Option(
        "--method",
        "-m",
        metavar="NAME",
        autocompletion=named("summarizer"),
        help="How sentences are chosen; see 'newskit plugins'.",
    ),
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
    stats: Stats = None
    quiet: Quiet = False
    verbose: Verbose = False
    asked: Mapping[str, Any] = {}
    """What every option of the command was set to, by its long name; itself none of them."""


def reads_articles(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of `Given`: inputs before its own options, the rest after.

    Args:
        command: takes a `Given` first, then what is its own: parameters, or all in one NamedTuple.
    """
    first, *others = _parameters(Given)[:-1]
    _, *own = signature(command).parameters.values()
    group = own[0] if hasattr(own[0].annotation, "_fields") else None
    own = own if group is None else _parameters(group.annotation)
    parameters = [first, *own, *others]
    names = {each.name: long_name(each) for each in parameters}

    @wraps(command)
    def called(**values: Any) -> None:
        asked = {name: values[each] for each, name in names.items()}
        given = Given(**{name: values.pop(name) for name in Given._fields[:-1]}, asked=asked)
        command(given, **(values if group is None else {group.name: group.annotation(**values)}))

    called.__annotations__ = {each.name: each.annotation for each in parameters}
    called.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    return called


def _parameters(options: Any) -> list[Parameter]:
    """Give the fields of a NamedTuple of options as parameters."""
    defaults = options._field_defaults
    return [
        Parameter(
            name, Parameter.POSITIONAL_OR_KEYWORD, default=defaults[name], annotation=annotation
        )
        for name, annotation in options.__annotations__.items()
    ]


def long_name(parameter: Parameter) -> str:
    """Give the name that a parameter of a command has on the command line, without its dashes."""
    (how,) = getattr(parameter.annotation, "__metadata__", (None,))
    # Typer takes the first spelling for a default, until it knows better.
    spelled = [getattr(how, "default", None), *(getattr(how, "param_decls", None) or ())]
    long = [each for each in spelled if isinstance(each, str) and each.startswith("--")]
    return long[0][2:] if long else parameter.name.replace("_", "-")
