"""Write what the documentation quotes: `make docs` runs what it shows and fills in what comes out.

Everything else is written by hand. Filled in are

- `docs/commands.md`, all of it: the help of each command, 80 columns wide;
- blocks of `console`: each line `$ command` is run by bash in a folder that holds a copy of
  `samples/`, all blocks of a page in one folder, and is followed by what it writes to standard
  output. An output whose last line is `…` is cut to the length it has;
- blocks with a file name behind the language: a file of `plugins/` is copied in; any other is
  written to the folder, so that commands further down can use it;
- blocks of Python below `<!-- spec: NAME … -->`: the definitions that plugins work with;
- the pictures in `docs/`, each by a command.

A test compares the pages with what this script would write.
"""

import ast
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain
from pathlib import Path

from newskit.builtin import newskit_commands
from newskit.host import default_host

ROOT = Path(__file__).resolve().parent.parent
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]
COMMANDS = ROOT / "docs" / "commands.md"
PICTURES = {ROOT / "docs" / "map.svg": "newskit stories -q samples/ -f svg"}
SPECIFICATIONS = [
    ROOT / "newskit" / name for name in ("hookspecs.py", "protocols.py", "storing.py")
]
OPTIONAL_TOOLS = ("jq",)
"""A block that needs one of them stays as it is on a machine without it."""

_BLOCK = re.compile(
    r"^(?:<!-- spec: (?P<spec>[\w ]+) -->\n)?```(?P<language>\w+) ?(?P<file>\S*)\n"
    r"(?P<body>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
_REST = "…"

_COMMANDS_HEAD = """\
# Commands

The help of every command, as `newskit COMMAND --help` prints it. Written by `make docs`.
How the commands work together is told in [Pipes and shell scripts](pipes.md), what they read and
write in [The wire format](wire.md).

"""


def pages() -> dict[Path, Future[str]]:
    """Begin to write all pages, as many at a time as there are processors."""
    writers = ThreadPoolExecutor(os.cpu_count())
    return {path: writers.submit(page, path) for path in [*PAGES, *PICTURES]}


def page(path: Path) -> str:
    """Give the text that the page at `path` should have."""
    if path == COMMANDS:
        return commands()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "samples", folder / "samples")
        if path in PICTURES:
            return run(PICTURES[path], folder)
        return _BLOCK.sub(lambda block: _filled(block, folder), path.read_text("utf-8"))


def commands() -> str:
    """Give `docs/commands.md`."""
    sections = []
    with tempfile.TemporaryDirectory() as folder:
        for name in ("", *chain(*map(_with_parts, newskit_commands()))):
            command = f"newskit {name}".strip()
            text = run(f"{command} --help", Path(folder)).rstrip()
            sections.append(f"## {command}\n\n```text\n{text}\n```\n")
    return _COMMANDS_HEAD + "\n".join(sections)


def _with_parts(name: str) -> list[str]:
    """Give a command, and the commands that it is made of."""
    command = default_host().get("command", name)
    parts = getattr(command, "registered_commands", ())
    return [name, *(f"{name} {part.callback.__name__}" for part in parts)]


def run(command: str, folder: Path) -> str:
    """Run a command as a reader of the documentation would; give what it writes to stdout.

    Raises:
        RuntimeError: it did not end well.
    """
    environment = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        "HOME": str(folder),
        "LC_ALL": "C.UTF-8",
        "COLUMNS": "80",
        "NO_COLOR": "1",
    }
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    if done.returncode:
        said = done.stderr.decode(errors="replace")
        raise RuntimeError(f"$ {command}\nends in {done.returncode}: {said}")
    return done.stdout.decode()


def definition(name: str) -> str:
    """Give a definition of `SPECIFICATIONS` as code, without its docstrings."""
    for path in SPECIFICATIONS:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef | ast.FunctionDef) and node.name == name:
                return _signature(node)
    raise LookupError(f"no hook specification and no type of plugins is named {name}")


def _filled(block: re.Match[str], folder: Path) -> str:
    body, file = block["body"], block["file"]
    if block["spec"]:
        body = "\n\n\n".join(definition(name) for name in block["spec"].split()) + "\n"
    elif file and (ROOT / "plugins" / file).is_file():
        body = (ROOT / "plugins" / file).read_text("utf-8")
    elif file:
        (folder / file).write_text(body, "utf-8")
        (folder / file).chmod(0o755)
    elif block["language"] == "console" and not _missing(body):
        body = "".join(_session(body, folder))
    start = block.start("body") - block.start()
    return block[0][:start] + body + "```"


def _missing(body: str) -> bool:
    return any(
        re.search(rf"\b{tool}\b", body) and not shutil.which(tool) for tool in OPTIONAL_TOOLS
    )


def _session(body: str, folder: Path) -> Iterator[str]:
    """Give a console block with the outputs its commands have now."""
    for step in re.split(r"^(?=\$ )", body, flags=re.MULTILINE)[1:]:
        lines = step.splitlines()
        count = 1
        while lines[count - 1].endswith("\\"):
            count += 1
        command, shown = lines[:count], lines[count:]
        output = run("\n".join(command).removeprefix("$ "), folder).splitlines()
        if shown and shown[-1] == _REST and len(output) >= len(shown):
            output = [*output[: len(shown) - 1], _REST]
        yield "".join(f"{line}\n" for line in command + output)


def _signature(node: ast.ClassDef | ast.FunctionDef) -> str:
    """Give a definition as code, formatted, without docstrings and empty bodies."""
    if isinstance(node, ast.FunctionDef):  # a hook: newskit binds `self`
        node.decorator_list = []
        node.args.args = [each for each in node.args.args if each.arg != "self"]
    for inner in ast.walk(node):
        if isinstance(inner, ast.ClassDef | ast.FunctionDef) and ast.get_docstring(inner):
            inner.body = inner.body[1:] or [ast.Expr(ast.Constant(...))]
    code = re.sub(r":\n\s+\.\.\.$", ": ...", ast.unparse(node), flags=re.MULTILINE)
    code = re.sub(r"(: [\w\[\], .|]+)=(?! )", r"\1 = ", code)
    code = code.replace(":\n\n", ":\n").replace("'", '"')
    return re.sub(r"(?=^.{101})(.*?\()(.*)(\) ->.*)", r"\1\n        \2\n    \3", code, flags=re.M)


def main() -> None:
    """Write the pages that differ from what they should be."""
    for path, written in pages().items():
        if written.result() != path.read_text("utf-8"):
            path.write_text(written.result(), "utf-8")
            print(f"wrote {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
