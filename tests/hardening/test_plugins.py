"""Plugins that fail in every way at every place: named, with what they were at; the rest works."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest

import newskit
from newskit import Article
from newskit.errors import InputError, PluginError
from newskit.host import Host
from newskit.testing import BrokenPlugins, Newskit

# Two copies, so that a keeper is asked; the text at which some plugins fail is neither first nor
# last, and has a sentence more than its id.
SAID = "The ferry to Skarrow is late again, the harbour office said. Nobody knows why. It sails."
FERRIES = [
    Article(SAID, id="a", title="Ferry"),
    Article(f"Bus 4711 broke down on the bridge at noon. {SAID}", id="b", title="Bus"),
    Article(SAID, id="c", title="Ferry"),
]


def read_one(name: str, host: Host, folder: Path) -> object:
    (folder / "in.broken").write_text("One.\nTwo 4711.\nThree.\n")
    problems: list[Exception] = []
    newskit.read(folder / "in.broken", reader=name, host=host, on_problem=problems.append)
    raise problems[0]


RUN: dict[str, Callable[[str, Host, Path], object]] = {
    "cleaner": lambda name, host, _: newskit.mark_boilerplate(FERRIES, cleaners=[name], host=host),
    "detector": lambda name, host, _: newskit.dedupe(FERRIES, detectors=[name], host=host),
    "keeper": lambda name, host, _: newskit.dedupe(FERRIES, keep=name, host=host),
    "linker": lambda name, host, _: newskit.stories(FERRIES, linker=name, host=host),
    "summarizer": lambda name, host, _: newskit.summarize(FERRIES, method=name, host=host),
    "renderer": lambda name, host, _: newskit.render(
        newskit.digest(FERRIES, host=host), io.StringIO(), name, host=host
    ),
    "writer": lambda name, host, _: newskit.write(FERRIES, io.BytesIO(), name, host=host),
    "reader": read_one,
}
"""What makes a thing of each kind work."""

AT = {"renderer": "", "reader": " (after {folder}/in.broken)"}
"""What a thing is at when it fails; the others are at the article `b`."""


@pytest.fixture
def fails(broken_plugin: BrokenPlugins, tmp_path: Path) -> Callable[[str, str], str]:
    """Run a thing of a kind that fails in some way; give what is said, after who it was."""

    def run(how: str, kind: str) -> str:
        name = broken_plugin(how, kind)
        with pytest.raises((PluginError, InputError)) as caught:
            RUN[kind](name, Host(frozenset([name])), tmp_path)
        who = f"{kind} {name} ({name} 1.5) "
        said = str(caught.value).removeprefix(f"{tmp_path}/in.broken: ")
        assert said.startswith(who)
        assert "\n" not in said
        return said.removeprefix(who)

    return run


@pytest.mark.parametrize("kind", RUN)
@pytest.mark.parametrize(
    ("how", "cause"),
    [("middle", "failed: RuntimeError: broken in the middle"), ("exits", "failed: SystemExit: 4")],
)
def test_in_the_middle(fails, tmp_path: Path, kind: str, how: str, cause: str) -> None:
    at = AT.get(kind, " (article b)").format(folder=tmp_path)
    assert fails(how, kind) == cause + at


@pytest.mark.parametrize(
    ("kind", "how", "said"),
    [
        ("cleaner", "type", r"gave no spans"),
        ("cleaner", "range", r"gave BoilerplateSpan.*, no span of its text \(article a\)"),
        ("cleaner", "generator", r"failed: RuntimeError: broken in the middle"),
        ("detector", "type", r"gave <object .*, which is no pairs of positions"),
        ("detector", "range", r"gave the pair \(0, 1000000000\), but there are 2 articles"),
        ("detector", "generator", r"failed: RuntimeError: broken in the middle"),
        ("keeper", "type", r"gave keys that cannot be compared: TypeError: '<' not supported .*"),
        ("keeper", "nan", r"gave the key nan \(article [ac]\)"),
        ("linker", "type", r"gave <object object.*, no StoryGroups"),
        ("linker", "range", r"gave groups that are empty, overlap, or reach beyond . articles"),
        ("summarizer", "type", r"gave 'object' instead of positions .* \(article a\)"),
        ("summarizer", "range", r"gave position 1000000000, but there are 3 .* \(article a\)"),
        ("summarizer", "generator", r"failed: RuntimeError: .* \(article a\)"),
        ("renderer", "type", r"failed: TypeError: .*"),
        ("renderer", "closes", r"(closed the stream it was given|failed: ValueError: .*)"),
        ("writer", "type", r"failed: TypeError: .* \(article a\)"),
        ("writer", "closes", r"(closed the stream it was given|failed: ValueError: .*)"),
        ("reader", "type", r"gave <object object .*, no record"),
    ],
)
def test_nonsense(fails, kind: str, how: str, said: str) -> None:
    assert re.fullmatch(said, fails(how, kind))


@pytest.mark.parametrize("kind", [*RUN, "command"])
@pytest.mark.parametrize("how", ["import", "registration"])
def test_what_cannot_be_loaded_is_listed(broken_plugin: BrokenPlugins, how: str, kind: str) -> None:
    name = broken_plugin(how, kind)
    host = Host(frozenset([name]))
    (plugin,) = host.plugins()[1:]
    assert (plugin.name, plugin.version) == (name, "1.5")
    hook = f"newskit_{kind}s: " if how == "registration" else ""
    assert plugin.error == f"{hook}RuntimeError: broken " + ("in its hook" if hook else "at import")
    assert newskit.summarize(FERRIES, host=host)


ODD = {
    "spans that raise": ("cleaner", "lambda articles: ((1 / 0 for _ in 'a') for _ in articles)"),
    "pairs that raise": ("detector", "lambda articles: [(1 / 0 for _ in 'a')]"),
    "pairs beyond all words": ("detector", "lambda articles: ['a' * 9999]"),
    "a span that raises": ("cleaner", "lambda articles: [[Odd()] for _ in articles]"),
    "notes that raise": (
        "cleaner",
        "lambda articles: [[BoilerplateSpan(0, 1, 'x', OddMapping())] for _ in articles]",
    ),
    "spans of no length": ("cleaner", "lambda articles: OddSequence()"),
    "pairs that are lazy": ("detector", "lambda articles: Lazy()"),
    "pairs of no length": ("detector", "lambda articles: OddSequence()"),
    "a list of its own": ("detector", "lambda articles: OddList([(0, 1)])"),
    "an array of its own": ("detector", "lambda articles: odd_array()"),
    "a key that raises": ("keeper", "lambda article: (Odd(), 1)"),
    "a key of no length": ("keeper", "lambda article: OddTuple((1, 2))"),
    "positions that are lazy": ("summarizer", "lambda s, _: Lazy()"),
    "positions of no length": ("summarizer", "lambda s, _: OddSequence()"),
    "a position that raises": ("summarizer", "lambda s, _: [Odd()]"),
    "a score that raises": ("summarizer", "lambda s, _: Scored([(0, OddNumber(1))])"),
    "groups that raise": ("linker", "lambda articles, _: StoryGroups((1 / 0 for _ in 'a'))"),
    "no groups": ("linker", "lambda articles, _: None"),
    "groups of text": ("linker", "lambda articles, _: StoryGroups([['a']])"),
    "related to nothing": ("linker", "lambda articles, _: StoryGroups([[0]], [(0, 7)])"),
    "half a relation": ("linker", "lambda articles, _: StoryGroups([[0]], [(0,)])"),
    "scores that are none": ("summarizer", "lambda s, _: Scored([(0, float('nan'))])"),
    "endless positions": ("summarizer", "lambda s, _: itertools.cycle([0])"),
    "keys of two kinds": ("keeper", "lambda a: 1 if a.id == 'a' else 'x'"),
    "a NaN inside": ("keeper", "lambda a: (float('nan'), 1)"),
    "no function": ("keeper", "7"),
    "no reader": ("reader", "len"),
    "suffixes that are none": ("reader", "Reader(len, suffixes=None)"),
    "reads None": ("reader", "Reader(lambda stream, place: None)"),
    "a date": ("reader", "Reader(lambda s, p: [Record({'text': 'A.', 'd': datetime.now()}, p)])"),
    "NaN": ("reader", "Reader(lambda s, p: [Record({'text': 'A.', 'd': float('nan')}, p)])"),
    "a title that is none": ("reader", "Reader(lambda s, p: [Article('A.', title=7)])"),
    "no mapping": ("reader", "Reader(lambda s, p: [Record(7, p)])"),
    "a record that raises": ("reader", "Reader(lambda s, p: [Odd()])"),
    "a place that raises": ("reader", "Reader(lambda s, p: [Record({'text': 'A.'}, Odd())])"),
    "a problem that raises": ("reader", "Reader(lambda s, p: [UntoldProblem()])"),
    "an error that cannot be told": ("summarizer", "lambda s, _: raise_untold()"),
    "no exception at all": ("summarizer", "lambda s, _: raise_(BaseException('x'))"),
    "no end of recursion": ("summarizer", "deep"),
    "no writer": ("writer", "len"),
}
HEAD = """
import itertools
from collections.abc import Mapping, Sequence
from datetime import datetime
import numpy
from newskit.hooks import *
from newskit.protocols import Scored, StoryGroups, Record, Reader
from newskit import Article

