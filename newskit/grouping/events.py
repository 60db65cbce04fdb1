"""The default linker: topics, then stories inside each, then what is related.

features -> candidates -> similarity -> linkage (topics) -> stories -> related (sagas)
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from newskit.article import Article
from newskit.errors import UsageError
from newskit.grouping.candidates import candidates
from newskit.grouping.features import Features, features
from newskit.grouping.linkage import Similarities, agglomerate, cohesion_of, homes
from newskit.grouping.related import related_pairs, sagas
from newskit.grouping.similarity import UNIT, faded, text_similarity
from newskit.grouping.stories import BARS, cut
from newskit.protocols import LinkContext, StoryGroups

GRANULARITIES = (*BARS, "saga")

WHOLE_TOPIC = 300
"""Topics up to this size are compared pair by pair, beyond what candidates were found."""


def link(articles: Sequence[Article], context: LinkContext) -> StoryGroups:
    """Group the reports of one event, from two articles up, whatever their order.

    Args:
        articles: without copies of each other, or copies weigh as reports of their own.
        context: `granularity` is `event`, `story` or `saga`; each event lies inside a story, each
            story inside a saga. Two reports of an event or a story that both have a time are at
            most `window` days apart; a saga may be longer.

    Raises:
        UsageError: there is no such granularity.
    """
    if context.granularity not in GRANULARITIES:
        raise UsageError(
            f"no granularity {context.granularity!r} (there are {', '.join(GRANULARITIES)})"
        )
    order = sorted(range(len(articles)), key=lambda i: (articles[i].id, articles[i].text))
    groups, related = _grouped([features(articles[i]) for i in order], context)
    return StoryGroups([sorted(order[member] for member in group) for group in groups], related)


def _grouped(
    reports: Sequence[Features], context: LinkContext
) -> tuple[list[tuple[int, ...]], list[tuple[int, int]]]:
    """Give the groups in the order of their first members, and the related ones."""
    floor = _topic_floor(len(reports))
    alike = _compared(reports, candidates(reports))
    alone = [(position,) for position in range(len(reports))]
    topics = [
        topic.members for topic in agglomerate(alone, _fade(alike, reports, context.window), floor)
    ]
    alike |= _compared(reports, _missing(topics, alike))
    whole = sagas(topics, alike, floor)
    groups = whole
    if context.granularity != "saga":
        inside = _fade(_inside(topics, alike), reports, context.window)
        groups = _stories(topics, reports, inside, floor, context)
    groups = sorted(groups)
    return groups, related_pairs(groups, whole, alike)


def _topic_floor(size: int) -> float:
    """Give what the parts of a topic must score: of more articles more are alike by chance."""
    return max(0.08, 0.05 + 0.01 * math.log(max(size, 5) / 5)) * UNIT


def _compared(
    reports: Sequence[Features], pairs: Iterable[tuple[int, int]]
) -> dict[tuple[int, int], int]:
    return {(a, b): text_similarity(reports[a], reports[b]) for a, b in pairs}


def _fade(
    alike: Similarities, reports: Sequence[Features], window: float | None
) -> dict[tuple[int, int], int]:
    return {
        (a, b): faded(similarity, reports[a], reports[b], window)
        for (a, b), similarity in alike.items()
    }


def _missing(topics: list[tuple[int, ...]], alike: Similarities) -> Iterator[tuple[int, int]]:
    """Yield the pairs inside of topics that were not compared, if the topic is not too large."""
    for members in topics:
        if len(members) <= WHOLE_TOPIC:
            yield from (pair for pair in combinations(members, 2) if pair not in alike)


def _inside(topics: list[tuple[int, ...]], alike: Similarities) -> dict[tuple[int, int], int]:
    """Give the similarities of pairs that are of one topic."""
    home = homes(topics)
    return {pair: alike[pair] for pair in alike if home[pair[0]] == home[pair[1]]}


def _stories(
    topics: list[tuple[int, ...]],
    reports: Sequence[Features],
    inside: Similarities,
    floor: float,
    context: LinkContext,
) -> list[tuple[int, ...]]:
    """Cut each topic into stories; `inside` holds no pair of two topics."""
    days = [report.day for report in reports]
    home = homes(topics)
    cohesions = cohesion_of(topics, inside)
    found: list[tuple[int, ...]] = []
    for part in agglomerate([(i,) for i in range(len(reports))], inside, floor):
        topic = cohesions[home[part.members[0]]]
        stories = cut(part, BARS[context.granularity], topic, days, context.window)
        found.extend(story.members for story in stories)
    return found
