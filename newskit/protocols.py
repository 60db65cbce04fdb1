"""What plugins offer and get: the Protocols of the things, and the data they speak in."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol, TextIO

from newskit.article import Article

if TYPE_CHECKING:
    from newskit.document import Digest

STDIN = "stdin"
"""The name of standard input as a place."""


@dataclass(frozen=True, slots=True)
class Record:
    """A JSON object that newskit makes an article of (`--field` is applied to it first).

    Args:
        data: the object; only `text` is required.
        place: where it stands, such as `feed.jsonl:17`; it becomes the article's `path`.
    """

    data: Mapping[str, object]
    place: str


@dataclass(frozen=True, slots=True)
class Reader:
    """How a format becomes articles.

    Args:
        read: takes the bytes and the name of the place (a path, or `STDIN`); yields records or
            articles, and `newskit.errors.InputError` for a part that cannot be read (what comes
            after it is still read) or `newskit.errors.InputNote` for what a user should know.
        suffixes: file name endings it reads, with the dot, in lower case.
        sniff: takes the first 4,096 bytes, unpacked, and tells whether they look like this format.
        plain: whether its articles are plain texts, which `summarize` answers with plain text.
    """

    read: Callable[[BinaryIO, str], Iterable[Article | Record | Exception]]
    suffixes: tuple[str, ...] = ()
    sniff: Callable[[bytes], bool] | None = None
    plain: bool = False


@dataclass(frozen=True, slots=True)
class BoilerplateSpan:
    """A part of a text that is no part of the story, and the rule that says so.

    `noted` is what it says nevertheless: the `place`, `date` and `agency` of a dateline, for one.
    """

    start: int
    end: int
    rule: str
    noted: Mapping[str, str] = field(default_factory=dict, hash=False)


class Cleaner(Protocol):
    """Finds boilerplate: for each article, in order, its spans (any order, they may overlap)."""

    def __call__(self, articles: Sequence[Article], /) -> Iterable[Sequence[BoilerplateSpan]]:
        """Give one sequence of spans for each article."""


class Detector(Protocol):
    """Finds candidate pairs of copies; newskit verifies each on the full texts.

    It sees one article of each set of equal texts, and compares what `Article.story_text()` gives.
    """

    def __call__(self, articles: Sequence[Article], /) -> Iterable[tuple[int, int]]:
        """Give pairs of positions in `articles`, in any order; repeats do no harm."""


class Keeper(Protocol):
    """Chooses which of a group of copies stays: the one with the smallest key.

    A keeper whose name ends in a colon takes an argument: `--keep source:a,b` calls the thing
    named `source:` with `"a,b"`, and what that returns is the keeper.
    """

    def __call__(self, article: Article, /) -> Any:
        """Give the sort key of an article; all keys of one keeper must be comparable."""


@dataclass(frozen=True, slots=True)
class LinkContext:
    """What a linker may know beside the articles.

    Args:
        granularity: how wide a story is: `event`, `story` or `saga`.
        window: the greatest distance in days between two reports of one event, or None.
    """

    granularity: str = "story"
    window: float | None = None


@dataclass(frozen=True, slots=True)
class StoryGroups:
    """Stories as groups of positions, and pairs of groups that are related.

    An article that is in no group is a story of its own.
    """

    groups: Sequence[Sequence[int]]
    related: Sequence[tuple[int, int]] = ()


class Linker(Protocol):
    """Groups the reports of one event.

    It sees each text once, and retellings of it: copies go where the article goes that they are
    copies of.
    """

    def __call__(self, articles: Sequence[Article], context: LinkContext, /) -> StoryGroups:
        """Give the stories among `articles`; no position may stand in two groups."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that may be picked.

    Args:
        text: the sentence, verbatim.
        article: which article it is from (0, 1, …).
        position: its place among the sentences of its article (0 is the first).
        source: who published the article, or an empty string.
    """

    text: str
    article: int = 0
    position: int = 0
    source: str = ""


@dataclass(frozen=True, slots=True)
class SummaryContext:
    """What a summarizer may know beside the sentences.

    Args:
        titles: the title of each article, or an empty string.
        language: the language of the articles as a BCP-47 tag, or None when it is not known.
    """

    titles: Sequence[str] = ()
    language: str | None = None


class Scored(list[int]):
    """An order of preference that tells how good each position is; a summarizer may answer one.

    Args:
        scored: positions with their scores, the best first; a higher score is better.
    """

    def __init__(self, scored: Iterable[tuple[int, float]] = ()) -> None:
        self.scores: dict[int, float] = dict(scored)
        super().__init__(self.scores)


class Summarizer(Protocol):
    """Orders sentences by how much they matter.

    newskit goes down the order, leaves out what repeats a picked sentence, keeps the budget and
    cites: a summary is extractive by construction.
    """

    def __call__(self, sentences: Sequence[Sentence], context: SummaryContext, /) -> Sequence[int]:
        """Give positions in `sentences`, the best first; those left out are never picked."""


@dataclass(frozen=True, slots=True)
class Writer:
    """How articles become a file.

    Args:
        write: takes the articles, which it may go through more than once, and where the bytes go;
            there is no way back in those.
        suffixes: file name endings it writes, with the dot, in lower case.
    """

    write: Callable[[Iterable[Article], BinaryIO], None]
    suffixes: tuple[str, ...] = ()


class Renderer(Protocol):
    """Writes a digest."""

    def __call__(self, digest: "Digest", stream: TextIO, /) -> None:
        """Write `digest` to `stream`."""
