"""Invented news: words by their frequency in English, invented names, figures and quotations.

The texts mean nothing. They have what counts for finding copies: common and rare words in their
natural proportion, a subject's own words and names that come back, sentences and paragraphs of
many lengths, and the typography of print.
"""

import random
from dataclasses import dataclass
from itertools import accumulate

from texts import Text

VOCABULARY = 20_000

_ONSETS_LISTED = "B Br C Ch D Dr F G Gr H J K Kl L M N O P R S Sch Sh St T Tr V W Y Z É Ö Š"
_MIDDLES_LISTED = "a ai e ea i o ou u á é è ö ü ø ã"
_CODAS_LISTED = "bek dan den do ga ke kov la lin lo ma mann na nel ni ra rez ri ro sen son ta vić"
_BODIES_LISTED = "Agency Bank Committee Council Federation Group Institute Ministry Partners Union"
_PAPERS_LISTED = "Courier Gazette Herald Journal Ledger Observer Post Record Times Tribune"
_ONSETS, _MIDDLES, _CODAS = (
    listed.split() for listed in (_ONSETS_LISTED, _MIDDLES_LISTED, _CODAS_LISTED)
)
_BODIES, _PAPERS = _BODIES_LISTED.split(), _PAPERS_LISTED.split()
_UNITS = ["percent", "million", "days", "people", "kilometres", "hours", "euros", "votes"]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words and the running sums of their frequencies."""

    words: tuple[str, ...]
    weights: tuple[float, ...]

    def draw(self, rng: random.Random, number: int) -> list[str]:
        """Draw words by frequency, with replacement."""
        return rng.choices(self.words, cum_weights=self.weights, k=number)

    def rare(self, rng: random.Random, number: int) -> list[str]:
        """Draw words of the less common half, each as likely."""
        return rng.choices(self.words[len(self.words) // 2 :], k=number)


def lexicon() -> Lexicon:
    """Give the most frequent words of English (wordfreq, Speer 2022)."""
    from wordfreq import top_n_list, word_frequency

    words = [w for w in top_n_list("en", VOCABULARY) if w.replace("'", "").isalpha()]
    weights = accumulate(word_frequency(word, "en") for word in words)
    return Lexicon(tuple(word.replace("'", "’") for word in words), tuple(weights))


def name(rng: random.Random) -> str:
    """Invent the name of a person."""
    return f"{_word(rng)} {_word(rng)}"


def place(rng: random.Random) -> str:
    """Invent the name of a town."""
    return _word(rng) + rng.choice(["", "burg", "ford", "ville", " Bay", " City"])


def body(rng: random.Random) -> str:
    """Invent the name of a company or an office."""
    return f"{_word(rng)} {rng.choice(_BODIES)}"


def site(rng: random.Random) -> str:
    """Invent the host name of a news site, in ASCII."""
    letters = "".join(rng.choices("abdeiklmnorstuvz", k=5))
    return f"{letters}-{rng.choice(_PAPERS).lower()}.example"


def figure(rng: random.Random) -> str:
    """Invent a figure, with or without a unit."""
    value = rng.choice(
        [f"{rng.uniform(1, 99):.1f}", f"{rng.randint(2, 99)}", f"{rng.randint(1000, 99999):,}"]
    )
    return rng.choice([f"{value} {rng.choice(_UNITS)}", f"${value} million", value])


def title(rng: random.Random, words: Lexicon) -> str:
    """Invent a headline."""
    return f"{_word(rng)} {' '.join(words.draw(rng, rng.randint(4, 9)))}"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a text is about: words and names that come back."""

    words: list[str]
    names: list[str]


def subject(rng: random.Random, words: Lexicon) -> Subject:
    """Invent a subject: 25 of the less common words, seven names."""
    said = words.rare(rng, 25)
    return Subject(said, [make(rng) for make in (name, name, name, place, place, body, body)])


def text(rng: random.Random, words: Lexicon, length: int, about: Subject | None = None) -> Text:
    """Invent a text of about `length` words about one subject."""
    about = about or subject(rng, words)
    paragraphs: Text = []
    written = 0
    while written < length:
        paragraph = []
        for _ in range(rng.randint(1, 5)):
            sentence = _sentence(rng, words, about)
            paragraph.append(sentence)
            written += len(sentence.split())
            if written >= length:
                break
        paragraphs.append(paragraph)
    return paragraphs


def _sentence(rng: random.Random, words: Lexicon, about: Subject) -> str:
    said = words.draw(rng, min(45, max(4, round(rng.lognormvariate(2.8, 0.5)))))
    for place_ in range(len(said)):
        chance = rng.random()
        if chance < 0.12:
            said[place_] = rng.choice(about.words)
        elif chance < 0.15:
            said[place_] = rng.choice(about.names)
        elif chance < 0.165:
            said[place_] = figure(rng)
        elif chance < 0.2 and place_ < len(said) - 1:
            said[place_] += rng.choice([",", ",", ",", ";", " —", " –"])
    plain = " ".join(said)
    plain = plain[0].upper() + plain[1:]
    if rng.random() < 0.15:
        return f"“{plain},” said {rng.choice(about.names[:3])}."
    return f"{plain}."


def _word(rng: random.Random) -> str:
    onset, middle = rng.choice(_ONSETS), rng.choice(_MIDDLES)
    return f"{onset}{middle}{rng.choice(_CODAS)}"
