"""Every example of the help and of the pages works.

What pages quote with its output (`console`) is run by `make docs`; what they only name (`sh`) here.
"""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess

import pytest

import newskit
from newskit.article import to_json
from newskit.cli.command import made
from newskit.host import Host

Bash = Callable[..., CompletedProcess[str]]

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
TOOLS = ("jq", "rsvg-convert", "less", "xargs")
ELSEWHERE = re.compile(r"^(pip|pipx|uv|make)\b|redis:|s3a:|saved-pages/|simhash")
"""Of what needs a package of its own, a server or a long time; these have tests of their own."""


def helps() -> dict[str, str]:
    """Give the help of every command, by the words that call it."""
    host = Host(frozenset())
    found = {}
    for name in host.builtins("command"):
        command = made(name, host.get("command", name))
        found |= {
            f"{name} {part}": each.help for part, each in getattr(command, "commands", {}).items()
        }
        found |= {name: command.help} if not hasattr(command, "commands") else {}
    return found


def examples() -> Iterator[str]:
    """Give what help and pages show to type, without what it is for."""
    for said in helps().values():
        yield from said.partition("Examples:\n")[2].splitlines()
    for page in PAGES:
        for block in re.findall(r"^```sh\n(.*?)^```$", page.read_text("utf-8"), re.M | re.S):
            yield from block.splitlines()


SHOWN = {re.split(r"\s{2,}|\s+#", line.strip())[0] for line in examples()}
LINES = {
    re.sub(r"\b(\w+)\.(jsonl|txt)|\b(in|inbox)/", "INPUT", line): line
    for line in sorted(SHOWN)
    if re.search(r"\bnewskit [a-z]", line) and not ELSEWHERE.search(line)
}
"""What is the same but for the names of files runs once."""


@pytest.fixture(scope="module")
def furnished(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all that examples name: six articles under many names, and what is labelled."""
    desk = tmp_path_factory.mktemp("desk")
    articles = newskit.read(samples / "feed.jsonl")[:6]
    lines = [to_json(article.record()) for article in articles]
    ids = [article.id for article in articles]
    for name in ("feed", "today", "seen", "archive", "a", "in/feed", "inbox/feed"):
        (desk / name).parent.mkdir(exist_ok=True)
        (desk / f"{name}.jsonl").write_text("".join(f"{line}\n" for line in lines))
    for name, sample in {"story": "000", "page": "000", "a": "000", "b": "001"}.items():
        shutil.copy(samples / f"{sample}.txt", desk / f"{name}.txt")
    labelled = (line[:-1] + f', "cluster": "{n // 2}"}}' for n, line in enumerate(lines))
    (desk / "labelled.jsonl").write_text("".join(f"{line}\n" for line in labelled))
    (desk / "newskit.toml").write_text("[eval]\nworst = 3\n")
    (desk / "clusters.csv").write_text(
        "id,cluster\n" + "".join(f"{id_},{n // 2}\n" for n, id_ in enumerate(ids))
    )
    (desk / "pairs.csv").write_text(f"a,b,label\n{ids[0]},{ids[1]},yes\n{ids[0]},{ids[2]},no\n")
    (desk / "other-tool.tsv").write_text(f"a\tb\tscore\n{ids[0]}\t{ids[1]}\t0.7\n")
    with newskit.open_store(desk / "news.db") as store:
        newskit.stories(articles, store=store)
    return desk


def test_examples_are_found() -> None:
    assert len(LINES) > 50
    assert all(said.count("newskit") for said in helps().values())


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(line, marks=pytest.mark.hardening if number % 8 else ())
        for number, line in enumerate(LINES.values())
    ],
)
def test_an_example_works(line: str, furnished: Path, folder: Path, bash: Bash) -> None:
    if missing := [tool for tool in TOOLS if f"{tool} " in line and not shutil.which(tool)]:
        pytest.skip(f"no {missing[0]}")
    shutil.copytree(furnished, folder, dirs_exist_ok=True)
    done = bash(line)
    assert done.returncode == 0, done.stderr
