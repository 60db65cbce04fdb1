"""Candidates by MinHash: texts whose signatures agree in a whole band (Broder 1997).

Signed is what a text shares with others and is no template. Leaving out what no other text holds
brings the similarity of two signatures nearer to containment: a text inside a longer one, whose
rest nobody else has, is found like a copy. Many narrow bands let through what is alike at .3 as a
rule; verification is cheap and exact, a missed candidate is lost for good.

A text inside one whose rest is shared, too, is found by a sample of the shingles, the same of each
text (Broder 1997, "modulo sketch").
"""

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from newskit.article import Article
from newskit.duplicates.collection import Collection, collection_of
from newskit.duplicates.kernel import BANDS
from newskit.duplicates.pairs import as_answer, packed, unpacked
from newskit.duplicates.sets import SharedSets
from newskit.duplicates.sharing import stretches
from newskit.duplicates.shingling import narrow
from newskit.duplicates.workspace import Buckets, Workspace, parts_for, pieces_of
from newskit.kernels import Kernel
from newskit.progress import counted
from newskit.text.distinct import distinct
from newskit.text.ranges import offsets_of, taken

FEW = 100
"""Up to so many texts every pair is a candidate."""
FEWEST, LEAST = 5, 0.1
"""Fewest shingles, and least share of a text's own, that others hold, for it to be signed."""
SAMPLED = 8
"""One shingle in so many is in the sample; a power of two."""
SAMPLES = 2
"""Sampled shingles that two texts share, to be candidates."""

Packed: TypeAlias = NDArray[np.uint64]

_32 = np.uint64(32)


