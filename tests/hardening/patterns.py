"""Every regular expression of newskit and its packages, and texts made to be bad for each.

Run as a program, it imports all modules, runs what there is and prints the patterns that were
compiled: in a process of its own, as a pattern is compiled once. Texts are made from the pattern:
what may stand before a repetition, what it repeats, many times, and an end that none has.
"""

import gc
import json
import random
import re
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from pkgutil import walk_packages
from typing import Any, NamedTuple

PACKAGES = ["newskit"]
PACKAGES += [f"newskit_{name}" for name in ("archive", "numba", "redis", "simhash", "spark", "web")]
SAMPLES = Path(__file__).parents[2] / "samples"
METHODS = ("match", "fullmatch", "search", "split", "sub", "findall", "finditer")
EVERYWHERE = [
    *(" ", "\n", "a", "A", "1", ".", ",", "-", '"', "'", "“", "”", "(", "[", "<", "_", "@", ":"),
    *(" \n", "a ", "A ", "1 ", ". ", "A. ", "1.", "1,", "a-", "a\n", "A\n", "\r\n", "\t", "é"),
    *("<!--", "&a", "/a", ": ", "a@", "# ", "* ", "> ", "\u0301", "a.", "(a", "“a ", "’s ", "中"),
]
"""Pieces that every pattern is tried on."""
SINGLE = 9
"""So many of them are put together with those of the pattern."""
NEVER = "\x01"
"""Where hardly a pattern goes on."""


class Used(NamedTuple):
    """A pattern, which methods of it are used, and by whom it was compiled."""

    source: str
    flags: int
    is_bytes: bool
    methods: list[str]
    module: str

    def compiled(self) -> "re.Pattern[Any]":
        """Compile it again."""
        source = self.source.encode("latin-1") if self.is_bytes else self.source
        return re.compile(source, self.flags)


@cache
def patterns(run: bool) -> list[Used]:
    """Find what is compiled by all modules, and, if asked, by what they do."""
    command = [sys.executable, __file__, *["run"] * run]
    done = subprocess.run(command, capture_output=True, check=True)
    return [Used(*given) for given in json.loads(done.stdout)]


# Texts


def hostile(pattern: Used) -> list[tuple[str, str]]:
    """Give what texts begin with, and what is repeated then: some dozens."""
    parsed = _parsed(pattern)
    found = dict.fromkeys(("", piece) for piece in EVERYWHERE)
    for before, piece in _repeated(parsed, ""):
        found[before, piece] = found["", piece] = found["", before + piece] = None
    found["", _sample(parsed)] = found["", _sample(parsed)[:-1]] = None
    return [(before, piece) for before, piece in found if piece]


