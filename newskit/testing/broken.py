"""Plugins that fail in a chosen way, to see that nothing else does."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any, BinaryIO, ClassVar, TextIO

from newskit.article import Article
from newskit.document import Digest
from newskit.hookspecs import KINDS
from newskit.protocols import (
    BoilerplateSpan,
    LinkContext,
    Reader,
    Record,
    Sentence,
    StoryGroups,
    SummaryContext,
    Writer,
)

MARK = "4711"
SECONDS = 6.0
_NOT_THERE = 10**9


class Broken:
    """Things of all kinds that fail in one way; each is an attribute named like its kind.

    Args:
        how: one of `WAYS`; what cannot fail so does not fail.
    """

    WAYS: ClassVar[Mapping[str, str]] = {
        "import": "the package cannot be imported",
        "registration": "its hook raises",
        "middle": "it raises at a text with 4711",
        "exits": "it calls `sys.exit` there",
        "type": "it answers what is no answer",
        "range": "it answers with what is not there",
        "nan": "a keeper's key is no number",
        "generator": "what it answers raises in its middle",
        "prints": "it prints to standard output, and answers well",
        "slow": "it takes six seconds for each text, and answers well",
        "closes": "a renderer or writer closes the stream",
    }
    """The ways to fail."""

    def __init__(self, how: str) -> None:
        if how not in self.WAYS:
            raise ValueError(f"no way to fail: {how!r} (there are {', '.join(self.WAYS)})")
        self.how = how
        self.reader = Reader(self._read, suffixes=(".broken",))
        self.writer = Writer(self._write, suffixes=(".broken",))

    def cleaner(self, articles: Sequence[Article]) -> Any:
        """Find no boilerplate."""
        self._meet(articles)
        span = BoilerplateSpan(0, _NOT_THERE, "broken")
        return self._answer([[] for _ in articles], [[span] for _ in articles])

    def detector(self, articles: Sequence[Article]) -> Any:
        """Suggest all pairs."""
        self._meet(articles)
        pairs = list(combinations(range(len(articles)), 2))
        return self._answer(pairs, [(0, _NOT_THERE)])

    def keeper(self, article: Article) -> Any:
        """Like all the same."""
        self._meet([article])
        return float("nan") if self.how == "nan" else self._answer(0, object())

    def linker(self, articles: Sequence[Article], context: LinkContext) -> Any:
        """Group nothing."""
        self._meet(articles)
        return self._answer(StoryGroups([]), StoryGroups([[_NOT_THERE]]))

    def summarizer(self, sentences: Sequence[Sentence], context: SummaryContext) -> Any:
        """Keep the order."""
        self._meet(sentences)
        return self._answer(list(range(len(sentences))), [_NOT_THERE])

    def renderer(self, digest: Digest, stream: TextIO) -> None:
        """Write headlines."""
        for entry in digest.entries:
            self._meet(entry.sentences)
            stream.write(self._answer(f"{entry.headline}\n", None))
            self._close(stream)

    def command(self) -> None:
        """Say that it is there."""
        self._act(MARK)
        print(self._answer("there", None))

    def _read(self, stream: BinaryIO, source: str) -> Iterator[Any]:
        for line in stream:
            text = line.decode()
            self._act(text)
            yield self._answer(Record({"text": text}, source), Record({}, ""))

    def _write(self, articles: Iterable[Article], stream: BinaryIO) -> None:
        for article in articles:
            self._act(article.text)
            stream.write(self._answer(f"{article.id}\n".encode(), None))
            self._close(stream)

    def _meet(self, texts: Iterable[Any]) -> None:
        for item in texts:
            self._act(item.text)

    def _act(self, text: str) -> None:
        if self.how == "slow":
            time.sleep(SECONDS)
        if self.how == "prints":
            print("printed by a plugin")
        if self.how == "middle" and MARK in text:
            raise RuntimeError("broken in the middle")
        if self.how == "exits" and MARK in text:
            sys.exit(4)

    def _answer(self, good: Any, outside: Any) -> Any:
        wrong = {"type": object(), "range": outside}
        if self.how == "generator" and isinstance(good, list):
            return _cut_off(good)
        return wrong.get(self.how, good)

    def _close(self, stream: Any) -> None:
        if self.how == "closes":
            stream.close()


def _cut_off(items: list[Any]) -> Iterator[Any]:
    yield from items[: len(items) // 2]
    raise RuntimeError("broken in the middle")


class BrokenPlugins:
    """Installs plugins that fail, as pip would: a module, and what says its entry point.

    Args:
        folder: a folder of `sys.path` and of `PYTHONPATH`.
        allow: told the name of each package, for `NEWSKIT_PLUGINS`.
    """

    def __init__(self, folder: Path, allow: Callable[[str], None]) -> None:
        self._folder = folder
        self._allow = allow

    def __call__(self, how: str, kind: str = "summarizer") -> str:
        """Install a plugin, version 1.5.

        Args:
            how: one of `Broken.WAYS`.
            kind: what it adds.

        Returns:
            The name of the package and of the thing that it adds.
        """
        thing = Broken(how)
        if not hasattr(thing, kind):
            raise ValueError(f"nothing broken of the kind {kind!r}")
        name = f"broken-{how}-{kind}"
        module = name.replace("-", "_")
        raises = '    raise RuntimeError("broken in its hook")\n'
        (self._folder / f"{module}.py").write_text(
            ('raise RuntimeError("broken at import")\n' if how == "import" else "")
            + "from newskit.hooks import hookimpl\nfrom newskit.testing.broken import Broken\n\n\n"
            + f"@hookimpl\ndef {KINDS[kind]}():\n"
            + (raises if how == "registration" else "")
            + f"    return {{{name!r}: Broken({how!r}).{kind}}}\n"
        )
        about = self._folder / f"{module}-1.5.dist-info"
        about.mkdir()
        (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.5\n")
        (about / "entry_points.txt").write_text(f"[newskit]\nbroken = {module}\n")
        self._allow(name)
        return name
