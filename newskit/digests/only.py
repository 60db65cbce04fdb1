"""What one source alone adds to a story: facts that stand nowhere else."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from newskit.digests.merge import cited
from newskit.digests.told import Telling, Told, is_foreign
from newskit.document import Citation, CitedSentence
from newskit.text.spans import Span, merge, overlaps
from newskit.text.standing import opens_well
from newskit.text.words import words

MOST = 3
"""Such sentences of an entry, one of each source."""

FACTS = 3
"""Fewest new facts that make a sentence worth it; a number counts for two names."""

LONGEST = 60
"""Words of such a sentence."""

_FACT = re.compile(r"(?<=\w )[^\W\d_a-zß-ÿ][\w’'-]+|(?<![\w.,])\d[\d.,]*")


def only_in(
    telling: Telling,
    source_of: Mapping[str, int],
    but: Iterable[Citation] = (),
    language: str | None = None,
) -> tuple[CitedSentence, ...]:
    """Give for each source the sentence with most facts that no other source has, the best first.

    Args:
        telling: the sentences of each article.
        source_of: the independent source of each article.
        but: what the entry has anyway.
        language: the language of the entry; what is in another stands last.
    """
    sources = {source_of[article[0].article.id] for article in telling if article}
    if len(sources) < 2:
        return ()
    holders = _holders(telling, source_of)
    taken: dict[str, list[Span]] = {}
    for place in but:
        taken.setdefault(place.article, []).append(Span(place.start, place.end))
    taken = {id_: merge(spans) for id_, spans in taken.items()}
    best: dict[int, tuple[tuple[float, int, str], Told]] = {}
    for told in (told for article in telling for told in article):
        source = source_of[told.article.id]
        facts = {word for fact in _FACT.findall(told.text) for word in words(fact)}
        fresh = sum(1 + fact[0].isdigit() for fact in facts if holders[fact] == 1)
        if fresh < FACTS or overlaps(told.span, taken.get(told.article.id, ())):
            continue
        rank = (-round(fresh / (20 + len(told.wording.words)), 4), told.place, told.text)
        reads_well = opens_well(told.text) and len(told.text.split()) <= LONGEST
        if reads_well and (source not in best or rank < best[source][0]):
            best[source] = rank, told
    chosen = sorted(
        best.values(), key=lambda found: (is_foreign(found[1].article, language), found[0])
    )
    additions = (cited(told, telling, source_of) for _, told in chosen)
    return tuple(each for each in additions if each.support == 1)[:MOST]


def _holders(telling: Telling, source_of: Mapping[str, int]) -> Counter[str]:
    """Count for each word the sources that have it, in whatever form it is written."""
    by_source: dict[int, set[str]] = {}
    for article in telling:
        if article:
            known = by_source.setdefault(source_of[article[0].article.id], set())
            known.update(words(article[0].article.title or " "))
            known.update(*(told.wording.words for told in article))
    return Counter(word for known in by_source.values() for word in known)
