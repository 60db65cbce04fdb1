"""Boilerplate by rules, for single texts: stock lines, and the blocks that end a page or a release.

A line is the unit. Precision first: prose that mentions cookies, newsletters or copyright stays,
since only a few unmistakable openings mark a full sentence.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from newskit.article import Article
from newskit.cleaning import oneline
from newskit.cleaning.lines import Lines, spans_of
from newskit.cleaning.noted import noting, with_dateline
from newskit.cleaning.scroll import NEXT_ARTICLE, PAGE_ENDS, next_article
from newskit.cleaning.sites import host_of
from newskit.cleaning.suspects import LEADERS, RELEASE_TAIL, suspects, suspects_of_each
from newskit.protocols import BoilerplateSpan
from newskit.text import credits, furniture, prompts
from newskit.text.endings import ABOUT_HEADING, ABOUT_INLINE, ABOUTS, FORWARD_LOOKING, HEADINGS
from newskit.text.phrases import compiled
from newskit.text.words import words

MANY = 64
"""Articles from which on it pays to look at many together, `TOGETHER` at a time."""
TOGETHER = 64

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

RELEASE_LINES = 4
HEADING_LENGTH = 120
HEADING_WORDS = 8
CONTACT_LENGTH = 150
CONTACT_LINES = 6
"""Blocks of a press release: at the end of a text of at least so many lines. A heading closes one;
what follows `Contact` are a few short lines, and behind them may come a table."""

SITE_NAME_LENGTH = 60

_TITLE_BARS = (" | ", " - ", " – ", " — ")
_STOPS = (".", "!", "?", "…", ".”", '."', ".)", "?”", "!”", "»")


def clean(articles: Sequence[Article], /) -> Iterator[list[BoilerplateSpan]]:
    """Give the boilerplate of each article, judged by its own text, title, source and URL."""
    if len(articles) < MANY:
        for article in articles:
            yield _spans(article, suspects(article.text))
        return
    rest = iter(articles)
    while some := list(islice(rest, TOGETHER)):
        yield from map(_spans, some, suspects_of_each([article.text for article in some]))


def _spans(article: Article, suspected: dict[int, bool]) -> list[BoilerplateSpan]:
    spans: list[BoilerplateSpan] = []
    if "\n" not in article.text and "\r" not in article.text:
        spans = [noting(span, article.text) for span in oneline.clean(article.text)]
    elif suspected or _may_end_short(article.text):
        lines = Lines(article.text)
        rules = _rules(article, lines, suspected)
        if any(rules):
            spans = [noting(span, article.text) for span in spans_of(lines, rules)]
    return with_dateline(spans, article.text)


def _rules(article: Article, lines: Lines, suspected: dict[int, bool]) -> list[str | None]:
    """Give the rule that marks each line, or None."""
    opens = {
        index: suspected[number]
        for index, number in enumerate(lines.numbers)
        if number in suspected
    }
    rules: list[str | None] = [None] * len(lines.texts)
    for index, does_open in opens.items():
        if not _goes_on(lines, index):
            rules[index] = _rule(
                lines.texts[index].lstrip(LEADERS), index, article.title, does_open
            )
    length = len(article.text)
    if len(rules) >= RELEASE_LINES:
        _mark_release_blocks(lines, rules, length, opens)
    if "read-more" in rules:
        _mark_lists(lines.texts, rules)
    if "comment-form" in rules:
        _mark_form(lines, rules, length)
    if not PAGE_ENDS.isdisjoint(rules) and (at := next_article(lines.texts, rules, article.title)):
        rules[at:] = [NEXT_ARTICLE] * (len(rules) - at)
    _mark_site_name(article, lines.texts[-1], rules)
    return rules


def _rule(text: str, index: int, title: str | None, opens: bool) -> str | None:
    """Give the rule that a line falls under by itself; `opens` if it opens like a phrase."""
    if not text or len(text) > LONGEST:
        return None
    if opens and (stock := furniture.STOCK.rule_of(text)):
        return stock
    count = text.count(" ") + 1
    if (
        count <= LABEL_WORDS
        and (count < SENTENCE or not text.endswith(_STOPS))
        and (label := _label(text, index, title, opens))
    ):
        return label
    return _ending(text) if count <= ENDING_WORDS else None


def _label(text: str, index: int, title: str | None, opens: bool) -> str | None:
    if opens and (label := furniture.LABELS.rule_of(text)):
        return label
    if _is_contact(text):
        return "contact"
    if opens and (stamp := furniture.STAMP.rule_of(text)):
        return stamp
    if _is_agency_credit(text):
        return "credit"
    may_be_byline = opens and index < BYLINE_LINES and text != (title or "").strip()
    return "byline" if may_be_byline and credits.is_byline(text) else None


def _is_contact(text: str) -> bool:
    may_be = "@" in text or " can be " in text.lower()
    return may_be and compiled(prompts.CONTACT, re.IGNORECASE).match(text) is not None


def _is_agency_credit(text: str) -> bool:
    may_be = "/" in text or "|" in text or "Getty" in text
    return may_be and compiled(credits.AGENCY_CREDIT).match(text) is not None


def _ending(text: str) -> str | None:
    """Give the rule whose phrase ends a line; most lines hold no cue and are not searched."""
    start = max(0, len(text) - ENDING_LENGTH)
    end = text[start:].lower()
    for cue in furniture.ENDING_CUES:
        if cue in end:
            ending = compiled(furniture.ENDS, re.IGNORECASE).search(text, start)
            return (ending.lastgroup or "").replace("_", "-") if ending else None
    return None


def _goes_on(lines: Lines, index: int) -> bool:
    """Tell whether a line goes on with the sentence of the line before, as in wrapped text."""
    if index == 0 or not lines.texts[index][0].islower():
        return False
    before = lines.texts[index - 1]
    adjacent = lines.start(index) - lines.end(index - 1) <= 2
    return adjacent and len(before) >= RUNNING and not before.endswith(_STOPS)


# Blocks


def _mark_form(lines: Lines, rules: list[str | None], length: int) -> None:
    """Mark everything behind the start of a comment form that ends the page."""
    for index in [index for index, rule in enumerate(rules) if rule == "comment-form"]:
        start = lines.start(index)
        tail = SHORT_FORM_TAIL if length - start <= SHORT_FORM else FORM_TAIL
        if start >= tail * length:
            rules[index:] = ["comment-form"] * (len(rules) - index)
            return


def _mark_release_blocks(
    lines: Lines, rules: list[str | None], length: int, opens: dict[int, bool]
) -> None:
    """Mark `About X`, forward-looking statements and contacts at the end of a press release."""
    opened: dict[int, str] = {}
    for index, does_open in reversed(opens.items()):
        if lines.start(index) < (1 - RELEASE_TAIL) * length:
            break
        if block := _block_opened(lines.texts, index, does_open):
            opened[index] = block
    for begin, block in opened.items():
        rules[begin] = rules[begin] or block
        if block == "about" and ABOUT_INLINE.match(lines.texts[begin]):
            continue
        for index in range(begin + 1, len(rules)):
            if index in opened or _closes(block, lines.texts[index], index - begin):
                break
            rules[index] = rules[index] or block


def _closes(block: str, text: str, position: int) -> bool:
    """Tell whether the line `position` lines behind the heading of `block` ends that block."""
    if block == "contact":
        is_prose = len(text) > CONTACT_LENGTH or text.count(" ") >= SENTENCE
        return is_prose or position > CONTACT_LINES
    return text.count(" ") < HEADING_WORDS and not text.endswith(_STOPS)


def _block_opened(texts: list[str], index: int, opens: bool) -> str | None:
    text = texts[index]
    may_be_about = opens and text.startswith(ABOUTS)
    if may_be_about and ABOUT_INLINE.match(text):
        return "about"
    if len(text) > HEADING_LENGTH:
        return None
    if _looks_forward(text):
        return "forward-looking"
    if opens and (heading := HEADINGS.rule_of(text)):
        return heading
    about = ABOUT_HEADING.match(text) if may_be_about else None
    return "about" if about and _is_named_again(about[1]["name"], texts, index) else None


def _looks_forward(text: str) -> bool:
    lower = text.lower()
    may_be = "forward" in lower or "afe harbor" in lower
    return may_be and compiled(FORWARD_LOOKING, re.IGNORECASE).match(text) is not None


def _is_named_again(name: str, texts: list[str], index: int) -> bool:
    """Tell whether the next line speaks of what a heading `About …` names."""
    following = texts[index + 1][:200] if index + 1 < len(texts) else ""
    return words(name)[0] in words(following)


def _mark_lists(texts: list[str], rules: list[str | None]) -> None:
    """Mark the headlines under a closing `Read more:`, when nothing but boilerplate follows."""
    end = len(rules)
    while end and rules[end - 1]:
        end -= 1
    start = end
    while start and not rules[start - 1] and _is_headline(texts[start - 1]):
        start -= 1
    if 0 < start < end and rules[start - 1] == "read-more" and texts[start - 1].endswith(":"):
        rules[start:end] = ["read-more"] * (end - start)


def _is_headline(text: str) -> bool:
    return len(text) <= 150 and not text.endswith(_STOPS)


# The name of the site


def _may_end_short(text: str) -> bool:
    """Tell whether the last line may be the name of the site."""
    end = text.rstrip()[-SITE_NAME_LENGTH - 1 :]
    return len(end) <= SITE_NAME_LENGTH or end[0].isspace() or "\n" in end or "\r" in end


def _mark_site_name(article: Article, last: str, rules: list[str | None]) -> None:
    """Mark a short last line that names the site."""
    if not rules[-1] and len(last) <= SITE_NAME_LENGTH and _unspaced(last) in _site_names(article):
        rules[-1] = "site-name"


def _site_names(article: Article) -> set[str]:
    """Give what an article calls its site, without spaces: source, host, end of the title."""
    host, title = host_of(article.url), article.title or ""
    names = [article.source or "", host, host.split(".")[0]]
    names += [title.rpartition(bar)[2] for bar in _TITLE_BARS if bar in title]
    return {_unspaced(name) for name in names} - {""}


@lru_cache(1024)
def _unspaced(name: str) -> str:
    return "".join(words(name))