def candidates(articles: Sequence[Article]) -> NDArray[np.int64]:
    """Give pairs of texts that may share much of what they have of their own.

    Args:
        articles: articles with different texts; a `Collection` is not prepared again.

    Returns:
        Rows of two positions.
    """
    collection = collection_of(articles)
    if len(collection) <= FEW:
        return all_pairs(collection)
    signed, ranks, workspace = _signed(collection), collection.ranks, collection.workspace
    sample = workspace.buckets("sample", parts_for(len(collection.shingles.packed) // SAMPLED))
    found = [
        banded(collection.shingles, signed, ranks, workspace, sample.emptied()),
        _often_together(sample, len(ranks), workspace),
    ]
    return as_answer(_of_texts(np.concatenate(found), ranks))


def all_pairs(articles: Sequence[Article]) -> NDArray[np.int64]:
    """Give every pair: complete, and quadratic."""
    return as_answer(every_pair(len(articles)))


def term_candidates(collection: Collection) -> NDArray[np.int64]:
    """Give pairs of texts that may share many of their terms, packed."""
    if len(collection) <= FEW:
        return every_pair(len(collection))
    terms, ranks = collection.terms, collection.ranks
    signed = np.ones(len(terms), np.bool_)
    return _of_texts(banded(terms, signed, ranks, collection.workspace), ranks)


def every_pair(count: int) -> NDArray[np.int64]:
    """Give every pair of so many texts, packed."""
    a, b = np.triu_indices(count, 1)
    return a << 32 | b


def _signed(collection: Collection) -> NDArray[np.bool_]:
    sets = collection.shingles
    return are_signed(sets.own_ends - sets.offsets[:-1], collection.own)


def are_signed(held: NDArray[np.int64], own: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell which texts are signed, by how many of so many shingles of their own others hold."""
    return (held >= np.minimum(FEWEST, own)) & (held >= LEAST * own) & (held > 0)


class _Signed(NamedTuple):
    """What some signed texts have of their own.

    Attributes:
        hashes: its 32-bit hashes, one text's after another's.
        offsets: where those of each text begin; one more than there are texts.
        ranks: the ranks of the texts.
    """

    hashes: NDArray[np.uint32]
    offsets: NDArray[np.int64]
    ranks: NDArray[np.uint64]

    def keys(self, kernel: Kernel) -> list[Packed]:
        """Give the texts in the buckets of their bands, those of one band after another's."""
        keys = kernel.bands(self.hashes, self.offsets).astype(np.uint64)
        keys <<= _32
        keys |= self.ranks
        return [*keys]

    def sample(self, kernel: Kernel, parts: int) -> list[Packed]:
        """Give the texts in buckets of sampled shingles, by ranges."""
        places = np.flatnonzero(self.hashes & np.uint32(SAMPLED - 1) == 0)
        rank = self.ranks[np.searchsorted(self.offsets, places, side="right") - 1]
        found = self.hashes[places].astype(np.uint64) << _32 | rank
        return pieces_of(*kernel.split(found, parts))


def banded(
    sets: SharedSets,
    signed: NDArray[np.bool_],
    ranks: NDArray[np.int64],
    workspace: Workspace,
    sample: Buckets | None = None,
) -> NDArray[np.int64]:
    """Give pairs of ranks of texts whose signatures agree in a band.

    Args:
        sets: what texts share; signed is what is no template of it.
        signed: which texts are signed.
        ranks: the texts' places in an order that no input changes.
        workspace: what works.
        sample: what to put texts into by their sampled shingles, if these are asked for.
    """
    kernel, bands = workspace.kernel, workspace.buckets("bands", BANDS).emptied()

    def keyed(stretch: tuple[Packed, int, int]) -> list[list[Packed]]:
        some = _signed_of(sets, signed, ranks, *stretch)
        sampled = [] if sample is None else [some.sample(kernel, len(sample))]
        return [some.keys(kernel), *sampled]

    for keys in workspace.each(keyed, stretches(sets)):
        for buckets, one in zip((bands,) if sample is None else (bands, sample), keys, strict=True):
            buckets.add(one)

    def paired(band: int) -> NDArray[np.int64]:
        return _paired(bands, band, workspace)

    found = [np.empty(0, np.int64)]
    every = workspace.each(paired, range(BANDS))
    for band, pairs in enumerate(counted(every, "banding", BANDS, "bands")):
        found.append(pairs)
        if band % 8 == 7:  # most pairs agree in many bands
            found = [distinct(np.concatenate(found))]
    return np.concatenate(found)


def _signed_of(
    sets: SharedSets,
    signed: NDArray[np.bool_],
    ranks: NDArray[np.int64],
    part: Packed,
    first: int,
    last: int,
) -> _Signed:
    """Take what signed texts have of their own from a stretch of the sets."""
    texts = np.flatnonzero(signed[first:last] & (sets.own_ends > sets.offsets[:-1])[first:last])
    texts += first
    starts = sets.offsets[texts]
    counts = sets.own_ends[texts] - starts
    items = taken(part, starts - sets.offsets[first], counts)
    items <<= np.uint64(sets.bits)
    return _Signed(narrow(items), offsets_of(counts), ranks[texts].astype(np.uint64))


def _often_together(sample: Buckets, texts: int, workspace: Workspace) -> NDArray[np.int64]:
    """Give pairs of ranks of texts that share some of the sampled shingles."""
    kernel, parts = workspace.kernel, len(sample)
    # A pair is found once for each sampled shingle that both texts hold: sorted, these meet.
    upper = np.uint64(32 - texts.bit_length())
    found = workspace.buckets("sampled-pairs", parts).emptied()
    for pairs in workspace.each(lambda bucket: _paired(sample, bucket, workspace), range(parts)):
        found.add(pieces_of(*kernel.split(pairs.view(np.uint64) << upper, parts)))

    def again(bucket: int) -> NDArray[np.uint64]:
        pairs, times = np.unique(found.take(bucket, workspace.scratch), return_counts=True)
        return pairs[times >= SAMPLES] >> upper

    often = np.concatenate([*workspace.each(again, range(parts))])
    return often.view(np.int64)


def _paired(buckets: Buckets, bucket: int, workspace: Workspace) -> NDArray[np.int64]:
    packed = buckets.take(bucket, workspace.scratch)
    packed.sort()
    return workspace.kernel.pairs(packed)


def _of_texts(pairs: NDArray[np.int64], ranks: NDArray[np.int64]) -> NDArray[np.int64]:
    """Give pairs of texts for pairs of ranks, each once, ascending."""
    by_rank = np.argsort(ranks)
    one, other = unpacked(distinct(pairs))
    return packed(by_rank[one], by_rank[other])
