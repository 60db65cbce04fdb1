"""The stage as a whole: link the kept articles, let copies follow, write the marks."""

import math
from collections.abc import Iterable, Mapping, Sequence
from operator import index

from newskit.article import Article
from newskit.errors import PluginError, reason_of, shown
from newskit.grouping.about import about
from newskit.levels import Level
from newskit.marks import Mark, copies_of, copy_of, entries
from newskit.progress import counted
from newskit.protocols import LinkContext, Linker, StoryGroups
from newskit.text.times import seconds


def mark_stories(
    articles: Sequence[Article], linker: Linker, context: LinkContext
) -> list[Article]:
    """Mark every article with its story.

    A story is known by the id of its earliest kept article, so that it keeps its name when
    reports come in later. Copies are where the article is that they are copies of. The linker
    sees a text once, however many print it, and one retelling of it, as a report in other words.

    Args:
        articles: with the marks of `dedupe`, in any order.
        linker: groups the articles.
        context: what the user asked of it.
    """
    kept_of, numbers, found, count = linked(articles, linker, context)
    names = names_of(articles, kept_of, numbers)
    sizes = _sizes(articles, numbers, count)
    related = _related(found, names)
    members: dict[int, list[Article]] = {}
    for article, number in zip(articles, numbers, strict=True):
        members.setdefault(number, []).append(article)
    marks = {
        number: {"id": names[number], "size": sizes[number], **about(found_here)}
        for number, found_here in counted(members.items(), "describing stories", unit="stories")
    }
    return [
        article.marked(story=marks[number], related=related.get(number))
        for article, number in zip(articles, numbers, strict=True)
    ]


def linked(
    articles: Sequence[Article], linker: Linker, context: LinkContext
) -> tuple[list[int], list[int], StoryGroups, int]:
    """Group articles, as `mark_stories` does.

    Returns:
        For each article the position of the kept one that stands for it, and the number of its
        group; what the linker said, and how many groups there are, those left alone with them.
    """
    kept_of = _kept_positions(articles)
    seen = sorted({*kept_of, *_retellings(articles, kept_of)})
    found = listed(linker([articles[position] for position in seen], context))
    groups = [[seen[place] for place in group] for group in completed(found, len(seen))]
    number_of = {position: number for number, group in enumerate(groups) for position in group}
    return kept_of, [number_of[of] for of in kept_of], found, len(groups)


def story_mark(id_: str, members: Sequence[Article]) -> Mark:
    """Give the mark of a story that has these articles."""
    (size,) = _sizes(members, [0] * len(members), 1)
    return {"id": id_, "size": size, **about(members)}


def _retellings(articles: Sequence[Article], kept_of: Sequence[int]) -> Iterable[int]:
    """Give for each retold article the retelling with the most words of its own.

    Of several some may be copies of each other, which must not count as reports.
    """
    own: dict[int, tuple[float, str, int]] = {}
    for position, of in enumerate(kept_of):
        mark = copy_of(articles[position])
        if of != position and mark and mark.get("level") == str(Level.REWRITTEN):
            alike = mark.get("similarity")
            key = (float(alike) if isinstance(alike, int | float) else 1.0, articles[position].id)
            own[of] = min(own.get(of, (math.inf, "", -1)), (*key, position))
    return (position for *_, position in own.values())


def names_of(
    articles: Sequence[Article], kept_of: Sequence[int], numbers: Sequence[int]
) -> dict[int, str]:
    """Give the id of each story; a group of nothing but retellings of others has none."""
    earliest: dict[int, Article] = {}
    for position in sorted(set(kept_of), key=lambda i: _age(articles[i])):
        earliest.setdefault(numbers[position], articles[position])
    return {number: article.id for number, article in earliest.items()}


def _kept_positions(articles: Sequence[Article]) -> list[int]:
    """Give for each article the position of the kept one that stands for it, often its own."""
    position_of = {article.id: position for position, article in enumerate(articles)}
    kept_of = []
    for position, article in enumerate(articles):
        mark = copy_of(article)
        of = position_of.get(str(mark["id"])) if mark else None
        is_kept = of is not None and copy_of(articles[of]) is None
        # A copy whose kept article was taken out of the pile stands for itself.
        kept_of.append(of if of is not None and is_kept else position)
    return kept_of


def listed(found: object) -> StoryGroups:
    """Give what a linker answered as lists of whole numbers; it may be a stranger's."""
    if not isinstance(found, StoryGroups):
        raise PluginError(f"gave {shown(found)}, no StoryGroups")
    try:
        groups = [list(map(index, group)) for group in found.groups]
        return StoryGroups(groups, [(index(a), index(b)) for a, b in found.related])
    except Exception as error:
        raise PluginError(f"gave groups that are no positions: {reason_of(error)}") from error


def completed(found: StoryGroups, count: int) -> list[list[int]]:
    """Check the groups of a linker, and add a group for each article it left alone."""
    groups = [sorted(group) for group in found.groups]
    places = [place for group in groups for place in group]
    distinct = set(places)
    if len(distinct) < len(places) or not distinct <= set(range(count)) or not all(groups):
        raise PluginError(f"gave groups that are empty, overlap, or reach beyond {count} articles")
    if any(not 0 <= number < len(groups) for pair in found.related for number in pair):
        raise PluginError(f"related groups that are not among its {len(groups)}")
    alone = set(range(count)) - distinct
    return groups + [[place] for place in sorted(alone)]


def _sizes(articles: Sequence[Article], numbers: Sequence[int], count: int) -> list[int]:
    """Count the articles of each story, those with them that an earlier `dedupe` dropped."""
    present = {article.id for article in articles}
    sizes = [0] * count
    for article, number in zip(articles, numbers, strict=True):
        sizes[number] += 1 + _dropped(copies_of(article), present)
    return sizes


def _dropped(listed: Sequence[Mark], present: set[str]) -> int:
    return sum(
        (entry["id"] not in present) + _dropped(entries(entry.get("copies")), present)
        for entry in listed
    )


def _related(found: StoryGroups, names: Mapping[int, str]) -> dict[int, list[str]]:
    related: dict[int, set[str]] = {}
    for a, b in found.related:
        if a != b and a in names and b in names:
            related.setdefault(a, set()).add(names[b])
            related.setdefault(b, set()).add(names[a])
    return {number: sorted(links) for number, links in related.items()}


def _age(article: Article) -> tuple[float, str]:
    return seconds(article.published), article.id
