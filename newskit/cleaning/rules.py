"""Boilerplate by rules, for single texts: stock lines, and the blocks that end a page or a release.

A line is the unit. Precision first: prose that mentions cookies, newsletters or copyright stays,
since only a few unmistakable openings mark a full sentence.
"""

from collections.abc import Iterator, Sequence

from newskit.article import Article
from newskit.cleaning import phrases
from newskit.cleaning.lines import Line, lines_of, spans_of
from newskit.cleaning.sites import host_of
from newskit.protocols import BoilerplateSpan
from newskit.text.words import words

LONGEST = 1_000
"""Characters of the longest line that a stock phrase can mark; longer ones are text."""

SENTENCE = 12
"""Words of a line that, closed by a full stop, counts as prose."""

LABEL_WORDS = 30
"""Words of the longest line that a mere label such as `Related:` can mark."""

ENDING_WORDS = 60
ENDING_LENGTH = 120
"""Words of the longest line, and characters of its end, that a closing phrase can mark."""

RUNNING = 45
"""Characters of a line that is not closed and may go on in the next one (hard-wrapped text)."""

BYLINE_LINES = 4
FORM_TAIL = 0.5
SHORT_FORM_TAIL = 0.2
SHORT_FORM = 800
"""A comment form takes all behind it when it begins in the last half of a text, or behind the first
fifth when it is short: a short article may well be shorter than its form."""

RELEASE_TAIL = 0.4
RELEASE_LINES = 4
HEADING_LENGTH = 120
HEADING_WORDS = 8
CONTACT_LENGTH = 150
CONTACT_LINES = 6
"""Blocks of a press release: in the last 40 % of a text of at least so many lines. A heading closes
one; what follows `Contact` are a few short lines, and behind them may come a table."""

SITE_NAME_LENGTH = 60

_TITLE_BARS = (" | ", " - ", " – ", " — ")
_LEADERS = " \t•·*>»→▶►|#_-–—"
_STOPS = (".", "!", "?", "…", ".”", '."', ".)", "?”", "!”", "»")


def clean(articles: Sequence[Article], /) -> Iterator[list[BoilerplateSpan]]:
    """Give the boilerplate of each article, judged by its own text, title, source and URL."""
    for article in articles:
        lines = lines_of(article.text)
        rules = _rules(article, lines)
        yield spans_of(lines, rules) if any(rules) else []


def _rules(article: Article, lines: list[Line]) -> list[str | None]:
    """Give the rule that marks each line, or None."""
    rules: list[str | None] = [_rule(lines, index, article.title) for index in range(len(lines))]
    length = len(article.text)
    if len(lines) >= RELEASE_LINES:
        _mark_release_blocks(lines, rules, length)
    _mark_lists(lines, rules)
    _mark_form(lines, rules, length)
    _mark_site_name(article, lines, rules)
    return rules


def _rule(lines: list[Line], index: int, title: str | None) -> str | None:
    """Give the rule that a line falls under by itself."""
    text = lines[index].text.lstrip(_LEADERS)
    if not text or len(text) > LONGEST or _goes_on(lines, index):
        return None
    if stock := phrases.STOCK.match(text):
        return _name(stock.lastgroup)
    count = text.count(" ") + 1
    if count <= LABEL_WORDS and (count < SENTENCE or not text.endswith(_STOPS)):
        if label := phrases.LABELS.match(text):
            return _name(label.lastgroup)
        if phrases.STAMP.match(text):
            return "updated"
        if phrases.AGENCY_CREDIT.match(text):
            return "credit"
        if index < BYLINE_LINES and _is_byline(text, title):
            return "byline"
    return _ending(text) if count <= ENDING_WORDS else None


def _ending(text: str) -> str | None:
    """Give the rule whose phrase ends a line; most lines hold no cue and are not searched."""
    start = max(0, len(text) - ENDING_LENGTH)
    end = text[start:].lower()
    if any(cue in end for cue in phrases.ENDING_CUES):
        ending = phrases.ENDS.search(text, start)
        return _name(ending.lastgroup) if ending else None
    return None


