"""What a tool answered: groups of articles, pairs, or summaries."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from math import comb
from typing import TypeAlias

from newskit.article import Article
from newskit.document import Digest
from newskit.evaluation.counts import Pair, pair_of, renamed_pairs
from newskit.evaluation.gold import LEVELS
from newskit.levels import Level
from newskit.marks import Mark, copies_of, copy_of, entries, story_of


@dataclass(frozen=True)
class Groups:
    """An answer of groups.

    Args:
        group: the group of each article, by id; one that is missing is alone.
        scores: scores of pairs inside groups, as far as the tool gives any.
    """

    group: Mapping[str, str]
    scores: Mapping[Pair, float] = field(default_factory=dict)

    @cached_property
    def members(self) -> Mapping[str, list[str]]:
        """The articles of each group, in order of ids."""
        members: dict[str, list[str]] = defaultdict(list)
        for id_ in sorted(self.group):
            members[self.group[id_]].append(id_)
        return members

    def ids(self) -> set[str]:
        """Give the articles that it is about."""
        return set(self.group)

    def says(self, pair: Pair) -> bool:
        """Tell whether two articles are said to be the same."""
        a, b = (self.group.get(id_) for id_ in pair)
        return a is not None and a == b

    def count(self) -> int:
        """Count the pairs that are said to be the same."""
        return sum(comb(len(members), 2) for members in self.members.values())

    def pairs(self) -> Iterator[Pair]:
        """Give the pairs that are said to be the same, one after the other: there can be many."""
        for name in sorted(self.members):
            yield from combinations(self.members[name], 2)

    def score(self, pair: Pair) -> float | None:
        """Give the score of a pair, if it has one."""
        return self.scores.get(pair)

    def renamed(self, names: Mapping[str, str]) -> "Groups":
        """Give the groups under other names of the articles; what is not known is left out."""
        group = {names[id_]: of for id_, of in self.group.items() if id_ in names}
        return Groups(group, renamed_pairs(self.scores, names))


@dataclass(frozen=True)
class Links:
    """An answer of pairs that are the same, each with its score or None.

    It need not be transitive, and nothing is concluded from two pairs that share an article.
    """

    links: Mapping[Pair, float | None]

    def ids(self) -> set[str]:
        """Give the articles that it is about."""
        return {id_ for pair in self.links for id_ in pair}

    def says(self, pair: Pair) -> bool:
        """Tell whether two articles are said to be the same."""
        return pair in self.links

    def count(self) -> int:
        """Count the pairs that are said to be the same."""
        return len(self.links)

    def pairs(self) -> Iterator[Pair]:
        """Give the pairs that are said to be the same, the highest score first."""
        return iter(sorted(self.links, key=lambda pair: (-(self.links[pair] or 0.0), pair)))

    def score(self, pair: Pair) -> float | None:
        """Give the score of a pair, if it has one."""
        return self.links.get(pair)

    def renamed(self, names: Mapping[str, str]) -> "Links":
        """Give the pairs under other names of the articles; what is not known is left out."""
        return Links(renamed_pairs(self.links, names))

    def at_least(self, score: float) -> "Links":
        """Give the pairs that have at least this score."""
        return Links({p: s for p, s in self.links.items() if s is not None and s >= score})


@dataclass(frozen=True)
class Summaries:
    """An answer of summaries, by the id of an article or of a cluster."""

    summaries: Mapping[str, str]

    def ids(self) -> set[str]:
        """Give what it sums up."""
        return set(self.summaries)

    def renamed(self, names: Mapping[str, str]) -> "Summaries":
        """Give the summaries under other names of the articles; what has none stays as it is."""
        return Summaries({names.get(id_, id_): text for id_, text in self.summaries.items()})


Answer: TypeAlias = Groups | Links | Summaries


def groups_of(articles: Iterable[Article], level: Level) -> Groups:
    """Read groups from the marks of `newskit dedupe` or, at level `story`, `newskit stories`.

    Args:
        articles: with the marks; copies that were dropped are where the kept article is.
        level: at which copies count.
    """
    group: dict[str, str] = {}
    scores: dict[Pair, float] = {}
    for article in articles:
        of = copy_of(article)
        if level <= Level.STORY:
            name = story_of(article) or article.id
        else:
            name = str(of["id"]) if of and _counts(of, level) else article.id
            if of and name != article.id:
                _keep_score(scores, article.id, of)
        group[article.id] = name
        for of_id, entry in _dropped(article.id, copies_of(article)):
            # An article that came in itself has the last word on where it belongs.
            if level <= Level.STORY or _counts(entry, level):
                group.setdefault(str(entry["id"]), name)
                _keep_score(scores, of_id, entry)
    return Groups(group, scores)


def summaries_of(articles: Iterable[Article]) -> Summaries:
    """Read summaries from the mark of `newskit summarize`."""
    found = {}
    for article in articles:
        mark = article.extra.get("summary")
        if isinstance(mark, Mapping):
            found[article.id] = str(mark.get("text", ""))
    return Summaries(found)


def stories_of_digest(digest: Mapping[str, object] | Digest) -> tuple[Groups, Summaries]:
    """Read a digest: which articles are of one story, and the summary of each story.

    Args:
        digest: a digest, or what `newskit digest -f json` wrote.
    """
    record = digest.record() if isinstance(digest, Digest) else digest
    group: dict[str, str] = {}
    summaries: dict[str, str] = {}
    for story in _mappings(record.get("stories")):
        name = str(story.get("id"))
        group |= {str(each.get("id")): name for each in _mappings(story.get("articles"))}
        summary = story.get("summary")
        told = _mappings(summary.get("sentences")) if isinstance(summary, Mapping) else []
        summaries[name] = " ".join(str(sentence.get("text", "")) for sentence in told)
    return Groups(group), Summaries(summaries)


def _counts(mark: Mark, level: Level) -> bool:
    return LEVELS.get(str(mark.get("level")), Level.RELATED) >= level


def _keep_score(scores: dict[Pair, float], id_: str, mark: Mark) -> None:
    score = mark.get("similarity")
    if isinstance(score, int | float):
        scores[pair_of(id_, str(mark["id"]))] = float(score)


def _dropped(of: str, listed: Iterable[Mark]) -> Iterator[tuple[str, Mark]]:
    """Give the copies of an article that were dropped, and what they were copies of."""
    for entry in listed:
        yield of, entry
        yield from _dropped(str(entry["id"]), entries(entry.get("copies")))


def _mappings(value: object) -> list[Mapping[str, object]]:
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []
