"""Options that several commands share: one meaning, one spelling, one help text."""

from typing import Annotated

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
    typer.Option(metavar="NAME", help="Read every input with this reader (text, jsonl, json)."),
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