def _name(group: str | None) -> str:
    return (group or "").replace("_", "-")


def _goes_on(lines: list[Line], index: int) -> bool:
    """Tell whether a line goes on with the sentence of the line before, as in wrapped text."""
    if index == 0 or not lines[index].text[0].islower():
        return False
    before = lines[index - 1]
    adjacent = lines[index].start - before.end <= 2
    return adjacent and len(before.text) >= RUNNING and not before.text.endswith(_STOPS)


def _is_byline(text: str, title: str | None) -> bool:
    byline = phrases.BYLINE.match(text)
    return bool(byline) and not phrases.DATED.search(text) and text != (title or "").strip()


# Blocks


def _mark_form(lines: list[Line], rules: list[str | None], length: int) -> None:
    """Mark everything behind the start of a comment form that ends the page."""
    for index, rule in enumerate(rules):
        start = lines[index].start
        tail = SHORT_FORM_TAIL if length - start <= SHORT_FORM else FORM_TAIL
        if rule == "comment-form" and start >= tail * length:
            rules[index:] = ["comment-form"] * (len(rules) - index)
            return


def _mark_release_blocks(lines: list[Line], rules: list[str | None], length: int) -> None:
    """Mark `About X`, forward-looking statements and contacts at the end of a press release."""
    block: str | None = None
    begin = 0
    for index, line in enumerate(lines):
        if line.start < (1 - RELEASE_TAIL) * length:
            continue
        if opened := _block_opened(lines, index):
            block, begin = opened, index
        elif block and _closes(block, line.text, index - begin):
            block = None
        rules[index] = rules[index] or block
        if opened and phrases.ABOUT_INLINE.match(line.text):
            block = None


def _closes(block: str, text: str, position: int) -> bool:
    """Tell whether the line `position` lines behind the heading of `block` ends that block."""
    if block == "contact":
        is_prose = len(text) > CONTACT_LENGTH or text.count(" ") >= SENTENCE
        return is_prose or position > CONTACT_LINES
    return text.count(" ") < HEADING_WORDS and not text.endswith(_STOPS)


def _block_opened(lines: list[Line], index: int) -> str | None:
    text = lines[index].text
    if phrases.ABOUT_INLINE.match(text):
        return "about"
    if len(text) > HEADING_LENGTH:
        return None
    if heading := phrases.HEADINGS.match(text):
        return _name(heading.lastgroup)
    about = phrases.ABOUT_HEADING.match(text)
    return "about" if about and _is_named_again(about["name"], lines, index) else None


def _is_named_again(name: str, lines: list[Line], index: int) -> bool:
    """Tell whether the next line speaks of what a heading `About …` names."""
    following = lines[index + 1].text[:200] if index + 1 < len(lines) else ""
    return words(name)[0] in words(following)


def _mark_lists(lines: list[Line], rules: list[str | None]) -> None:
    """Mark the headlines under a closing `Read more:`, when nothing but boilerplate follows."""
    end = len(lines)
    while end and rules[end - 1]:
        end -= 1
    start = end
    while start and not rules[start - 1] and _is_headline(lines[start - 1].text):
        start -= 1
    if 0 < start < end and rules[start - 1] == "read-more" and lines[start - 1].text.endswith(":"):
        rules[start:end] = ["read-more"] * (end - start)


def _is_headline(text: str) -> bool:
    return len(text) <= 150 and not text.endswith(_STOPS)


# The name of the site


def _mark_site_name(article: Article, lines: list[Line], rules: list[str | None]) -> None:
    """Mark a short last line that names the site."""
    if rules[-1] or len(lines[-1].text) > SITE_NAME_LENGTH:
        return
    if "".join(words(lines[-1].text)) in _site_names(article):
        rules[-1] = "site-name"


def _site_names(article: Article) -> set[str]:
    """Give what an article calls its site, without spaces: source, host, end of the title."""
    host, title = host_of(article.url), article.title or ""
    names = [article.source or "", host, host.split(".")[0]]
    names += [title.rpartition(bar)[2] for bar in _TITLE_BARS if bar in title]
    return {"".join(words(name)) for name in names} - {""}
