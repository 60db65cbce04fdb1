"""The terms of texts, by which retellings are suggested: what is left of words when they change.

A retelling shares few runs of words with its source, but many of its content words. Of each text
count those of its own, and of those the ones that are not in most texts anyway.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from newskit.article import Article
from newskit.duplicates.sets import SharedSets, pack
from newskit.duplicates.sharing import ByText, reduced
from newskit.duplicates.shingling import covered, shingle_hashes
from newskit.duplicates.workspace import Arrays, Workspace, parts_for, pieces_of
from newskit.progress import stage
from newskit.text.hashing import CHARACTER, SHORT, HashedWords, hashed_words, word_hash
from newskit.text.mixing import mix
from newskit.text.terms import STOP_WORDS

EVERYDAY, OFTEN = 0.1, 50
"""A term in a larger share of the texts, and in more of them than this, suggests nothing.

The number lets a pile on one topic, whose terms are in most of its articles, keep its terms.
"""

EXPECTED = 130
"""Terms in a text, about."""

IsTemplate: TypeAlias = Callable[[NDArray[np.uint64]], NDArray[np.bool_]]

_BATCH = 256
_ORDER = np.uint64(0x9FB21C651E98DF25)


def own_terms(
    articles: Sequence[Article], is_template: IsTemplate, workspace: Workspace
) -> SharedSets:
    """Give the terms of each text's own that some other texts have, too.

    Args:
        articles: the articles with the texts.
        is_template: tells of hashes of shingles whether they are part of a template.
        workspace: what works.
    """
    bits, texts = len(articles).bit_length() + 1, len(articles)
    column = workspace.column("terms", np.uint64)

    def written() -> Arrays:
        found = workspace.buckets("found-terms", parts_for(texts * EXPECTED)).emptied()
        for run in _runs(articles, is_template, bits):
            found.add(pieces_of(*workspace.kernel.split(run, len(found))))
        most = max(OFTEN, int(EVERYDAY * texts))
        kept = reduced(found, bits, texts, workspace, most).kept
        by_text = ByText(bits, texts, len(kept), workspace)
        for bucket in range(len(kept)):
            by_text.add(by_text.turned(kept.take(bucket)))
        return {"offsets": by_text.write(column)}

    offsets = workspace.once("terms", written, "found-terms", "shared", "by-text")["offsets"]
    return SharedSets(column.finished(), offsets, offsets[1:], bits, column.release)


def _runs(
    articles: Sequence[Article], is_template: IsTemplate, bits: int
) -> Iterator[NDArray[np.uint64]]:
    with stage("finding terms", len(articles)) as advance:
        for start in range(0, len(articles), _BATCH):
            some = articles[start : start + _BATCH]
            words = hashed_words([article.story_text() for article in some], details=True)
            shingles, offsets = shingle_hashes(words)
            own = ~covered(is_template(shingles), offsets, words.offsets)
            terms, offsets = terms_of(words, own)
            text = np.repeat(np.arange(start, start + len(some)), np.diff(offsets))
            yield pack(terms, text << 1, bits)
            advance(len(some))


def terms_of(
    words: HashedWords, own: NDArray[np.bool_]
) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Give the terms of texts: stems of content words, and neighbouring characters.

    As in `newskit.text.terms`, but for the endings of words.
    """
    kept = own & (words.kinds != SHORT) & ~_stop_words()[words.hashes >> np.uint64(48)]
    terms = words.stems
    single = words.kinds == CHARACTER
    if single.any():
        two = np.append(False, single[1:] & single[:-1])
        two[words.offsets[:-1][np.diff(words.offsets) > 0]] = False
        before = np.append(np.uint64(0), words.stems[:-1])
        terms = np.where(two, mix(before * _ORDER + words.stems), words.stems)
        kept &= ~single | two
    return terms[kept], np.concatenate([[0], np.cumsum(kept)])[words.offsets]


@cache
def _stop_words() -> NDArray[np.bool_]:
    """Give a table over the upper 16 bits of hashes: true for those of function words.

    A content word in 250 shares these bits with a function word, and is none of the terms.
    """
    table = np.zeros(1 << 16, np.bool_)
    table[[word_hash(word) >> 48 for word in sorted(STOP_WORDS)]] = True
    return table
