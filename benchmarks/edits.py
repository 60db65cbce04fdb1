"""What newsrooms, agencies and scrapers do to a text: each edit gives a copy that is like its base.

Every edit takes a random generator and a text and gives a text; the strength varies within the
bounds that its description tells.
"""

import random
import re
from itertools import pairwise

from invented import Lexicon, body, figure, name, place
from texts import Text, count, cut, sentences

_STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
_CORE = re.compile(r"\w(?:.*\w)?")
_NUMBER = re.compile(r"\d+")
_DASH = re.compile(r" [–—] ")


def punctuation(rng: random.Random, text: Text) -> Text:
    """Change quotes, dashes, capitals, white space and paragraphs; the words stay what they are."""
    quotes, dash = rng.random() < 0.7, rng.choice([" - ", " -- ", " – ", " — "])
    comma, spaces = rng.random() < 0.4, rng.choice([" ", "  ", "\n"])
    changed = []
    for sentence in sentences(text):
        sentence = _DASH.sub(dash, sentence)
        sentence = sentence.translate(_STRAIGHT) if quotes else sentence
        sentence = sentence.replace(", ", spaces, 1) if comma else sentence
        changed.append(sentence.replace(" ", spaces, 1))
    if rng.random() < 0.5:
        changed[0] = changed[0].upper()
    size = rng.randint(1, 4)
    return [changed[start : start + size] for start in range(0, len(changed), size)]


def light(rng: random.Random, text: Text, lexicon: Lexicon) -> Text:
    """Edit 2 to 5 of a hundred words."""
    return _reworded(rng, text, lexicon, rng.uniform(0.02, 0.05))


def heavy(rng: random.Random, text: Text, lexicon: Lexicon) -> Text:
    """Edit 15 to 25 of a hundred words."""
    return _reworded(rng, text, lexicon, rng.uniform(0.15, 0.25))


def syndication(rng: random.Random, text: Text, lexicon: Lexicon) -> Text:
    """Put the header and footer of another site, 15 to 60 words together, around a text."""
    words = rng.randint(15, 60)
    top = rng.randint(4, words // 3)
    header = f"By {name(rng)}, {place(rng)} — {' '.join(lexicon.draw(rng, top))}"
    footer = lexicon.draw(rng, words - len(header.split()) - 4)
    return [[header], *text, [f"© {body(rng)}. {' '.join(footer).capitalize()}."]]


def reorder(rng: random.Random, text: Text) -> Text:
    """Part a text into 3 to 7 blocks of paragraphs (else of sentences) and put them elsewhere."""
    units = text if len(text) >= 6 else [[sentence] for sentence in sentences(text)]
    number = min(rng.randint(3, 7), len(units))
    borders = [0, *sorted(rng.sample(range(1, len(units)), number - 1)), len(units)]
    blocks = [units[a:b] for a, b in pairwise(borders)]
    order = list(range(number))
    while number > 1 and order == sorted(order):
        rng.shuffle(order)
    return [paragraph for place_ in order for paragraph in blocks[place_]]


def truncation(rng: random.Random, text: Text) -> Text:
    """Keep the first 40 to 70 of a hundred words, up to the end of a sentence."""
    return cut(text, round(rng.uniform(0.4, 0.65) * count(text)))[0]


def embedding(rng: random.Random, text: Text, host: Text) -> Text:
    """Set a whole text between two paragraphs of `host`, which should be the longer one."""
    units = host if len(host) > 1 else [[sentence] for sentence in sentences(host)]
    border = rng.randint(0, len(units))
    return [*units[:border], *text, *units[border:]]


def update(rng: random.Random, text: Text, news: Text) -> Text:
    """Replace 10 to 35 of a hundred sentences by those of `news`, and change half the figures."""
    fresh = list(sentences(news))
    number = sum(map(len, text))
    replaced = max(1, round(rng.uniform(0.1, 0.35) * number))
    chosen = set(rng.sample(range(number), min(replaced, len(fresh), number)))
    changed: Text = []
    position = 0
    for paragraph in text:
        changed.append([])
        for sentence in paragraph:
            kept = _NUMBER.sub(lambda match: _recounted(rng, match[0]), sentence)
            changed[-1].append(fresh.pop() if position in chosen else kept)
            position += 1
    return changed


def _recounted(rng: random.Random, number: str) -> str:
    if rng.random() < 0.5:
        return number
    return str(rng.randint(1, 9)) + "".join(rng.choices("0123456789", k=len(number) - 1))


def _reworded(rng: random.Random, text: Text, lexicon: Lexicon, share: float) -> Text:
    """Edit runs of 1 to 4 words, as an editor does, until `share` of the words is edited."""
    number = count(text)
    edited: set[int] = set()
    while len(edited) < share * number:
        start = rng.randrange(number)
        edited.update(range(start, min(number, start + rng.choice([1, 1, 2, 3, 4]))))
    changed: Text = []
    position = 0
    for paragraph in text:
        changed.append([])
        for sentence in paragraph:
            words = sentence.split()
            places = [place_ for place_ in range(len(words)) if position + place_ in edited]
            position += len(words)
            changed[-1].append(_edited(rng, words, places, lexicon))
    return changed


def _edited(rng: random.Random, words: list[str], places: list[int], lexicon: Lexicon) -> str:
    """Replace, drop, insert or swap the words at `places`."""
    words = list(words)
    for place_ in reversed(places):
        chance = rng.random()
        if chance < 0.5:
            words[place_] = _CORE.sub(lexicon.draw(rng, 1)[0], words[place_])
        elif chance < 0.7 and len(words) > 2:
            del words[place_]
        elif chance < 0.9 or place_ + 1 >= len(words):
            words.insert(place_, rng.choice([*lexicon.draw(rng, 3), figure(rng)]))
        else:
            words[place_], words[place_ + 1] = words[place_ + 1], words[place_]
    return " ".join(words)
