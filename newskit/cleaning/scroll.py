"""Where a page goes on with the next article: pages that load others while their reader scrolls.

Behind its own story such a page holds the headline of another article, and its text. In a pile
that article is mostly there too, so a seam is known by it: its headline, and under it lines with
which it begins, and which go on as it does. A story that was updated also holds an earlier one, but
no second headline; and a round-up holds beginnings, but not what follows. A single page has to say
more: the end of a page, a headline, who wrote it or when, and another story.
"""

import re
from collections.abc import Sequence
from itertools import chain

from newskit.article import Article
from newskit.cleaning.frequent import Openings
from newskit.cleaning.heads import head_like
from newskit.cleaning.lines import Lines
from newskit.protocols import BoilerplateSpan
from newskit.text.credits import is_byline
from newskit.text.datelines import PRESS_DATELINE_LIMIT, dateline
from newskit.text.furniture import is_title
from newskit.text.words import words

NEXT_ARTICLE = "next-article"

STORY = 40
"""Words of the shortest story: of what stays, and of what two articles share behind a seam."""

CARRIED = 0.5
"""Part that two articles share of what stands behind the seam, in the one where it is shorter."""

ABOVE = 5
"""Lines above the first shared one in which the headline stands."""

HEADLINE_WORDS = 4
"""Words of the shortest headline that may lack some of the title, such as the name of the site."""

STORY_LINE = 15
"""Words of a line from which on it is one of a story, and no more a headline or a byline."""

PAGE_ENDS = frozenset(["copyright", "comment-form", "comments", "first-published", "share"])
"""Rules of lines that end a page."""

_SEVERAL = re.compile(
    r"\b(?:live|live-?blogs?|live-?ticker|as it happened|updates|round-?up|briefing|digest|recap|"
    r"in brief|headlines|top stories|newsletter|what (?:we|you)|en (?:direct|vivo)|directo)\b",
    re.IGNORECASE,
)
"""What a page is called that holds several reports by right."""


def next_articles(
    articles: Sequence[Article], openings: Openings, sources: Sequence[Sequence[int]]
) -> dict[int, BoilerplateSpan]:
    """Find the articles of a pile that go on with another one of their source.

    Args:
        articles: the articles.
        openings: how their lines open.
        sources: for each source the numbers of its articles.

    Returns:
        for each such article the span from the headline of the next one on.
    """
    found: dict[int, BoilerplateSpan] = {}
    alike = chain.from_iterable(head_like(openings, members) for members in sources)
    for index, line, heads in alike:
        others = [] if index in found else [head for head in heads if head[0] != index]
        if not others:
            continue
        article = articles[index]
        lines = Lines(article.text)
        title = article.title or lines.texts[0]
        seams = [_seam(lines.texts, line, title, articles[other], start) for other, start in others]
        if any(seams) and not _SEVERAL.search(title):
            begin = lines.start(min(filter(None, seams)))
            found[index] = BoilerplateSpan(begin, lines.end(-1), NEXT_ARTICLE)
    return found


def _seam(page: list[str], line: int, title: str, other: Article, start: int) -> int:
    """Give the line at which another article begins in a page, 0 if it does not.

    Args:
        page: the lines of the page.
        line: the line that may be the first one that both have.
        title: of the page.
        other: the other article.
        start: the line of that which may be the same.
    """
    if page[line] not in other.text:  # most only open alike
        return 0
    following = Lines(other.text).texts
    if page[line : line + 2] != following[start : start + 2]:
        return 0
    headline = other.title or (following[0] if is_title(following[0]) else "")
    above = range(max(0, line - start - ABOVE), line + 1)
    at = next((at for at in above if _is_headline(page[at], headline)), 0)
    is_same = _is_headline(title, headline) or _is_headline(headline, title)
    if is_same or _count(page[:at]) < STORY:
        return 0
    theirs = set(following[start:])
    shared = _count([text for text in page[line:] if text in theirs])
    whole = min(_count(page[line:]), _count(following[start:]))
    return at if shared >= max(STORY, CARRIED * whole) else 0


def _is_headline(line: str, title: str) -> bool:
    """Tell whether a line is a title, or most likely what stands in it before the site's name."""
    if len(line) > 2 * len(title):
        return False
    said, whole = words(line), words(title)
    return said == whole[: len(said)] and (len(said) >= HEADLINE_WORDS or said == whole)


def _count(lines: Sequence[str]) -> int:
    return sum(line.count(" ") + 1 for line in lines)


def next_article(lines: Sequence[str], rules: Sequence[str | None], title: str | None) -> int:
    """Give the line of a single page at which the next article begins; 0 if there is none.

    Args:
        lines: the lines of the page, without space around them.
        rules: for each the rule that marks it, or None.
        title: of the article.
    """
    for at in range(1, len(lines) - 2):
        if (
            not rules[at]
            and _ends_page(rules, at)
            and HEADLINE_WORDS <= _count(lines[at : at + 1]) <= STORY_LINE
            and is_title(lines[at])
            and not _is_headline(lines[at], title or lines[0])
            and _story_opens(lines, rules, at + 1)
            and _count(_unmarked(lines[:at], rules)) >= 2 * STORY
        ):
            return at
    return 0


def _ends_page(rules: Sequence[str | None], at: int) -> bool:
    """Tell whether a page ends in the boilerplate right before a line."""
    while at and rules[at - 1]:
        at -= 1
        if rules[at] in PAGE_ENDS:
            return True
    return False


def _story_opens(lines: Sequence[str], rules: Sequence[str | None], at: int) -> bool:
    """Tell whether a byline, a stamp or a dateline follows, and a story."""
    signed = False
    for number in range(at, min(at + ABOVE, len(lines))):
        text = lines[number]
        if text.count(" ") + 1 >= STORY_LINE:
            signed = signed or dateline(text[: 2 * PRESS_DATELINE_LIMIT]) is not None
            return signed and _count(_unmarked(lines[number:], rules[number:])) >= STORY
        signed = signed or rules[number] == "updated" or is_byline(text)
    return False


def _unmarked(lines: Sequence[str], rules: Sequence[str | None]) -> list[str]:
    return [line for line, rule in zip(lines, rules, strict=False) if not rule]
