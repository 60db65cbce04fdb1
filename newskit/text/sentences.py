"""Sentence boundaries, as offsets into an unchanged text.

Rules and word lists instead of a trained model: on news they are at least as exact, need no
download, and a wrong split can be traced to one line. A text is cut in four steps, each inside the
result of the one before: what is not skipped, blocks between blank lines, paragraphs (lines that
belong together), sentences. Every pattern either cannot fail or looks a bounded way ahead, so the
time is linear in the length of any input.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from newskit.text.abbreviations import (
    AFTER_CLOCK,
    BEFORE_NUMBERS,
    CLOCK,
    GERMAN_MONTHS,
    NAMES_WITH_MARKS,
    StopRules,
    stop_rules,
)
from newskit.text.spans import Span, outside

QUOTE_LIMIT = 1000
"""Characters up to which the sentences of one quotation stay together."""

BRACKET_LIMIT = 200
"""Characters up to which the sentences of one parenthesis stay together."""

WRAP_LIMIT = 100
"""Characters of the longest line of text that may count as hard-wrapped."""

RUN_ON = 30
"""Characters a line must have for a lower-case next line to continue it; lists have less."""

RAGGED = 0.6
"""Share of the width of hard-wrapped text a line must fill not to be the last of its paragraph."""

THAI_PHRASE = 100
"""Characters after which a space ends a sentence in Thai and Lao, which write no full stop."""


_STOP = re.compile(
    r"""[.!?…。！？｡؟۔।॥።։။។][.!?…。！？｡؟۔।॥።։။។]*(?:["'”’“‘»«›)\]）」』》】]|\[\d{1,3}\]|\s["”»](?=\s|\Z))*"""
)
_NEEDS_NO_SPACE = frozenset("。！？｡؟۔।॥።։။។")
_TERMINATORS = frozenset(".!?…") | _NEEDS_NO_SPACE
_CLOSERS = "\"'”’“‘»«›)]）」』》】"
_QUOTES = frozenset("\"'”’“‘»«›」』")
_OPENERS = "\"'“”‘’„‚«»‹›([（「『《【¿¡*•"
_NEXT_WORD = re.compile(r"\s+([^\w\s.…]{0,4}\s?)(\w{0,24})")
_JOINTS = re.compile(r"[-/–—(\[“\"«]")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,3}")
_GLUED_WORD = re.compile(r"([A-Z][a-z]{0,24})(?=[\s,'’])")
_DASHES = ("-", "–", "—")
_ROMAN = re.compile(r"[IVXLC]{2,}")
_ATTRIBUTION = re.compile(
    r"\s+(?:[A-Z][\w.'’-]{0,24}\s+){1,6}"
    r"(?:said|says|asked|asks|told|added|wrote|writes|replied|shouted|yelled|wondered|tweeted|"
    r"posted|recalled|joked|quipped|cried|exclaimed|demanded|continued)\b"
)
_EAST_ASIAN_ATTRIBUTION = re.compile(r"\s?(?:と|[^。！？，、]{0,8}?(?:说|說|表示|称|稱|道|指出))")
_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_THAI_OR_LAO = re.compile(r"[\u0e00-\u0eff]")
_THAI_SPACE = re.compile(r"(?<=[\u0e00-\u0eff])\s+(?=[\u0e00-\u0eff])")
_BRACKETS = re.compile(r"[()\[\]（）]")
_MARKS = re.compile(r"""["“”„«»「」『』'‘’](?:(?<!['‘’])|(?<!\w.)|(?<!‘)(?!\w))""")
_ELISION = re.compile(r"(?:em|til|tis|twas|cause|n|bout|round)\b")
_CLOSING = {
    '"': '"',
    "'": "'",
    "‘": "’",
    "“": "”",
    "„": "“”",
    "«": "»",
    "»": "«",
    "”": "”",
    "「": "」",
    "『": "』",
}


