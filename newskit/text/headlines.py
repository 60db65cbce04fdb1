"""The headline of a story: of the real ones, the one that says most of what all reports say."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from newskit.text.terms import STOP_WORDS
from newskit.text.words import words

LEAD = 1_000
"""Characters of a report that are looked at: what matters is said first."""

_LONGEST = 120
_UNSHARED = 0.4
"""What a word costs that no other report has, in words that all of them have."""

_FLAW = 3.0
"""What a flaw of form costs: a question, capitals throughout, a label, a number of reasons."""

_LABEL = re.compile(
    r"(?:live|breaking|watch|video|photos?|pictures|gallery|podcast|opinion|analysis|editorial"
    r"|comment|explainer|explained|update[sd]?|exclusive|liveblog|live updates?|as it happened"
    r"|en direct|en vivo|directo|liveticker|kommentar)\s*[:|–—-]"
    r"|(?:here(?:’|')?s|here are|what (?:we|you|to) |why you|how to |everything you"
    r"|\d+ (?:things|ways|reasons|takeaways|facts))",
    re.IGNORECASE,
)


def best_headline(titles: Iterable[str], reports: Sequence[str]) -> str | None:
    """Choose the title that says most of what the reports share; None where there is no title.

    Each content word counts for the share of the other reports that have it, less a price for the
    words that none has: detail that is confirmed is worth its length, a play on words is not.
    Questions, labels (`Live updates:`) and shouting cost extra. Ties go to the shorter title.

    Args:
        titles: the titles, in any order.
        reports: the title of each report that is no copy, a line break, and its text.
    """
    given = sorted({title for title in titles if title.strip()})
    if len(given) < 2:
        return next(iter(given), None)
    alone = len(reports) == 1  # its own title would confirm itself
    told = [report.partition("\n")[2] if alone else report for report in reports]
    used = Counter(word for report in told for word in _content(report[:LEAD]))
    others = max(1, len(reports) - 1)

    def score(title: str) -> float:
        shares = [max(0, used[word] - (not alone)) / others for word in _content(title)]
        said = sum(share if share else -_UNSHARED for share in shares)
        return round(said - _FLAW * _flaws(title), 4)

    return max(given, key=lambda title: (score(title), -len(title), title))


def _content(text: str) -> set[str]:
    return {
        word
        for word in words(text)
        if (len(word) > 3 or word.isdigit() or not word.isascii()) and word not in STOP_WORDS
    }


def _flaws(title: str) -> int:
    title = title.strip()
    letters = [letter for letter in title if letter.isalpha()]
    shouted = len(letters) > 8 and all(letter.isupper() for letter in letters)
    asked = title.endswith(("?", "؟", "？", "…", "...", "!"))
    return shouted + asked + bool(_LABEL.match(title)) + (len(title) > _LONGEST)
