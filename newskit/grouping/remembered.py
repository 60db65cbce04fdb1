"""Stories that go on: old and new reports grouped anew, and the ids that the groups go on with.

A day's news alone says little of where stories part; joined to what the day before seemed to be
one, mistakes would only grow. So the linker groups all reports of the days looked at as if all
were new, and what stays is the names: a group goes by the id of the story it holds most of.
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from newskit.article import Article
from newskit.grouping.mark import linked
from newskit.protocols import LinkContext, Linker
from newskit.text.times import seconds

Age = tuple[float, str]
Groups = Mapping[int, Counter[str | None]]


@dataclass(frozen=True, slots=True)
class Continued:
    """Stories as they are now.

    Args:
        stories: the story of each report, both by id.
        joined: stories that turned out to be one with an older one, with that one.
        gone: stories that fell to pieces, each with the one that has most of it.
        related: pairs of stories of one saga.
    """

    stories: Mapping[str, str]
    joined: Mapping[str, str]
    gone: Mapping[str, str]
    related: frozenset[tuple[str, str]]


def continued(
    articles: Sequence[Article],
    stories: Sequence[str | None],
    reports: Sequence[int],
    linker: Linker,
    context: LinkContext,
    is_taken: Callable[[str], bool],
) -> Continued:
    """Group articles, and give each group the id of the story it goes on with, or a new one.

    Args:
        articles: with the marks of `dedupe`.
        stories: the story that each was in, None for a new one.
        reports: the positions of those that stand for themselves; the others go where they belong.
        linker: groups the articles.
        context: what the user asked of it.
        is_taken: tells whether a story has an id.
    """
    _, numbers, found, _ = linked(articles, linker, context)
    kept = sorted(reports, key=lambda position: _age(articles[position]))
    groups: dict[int, Counter[str | None]] = {}
    first: dict[str, Age] = {}
    for position in kept:
        story = stories[position]
        groups.setdefault(numbers[position], Counter())[story] += 1
        if story is not None:
            first.setdefault(story, _age(articles[position]))
    ids, joined, gone = _named(groups, first)
    given = {*ids.values()}
    for position in kept:
        if numbers[position] not in ids:
            ids[numbers[position]] = _free(articles[position].id, given, is_taken)
            given.add(ids[numbers[position]])
    placed = {articles[position].id: ids[numbers[position]] for position in kept}
    pairs = ((ids[a], ids[b]) for a, b in found.related if a in ids and b in ids)
    return Continued(placed, joined, gone, frozenset((a, b) for a, b in pairs if a != b))


def _free(id_: str, given: Collection[str], is_taken: Callable[[str], bool]) -> str:
    """Give the id of a new story: its earliest article's, numbered where that named another one."""
    names = (f"{id_}-{number}" if number > 1 else id_ for number in count(1))
    return next(name for name in names if name not in given and not is_taken(name))


def _named(
    groups: Groups, first: Mapping[str, Age]
) -> tuple[dict[int, str], dict[str, str], dict[str, str]]:
    """Give the groups that go on with a story its id; stories joined to others, and dissolved.

    A group that holds most of several stories shows that they are one, the oldest of them.
    """
    sizes = Counter[str | None]()
    for counts in groups.values():
        sizes.update(counts)
    ids: dict[int, str] = {}
    joined: dict[str, str] = {}
    for number, counts in groups.items():
        most = [s for s, held in counts.items() if s is not None and 2 * held > sizes[s]]
        if most:
            ids[number], *others = sorted(most, key=first.__getitem__)
            joined.update(dict.fromkeys(others, ids[number]))
    done = {*ids.values(), *joined}
    parts = [
        (-held, first[story], number, story)
        for number, counts in groups.items()
        for story, held in counts.items()
        if story is not None and story not in done
    ]
    gone: dict[str, str] = {}
    for _, _, number, story in sorted(parts):
        if story not in done and number not in ids:
            ids[number] = story
            done.add(story)
    for _, _, number, story in sorted(parts):
        if story not in done:
            gone.setdefault(story, ids[number])
    return ids, joined, gone


def _age(article: Article) -> Age:
    return seconds(article.published), article.id
