"""Progress of long runs: a line on the terminal that is gone when the run is over."""

import json
import os
import pty
import re
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

AddPlugin = Callable[[str, str], None]
OnTerminal = Callable[..., "Shown"]

SLOW = """
import json, time
from newskit.hooks import Reader, Record, hookimpl

def summarize(sentences, context):
    time.sleep(0.01)
    return range(len(sentences))

def read(stream, source):
    for number, line in enumerate(stream, 1):
        time.sleep(0.01)
        yield Record(json.loads(line), f"{source}:{number}")

@hookimpl
def newskit_summarizers():
    return {"slow": summarize}

@hookimpl
def newskit_readers():
    return {"slow": Reader(read)}
"""
SLOWLY = """
import sys, time
for number in range(int(sys.argv[1])):
    record = '{"text": "The ferry was late on day %d, as on the day before."}' % number
    print("{oops" if number % 10 == 5 else record + " " * 20_000, flush=True)
    time.sleep(0.05)
"""
ARTICLES = 160
LINE = r"\r(?:\x1b\[1m)?(newskit \w+)(?:\x1b\[0m)?: ([^\r\n\x1b]*)\x1b\[K"


@dataclass
class Shown:
    """What a terminal was sent, and how the run ended."""

    data: str
    code: int

    def lines(self) -> list[str]:
        """Give what the line said, each time it was drawn."""
        return [said for _, said in re.findall(LINE, self.data) if said]

    def left(self) -> str:
        """Give what stands on the terminal in the end."""
        rows, column = [""], 0
        for part in re.findall(r"\r|\n|\x1b\[K|\x1b\[[01]m|[^\x1b\r\n]+|\x1b.*", self.data):
            if part == "\r":
                column = 0
            elif part == "\n":
                rows.append("")
                column = 0
            elif part == "\x1b[K":
                rows[-1] = rows[-1][:column]
            elif not part.startswith("\x1b"):
                rows[-1] = rows[-1][:column] + part + rows[-1][column + len(part) :]
                column += len(part)
            else:
                assert part in ("\x1b[0m", "\x1b[1m"), f"{part!r} changes the terminal"
        return "\n".join(rows)


@pytest.fixture
def pile(folder: Path, add_plugin: AddPlugin) -> Path:
    """A file of articles that take a while with the summarizer `slow`."""
    add_plugin("slow", SLOW)
    text = "The ferry to Oskeford was late on day {}. Passengers {} waited in the rain."
    lines = (json.dumps({"text": text.format(i, i * 7)}) for i in range(ARTICLES))
    path = folder / "pile.jsonl"
    path.write_text("\n".join(lines) + "\n")
    (folder / "slowly.py").write_text(SLOWLY)
    return path


@pytest.fixture
def on_terminal(folder: Path, environment: dict[str, str]) -> Iterator[OnTerminal]:
    """Run a script whose terminal has its standard error, and what else the script leaves it."""
    started: list[int] = []

    def run(script: str, until: str = "", then: Callable[[int], None] = id, **more: str) -> Shown:
        process, ours = pty.fork()
        if not process:
            os.chdir(folder)
            variables = {"TERM": "xterm-256color"} | environment | more
            os.execve("/bin/bash", ["bash", "-c", script], variables)
        started.append(process)
        data, is_told = b"", False
        while True:
            try:
                data += os.read(ours, 65536)
            except OSError:  # how Linux tells that the other end was closed
                break
            if until and not is_told and re.search(until, data.decode(errors="replace")):
                is_told = True
                then(ours)
        os.close(ours)
        _, status = os.waitpid(started.pop(), 0)
        text = data.decode().replace("\r\n", "\n")
        return Shown(text, os.waitstatus_to_exitcode(status))

    yield run
    for process in started:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)


def test_a_long_run_tells_how_long_it_takes(on_terminal: OnTerminal, pile: Path) -> None:
    shown = on_terminal("newskit summarize -m slow pile.jsonl > out.jsonl")
    told = [line for line in shown.lines() if " left" in line]
    pattern = r"summarizing (\d+)%, 0:(\d\d) left, (\d+) of 160 articles, (\d+)(\.\d)?/s"
    found = [re.fullmatch(pattern, line) for line in told]
    assert len(found) > 1  # how often it looks, on a busy machine, is the machine's matter
    assert all(found), told
    shares = [int(each[1]) for each in found if each]
    assert shares == sorted(shares)
    assert 0 < shares[0] < shares[-1] < 100
    remaining = [int(each[2]) for each in found if each]
    assert 1 <= remaining[-1] <= remaining[0]  # tests/test_progress.py has a clock of its own
    assert shown.left() == f"newskit summarize: {ARTICLES} articles\n"
    assert len((pile.parent / "out.jsonl").read_text().splitlines()) == ARTICLES


def test_a_quick_run_says_only_its_closing_line(on_terminal: OnTerminal, pile: Path) -> None:
    command = "newskit summarize samples/000.txt --stats stats.json > out.txt"
    # On a busy machine no run may be quick: one of ten is proof.
    for _ in range(10):
        shown = on_terminal(command, NO_COLOR="1")
        if json.loads((pile.parent / "stats.json").read_text())["seconds"] < 0.9:
            break
    assert shown.data == "newskit summarize: 1 article\n"


def test_who_does_not_want_it_does_not_see_it(on_terminal: OnTerminal, pile: Path) -> None:
    command = "newskit summarize -m slow pile.jsonl"
    script = (
        f"{command} -q > 1 & {command} 2> said.txt > 2 & TERM=dumb {command} > 3 &"
        f"TERM= {command} > 4 & wait"
    )
    closing = f"newskit summarize: {ARTICLES} articles\n"
    assert on_terminal(script, NO_COLOR="1").data == closing * 2
    assert (pile.parent / "said.txt").read_text() == closing


def test_no_colour_where_none_is_wanted(on_terminal: OnTerminal, pile: Path) -> None:
    command = "newskit summarize -m slow pile.jsonl > out.jsonl"
    assert "\x1b[1mnewskit summarize\x1b[0m: summarizing" in on_terminal(command).data
    shown = on_terminal(command, NO_COLOR="1")
    assert "\rnewskit summarize: summarizing" in shown.data
    assert set(re.findall(r"\x1b[^A-Za-z]*.", shown.data)) == {"\x1b[K"}


def test_results_on_the_same_terminal_stay_whole(on_terminal: OnTerminal, pile: Path) -> None:
    shown = on_terminal("newskit summarize -m slow -f text -n 1 pile.jsonl | tee out.txt")
    results = (pile.parent / "out.txt").read_text()
    assert len(results.splitlines()) > 2 * ARTICLES
    assert shown.lines()
    closing = f"newskit summarize: {ARTICLES} articles\n"
    assert shown.left().replace(closing, "") == results
    direct = on_terminal("newskit summarize -m slow -f text -n 1 pile.jsonl", NO_COLOR="1")
    assert direct.left() == results + closing
    assert not any(line.startswith("writing") for line in direct.lines())


def test_the_line_is_no_longer_than_the_terminal_is_wide(
    on_terminal: OnTerminal, pile: Path
) -> None:
    script = "stty cols 30; newskit summarize -m slow pile.jsonl > out.jsonl"
    lines = on_terminal(script).lines()
    assert lines
    assert max(len(f"newskit summarize: {line}") for line in lines) == 29


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_who_ends_it_finds_the_terminal_as_it_was(
    on_terminal: OnTerminal, pile: Path, name: str
) -> None:
    def end(terminal: int) -> None:
        if name == "SIGINT":
            os.write(terminal, b"\x03")
        else:
            os.kill(int((pile.parent / "number").read_text()), signal.SIGTERM)

    (pile.parent / "out.jsonl").write_text("old\n")
    script = "echo $$ > number; exec newskit summarize -m slow pile.jsonl -o out.jsonl"
    shown = on_terminal(script, r" left", end)
    assert shown.code == {"SIGINT": 130, "SIGTERM": 143}[name]
    assert shown.left() == ""
    assert (pile.parent / "out.jsonl").read_text() == "old\n"
    assert not list(pile.parent.glob(".newskit-*"))


def test_what_comes_from_a_pipe_has_no_end_that_is_known(
    on_terminal: OnTerminal, pile: Path
) -> None:
    script = f"{sys.executable} slowly.py 45 | newskit dedupe > out.jsonl"
    shown = on_terminal(script)
    told = [line for line in shown.lines() if line.startswith("reading")]
    assert len(told) > 3
    pattern = r"reading \d+(\.\d)? [kM]B(, \d+(\.\d)? [kM]B/s|, 0:\d\d so far|)"
    assert [line for line in told if not re.fullmatch(pattern, line)] == []
    assert "/s" in told[-1]
    assert shown.code == 1


def test_a_file_on_standard_input_has_an_end(on_terminal: OnTerminal, pile: Path) -> None:
    pile.write_text(pile.read_text().replace("in the rain", "in the rain" + " and wind" * 1_000))
    lines = on_terminal("newskit clean --reader slow < pile.jsonl > out.jsonl").lines()
    told = [line for line in lines if line.startswith("reading")]
    assert any(" left" in line for line in told)
    pattern = r"reading \d+%, (0:\d\d left, )?\d\.\d of 1\.5 MB(, .* [kM]B/s)?"
    assert [line for line in told if not re.fullmatch(pattern, line)] == []


def test_problems_stand_above_the_line(on_terminal: OnTerminal, pile: Path) -> None:
    shown = on_terminal(f"{sys.executable} slowly.py 45 | newskit dedupe --no-clean > out.jsonl")
    assert any(line.startswith("reading") for line in shown.lines())
    bad = [f"newskit dedupe: stdin:{number}: not JSON" for number in (6, 16, 26, 36)]
    rows = shown.left().splitlines()
    assert [row[: len(said)] for row, said in zip(rows, bad, strict=False)] == bad
    assert len(rows) == len(bad) + 1


def test_of_several_commands_one_shows_its_line(on_terminal: OnTerminal, pile: Path) -> None:
    first, second = "newskit summarize -m slow pile.jsonl", "newskit clean --reader slow pile.jsonl"
    shown = on_terminal(f"{first} > first & {second} > second; wait")
    left = sorted(shown.left().splitlines())
    assert left == [
        f"newskit clean: {ARTICLES} articles, 0 cuts",
        f"newskit summarize: {ARTICLES} articles",
    ]
    drawn = [each[1] for each in re.finditer(rf"{LINE}|\r\x1b\[K", shown.data)]
    after = list(pairwise(drawn))
    assert len(drawn) > 3
    assert [pair for pair in after if all(pair) and pair[0] != pair[1]] == []


def test_a_job_in_the_background_shows_nothing(on_terminal: OnTerminal, pile: Path) -> None:
    script = "set -m; newskit summarize -m slow pile.jsonl > out.jsonl & wait"
    shown = on_terminal(script)
    assert shown.lines() == []
    assert f"newskit summarize\x1b[0m: {ARTICLES} articles" in shown.data
