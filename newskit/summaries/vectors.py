"""Sentences as vectors of their terms, for the methods that compare them by cosine."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from newskit.protocols import Scored, Sentence
from newskit.summaries.sources import independent_sources, place_weights
from newskit.text.terms import function_words, terms_of
from newskit.text.words import words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

MOST_SENTENCES = 1000
"""Sentences that are compared with each other; further ones, later in their articles, come last."""


@dataclass(frozen=True)
class Vectors:
    """Sentences in lead order, which breaks ties, and what is known of each.

    Args:
        positions: where each row stands in what was given.
        rest: positions of the sentences that are not compared.
        tokens: the terms of each row, with repeats.
        places: the weight of each row's place in its article.
    """

    positions: Sequence[int]
    rest: Sequence[int]
    tokens: Sequence[Sequence[str]]
    places: "Floats"

    @cached_property
    def counts(self) -> "Floats":
        """Rows of how often each term stands in a sentence."""
        import numpy as np

        known = sorted({term for found in self.tokens for term in found})
        columns = {term: number for number, term in enumerate(known)}
        counts = np.zeros((len(self.tokens), len(columns)))
        for row, found in enumerate(self.tokens):
            for term, count in Counter(found).items():
                counts[row, columns[term]] = count
        return counts

    @cached_property
    def cosines(self) -> "Floats":
        """The cosine of each pair of rows, terms weighed by how few sentences have them."""
        import numpy as np

        rarity = np.log(len(self.tokens) / np.maximum(1, (self.counts > 0).sum(axis=0))) + 1
        weighted = self.counts * rarity
        lengths = np.linalg.norm(weighted, axis=1, keepdims=True)
        unit = weighted / np.where(lengths > 0, lengths, 1)
        return np.asarray(unit @ unit.T)

    @cached_property
    def centroid(self) -> "Floats":
        """The sum of the rows, each weighed by its place."""
        return self.places @ self.counts

    def ordered(self, rows: Iterable[tuple[int, float]]) -> Scored:
        """Give scored rows, the best first, as positions; what was not compared comes last."""
        taken = [(self.positions[row], float(score)) for row, score in rows]
        return Scored([*taken, *((position, 0.0) for position in self.rest)])


def vectors_of(sentences: Sequence[Sentence], language: str | None) -> Vectors:
    """Give the vectors of sentences in a language, a BCP-47 tag, if it is known."""
    import numpy as np

    common = function_words(language)

    lead = sorted(
        range(len(sentences)),
        key=lambda i: (sentences[i].position, sentences[i].text, sentences[i].article),
    )
    positions, rest = lead[:MOST_SENTENCES], lead[MOST_SENTENCES:]
    rows = [sentences[i] for i in positions]
    # An empty word has no term, and parts the characters around it.
    tokens = [
        tuple(terms_of("" if word in common else word for word in words(sentence.text)))
        for sentence in rows
    ]
    sources = len(set(independent_sources(rows, tokens)))
    places = place_weights([sentence.position for sentence in rows], sources)
    return Vectors(positions, rest, tokens, np.array(places))