def sentences(text: str, language: str | None = None, skip: Sequence[Span] = ()) -> list[Span]:
    """Return the spans of the sentences of `text`, in order, disjoint, without outer white space.

    `language` is a BCP-47 tag; without one the rules are those of English and whatever of other
    languages does not hurt it. Characters in `skip` are in no sentence, and a sentence never
    reaches over them. Headings and other lines without a full stop are spans of their own.
    """
    rules = stop_rules(language.replace("_", "-").partition("-")[0].lower() if language else None)
    found: list[Span] = []
    for piece in outside(len(text), skip):
        for block in _blocks(text, piece):
            for paragraph in _paragraphs(text, block):
                found.extend(_split(text, paragraph, rules))
    return found


# Blocks and paragraphs


def _blocks(text: str, piece: Span) -> Iterator[list[Span]]:
    """Yield the lines, without outer white space, of each run of lines with no blank line in it."""
    block: list[Span] = []
    before = piece.start
    for raw in _LINE.finditer(text, *piece):
        gap = text[before : raw.start()]
        before = raw.end()
        line = _strip(text, *raw.span())
        if block and (line.start == line.end or (len(gap) > 1 and gap != "\r\n")):
            yield block
            block = []
        if line.start < line.end:
            block.append(line)
    if block:
        yield block


