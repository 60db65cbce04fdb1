"""What a story is about, for its mark: headline, key terms, first and last time, sources."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from newskit.article import Article
from newskit.grouping.features import HALF, RARITY_POWER
from newskit.grouping.frequencies import rarities
from newskit.marks import Mark, copies_of, copy_of, entries
from newskit.text.headlines import LEAD, best_headline
from newskit.text.terms import STOP_WORDS
from newskit.text.times import seconds
from newskit.text.words import SPACELESS, words

TERMS = 6
"""How many key terms a story has at most."""

ENOUGH = 100
"""So many reports tell what a story is about, however many there are."""


def about(members: Sequence[Article]) -> dict[str, object]:
    """Tell what a story is about, as far as it is known.

    Args:
        members: its articles, copies among them, in any order.

    Returns:
        `headline`, the title of one of them; `terms`, the words that most of them begin with, as
        they write them; `published`, the first and the last time; `sources`.
    """
    members = sorted(members, key=lambda article: article.id)
    records = [record for article in members for record in _records(article)]
    kept = [article for article in members if copy_of(article) is None] or members
    leads = [f"{a.title or ''}\n{a.story_text()[:LEAD]}" for a in kept[:ENOUGH]]
    languages = (a.language for a in kept if a.language)
    told: dict[str, object] = {
        "headline": best_headline(_texts(records, "title"), leads),
        "terms": _key_terms(leads, next(languages, None)),
        "published": _span(list(_texts(records, "published"))),
        "sources": sorted(set(_texts(records, "source"))),
    }
    return {key: value for key, value in told.items() if value}


def _records(article: Article) -> Iterator[Mark]:
    """Give what is known of an article, and of the copies that were dropped for it."""
    yield {"title": article.title, "published": article.published, "source": article.source}
    waiting = copies_of(article)
    while waiting:
        entry = waiting.pop()
        yield entry
        waiting += entries(entry.get("copies"))


def _texts(records: Sequence[Mark], key: str) -> Iterator[str]:
    return (value for record in records if isinstance(value := record.get(key), str) and value)


def _span(times: list[str]) -> list[str]:
    """Give the first and the last time, as they came; what is no time does not count."""
    known = sorted((seconds(time), time) for time in times if seconds(time) < float("inf"))
    return [known[0][1], known[-1][1]] if known else []


def _key_terms(leads: Sequence[str], language: str | None) -> list[str]:
    """Give the rare words that most of the reports begin with; scripts without spaces have none."""
    weight: Counter[str] = Counter()
    reports: Counter[str] = Counter()
    for lead in leads:
        first: dict[str, int] = {}
        for place, word in enumerate(words(lead)):
            first.setdefault(word, place)
        reports.update(first.keys())
        weight.update({word: HALF / (HALF + place) for word, place in first.items()})
    least = 1 if len(leads) == 1 else 2
    shared = [word for word in weight if reports[word] >= least and _tells(word)]
    rarity = rarities(language, shared, leads[0])
    shared.sort(key=lambda word: (-round(weight[word] * rarity[word] ** RARITY_POWER, 6), word))
    return [_spelled(word, leads) for word in shared[:TERMS]]


def _tells(word: str) -> bool:
    return (
        len(word) > 2
        and not word.isdigit()
        and word not in STOP_WORDS
        and not SPACELESS.match(word)
    )


def _spelled(word: str, leads: Sequence[str]) -> str:
    """Give the form a word is written in most often, and of several the one not in capitals."""
    written = re.compile(rf"\b{re.escape(word)}\b", re.IGNORECASE)
    forms = Counter(form for lead in leads for form in written.findall(lead)) or {word: 1}
    return min(forms, key=lambda form: (-forms[form], len(form) > 3 and form.isupper(), form))
