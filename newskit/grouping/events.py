"""The default linker: topics, then stories inside each, then what is related.

features -> candidates -> similarity -> linkage (topics) -> stories -> related (sagas)
"""

import math
from collections.abc import Sequence

from newskit.article import Article
from newskit.errors import UsageError
from newskit.grouping.candidates import candidates, missing, pieces
from newskit.grouping.features import features
from newskit.grouping.linkage import agglomerate, cohesion_of
from newskit.grouping.pairs import Similarities, homes
from newskit.grouping.related import related_pairs, sagas
from newskit.grouping.similarity import UNIT, compared, faded
from newskit.grouping.stories import BARS, cut
from newskit.grouping.vectors import Reports, as_arrays
from newskit.progress import counted
from newskit.protocols import LinkContext, StoryGroups

GRANULARITIES = (*BARS, "saga")


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
    each = counted(order, "weighing words")
    groups, related = _grouped(as_arrays(features(articles[i]) for i in each), context)
    return StoryGroups([sorted(order[member] for member in group) for group in groups], related)


def _grouped(
    reports: Reports, context: LinkContext
) -> tuple[list[tuple[int, ...]], list[tuple[int, int]]]:
    """Give the groups in the order of their first members, and the related ones."""
    floor = _topic_floor(len(reports))
    alike = compared(reports, candidates(reports, floor / UNIT))
    alone = [(position,) for position in range(len(reports))]
    close = faded(alike, reports.days, context.window)
    topics = [topic.members for topic in agglomerate(alone, close, floor)]
    wholes = pieces(topics, reports, floor / UNIT)
    alike = alike.joined(compared(reports, missing(wholes, alike)))
    if len(wholes) < len(topics):
        close = faded(alike, reports.days, context.window)
        topics = [topic.members for topic in agglomerate(alone, close, floor)]
    whole = sagas(topics, alike, floor)
    groups = whole
    if context.granularity != "saga":
        home = homes(topics, len(reports))
        inside = alike.having(home[alike.first] == home[alike.second])
        inside = faded(inside, reports.days, context.window)
        groups = _stories(topics, reports, inside, floor, context)
    groups = sorted(groups)
    return groups, related_pairs(groups, whole, alike)


def _topic_floor(size: int) -> float:
    """Give what the parts of a topic must score: of more articles more are alike by chance."""
    return max(0.08, 0.05 + 0.01 * math.log(max(size, 5) / 5)) * UNIT


def _stories(
    topics: list[tuple[int, ...]],
    reports: Reports,
    inside: Similarities,
    floor: float,
    context: LinkContext,
) -> list[tuple[int, ...]]:
    """Cut each topic into stories; `inside` holds no pair of two topics."""
    days = [None if math.isnan(day) else day for day in reports.days.tolist()]
    home = homes(topics, len(reports))
    cohesions = cohesion_of(topics, inside)
    bar = BARS[context.granularity].in_pile(len(reports))
    found: list[tuple[int, ...]] = []
    for part in agglomerate([(i,) for i in range(len(reports))], inside, floor):
        topic = cohesions[home[part.members[0]]]
        stories = cut(part, bar, topic, days, context.window)
        found.extend(story.members for story in stories)
    return found
