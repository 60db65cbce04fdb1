"""What was new on each day of a story that went on for several."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from newskit.digests.merge import cited
from newskit.digests.opening import opens_well
from newskit.digests.told import Telling, Told
from newskit.document import Day
from newskit.text.repeats import repeats
from newskit.text.terms import terms
from newskit.text.times import parse_time

LEADS = 5
"""Sentences of a report that are looked at for what is new."""

MOST = 12
"""Days of a timeline; of more, the last ones are told."""


def timeline(
    telling: Telling, kept: Sequence[str], source_of: Mapping[str, int]
) -> tuple[Day, ...]:
    """Tell for each day of publication what was new; nothing if there is but one such day.

    A sentence is new if none of an earlier day says nearly the same; of those that open a report
    the one that says most of the titles of the day is told. Days are those of UTC.

    Args:
        telling: the sentences of each article, the earliest first.
        kept: the ids of the articles that are no copies: they speak first.
        source_of: the independent source of each article.
    """
    days: dict[str, list[Sequence[Told]]] = {}
    for article in telling:
        time = parse_time(article[0].article.published) if article else None
        if time:
            days.setdefault(time.date().isoformat(), []).append(article)
    found: list[Day] = []
    earlier: list[Told] = []
    for date, articles in sorted(days.items()) if len(days) > 1 else ():
        articles.sort(key=lambda article: article[0].article.id not in kept)
        if fresh := list(_fresh(articles, earlier)):
            said = Counter(x for article in articles for x in terms(article[0].article.title or ""))
            news = max(fresh, key=lambda told: _agreement(told, said))
            found.append(Day(date, len(articles), cited(news, telling, source_of)))
        earlier.extend(told for article in articles for told in article)
    return tuple(found[-MOST:]) if len(found) > 1 else ()


def _fresh(articles: Sequence[Sequence[Told]], earlier: Sequence[Told]) -> Iterator[Told]:
    for article in articles:
        for told in article[:LEADS]:
            if opens_well(told.text) and not any(repeats(told.wording, x.wording) for x in earlier):
                yield told


def _agreement(told: Told, said: Counter[str]) -> float:
    """Tell how much of the titles of a day a sentence says; the earlier it stands, the more."""
    found = told.wording.terms
    shared: float = sum(said[term] for term in found) / max(1, len(found)) ** 0.5
    return round(shared / (1 + told.place), 4)