class Untold(Exception):
    def __str__(self):
        raise ValueError

class UntoldProblem(InputError):
    def __init__(self):
        pass
    __str__ = Untold.__str__

def broken(*given):
    raise RuntimeError("late")

class Odd:
    __class__ = property(broken)
    __lt__ = __index__ = __str__ = __repr__ = broken

class Lazy:
    def __iter__(self):
        yield 0
        raise RuntimeError("late")

class OddSequence(Sequence):
    __len__ = __getitem__ = broken

class OddList(list):
    __iter__ = broken

class OddTuple(tuple):
    __iter__ = __len__ = broken

class OddMapping(dict):
    items = __iter__ = broken

class OddNumber(float):
    __float__ = broken

class OddArray(numpy.ndarray):
    __len__ = __getitem__ = __iter__ = astype = broken

def odd_array():
    return numpy.zeros((1, 2), int).view(OddArray)

def raise_(error):
    raise error

def raise_untold():
    raise Untold

def deep(sentences, context):
    return deep(sentences, context)
"""


@pytest.mark.parametrize(("kind", "thing"), ODD.values(), ids=ODD)
def test_odd_answers(tmp_path: Path, kind: str, thing: str) -> None:
    scope: dict[str, object] = {}
    exec(f"{HEAD}\nthing = {thing}", scope)
    host = Host(frozenset())

    class Plugin:
        pass

    hook = newskit.hooks.hookimpl(lambda self: {"odd": scope["thing"]})
    setattr(Plugin, f"newskit_{kind}s", hook)
    assert host.register(Plugin(), "odd", "1.5").error == ""
    with pytest.raises((PluginError, InputError), match=rf"{kind} odd \(odd 1.5\) ") as caught:
        RUN[kind]("odd", host, tmp_path)
    assert len(str(caught.value)) < 1000


# On the command line

LINES = "".join(f'{{"id": "{a.id}", "text": "{a.text}"}}\n' for a in FERRIES)


def test_a_reader_that_fails_costs_the_file_it_fails_on(
    newskit_cli: Newskit, broken_plugin: BrokenPlugins, tmp_path: Path
) -> None:
    name = broken_plugin("middle", "reader")
    (tmp_path / "bad.broken").write_text("Fog.\nNumber 4711.\nRain.\n")
    (tmp_path / "good.broken").write_text("Snow.\n")
    (tmp_path / "good.txt").write_text("The bridge is closed.")
    done = newskit_cli("dedupe", "-l", "bad.broken", "good.broken", "good.txt")
    assert done.returncode == 1
    assert done.stdout == "bad.broken\ngood.broken\ngood.txt\n"
    assert done.stderr.splitlines() == [
        f"newskit dedupe: bad.broken: reader {name}:{name} ({name} 1.5) failed: RuntimeError: "
        "broken in the middle (after bad.broken)",
        "newskit dedupe: 3 articles, 3 kept, 0 copies; 1 skipped",
    ]
    assert "Traceback" in newskit_cli("dedupe", "-v", "bad.broken", "good.txt").stderr


@pytest.mark.parametrize("verbose", [False, True])
def test_a_traceback_is_for_those_who_ask(
    newskit_cli: Newskit, broken_plugin: BrokenPlugins, verbose: bool
) -> None:
    name = broken_plugin("middle", "linker")
    done = newskit_cli("stories", "--linker", name, *["-v"] * verbose, stdin=LINES)
    assert (done.returncode, done.stdout) == (3, "")
    assert ("Traceback" in done.stderr) == verbose
    assert verbose or len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(("how", "code"), [("middle", 3), ("exits", 4)])
def test_a_command(newskit_cli: Newskit, broken_plugin: BrokenPlugins, how: str, code: int) -> None:
    """A command may end with what it likes; what it prints is its result."""
    name = broken_plugin(how, "command")
    done = newskit_cli(name)
    assert done.returncode == code
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) <= 1
    assert newskit_cli("--help").returncode == 0


def test_what_breaks_at_import_breaks_no_command(
    newskit_cli: Newskit, broken_plugin: BrokenPlugins
) -> None:
    name = broken_plugin("import", "command")
    assert newskit_cli("--help").returncode == 0
    assert newskit_cli("plugins").returncode == 0
    done = newskit_cli(name)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"failed to load: {name}, see 'newskit plugins'" in done.stderr


LOUD = """
import os, subprocess, sys
print("loud at import")
from newskit.hooks import hookimpl
mine = sys.stdout