def _strip(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _paragraphs(text: str, block: list[Span]) -> Iterator[Span]:
    """Yield the lines of `block`, those that continue one another as one span."""
    width = _wrap_width(text, block) if len(block) > 1 else 0
    start, last = block[0].start, block[0]
    for line in block[1:]:
        if not _continues(text, last, line, width):
            yield Span(start, last.end)
            start = line.start
        last = line
    yield Span(start, last.end)


def _wrap_width(text: str, block: list[Span]) -> int:
    """Return the longest line's length if `block` is hard-wrapped text, else 0."""
    width = max(end - start for start, end in block)
    if width > WRAP_LIMIT or not any(map(_runs_on, [text] * len(block), block, block[1:])):
        return 0
    return width


def _continues(text: str, line: Span, following: Span, width: int) -> bool:
    """Tell whether `following` continues `line`; `width` is the block's if it is hard-wrapped."""
    if not width:
        return _runs_on(text, line, following)
    length = line.end - line.start
    if _is_open(text, line) and (length > RAGGED * width or _begins_lower(text, following)):
        return True
    space = text.find(" ", *following)
    word = (space if space >= 0 else following.end) - following.start
    return length + 1 + word > width


def _runs_on(text: str, line: Span, following: Span) -> bool:
    """Tell whether a sentence goes on from `line` to `following`, by their marks and letters."""
    if line.end - line.start < RUN_ON or not _is_open(text, line):
        return False
    return text[line.end - 1] == "," or _begins_lower(text, following)


def _is_open(text: str, line: Span) -> bool:
    """Tell whether `line` lacks a final mark."""
    ending = text[max(line.start, line.end - 4) : line.end].rstrip(_CLOSERS)
    return ending[-1:] not in _TERMINATORS


def _begins_lower(text: str, line: Span) -> bool:
    return _is_lower(text[line.start : min(line.start + 8, line.end)].lstrip(_OPENERS))


def _is_lower(word: str) -> bool:
    """Tell whether `word` is written small; names such as iPhone and eBay are not."""
    return word[:1].islower() and not word[1:2].isupper()


# Sentences


def _split(text: str, paragraph: Span, rules: StopRules) -> Iterator[Span]:
    start = paragraph.start
    for cut in _cuts(text, paragraph, rules):
        yield _strip(text, start, cut)
        start = cut
    if start == paragraph.start:
        yield paragraph
    elif start < paragraph.end:
        yield _strip(text, start, paragraph.end)


def _cuts(text: str, paragraph: Span, rules: StopRules) -> Iterable[int]:
    """Return the offsets after which a new sentence begins inside `paragraph`."""
    cuts: Iterable[int] = [
        stop.end()
        for stop in _STOP.finditer(text, *paragraph)
        if stop.end() < paragraph.end and _ends(text, paragraph, stop, rules)
    ]
    if not text.isascii() and _THAI_OR_LAO.search(text, *paragraph):
        cuts = sorted({*cuts, *_phrase_ends(text, paragraph)})
    if cuts:
        cuts = _outside_of(_quotations(text, paragraph), cuts)
        if any(text.find(bracket, *paragraph) >= 0 for bracket in "([（"):
            cuts = _outside_of(_parentheses(text, paragraph), cuts)
    return cuts


def _outside_of(regions: Iterable[Span], cuts: Iterable[int]) -> Iterator[int]:
    """Yield the `cuts` that lie inside none of `regions`; both ascend."""
    remaining = iter(regions)
    region = next(remaining, None)
    for cut in cuts:
        while region and region.end <= cut:
            region = next(remaining, None)
        if not region or cut <= region.start:
            yield cut


def _ends(text: str, paragraph: Span, stop: re.Match[str], rules: StopRules) -> bool:
    """Tell whether a sentence ends at `stop`, which is not the end of the paragraph."""
    begin, after = stop.span()
    mark, last = text[begin], text[after - 1]
    if mark in _NEEDS_NO_SPACE:
        attributed = last in _QUOTES and _EAST_ASIAN_ATTRIBUTION.match(text, after, paragraph.end)
        return not attributed
    following = _NEXT_WORD.match(text, after, paragraph.end)
    if not following:
        return last in ".!?”" and _is_glued(text, paragraph, stop, rules)
    opening, word = following.groups()
    if _is_lower(word) or not (word or opening):
        return False
    if opening[:1] in _DASHES and last in _QUOTES:
        return False
    if mark in "!?":
        return not _mark_is_inside(text, paragraph, stop, word, rules)
    if mark == "…" or text.startswith("..", begin):
        return _ellipsis_ends(text, paragraph, begin, word, rules)
    return _full_stop_ends(text, paragraph, begin, following, rules)


def _ellipsis_ends(text: str, paragraph: Span, begin: int, word: str, rules: StopRules) -> bool:
    """Tell whether the ellipsis at `begin` ends a sentence rather than opens, halts or cuts one."""
    if begin == paragraph.start:
        return False
    if text[begin - 1].isspace():
        return word in rules.starters
    return word.lower() != _word_before(text, begin, paragraph.start).lower()


def _is_glued(text: str, paragraph: Span, stop: re.Match[str], rules: StopRules) -> bool:
    """Tell whether a sentence ends at `stop` although the space after it was lost in conversion."""
    following = _GLUED_WORD.match(text, stop.end(), paragraph.end)
    before = _word_before(text, stop.start(), paragraph.start)
    if not following or len(before) < 2 or not before.isalpha():
        return False
    return following[1] in rules.starters or before.islower()


def _mark_is_inside(
    text: str, paragraph: Span, stop: re.Match[str], word: str, rules: StopRules
) -> bool:
    """Tell whether `!` or `?` belongs to a name (Yahoo!) or to a quotation with its speaker."""
    if word in rules.starters:
        return False
    begin, after = stop.span()
    if text[after - 1] in _QUOTES:
        return _ATTRIBUTION.match(text, after, paragraph.end) is not None
    return _word_before(text, begin, paragraph.start) + stop.group() in NAMES_WITH_MARKS


def _word_before(text: str, end: int, start: int) -> str:
    """Return the word that ends at `end`, without opening marks and earlier parts of a compound."""
    words = text[max(start, end - 24) : end].split()
    if not words or text[end - 1].isspace():
        return ""
    word = words[-1]
    return word if word.isalnum() else _JOINTS.split(word.lstrip(_OPENERS))[-1]


def _full_stop_ends(
    text: str, paragraph: Span, begin: int, following: re.Match[str], rules: StopRules
) -> bool:
    """Tell whether the single full stop at `begin` ends a sentence."""
    before = _word_before(text, begin, paragraph.start)
    opening, word = following.groups()
    if before in rules.before_names:
        return False
    if before in BEFORE_NUMBERS:
        return word.isalpha() and not _ROMAN.fullmatch(word)
    if before.isdigit():
        counts = len(before) < 3 and _opens_sentence(text, begin - len(before), paragraph, rules)
        return not (counts or _is_ordinal(before, following, rules))
    if before in CLOCK:
        return not (word in AFTER_CLOCK or word[:1].isdigit() or opening[:1] in _DASHES)
    if len(before) == 1 and before.isalpha():
        return not opening and _starts_sentence(following, rules)
    if before in rules.may_end or _DOTTED.fullmatch(before):
        return opening[:1] in _QUOTES or (not opening and _starts_sentence(following, rules))
    return True


def _opens_sentence(text: str, at: int, paragraph: Span, rules: StopRules) -> bool:
    """Tell whether nothing or a sentence's end stands before `at`, as before a list's numbers."""
    earlier = text[max(paragraph.start, at - 8) : at].split()
    if not earlier:
        return True
    word = earlier[-1].rstrip(".")
    abbreviated = word in BEFORE_NUMBERS or word in rules.may_end or word in rules.before_names
    return earlier[-1][-1] in _TERMINATORS and not abbreviated


def _starts_sentence(following: re.Match[str], rules: StopRules) -> bool:
    """Tell whether the next word usually opens a sentence, and is no initial such as `A.`."""
    word = following[2]
    is_initial = len(word) == 1 and following.string.startswith(".", following.end())
    return word in rules.starters and not is_initial


def _is_ordinal(number: str, following: re.Match[str], rules: StopRules) -> bool:
    """Tell whether `number` and its full stop are an ordinal in the German way (3. Oktober)."""
    if following[2] in GERMAN_MONTHS:
        return True
    return rules.ordinals and len(number) < 3 and not _starts_sentence(following, rules)


# What is kept whole


def _quotations(text: str, paragraph: Span) -> Iterator[Span]:
    """Yield the balanced quotations of a paragraph up to `QUOTE_LIMIT` long.

    One level only: a quotation within one of another kind does not count. An opening mark that
    comes again before its closing one starts afresh; the first was an inch sign or a slip.
    """
    closing, start = "", 0
    for match in _MARKS.finditer(text, *paragraph):
        mark, at = match[0], match.start()
        if mark in closing and _closes(text, at):
            if at + 1 - start <= QUOTE_LIMIT:
                yield Span(start, at + 1)
            closing = ""
        elif closing in ("", "'", "’", _CLOSING.get(mark)) and _opens(text, at):
            closing, start = _CLOSING[mark], at


def _opens(text: str, at: int) -> bool:
    """Tell whether the quotation mark at `at` may open a quotation."""
    mark = text[at]
    before, after = text[max(at - 1, 0) : at] or " ", text[at + 1 : at + 2] or " "
    if mark in "'‘":
        return after.isalpha() and not _ELISION.match(text, at + 1)
    if mark == '"':
        return not (before.isalnum() or after.isspace())
    return mark in "“„«「『" or (mark in "»”" and before.isspace() and not after.isspace())


def _closes(text: str, at: int) -> bool:
    """Tell whether the quotation mark at `at`, of the kind that is open, closes the quotation."""
    mark = text[at]
    before, after = text[at - 1], text[at + 1 : at + 2] or " "
    if mark in "'’":
        return not (before.isspace() or before == "s" or after.isalnum())
    return mark not in '"”' or not before.isspace() or after.isspace()


def _parentheses(text: str, paragraph: Span) -> Iterator[Span]:
    """Yield the innermost parentheses of a paragraph up to `BRACKET_LIMIT` long."""
    start = -1
    for match in _BRACKETS.finditer(text, *paragraph):
        if match[0] in "([（":
            start = match.start()
        elif start >= 0:
            if match.end() - start <= BRACKET_LIMIT:
                yield Span(start, match.end())
            start = -1


def _phrase_ends(text: str, paragraph: Span) -> Iterator[int]:
    """Yield the Thai or Lao spaces that end a phrase of at least `THAI_PHRASE` characters."""
    start = paragraph.start
    for space in _THAI_SPACE.finditer(text, *paragraph):
        if space.start() - start >= THAI_PHRASE:
            yield space.start()
            start = space.end()
