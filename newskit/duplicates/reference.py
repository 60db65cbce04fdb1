"""The reference detector: datasketch's own MinHash and LSH on the same shingles.

Many times slower than `newskit.duplicates.minhash`, whose signatures are the same numbers;
it is there to check that one, and for who trusts a published library more than us.
"""

from collections.abc import Iterator, Sequence

from newskit.article import Article
from newskit.duplicates.collection import Collection, collection_of
from newskit.duplicates.kernel import BANDS, ROWS
from newskit.duplicates.shingling import hashfunc, narrow
from newskit.text.words import shingles, words

PERMUTATIONS = 128


def candidates(articles: Sequence[Article]) -> Iterator[tuple[int, int]]:
    """Give pairs of articles whose signatures agree in a band, whatever the bucket costs."""
    from datasketch import MinHash, MinHashLSH

    collection = collection_of(articles)
    index = MinHashLSH(num_perm=PERMUTATIONS, params=(BANDS, ROWS))
    for text, article in enumerate(articles):
        features = _signed(collection, text, article)
        if not features:
            continue
        signature = MinHash(PERMUTATIONS, hashfunc=features.__getitem__, scheme="affine32")
        signature.update_batch(list(features))
        yield from ((other, text) for other in sorted(index.query(signature)))
        index.insert(text, signature)


def _signed(collection: Collection, text: int, article: Article) -> dict[bytes, int]:
    """Give the shingles of a text that others hold and that are no template, and their hashes."""
    own = set(narrow(collection.shingles.own(text)).tolist())
    encoded = (
        one.encode("utf-8", "surrogatepass") for one in shingles(words(article.story_text()))
    )
    hashes = {one: hashfunc(one) for one in encoded}
    return {one: value for one, value in hashes.items() if value in own}
