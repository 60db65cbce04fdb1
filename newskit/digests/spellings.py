"""Names that the reports of a story spell differently."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations
from unicodedata import normalize

from newskit.digests.told import READ, Telling, Told, names_of
from newskit.document import Claim, Disputed

SHORTEST = 5
"""Letters of a word of a name whose spelling is compared."""

LONG = 8
"""Letters from which on two of them may differ."""

ALIKE = 0.5
"""Share of terms (Dice) of the sentences of names that have no other word in common."""

_CAPITAL = re.compile(rf"\b[^\W\d_a-zß-ÿ][^\W\d_A-Z]{{{SHORTEST - 1},}}\b")
_WORD = re.compile(r"\w+")
_COMMON = ("Majority", "Minority")
_INFLECTED = ("s", "es", "n", "an", "ns", "ian", "ish", "er", "ers")


@dataclass(slots=True)
class _Word:
    """A word of names: those it stands beside, and the first sentence of each article with it."""

    beside: dict[str, str] = field(default_factory=dict)
    told: dict[str, tuple[Told, str]] = field(default_factory=dict)


def spellings(telling: Telling, source_of: Mapping[str, int]) -> tuple[Disputed, ...]:
    """Find names that differ by a letter or two between articles.

    Both stand beside the same word (`Dmitry`), or in sentences that say nearly the same; and no
    article has both.

    Args:
        telling: the sentences of each article.
        source_of: the independent source of each article.
    """
    looked_at = _looked_at(telling)
    found: dict[str, _Word] = {}
    for article in telling:
        if article and article[0].article.id in looked_at:
            _collect(article, found)
    plain = cache(lambda: _words(telling))
    return tuple(
        _disputed([(u, found[u]), (v, found[v])], source_of)
        for u, v in _alike({word: known.told.keys() for word, known in found.items()})
        if _one_name(found[u], found[v])
        and not any(word in _COMMON or word.lower() in plain() for word in (u, v))
    )


def _looked_at(telling: Telling) -> set[str]:
    """Give the ids of the articles with a word that may be one of another, spelled otherwise.

    Most have none, and to look for names takes its time.
    """
    holders: dict[str, set[str]] = {}
    for article in telling if len(telling) > 1 else ():
        for told in article:
            for word in _CAPITAL.findall(told.text):
                holders.setdefault(word, set()).add(told.article.id)
    pairs = (holders[u] | holders[v] for u, v in _alike(holders))
    return set().union(*pairs)


def _words(telling: Telling) -> set[str]:
    """Give all words as they are written: what stands without its capital, too, is no name."""
    texts = [article[0].article.text[:READ] for article in telling if article]
    return {word for text in texts for word in _WORD.findall(text)}


def _collect(article: Sequence[Told], found: dict[str, _Word]) -> None:
    """Note the words of the names of an article."""
    whole = article[0].article
    starts = [told.span.start for told in article]
    for name in names_of(article):
        told = article[bisect_right(starts, name.span.start) - 1]
        written = " ".join(whole.text[slice(*name.span)].split())
        for place, word in enumerate(name.words):
            if len(word) >= SHORTEST and word.isalpha() and word[1:].islower():
                known = found.setdefault(word, _Word())
                known.told.setdefault(whole.id, (told, written))
                for other in (*name.words[place - 1 : place], *name.words[place + 1 : place + 2]):
                    known.beside.setdefault(other, written)


def _alike(holders: Mapping[str, Set[str]]) -> Iterator[tuple[str, str]]:
    """Give the pairs of words that may be spellings of one name, in order.

    Args:
        holders: for each word the articles that have it; none has both words of a pair.
    """
    left: dict[str, list[str]] = {}
    for word in sorted(holders):
        for some in _taken_out(word):
            left.setdefault(some, []).append(word)
    for u, v in sorted({pair for words in left.values() for pair in combinations(words, 2)}):
        allowed = 2 if min(len(u), len(v)) >= LONG else 1
        alone = holders[u].isdisjoint(holders[v])
        if alone and _apart(u, v) <= allowed and not _inflected(u, v):
            yield u, v


def _taken_out(word: str) -> set[str]:
    """Give what is left of a word without one letter or two, which others near it leave, too.

    The first letter stays, as it is the same (Garbe 2012).
    """
    one = {word[:at] + word[at + 1 :] for at in range(1, len(word))}
    two = {some[:at] + some[at + 1 :] for some in one for at in range(1, len(some))}
    return {word} | one | (two if len(word) >= LONG else set())


def _inflected(u: str, v: str) -> bool:
    """Tell whether one is an ending more than the other, or they differ as dialects do."""
    short, long = sorted((u, v), key=len)
    ends = long.startswith(short) and long[len(short) :] in _INFLECTED
    return ends or _without_dialect(u) == _without_dialect(v)


def _without_dialect(word: str) -> str:
    """Give a word without accents, and with British spelling made American."""
    plain = normalize("NFKD", word.lower()).encode("ascii", "ignore").decode() or word
    return plain.replace("our", "or").replace("z", "s").replace("tre", "ter")


def _apart(u: str, v: str) -> int:
    """Count the letters to put in, take out or exchange (Levenshtein 1966)."""
    row = list(range(len(v) + 1))
    for i, a in enumerate(u, 1):
        before, row[0] = row[0], i
        for j, b in enumerate(v, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return row[-1]


def _one_name(u: _Word, v: _Word) -> bool:
    if u.beside.keys() & v.beside.keys():
        return True
    return any(
        _share(a.wording.terms, b.wording.terms) >= ALIKE
        for a, _ in u.told.values()
        for b, _ in v.told.values()
    )


def _share(a: frozenset[str], b: frozenset[str]) -> float:
    return round(2 * len(a & b) / (len(a) + len(b)), 4) if a or b else 0.0


def _disputed(spelled: Sequence[tuple[str, _Word]], source_of: Mapping[str, int]) -> Disputed:
    """Put together who spells how: whole names where a word beside is the same, else the words."""
    (_, u), (_, v) = spelled
    common = sorted(u.beside.keys() & v.beside.keys())
    claims = []
    for word, known in spelled:
        shown = known.beside[common[0]] if common else word
        claims.append(
            Claim(shown, shown, tuple(told.citation() for told, _ in known.told.values()))
        )
    claims.sort(
        key=lambda claim: (
            -len({source_of[x.article] for x in claim.citations}),
            -len(claim.citations),
            claim.text,
        )
    )
    return Disputed(claims[0].text, "", tuple(claims), "name")
