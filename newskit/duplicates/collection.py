"""What the texts of a pile share: shingles, and templates among them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from newskit.article import Article
from newskit.duplicates.blocks import blocks_of, edited_inside, parting
from newskit.duplicates.sets import (
    PART,
    Lookup,
    SharedSets,
    by_text,
    flagged,
    give_back,
    shared,
    text_of,
)
from newskit.duplicates.templates import OWN_LEAD, UNKNOWN, Prints, templates
from newskit.duplicates.terms import own_terms
from newskit.duplicates.texts import Texts, hashed_texts
from newskit.views import Chosen, View


@dataclass(frozen=True)
class Collection(View):
    """Articles with different texts, and what these share.

    Attributes:
        articles: an article with each text.
        lengths: number of words of each text.
        ranks: the texts' places in an order that no input changes, the longest first.
        in_part: whether each text is all of an article's, or boilerplate was left out.
        sizes: number of different shingles of each text.
        own: number of those that are no template, nor over an edit inside of one.
        shingles: the shingles that two or more texts hold.
        template: whether each of them is part of a template.
        prints: when and by whom the texts were printed.
    """

    articles: Sequence[Article]
    lengths: NDArray[np.int64]
    ranks: NDArray[np.int64]
    in_part: NDArray[np.bool_]
    sizes: NDArray[np.int64]
    own: NDArray[np.int64]
    shingles: SharedSets
    template: NDArray[np.bool_]
    prints: Prints

    def __len__(self) -> int:
        return len(self.sizes)

    def _at(self, position: int) -> Article:
        return self.articles[position]

    @cached_property
    def terms(self) -> SharedSets:
        """The terms of each text's own that some other texts have, too."""
        return own_terms(self.articles, self.is_template)

    def is_template(self, hashes: NDArray[np.uint64]) -> NDArray[np.bool_]:
        """Tell of hashes of shingles whether they are part of a template."""
        return self._templates.find(hashes) >= 0

    @cached_property
    def _templates(self) -> Lookup:
        return Lookup(self.shingles.hashes[self.template], self.shingles.bits)


def collection_of(articles: Sequence[Article]) -> Collection:
    """Give the collection that articles are, or make one of articles with different texts."""
    if isinstance(articles, Collection):
        return articles
    texts = hashed_texts(articles)
    return collect(texts, Chosen(articles, texts.first.tolist()))


def collect(texts: Texts, articles: Sequence[Article]) -> Collection:
    """Find what texts share.

    Args:
        texts: the hashed texts; their runs are used up.
        articles: an article with each text.
    """
    count, bits = len(texts.lengths), texts.bits
    shared_leads = np.zeros(count, np.int64)

    def parts() -> Iterator[NDArray[np.uint64]]:
        nonlocal shared_leads
        for part in shared(texts.shingles, bits):
            shared_leads += np.bincount(text_of(part[~flagged(part)], bits), minlength=count)
            yield part

    shingles = by_text(parts(), bits, count)
    own_lead = shared_leads <= (1 - OWN_LEAD) * texts.leads
    prints = _prints(texts.prints)
    template, maybe = templates(shingles, prints, own_lead)
    blocks = blocks_of(articles, shingles, template | maybe)
    held = np.bincount(shingles.items, minlength=len(template))
    template |= maybe & parting(blocks, held)
    of_template = np.bincount(shingles.texts()[template[shingles.items]], minlength=count)
    of_template += edited_inside(blocks, template, count)
    give_back(len(shingles.items) // PART)
    return Collection(
        articles=articles,
        lengths=texts.lengths,
        ranks=np.argsort(np.lexsort((texts.keys, -texts.lengths))),
        in_part=texts.in_part,
        sizes=texts.sizes,
        own=texts.sizes - of_template,
        shingles=shingles,
        template=template,
        prints=prints,
    )


def _prints(prints: Sequence[tuple[str, int]]) -> Prints:
    """Number the sources; a text without a day has one of its own."""
    sources: dict[str, int] = {"": 0}
    source = [sources.setdefault(name, len(sources)) for name, _ in prints]
    day = [day or UNKNOWN + text for text, (_, day) in enumerate(prints)]
    return Prints(np.array(source, np.int64), np.array(day, np.int64))
