"""What was new on each day of a story that went on for several."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from newskit.digests.merge import cited
from newskit.digests.told import Telling, Told, is_foreign
from newskit.document import Citation, Day
from newskit.text.repeats import repeats
from newskit.text.standing import opens_well
from newskit.text.terms import terms
from newskit.text.times import parse_time

LEADS = 5
"""Sentences of a report that are looked at for what is new."""

MOST = 12
"""Days of a timeline; of more, the last ones are told."""


_QUOTED = re.compile(r"\s*[\"“”„«»‘'「『—–-]")
_FACT = re.compile(r"\d|(?<=\w )[^\W\d_a-zß-ÿ]")
_ENDED = re.compile(r"[.!…。！．।۔][\"“”»’')」』\]]*\s*\Z")


def timeline(
    telling: Telling,
    kept: Sequence[str],
    source_of: Mapping[str, int],
    but: Iterable[Citation] = (),
    language: str | None = None,
) -> tuple[Day, ...]:
    """Tell for each day of publication what was new; nothing if there is but one such day.

    A sentence is new if none of an earlier day says nearly the same; of those that open a report
    the one that says most of the titles of the day is told: a statement rather than a quotation or
    a heading, in the language of the entry, that the entry does not have yet. Where a day has none
    such the best of the others stands. Days are those of UTC.

    Args:
        telling: the sentences of each article, the earliest first.
        kept: the ids of the articles that are no copies: they speak first.
        source_of: the independent source of each article.
        but: what the entry has anyway.
        language: the language of the entry.
    """
    had = {(place.article, place.start) for place in but}
    days: dict[str, list[Sequence[Told]]] = {}
    for article in telling:
        time = parse_time(article[0].article.published) if article else None
        if time:
            days.setdefault(time.date().isoformat(), []).append(article)
    found: list[Day] = []
    earlier: list[Told] = []
    for date, articles in sorted(days.items()) if len(days) > 1 else ():
        articles.sort(key=lambda article: article[0].article.id not in kept)
        said = Counter(x for article in articles for x in terms(article[0].article.title or ""))
        leads = sorted(
            (told for article in articles for told in article[:LEADS] if opens_well(told.text)),
            key=lambda told: (_fitness(told, had, language), _agreement(told, said)),
            reverse=True,
        )
        if news := next((told for told in leads if _is_new(told, earlier)), None):
            found.append(Day(date, len(articles), cited(news, telling, source_of)))
        earlier.extend(told for article in articles for told in article)
    return tuple(found[-MOST:]) if len(found) > 1 else ()


def _is_new(told: Told, earlier: Iterable[Told]) -> bool:
    return not any(repeats(told.wording, other.wording) for other in earlier)


def _fitness(told: Told, had: Collection[tuple[str, int]], language: str | None) -> Sequence[bool]:
    """Tell what speaks for a sentence, the most telling first."""
    return (
        not is_foreign(told.article, language),
        not _QUOTED.match(told.text) and _ENDED.search(told.text) is not None,
        (told.article.id, told.span.start) not in had,
        _FACT.search(told.text) is not None,
    )


def _agreement(told: Told, said: Counter[str]) -> float:
    """Tell how much of the titles of a day a sentence says; the earlier it stands, the more."""
    found = told.wording.terms
    shared: float = sum(said[term] for term in found) / max(1, len(found)) ** 0.5
    return round(shared / (1 + told.place), 4)
