"""Write what the documentation quotes: `make docs` runs what it shows and fills in what comes out.

Everything else is written by hand. Filled in are

- `docs/commands.md`, all of it: the help of each command, 80 columns wide;
- `docs/api.md`, all of it: the public names with their docstrings;
- blocks of `console`: each line `$ command` is run by bash in a folder that holds a copy of
  `samples/`, all blocks of a page in one folder, and is followed by what it writes to standard
  output. An output whose last line is `…` is cut to the length it has;
- blocks with a file name behind the language: a file of `plugins/` is copied in; any other is
  written to the folder, so that commands further down can use it;
- on the page of the first plugin, the folder has the source in `newskit`, and commands run in a
  fresh environment, whose `pip` takes what is installed here and asks no index;
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
import sysconfig
import tempfile
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain
from pathlib import Path
from types import ModuleType

import newskit
from newskit import article, hooks, hookspecs, protocols, testing
from newskit.builtin import newskit_commands
from newskit.host import default_host

ROOT = Path(__file__).resolve().parent.parent
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]
COMMANDS = ROOT / "docs" / "commands.md"
API = ROOT / "docs" / "api.md"
MODULES = [newskit, hooks, testing]
"""Whose public names are documented."""

FIRST_PLUGIN = ROOT / "docs" / "first-plugin.md"
PICTURES = {ROOT / "docs" / "map.svg": "newskit stories -q samples/ -f svg"}
SPECIFICATIONS = [
    ROOT / "newskit" / f"{name}.py"
    for name in ("hookspecs", "protocols", "storing", "kernels", "engines")
]
OPTIONAL_TOOLS = ("jq",)
"""A block that needs one of them stays as it is on a machine without it."""

_BLOCK = re.compile(
    r"^(?:<!-- spec: (?P<spec>[\w ]+) -->\n)?```(?P<language>\w+) ?(?P<file>\S*)\n"
    r"(?P<body>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
_REST = "…"
_TIME = re.compile(r"\bin \d+\.\d\ds$")
"""How long pytest took."""

_API_HEAD = """\
# All names

What `newskit`, `newskit.hooks` and `newskit.testing` offer, as `help()` shows it. Written by `make
docs`. A name that several of them have stands under the first. How hooks work together is told in
[Hooks](hooks.md), how suites are used in [Your first plugin](first-plugin.md).

"""

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
    if path == API:
        return api()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "samples", folder / "samples")
        if path == FIRST_PLUGIN:
            (folder / "newskit").symlink_to(ROOT)
            make_environment(folder / ".venv")
        if path in PICTURES:
            return run(PICTURES[path], folder)
        return _BLOCK.sub(lambda block: _filled(block, folder), path.read_text("utf-8"))


def commands() -> str:
    """Give `docs/commands.md`."""
    sections = []
    with tempfile.TemporaryDirectory() as folder:
        for name in ("", *chain(*map(_with_parts, newskit_commands()))):
            command = f"newskit {name}".strip()
            text = run(f"NEWSKIT_PLUGINS= {command} --help", Path(folder)).rstrip()
            sections.append(f"## {command}\n\n```text\n{text}\n```\n")
    return _COMMANDS_HEAD + "\n".join(sections)


def api() -> str:
    """Give `docs/api.md`."""
    code, seen = [], set[str]()
    for module in MODULES:
        code.append(f"## {module.__name__}\n")
        for name in sorted(set(module.__all__) - seen, key=lambda name: (name.lower(), name)):
            code.append(f"### {name}\n{documented(module, name)}")
        seen |= set(module.__all__)
    parts = re.split(r"^(##+ .*)\n", formatted("\n".join(code)), flags=re.MULTILINE)[1:]
    sections = [
        f"{heading}\n"
        if heading.startswith("## ")
        else f"{heading}\n\n```python\n{body.strip()}\n```\n"
        for heading, body in zip(parts[::2], parts[1::2], strict=True)
    ]
    return _API_HEAD + "\n".join(sections)


def formatted(code: str) -> str:
    """Give code as `ruff format` writes it."""
    ruff = [sys.executable, "-m", "ruff", "format", "--line-length", "100", "-"]
    return subprocess.run(ruff, input=code, capture_output=True, text=True, check=True).stdout


def documented(module: ModuleType, name: str) -> str:
    """Give a definition with its docstrings, without what it does.

    Raises:
        LookupError: it has none.
    """
    home = getattr(getattr(module, name), "__module__", "")
    homes = [each.__name__ for each in (hookspecs, protocols, article, module)]
    for each in [home] if home in sys.modules and home.startswith("newskit") else homes:
        body = ast.parse(Path(str(sys.modules[each].__file__)).read_text("utf-8")).body
        for node, after in zip(body, [*body[1:], None], strict=True):
            if isinstance(node, ast.ClassDef | ast.FunctionDef) and node.name == name:
                return ast.unparse(_shown(node))
            if isinstance(node, ast.Assign | ast.AnnAssign) and _assigns(node, name):
                said = after.value if isinstance(after, ast.Expr) else None
                about = f'"""{said.value!s}"""' if isinstance(said, ast.Constant) else ""
                return f"{ast.unparse(node)}\n{about}"
    raise LookupError(f"{module.__name__}.{name} is defined nowhere")


def _assigns(node: ast.Assign | ast.AnnAssign, name: str) -> bool:
    (target,) = node.targets if isinstance(node, ast.Assign) else (node.target,)
    return isinstance(target, ast.Name) and target.id == name


def _shown(node: ast.stmt) -> ast.stmt:
    """Take away what a definition does: of a function all but its docstring, of a class its own."""
    if isinstance(node, ast.FunctionDef):
        node.body = node.body[:1] if ast.get_docstring(node) else [ast.Expr(ast.Constant(...))]
    if isinstance(node, ast.ClassDef):
        names = [getattr(part, "name", "") for part in node.body]
        node.body = [
            _shown(part)
            for part, name in zip(node.body, names, strict=True)
            if not name.startswith("_") or name == "__call__"
        ]
    return node


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
    here, others = str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)
    environment = {
        "PATH": os.pathsep.join([str(folder / ".venv" / "bin"), here, others]),
        "HOME": str(folder),
        "LC_ALL": "C.UTF-8",
        "COLUMNS": "80",
        "NO_COLOR": "1",
        "PIP_NO_INDEX": "1",
        "PIP_NO_BUILD_ISOLATION": "0",  # that is how pip spells it: no isolation
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
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


def make_environment(folder: Path) -> None:
    """Make a virtual environment that has what this one has; what is added stays in it."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    (site,) = folder.glob("lib/python*/site-packages")
    here = sysconfig.get_path("purelib")
    (site / "here.pth").write_text(f"import site; site.addsitedir({here!r})\n")
    for name in ("newskit", "pip", "pytest"):
        script = folder / "bin" / name
        script.write_text(f'#!/bin/sh\nexec "{folder}/bin/python" -m {name} "$@"\n')
        script.chmod(0o755)


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
        body = formatted("\n\n\n".join(definition(name) for name in block["spec"].split()))
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
        output = [_TIME.sub("in 0.50s", line) for line in output]
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
    return ast.unparse(node)


def main() -> None:
    """Write the pages that differ from what they should be."""
    for path, written in pages().items():
        if written.result() != path.read_text("utf-8"):
            path.write_text(written.result(), "utf-8")
            print(f"wrote {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
