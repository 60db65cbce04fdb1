"""How long a summary may be."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from newskit.errors import UsageError
from newskit.text.words import words

DEFAULT_SENTENCES = 3

WORD_LENGTH = 5
"""Characters that are one word in Thai, Lao, Burmese and Khmer, which write no space between."""

_FIRST_SPACELESS = "\u0e00"
"""Thai: no script that is written without spaces comes earlier in Unicode."""

_EAST_ASIAN = "\u2e80"
"""From here on each character of such a script is a word."""


class Size(NamedTuple):
    """The length of sentences joined by one space each."""

    sentences: int = 0
    words: int = 0
    chars: int = 0

    def plus(self, other: "Size") -> "Size":
        """Give the size of both together."""
        space = 1 if self.sentences and other.sentences else 0
        return Size(
            self.sentences + other.sentences,
            self.words + other.words,
            self.chars + space + other.chars,
        )


def size_of(sentence: str) -> Size:
    """Measure one sentence; words are what stands between white space, as `wc -w` counts.

    In Chinese and Japanese each character is a word, as their editors count; in other scripts that
    are written without spaces `WORD_LENGTH` characters are.
    """
    if sentence.isascii():
        return Size(1, len(sentence.split()), len(sentence))
    return Size(1, sum(map(_words_in_run, sentence.split())), len(sentence))


def total_size(sentences: Sequence[str]) -> Size:
    """Measure all of `sentences`, joined by one space each."""
    sizes = list(map(size_of, sentences))
    spaces = max(0, len(sizes) - 1)
    return Size(
        len(sizes), sum(size.words for size in sizes), spaces + sum(size.chars for size in sizes)
    )


def _words_in_run(run: str) -> int:
    found = words(run)
    spaceless = [word for word in found if len(word) == 1 and word >= _FIRST_SPACELESS]
    if not spaceless:
        return 1
    letters = sum(word < _EAST_ASIAN for word in spaceless)
    return len(found) - letters + -(-letters // WORD_LENGTH)


@dataclass(frozen=True, slots=True)
class Budget:
    """The most a summary may have; where several limits are given, all hold.

    Args:
        sentences: sentences; 3 when no limit is given at all.
        words: words, see `size_of`.
        chars: characters of the sentences joined by one space.
        ratio: share of the words of all candidate sentences, above 0 and at most 1.

    Raises:
        UsageError: a limit that is no positive number, or a ratio outside 0..1.
    """

    sentences: int | None = None
    words: int | None = None
    chars: int | None = None
    ratio: float | None = None

    def __post_init__(self) -> None:
        for unit in ("sentences", "words", "chars"):
            limit = getattr(self, unit)
            if limit is not None and (type(limit) is not int or limit < 1):
                raise UsageError(f"a budget of {limit!r} {unit}: give a whole number above 0")
        ratio = self.ratio
        if ratio is not None and not (type(ratio) in (int, float) and 0 < ratio <= 1):
            raise UsageError(f"a budget with ratio {ratio!r}: give a number above 0 and at most 1")
        if (self.sentences, self.words, self.chars, ratio) == (None, None, None, None):
            object.__setattr__(self, "sentences", DEFAULT_SENTENCES)

    def fits(self, picked: Size, sentence: Size, candidates: Size) -> bool:
        """Tell whether `sentence` may join what is `picked`, out of all `candidates`."""
        size = picked.plus(sentence)
        return (
            (self.sentences is None or size.sentences <= self.sentences)
            and (self.words is None or size.words <= self.words)
            and (self.chars is None or size.chars <= self.chars)
            # Rounded: 0.29 of 100 words is 29 words, not 28.999999999999996.
            and (self.ratio is None or size.words <= round(self.ratio * candidates.words, 9))
        )