def explosive(pattern: Used, most: int) -> list[tuple[str, str]]:
    """Give the same of two pieces over and over, behind all that may stand before: a sample."""
    parsed = _parsed(pattern)
    repeated = list(_repeated(parsed, ""))
    begins = list(dict.fromkeys(["", *(before for before, _ in repeated)]))
    pieces = [*EVERYWHERE[:SINGLE], *_characters(parsed), *(piece for _, piece in repeated)]
    pieces = [piece for piece in dict.fromkeys(pieces) if piece]
    pairs = [*pieces, *(one + other for one in pieces for other in pieces if one != other)]
    count = len(begins) * len(pairs)
    chosen = random.Random(count).sample(range(count), min(most, count))
    return [(begins[at % len(begins)], pairs[at // len(begins)]) for at in chosen]


def repeats_a_group(pattern: Used) -> bool:
    """Tell whether anything but a single character is repeated possessively."""
    return any(_groups_repeated(_parsed(pattern)))


def _groups_repeated(parsed: Any) -> Iterator[bool]:
    for node in parsed:
        for inside in _inside(node):
            single = len(inside) == 1 and not _inside(inside[0])
            yield str(node[0]) == "POSSESSIVE_REPEAT" and not single
            yield from _groups_repeated(inside)


def _parsed(pattern: Used) -> Any:
    return re._parser.parse(pattern.compiled().pattern, pattern.flags)  # type: ignore[attr-defined]


def _characters(parsed: Any) -> Iterator[str]:
    """Yield the characters of a pattern, and one of each set."""
    for node in parsed:
        if str(node[0]) == "IN":
            yield from (_one_of([choice]) for choice in node[1] if str(choice[0]) != "NEGATE")
        inside = _inside(node)
        yield from () if inside else [_sample([node])]
        for each in inside:
            yield from _characters(each)


def _repeated(parsed: Any, before: str) -> Iterator[tuple[str, str]]:
    """Yield each repetition of a pattern, and each part that stands alone, with what is before."""
    for node in parsed:
        for inside in _inside(node):
            yield from _repeated(inside, before)
        if str(node[0]) in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT", "BRANCH"):
            yield before, _sample([node])
        before += _sample([node])


def _inside(node: Any) -> list[Any]:
    kind, given = str(node[0]), node[1]
    if kind == "BRANCH":
        return list(given[1])
    if kind in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return [given[2]]
    if kind == "SUBPATTERN":
        return [given[3]]
    if kind in ("ASSERT", "ASSERT_NOT"):
        return [given[1]]
    return [given] if kind == "ATOMIC_GROUP" else []


def _sample(parsed: Any) -> str:
    """Give a text that the pattern may match, each repetition once, or as often as it must."""
    return "".join(map(_sampled, parsed))


def _sampled(node: Any) -> str:
    kind, given = str(node[0]), node[1]
    if kind == "LITERAL":
        return chr(given)
    if kind == "IN":
        return _one_of(given)
    if kind in ("ANY", "NOT_LITERAL"):
        return "a"
    if kind == "BRANCH":
        return _sample(given[1][0])
    if kind.endswith("REPEAT"):
        least, most, inside = given
        return _sample(inside) * min(max(least, 1), most)
    inside = [] if kind.startswith("ASSERT") else _inside(node)
    return _sample(inside[0]) if inside else ""


def _one_of(choices: Any) -> str:
    categories = {"CATEGORY_SPACE": " ", "CATEGORY_DIGIT": "1", "CATEGORY_WORD": "a"}
    if str(choices[0][0]) == "NEGATE":
        refused = re.compile(_written(choices))
        return next((letter for letter in "aA1 .,\n<-" if refused.fullmatch(letter)), "é")
    kind, given = str(choices[0][0]), choices[0][1]
    if kind == "LITERAL":
        return chr(given)
    if kind == "RANGE":
        return chr(given[0])
    return categories.get(str(given), ".")


def _written(choices: Any) -> str:
    """Write a set of characters again."""
    escapes = {"SPACE": "s", "DIGIT": "d", "WORD": "w"}
    said = []
    for kind, given in choices:
        if str(kind) == "NEGATE":
            said.append("^")
        elif str(kind) == "LITERAL":
            said.append(re.escape(chr(given)))
        elif str(kind) == "RANGE":
            said.append("-".join(re.escape(chr(end)) for end in given))
        else:
            _, negated, name = str(given).removeprefix("CATEGORY_").rpartition("NOT_")
            said.append("\\" + (escapes[name].upper() if negated else escapes[name]))
    return f"[{''.join(said)}]"


# What is compiled


class _Spied:
    """A pattern that notes which of its methods are used."""

    def __init__(self, pattern: "re.Pattern[Any]", methods: set[str]) -> None:
        self.spied, self.methods = pattern, methods

    def __getattr__(self, name: str) -> Any:
        self.methods.add(name)
        return getattr(self.spied, name)


Found = dict[tuple[Any, int], tuple[set[str], str]]


def _spy() -> Found:
    """Note what newskit compiles from now on."""
    found: Found = {}
    compile_: Callable[..., Any] = re._compile  # type: ignore[attr-defined]

    def compiling(pattern: Any, flags: int) -> Any:
        made = compile_(pattern, flags)
        module = sys._getframe(2).f_globals.get("__name__", "")
        if module.partition(".")[0] not in PACKAGES:
            return made
        methods, _ = found.setdefault((made.pattern, made.flags), (set(), module))
        return _Spied(made, methods)

    re._compile = compiling  # type: ignore[attr-defined]
    return found


def _import_all() -> None:
    """Import all modules, and read in their sources how their patterns are used."""
    for package in filter(find_spec, PACKAGES):
        for module in walk_packages(import_module(package).__path__, f"{package}."):
            if not module.name.endswith("__main__"):
                import_module(module.name)
    ours = [module for name, module in sys.modules.items() if name.partition(".")[0] in PACKAGES]
    for module in ours:
        source = Path(str(module.__file__)).read_text()
        for name, thing in vars(module).items():
            for each in _patterns_in(thing):
                named = re.findall(rf"\b{name}\.(\w+)\(", source)
                each.methods.update(named or re.findall(rf"\.({'|'.join(METHODS)})\(", source))


def _patterns_in(thing: object) -> Iterator["_Spied"]:
    if isinstance(thing, _Spied):
        yield thing
    elif isinstance(thing, tuple | list):
        for each in thing:
            yield from _patterns_in(each)


def _run_all(run: bool) -> None:
    from newskit.text.phrases import Phrases, compiled

    for phrases in [thing for thing in gc.get_objects() if isinstance(thing, Phrases)]:
        for known in phrases._known.values():
            for _, _, pattern in known:
                compiled(pattern, phrases._flags).match("")
    if run:
        import targets

        import newskit

        for target in targets.TARGETS:
            for file in targets.known(target):
                targets.TARGETS[target](file.read_bytes())
        articles = newskit.read(SAMPLES, host=targets.HOST)
        newskit.compare(articles, host=targets.HOST)
        targets.digested(articles)


def main() -> None:
    """Print the patterns."""
    warnings.simplefilter("ignore")
    found = _spy()
    _import_all()
    _run_all(len(sys.argv) > 1)
    listed = []
    for (pattern, flags), (methods, module) in found.items():
        is_bytes = isinstance(pattern, bytes)
        source = pattern.decode("latin-1") if is_bytes else pattern
        used = [method for method in METHODS if method in methods]
        listed.append((source, flags, is_bytes, used, module))
    print(json.dumps(sorted(listed)))


if __name__ == "__main__":
    main()