def summarize(sentences, context):
    print("loud in the call", end="")
    mine.write("by a stream of old\\n")
    sys.stdout.buffer.write(b"in bytes\\n")
    os.write(1, b"by number\\n")
    subprocess.run(["echo", "by a program"], check=True)
    subprocess.run(["echo", "by a program and a stream"], stdout=sys.stdout, check=True)
    return range(len(sentences))

@hookimpl
def newskit_summarizers():
    print("loud at registration")
    return {"loud": summarize}
"""


def test_what_is_printed_never_reaches_the_results(bash, add_plugin) -> None:
    add_plugin("loud", LOUD)
    quiet = bash("newskit summarize -m lead -n 1 -f jsonl samples/000.txt").stdout
    done = bash("newskit summarize -m loud -n 1 -f jsonl samples/000.txt")
    assert done.stdout.replace('"loud"', '"lead"') == quiet
    plugin, thing = "newskit summarize: plugin loud 1.5", "newskit summarize: summarizer loud (loud"
    for line in [
        f"{plugin} prints: loud at import",
        f"{plugin} prints: loud at registration",
        f"{thing} 1.5) prints: loud in the call",
        f"{thing} 1.5) prints: in bytes",
        f"{plugin} prints: by a stream of old",
        "by number",
        "by a program",
        "by a program and a stream",
    ]:
        assert line in done.stderr, line
    for wanted in ("-o out.jsonl; cat out.jsonl", "-o /dev/stdout", "-o /dev/fd/1"):
        done = bash(f"newskit summarize -q -m loud -n 1 -f jsonl samples/000.txt {wanted}")
        assert done.stdout.replace('"loud"', '"lead"') == quiet


def test_many_lines_are_told_in_part(newskit_cli: Newskit, broken_plugin: BrokenPlugins) -> None:
    name = broken_plugin("prints", "summarizer")
    done = newskit_cli("summarize", "-m", name, stdin=LINES * 5)
    told = [line for line in done.stderr.splitlines() if "prints" in line]
    assert len(told) == 11
    assert told[-1].endswith("prints more, which is not shown")


SLOW = """
import time
from newskit.hooks import hookimpl

def keeper(article):
    time.sleep(0.8)
    return 0

@hookimpl
def newskit_keepers():
    return {"slow": keeper}
"""


def test_who_is_waited_for_is_told_once(bash, add_plugin, patch_newskit) -> None:
    add_plugin("slow", SLOW)
    patch_newskit("import newskit.watch as w\nw.PATIENCE, w._LOOK = 0.2, 0.1\n")
    done = bash("newskit dedupe --keep slow", LINES)
    assert done.returncode == 0
    waiting = [line for line in done.stderr.splitlines() if "waiting" in line]
    assert waiting[-1:] == [
        "newskit dedupe: waiting for keeper slow (slow 1.5) at article a, 0.2 s so far"
    ]
    assert "waiting" not in bash("newskit dedupe -q --keep slow", LINES).stderr


def test_a_signal_is_no_failure_of_the_plugin_it_comes_in(bash, add_plugin) -> None:
    add_plugin("slow", SLOW.replace("0.8", "30"))
    done = bash("timeout --preserve-status -s TERM 3 newskit dedupe --keep slow -o kept", LINES)
    assert (done.returncode, done.stderr) == (143, "")
