"""What people said: the quotations of a story that are worth keeping, and whose words they are."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from newskit.digests.told import READ, Telling, Told, names_of
from newskit.document import Citation, KeyQuote
from newskit.text.parts import Lines
from newskit.text.quotes import quotes
from newskit.text.spans import Span
from newskit.text.words import words

MOST = 2
"""Quotations of an entry."""

SHORTEST, LONGEST = 6, 45
"""Words of a quotation that says something and can be read at a glance."""


class _Spoken(NamedTuple):
    """A quotation: the sentence it begins in, where it stands, its speaker, its words."""

    told: Told
    span: Span
    speaker: str
    line: str


def key_quotes(
    telling: Telling, source_of: Mapping[str, int], but: Sequence[str] = ()
) -> tuple[KeyQuote, ...]:
    """Choose the quotations that most independent sources give; of these, the earliest placed.

    Only such with a speaker, at most one of each.

    Args:
        telling: the sentences of each article.
        source_of: the independent source of each article.
        but: sentences of the entry; what they quote is not repeated.
    """
    spoken = [each for article in telling if article for each in _spoken(article)]
    lines = Lines([each.line for each in spoken])
    said = [f" {' '.join(words(text))} " for text in but]
    groups: list[tuple[KeyQuote, int]] = []
    for each in spoken:
        if not each.speaker or any(each.line in line for line in said):
            continue
        places: dict[str, Citation] = {}
        for other in (each, *(spoken[number] for number in lines.with_part(each.line))):
            id_ = other.told.article.id
            places.setdefault(id_, Citation(id_, *other.span))
        support = len({source_of[id_] for id_ in places})
        text = each.told.article.text[slice(*each.span)]
        groups.append(
            (KeyQuote(text, each.speaker, tuple(places.values()), support), each.told.place)
        )
    groups.sort(key=lambda group: (-group[0].support, group[1], group[0].text))
    chosen: dict[str, KeyQuote] = {}
    for quote, _ in groups:
        chosen.setdefault(quote.speaker.split()[-1], quote)
    by_id = {article[0].article.id: article for article in telling if article}
    return tuple(_with_whole_name(quote, by_id) for quote in list(chosen.values())[:MOST])


def _spoken(article: Sequence[Told]) -> list[_Spoken]:
    text, skip = article[0].article.text[:READ], article[0].article.boilerplate()
    starts = [told.span.start for told in article]
    found = []
    for (start, end), speaker in ((quote.span, quote.speaker) for quote in quotes(text, skip)):
        written = text[start:end].rstrip(",;")
        said = words(written)
        told = article[bisect_right(starts, start) - 1]  # or the last, which ends too early, too
        if told.span.start <= start < told.span.end and SHORTEST <= len(said) <= LONGEST:
            span = Span(start, start + len(written))
            found.append(_Spoken(told, span, speaker, f" {' '.join(said)} "))
    return found


def _with_whole_name(quote: KeyQuote, articles: Mapping[str, Sequence[Told]]) -> KeyQuote:
    """Give a speaker who is called by the surname the whole name that the article has."""
    if " " in quote.speaker:
        return quote
    article = articles[quote.citations[0].article]
    for name in names_of([told for told in article if quote.speaker in told.text]):
        if name.words[-1] == quote.speaker and 1 < len(name.words) <= 4:
            return KeyQuote(quote.text, " ".join(name.words), quote.citations, quote.support)
    return quote
