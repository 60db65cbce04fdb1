"""The terms of texts, by which retellings are suggested, as `newskit.duplicates.terms` says."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from newskit.duplicates.sets import Lookup, pack, text_of
from newskit.duplicates.shingling import covered, shingle_hashes
from newskit.duplicates.terms import terms_of
from newskit.text.hashing import hashed_words
from newskit_spark.candidates import banded, rank_of
from newskit_spark.exchange import Row, Said
from newskit_spark.hashing import BATCH
from newskit_spark.incoming import articles_of
from newskit_spark.numbers import numbers
from newskit_spark.shared import Items, Sets, by_text, items_of, received, sent


def termed(bits: int, parts: int) -> Callable[[int, Any, Said], Iterator[Row]]:
    """Make what sends the terms of the texts of a segment to their ranges, and keeps them."""

    def work(segment: int, articles: Any, said: Said) -> Iterator[Row]:
        (sets,) = said["sets"]
        places = sets.texts.places.tolist()
        lookup = Lookup(sets.hashes[sets.template], bits)
        runs = [np.empty(0, np.uint64)]
        for start in range(0, len(places), BATCH):
            some = articles_of([articles[place] for place in places[start : start + BATCH]])
            words = hashed_words([article.story_text() for article in some], details=True)
            shingles, offsets = shingle_hashes(words)
            own = ~covered(lookup.find(shingles) >= 0, offsets, words.offsets)
            terms, offsets = terms_of(words, own)
            text = np.repeat(np.arange(start, start + len(some)), np.diff(offsets))
            runs.append(pack(terms, text << 1, bits))
        packed = np.concatenate(runs)
        packed.sort()
        yield from sent(segment, packed, bits, parts)
        yield segment, "packed", packed

    return work


def with_terms(bits: int) -> Callable[[int, Sets, Said], Iterator[Row]]:
    """Make what gives texts the terms that some other texts have, too."""

    def work(segment: int, sets: Sets, said: Said) -> Iterator[Row]:
        hashes, _ = received(said.get("shared", []))
        (packed,) = said["packed"]
        item = items_of(packed, hashes, bits)
        kept = item >= 0
        text = text_of(packed, bits)[kept]
        sets.terms = Items(hashes, *by_text(text, item[kept], len(sets.sizes)))
        yield segment, "sets", sets

    return work


def bucketed(parts: int) -> Callable[[int, str, Sets], Iterator[Row]]:
    """Make what sends the texts of a segment to the buckets that their terms fall into."""

    def work(segment: int, _: str, sets: Sets) -> Iterator[Row]:
        from newskit.duplicates.shingling import narrow

        hashes = narrow(sets.terms.hashes)[sets.terms.items]
        number = numbers(segment, sets.texts.places)
        yield from banded(hashes, sets.terms.offsets, number, rank_of(sets), parts)

    return work
