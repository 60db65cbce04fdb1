"""The sentence splitter and the furniture rules, as a specification."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newskit.text.datelines import dateline
from newskit.text.enclosures import QUOTE_LIMIT
from newskit.text.furniture import is_prose
from newskit.text.sentences import sentences
from newskit.text.spans import Span, merge, outside, overlaps


def split(text: str, language: str | None = None, skip: tuple[Span, ...] = ()) -> list[str]:
    return [text[start:end] for start, end in sentences(text, language, skip)]


def marked(text: str) -> tuple[str, list[str]]:
    """Read `a ¦ b` as the text `a b` whose sentences are `a` and `b`."""
    return text.replace("¦ ", ""), [part.strip() for part in text.split("¦")]


ENGLISH = [
    # plain
    "The bridge fell. ¦ Nobody was hurt. ¦ Why did it fall? ¦ Engineers wonder!",
    "Rain fell.  ¦ It stopped.\t¦ The sun came.",
    "What?! ¦ No way!!! ¦ It went on.",
    # titles, ranks, initials
    "Mr. Brown met Dr. Ada Green and Gov. Lee. ¦ Sen. Hall left with Lt. Col. Roe.",
    "J. K. Weaver and A.B. Stone wrote it. ¦ John F. Carver agreed.",
    "Const. Mills said so. ¦ Rep. Ann Poe (D-Calif.) Tuesday denied it.",
    "Jane Roe, M.D. and Sam Poe Jr. came. ¦ So did Al Poe Jr. ¦ They ate.",
    "He chose plan B. ¦ It failed.",
    # companies, places, dates
    "Acme Inc. Chairman Bo Li quit Acme Corp. ¦ The firm fell.",
    "In St. Petersburg, Fla. Mayor Cy Roe spoke. ¦ He lives on Main St. ¦ The house is red.",
    "It opened on Jan. 5 in Sunnydale, Calif. ¦ It closed in Dec. ¦ Nobody came.",
    "The U.S. Army left the U.S. ¦ It went by sea to the U.K. ¦ “Fine,” it said.",
    "At 9 a.m. Monday it rained. ¦ It cleared at 5 p.m. ¦ Police left at 6 p.m. EST for good.",
    # numbers
    "He paid Rs. 500 for it. ¦ She paid Tk. 90. ¦ They left.",
    "Prices rose 3.5 percent to $4.20. ¦ See No. 5 and Fig. 2 for more. ¦ She said no. ¦ We left.",
    "He is due on Jan. 24. ¦ The trial is set for Dec. 3. ¦ Prosecutors wait.",
    "It was No. 2. ¦ The team ended in 2013. ¦ 40 people cheered.",
    "1. Open the door. ¦ 2. Close it.",
    # ellipsis, addresses, brands
    "I... I do not know. ¦ He was ... odd ... to them. ¦ Wait... ¦ There it is.",
    "Read https://example.org/a.b?c=d.html now. ¦ Mail a.b@example.org. ¦ Thanks.",
    "Yahoo! Inc. bought Yum! Brands. ¦ Yahoo! said so. ¦ eBay did not. ¦ iPhone sales rose.",
    "Experts, e.g. Dr. Roe, vs. others, i.e. Poe et al. disagree. ¦ They met.",
    # brackets, note numbers, a lost space
    "The board (it met twice. It failed.) quit. ¦ (Nobody cared.) ¦ They left.",
    "They left.[3] ¦ Nobody came.[4][5] ¦ It ended.",
]

QUOTATIONS = [
    "“We go. We stay,” she said. ¦ “No.” ¦ He left.",
    "“We go,” she said. ¦ “We stay. We wait.”",
    '"We go. We stay," she said. ¦ "Never! Not us!" he cried. ¦ They slept.',
    "'We go. We stay,' she said. ¦ The players' union of the '90s agreed. ¦ It's done.",
    "‘We go. We stay,’ she said. ¦ The players’ union agreed. ¦ It’s done.",
    "“Why?” she asked. ¦ “Where is it?” Mayor Bo Li asked. ¦ “Gone!” ¦ Guards came running.",
    "“He said ‘Go. Now.’ and left. I stayed,” she said. ¦ All was quiet.",
    "He called it “very useful”. ¦ She said it was “no use.” ¦ They parted.",
    "“Without it there is no way. None.” – Al Roe.",
    'She saw 6\'2" men. ¦ They left. ¦ "Go. Now," he said.',
    "An “open mark stays open. ¦ The next “quotation is whole. Yes,” he said. ¦ It ended.",
]

LANGUAGES = [
    ("es", "¿Quién ganó? ¦ ¡Nadie! ¦ El Sr. Pérez llegó a EE. UU. ayer. ¦ «No sé. Adiós», dijo."),
    ("de", "Am 3. März kam z. B. Dr. Meier. ¦ Es war der 12. Versuch. ¦ Er kostete 3 Mio. Euro."),
    (
        "de-AT",
        "Sie sagte: „Wir gehen. Wir warten nicht.“ ¦ Er rief: »Halt! Jetzt!« ¦ Dann war es aus.",
    ),
    ("fr", "Que faire ? ¦ « Rien ! » a-t-il dit. ¦ M. Dupont rit. ¦ « Oui. Non. » ¦ Elle sourit."),
    ("ru", "Приехал А. С. Иванов. ¦ Он сказал: «Да. Нет». ¦ Он жил на ул. Новой."),
    ("ar", "هل جاء؟ ¦ نعم. ¦ ذهب الرجل."),
    ("hi", "वह आया। ¦ क्या वह गया? ¦ डॉ. शर्मा ने कहा।"),
    ("sv", "Det regnar. ¦ ”Vi går. Vi stannar”, sade hon. ¦ Sedan gick de."),
    (None, "Am 3. März kam Dr. Meier. ¦ El Sr. Pérez llegó. ¦ M. Dupont rit."),
]


@pytest.mark.parametrize("text", ENGLISH + QUOTATIONS)
@pytest.mark.parametrize("language", [None, "en", "en-GB"])
def test_english(text: str, language: str | None) -> None:
    whole, expected = marked(text)
    assert split(whole, language) == expected


@pytest.mark.parametrize(("language", "text"), LANGUAGES)
def test_other_languages(language: str | None, text: str) -> None:
    whole, expected = marked(text)
    assert split(whole, language) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("他来了。你呢？走吧！", ["他来了。", "你呢？", "走吧！"]),
        ("“我们走。不要等。”他说。然后呢？", ["“我们走。不要等。”他说。", "然后呢？"]),
        ("他说：“我们走。”天黑了。", ["他说：“我们走。”", "天黑了。"]),
        ("「行こう。早く。」と言った。本当か？", ["「行こう。早く。」と言った。", "本当か？"]),
    ],
)
def test_scripts_without_spaces_end_at_their_full_stop(text: str, expected: list[str]) -> None:
    assert split(text) == expected


def test_thai_ends_at_a_space_once_a_phrase_is_long() -> None:
    text = " ".join(["วันนี้ฝนตกหนักมาก"] * 20)
    assert len(split(text, "th")) > 1
    assert " ".join(split(text, "th")) == text


def test_a_lost_space_after_a_full_stop_does_not_join_sentences() -> None:
    assert split("The bridge fell.Nobody was hurt.") == ["The bridge fell.", "Nobody was hurt."]
    assert split("It sold Amazon.Com and node.js in v2.Beta.") == [
        "It sold Amazon.Com and node.js in v2.Beta."
    ]


def test_a_quotation_longer_than_the_limit_is_split() -> None:
    short = "“" + "We wait. " * 10 + "We go.”"
    long = "“" + "We wait. " * (QUOTE_LIMIT // 9) + "We go.”"
    assert split(short) == [short]
    assert len(split(long)) > 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a heading is a span of its own, whatever follows
        ("Bridge falls\nThe bridge fell.", ["Bridge falls", "The bridge fell."]),
        ("It fell.\nWhat is next\nNobody knows.", ["It fell.", "What is next", "Nobody knows."]),
        ("He said “go”\nShe went", ["He said “go”", "She went"]),
        # a blank line ends a sentence, even a torn one
        ("The bridge\n\nfell down.", ["The bridge", "fell down."]),
        ("The bridge\r\n \r\nfell down.", ["The bridge", "fell down."]),
        # short lower-case lines are a list
        ("eggs\nmilk\nbutter", ["eggs", "milk", "butter"]),
        # a link cut out of its paragraph
        (
            "The report was published by the agency\nafter a long delay. It is short.",
            ["The report was published by the agency\nafter a long delay.", "It is short."],
        ),
        # hard-wrapped text, with an abbreviation and a capital at the end of lines
        (
            "The old bridge over the river fell on Sunday, and Mr.\n"
            "Brown, who owns the mill beside it, told the\n"
            "Herald that it had been closed. Nobody was hurt in the\r\n"
            "accident.\n"
            "A new bridge will be built.",
            [
                "The old bridge over the river fell on Sunday, and Mr.\n"
                "Brown, who owns the mill beside it, told the\nHerald that it had been closed.",
                "Nobody was hurt in the\r\naccident.",
                "A new bridge will be built.",
            ],
        ),
        ("", []),
        (" \n\t\n ", []),
    ],
)
def test_lines(text: str, expected: list[str]) -> None:
    assert split(text) == expected


def test_skipped_spans_are_in_no_sentence_and_split_one() -> None:
    text = "The bridge fell. Share this! Nobody was hurt by it."
    at = text.index("Share")
    skip = (Span(at, at + 12), Span(45, 50), Span(3, 3), Span(49, 99))
    assert split(text, skip=skip) == ["The bridge fell.", "Nobody was hurt"]


def test_spans() -> None:
    assert merge([Span(5, 7), Span(0, 2), Span(2, 3), Span(6, 9), Span(4, 4)]) == [(0, 3), (5, 9)]
    assert outside(10, [Span(5, 7), Span(-3, 2), Span(9, 20)]) == [(2, 5), (7, 9)]
    assert outside(3, []) == [(0, 3)]
    assert outside(0, []) == []
    assert not overlaps(Span(2, 5), [Span(0, 2), Span(5, 9)])
    assert overlaps(Span(2, 6), [Span(0, 2), Span(5, 9)])
    assert overlaps(Span(1, 2), [Span(0, 9)])
    assert not overlaps(Span(1, 2), [])


BITS = """
A b. Mr. U.S. 5 p.m. No. " ' “ ” ‘ ’ « » ( ) … ... ? ! 。 ” - – The said, 3. .5 и. ก न। [1] .The
[x] Inc. "We go. stay," he
"""
PIECES = st.sampled_from([*BITS.split(), *"\n \r\u2028\x85", "\r\n", "\n\n", "word word word "])
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=40).map("".join))


@st.composite
def texts_with_skips(draw: st.DrawFn) -> tuple[str, list[Span]]:
    text = draw(TEXTS)
    offsets = st.integers(0, len(text))
    return text, draw(st.lists(st.builds(Span, offsets, offsets), max_size=4))


@given(texts_with_skips(), st.sampled_from([None, "en", "de", "zh", "th", "xx"]))
def test_sentences_are_ordered_trimmed_and_cover_all_but_space(
    case: tuple[str, list[Span]], language: str | None
) -> None:
    text, skip = case
    found = sentences(text, language, skip)
    kept = outside(len(text), skip)
    covered = {at for span in found for at in range(*span)}
    assert sum(end - start for start, end in found) == len(covered)
    assert found == sorted(found)
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in found)
    assert all(any(a <= start and end <= b for a, b in kept) for start, end in found)
    assert {at for span in kept for at in range(*span) if not text[at].isspace()} <= covered


@given(TEXTS, TEXTS)
def test_what_stands_beyond_a_blank_line_changes_nothing(first: str, second: str) -> None:
    joined = first + "\n\n" + second
    shift = len(first) + 2
    moved = [Span(start + shift, end + shift) for start, end in sentences(second)]
    assert sentences(joined) == sentences(first) + moved


HOSTILE = [".", '"', "“", "A. ", "\n", "\r\n", " ", "word ", "x", ". ", '." ', "U.S. ", "a.b."]
HOSTILE += ["(", "()", "'A ", "‘a.’ ", "a lower-case line of text that runs on\n", "ก ", "。”"]
HOSTILE += ['?" Aa ', ".[1]", "AA, ", "AA ", "By Aa and ", "updated 3 "]


@pytest.mark.parametrize("unit", HOSTILE)
def test_a_hostile_text_is_split_in_time(unit: str) -> None:
    """A third of a megabyte takes .6 s at most where it is quiet; what is not linear, minutes."""
    text = unit * (300_000 // len(unit)) + "x"
    began = time.process_time()
    sentences(text)
    assert time.process_time() - began < 2


@pytest.mark.parametrize("unit", HOSTILE)
def test_a_hostile_megabyte_is_judged_in_less_than_two_seconds(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    began = time.process_time()
    for case in (text, text + ".", "PARIS " + text, "By " + text):
        is_prose(case)
        dateline(case)
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    "sentence",
    [
        "The bridge fell on Sunday.",
        "“We go. We stay,” she said.",
        "He went home.[3]",
        "No.",
        "Share prices fell sharply on Monday.",
        "Updated forecasts show growth of 3 percent.",
        "By Friday, 12 people had died.",
        "Copyright law is complex.",
        "Advertisement revenue fell again.",
        "Privacy policy is a matter for the states, she said.",
        "Follow-up talks are due in May.",
        "Video of the fire showed flames.",
        "Sponsored by both parties, the bill passed.",
        "Photographs show the bridge before it fell.",
        "Getty Images sued the company.",
        "PARIS, Dec. 4 (Reuters) – The bridge fell.",
        "他昨天来到了北京。",
        "Click fraud costs firms billions.",
        "For more than a year he went to see her.",
        "Views on the bridge differ.",
        "To get more money, the town sold the bridge.",
        "The video was watched by a million people.",
        "The list of those who were invited to the opening of the bridge, which was kept from "
        "the press for many weeks, follows here:",
    ],
)
def test_prose(sentence: str) -> None:
    assert is_prose(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "",
        "* * *",
        "2.",
        "Bridge falls into the river",
        "Why the bridge is “doomed”",
        "By Jane Roe",
        "By Jane Roe and Al Poe, Herald Staff Writers",
        "By Jane Roe, Ph.D.",
        "Reporting by Jane Roe; Editing by Al Poe.",
        "Al Poe contributed to this report.",
        "PARIS, Dec. 4 –",
        "(AP) -",
        "(Photo by Jane Roe)",
        "Photo: The bridge on Monday.",
        "The bridge in May. (Jane Roe / AFP via Example Images)",
        "FILE - The bridge is seen in this 2012 picture.",
        "Image caption The bridge was built in 1900.",
        "Updated 3 hours ago",
        "Updated 3 hours ago.",
        "April 28 2031, 3:54 p.m.",
        "Jane Roe reported from Ardwick and Al Poe from Ellering.",
        "For more information, visit the town's page.",
        "To read the full story, click on the link.",
        "To view the full report, visit example.org.",
        "You can follow him on Example.",
        "Write to jane@example.org with your story.",
        "Opinions expressed are those of the author.",
        "This content does not necessarily reflect the views of the paper.",
        "Watch the video below.",
        "This is a developing story.",
        "The post Bridge Falls appeared first on Example.",
        "Bitte erlauben Sie uns, externe Inhalte hier anzuzeigen.",
        "Published: Dec. 4, 2031 at 5:12 p.m. EST.",
        "Share this article!",
        "Follow us on Facebook and Instagram.",
        "Follow Jane Roe on Twitter.",
        "Sign up for our morning newsletter.",
        "Click here to read more.",
        "Read more: Why the bridge fell.",
        "Your e-mail address will not be published.",
        "This site uses cookies.",
        "https://example.org/bridge?id=5.",
        "jane@example.org",
        "© 2031 The Example Herald.",
        "Copyright 2031 Example Media.",
        "All rights reserved.",
        "This material may not be published, broadcast or rewritten.",
        "大桥倒塌",
    ],
)
def test_furniture(sentence: str) -> None:
    assert not is_prose(sentence)


@pytest.mark.parametrize(
    "text",
    [
        "MOSCOW (Reuters) —| The bridge",
        "PARIS, Dec. 4 –| The bridge",
        "PARIS, le 4 décembre (AFP) -| Le pont",
        "(AP) -| The bridge",
        "  NEW YORK, March 3 (Xinhua) --| “We go,”",
        "SEOUL, South Korea (AP) —| 12 people",
        "ST. LOUIS —| The bridge",
        "GENEVA/LONDON, Dec 4 (Reuters) -| The bridge",
        "DENVER, Dec. 4, 2031 /PRNewswire/ --| Acme",
        "BOSTON--(BUSINESS WIRE)--|Acme",
        "Berlin (dpa) -| Die Brücke",
        "Madrid, 4 dic (EFE).-| El puente",
        "London (CNN)| The bridge",
        "(CNN)|The bridge",
        "МОСКВА, 4 дек -| Мост",
        "新华社北京12月4日电（记者 王五）|大桥",
        "ARDWICK, FL, May 31, 2031 /12-3Wire/ --| In a first",
        "ARDWICK, FL, May 31, 2031 /12-3Wire/ --| eBridge, a maker -- the last --",
        "Ardwick, Wa. (Wire.example) Tuesday Oct 21, 2031 @ 12:30 PM Pacific —| Across the country",
        "May 26, 2031 - Geneva, Switzerland -| ARD said",
        "Port Ellering, CA - (Wire) - June 03, 2031 - –| Acme, Inc.",
        "(Wire) - July 22, 2031 - ARDWICK —| In a first",
    ],
)
def test_dateline(text: str) -> None:
    line = text.partition("|")[0]
    assert dateline(text.replace("|", "")) == (len(line) - len(line.lstrip()), len(line))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The bridge — a ruin — fell.",
        "NASA — the agency — said so.",
        "GM - The maker of cars",
        "U.S. troops — The last of them — left.",
        "Al Roe (Green) — A friend",
        "FILE - The bridge in May.",
        "LOS ANGELES-based Acme fell.",
        "It fell. PARIS (Reuters) — The bridge",
        "Acme - On May 3, 2031 the bridge fell",
        "The May 2031 report – and all others – fell",
        "Acme, May 3, 2031 - the bridge",
    ],
)
def test_no_dateline(text: str) -> None:
    assert dateline(text) is None


def test_what_is_given_may_be_changed() -> None:
    """What was found is kept for who asks again."""
    text = "The ferry left. The bridge is closed."
    sentences(text).clear()
    assert len(sentences(text)) == 2
    assert len(sentences(text, None, [Span(0, 15)])) == 1
