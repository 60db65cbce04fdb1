"""What the rules for single texts mark, and what they leave alone."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newskit.article import Article
from newskit.cleaning.rules import clean

STORY = (
    "The harbour bridge will stay closed until Friday, the port authority said on Tuesday.",
    "Engineers found two cracked bolts in the northern span during a routine inspection.",
    "Ferries will run every ten minutes, and the night service has been extended to two o'clock.",
    "“We would rather lose three days than lose the bridge,” said Mira Okonjo, who leads the work.",
    "Lorries heavier than seven tonnes must take the tunnel, which is free of charge this week.",
)


def marked(*lines: str, **known: str) -> list[tuple[str, str]]:
    """Give what is marked in a text of these lines, as pairs of rule and text."""
    article = Article(text="\n\n".join(lines), **known)
    (spans,) = clean([article])
    return [(span.rule, article.text[span.start : span.end]) for span in spans]


@pytest.mark.parametrize(
    ("rule", "line"),
    [
        ("comment-form", "Leave a Reply"),
        ("comment-form", "Your e-mail address will not be published"),
        ("comment-form", "Schreibe einen Kommentar"),
        ("comment-form", "Deja un comentario"),
        ("comment-form", "Laisser un commentaire"),
        ("comments", "Join the conversation"),
        ("cookie", "We use cookies to improve your experience on our site."),
        ("cookie", "Diese Website verwendet Cookies, um Ihnen Inhalte anzubieten."),
        ("newsletter", "Sign up for our weekly newsletter"),
        ("newsletter", "Get the latest harbour news delivered to your inbox every morning."),
        ("newsletter", "Abonnieren Sie unseren Newsletter und verpassen Sie nichts."),
        ("newsletter", "Suscríbete a nuestro boletín"),
        ("newsletter", "Inscrivez-vous à notre newsletter"),
        ("share", "Share this:"),
        ("share", "Facebook Twitter Pinterest WhatsApp"),
        ("share", "Click to share on Reddit (Opens in new window)"),
        ("follow", "Follow us on Facebook and Instagram"),
        ("follow", "Follow Mira Okonjo on Twitter: @miraokonjo"),
        ("read-more", "Read more: Tunnel toll to double next spring"),
        ("read-more", "Also read | Ferry timetable in full"),
        ("read-more", "RELATED: How old is the bridge?"),
        ("read-more", "Lesen Sie auch: Brücke bleibt gesperrt"),
        ("read-more", "Lea también: El puente sigue cerrado"),
        ("read-more", "À lire aussi : le pont reste fermé"),
        ("read-more", "Tunnel toll to double next spring Read more"),
        ("link", "Click here to see the timetable"),
        ("advert", "Advertisement"),
        ("advert", "Story continues below"),
        ("copyright", "© 2024 Harbour Times"),
        ("copyright", "Copyright 2024 Harbour Times. All rights reserved."),
        ("copyright", "Alle Rechte vorbehalten"),
        ("credit", "(Photo by Jane Doe/Getty Images)"),
        ("credit", "Jane Doe/Reuters"),
        ("credit", "The bridge at dawn. (Photo: Jane Doe, AFP)"),
        ("credit", "Image: Jane Doe"),
        ("credit", "toggle caption"),
        ("credit", "Jane Doe and John Roe contributed to this report."),
        ("credit", "(Reporting by Jane Doe; Editing by John Roe)"),
        ("updated", "Updated 3 hours ago"),
        ("updated", "Published on March 3, 2024 at 5:10 p.m. ET"),
        ("first-published", "The post Bridge closed appeared first on Harbour Times."),
        ("contact", "Contact Jane Doe at jane.doe@example.org"),
    ],
)
def test_a_stock_line_is_marked_whole_and_alone(rule: str, line: str) -> None:
    """Placed in the first third of a text, where a comment form does not run to the end."""
    assert marked(STORY[0], line, *STORY[1:] * 3) == [(rule, line)]


@pytest.mark.parametrize(
    "line",
    [
        "The site uses cookies to follow readers across the web, a court in Lyon found on Monday.",
        "Cookies are what the bakery is known for, and it sells four hundred of them a day.",
        "The newsletter reached ten thousand readers before the company closed it last year.",
        "Comments were switched off after the mayor received threats, the newspaper said.",
        "Your email address is personal data under the law, said the minister.",
        "Copyright law protects the drawings for seventy years after the architect's death.",
        "All rights reserved for the crown in 1820 passed to the city when the port was sold.",
        "Read more than one of his novels and you will notice that the sea is always there.",
        "Related cases were reported in two other towns, where the bolts came from one factory.",
        "Follow the river upstream and you come to the mill, which burned down last winter.",
        "Photos by the hundred were handed to the police, who asked for more of them on Sunday.",
        "Share prices fell by three percent.",
        "Updated figures will be published in May.",
        "By Tuesday Evening",
        "About 400 people were brought ashore.",
        "Image is everything, she said.",
        "He contributed to this report by the council, and so did she, the clerk told the court.",
        "(c) 2019 was the year in which the company lost its licence, the third count says.",
        "Facebook",
        "More about bolts, he said, could not be known before the laboratory had looked at them.",
    ],
)
def test_prose_that_mentions_such_things_stays(line: str) -> None:
    assert marked(*STORY[:2], line, *STORY[2:]) == []
    assert marked(*STORY, line) == []


def test_a_comment_form_takes_everything_behind_it() -> None:
    form = ("Leave a Reply", "Name", "Required fields are marked *", "Harbour Times")
    assert marked(*STORY, *form) == [("comment-form", "\n\n".join(form))]


def test_a_form_may_be_as_long_as_the_story_before_it() -> None:
    form = (
        "Leave a Comment",
        "Required fields are marked *",
        "This site uses Akismet against spam.",
        "Harbour Times, the newspaper for the northern coast and its islands since 1874",
    )
    assert marked(STORY[0], *form) == [("comment-form", "\n\n".join(form))]


def test_a_comment_link_above_the_story_takes_nothing_with_it() -> None:
    lines = ("Bridge closed", "Leave a Comment", *STORY)
    assert marked(*lines) == [("comment-form", "Leave a Comment")]


def test_a_byline_is_marked_at_the_start_only() -> None:
    assert marked("By Jane Doe and John Roe", *STORY) == [("byline", "By Jane Doe and John Roe")]
    assert marked(*STORY, "By Jane Doe and John Roe") == []


def test_a_title_is_no_byline() -> None:
    assert marked("By Grand Central", *STORY, title="By Grand Central") == []


@pytest.mark.parametrize(
    "known",
    [
        {"source": "Harbour Times"},
        {"title": "Bridge closed until Friday | Harbour Times"},
        {"url": "https://www.harbourtimes.example/bridge"},
    ],
)
def test_a_last_line_that_names_the_site_is_marked(known: dict[str, str]) -> None:
    assert marked(*STORY, "Harbour Times", **known) == [("site-name", "Harbour Times")]


def test_an_unknown_name_in_the_last_line_stays() -> None:
    assert marked(*STORY, "Harbour Times", source="Island Post") == []


def test_the_closing_blocks_of_a_press_release_are_marked() -> None:
    about = ("About Northspan", "Northspan builds bridges in nine countries.")
    outlook = ("Forward-Looking Statements", "This release speaks of the future, which may differ.")
    contact = ("Media Contact", "Jane Doe", "press@northspan.example")
    assert marked(*STORY * 2, *about, *outlook, *contact) == [
        ("about", "\n\n".join(about)),
        ("forward-looking", "\n\n".join(outlook)),
        ("contact", "\n\n".join(contact)),
    ]


def test_about_with_the_text_in_its_line_is_marked_as_that_line() -> None:
    about = "About Northspan: Northspan builds bridges in nine countries."
    assert marked(*STORY, about, "The bolts were made in 1961.") == [("about", about)]


@pytest.mark.parametrize(
    "lines",
    [
        ("About Northspan", "Northspan builds bridges.", *STORY * 2),
        (*STORY, "About Time", "The council voted for the repair after eleven years of debate."),
        (STORY[0], "About Northspan", "Northspan builds bridges."),
    ],
    ids=["at the start", "a section heading", "too short for a release"],
)
def test_about_elsewhere_is_text(lines: tuple[str, ...]) -> None:
    assert marked(*lines) == []


def test_headlines_under_a_closing_read_more_go_with_it() -> None:
    tail = ("Read more:", "Tunnel toll to double", "Ferry captain of forty years retires")
    assert marked(*STORY, *tail) == [("read-more", "\n\n".join(tail))]


def test_hard_wrapped_prose_is_not_taken_for_stock_lines() -> None:
    text = (
        "The plan was printed by the harbour authority and sent to\n"
        "related: companies, ferry lines and\n"
        "advertisers."
    )
    (spans,) = clean([Article(text=text)])
    assert spans == []


def test_a_whole_article_is_never_marked() -> None:
    assert marked("Leave a Reply", "Share this:", "© 2024 Harbour Times") == []


def test_lines_of_one_rule_are_one_span_across_blank_lines_and_line_ends() -> None:
    article = Article(text=f"{STORY[0]}\r\n\r\nAdvertisement\r\n\r\nStory continues below\r\n")
    (spans,) = clean([article])
    assert [article.text[span.start : span.end] for span in spans] == [
        "Advertisement\r\n\r\nStory continues below"
    ]


PIECES = st.sampled_from(
    [
        *STORY,
        "Leave a Reply",
        "About Northspan",
        "Read more:",
        "Share",
        "x",
        " ",
        "\r",
        "\t©",
        "By A B",
    ]
)


@given(st.lists(PIECES | st.text(max_size=20), min_size=1, max_size=12))
def test_spans_lie_in_the_text_in_order_and_leave_something(pieces: list[str]) -> None:
    text = "\n".join(["Something.", *pieces])
    (spans,) = clean([Article(text=text)])
    ends = [0, *(span.end for span in spans)]
    assert all(span.start < span.end <= len(text) for span in spans)
    assert all(end <= span.start for end, span in zip(ends, spans, strict=False))
    left = text
    for span in reversed(spans):
        left = left[: span.start] + left[span.end :]
    assert left.strip()


@pytest.mark.parametrize(
    "line",
    [
        "x" * 900,
        "By " + "Aa " * 300 + "?",
        "About " + "Aa" * 400,
        "Updated " + "1, mar " * 14 + "?",
        "(" + "Ab/ " * 29 + "!",
        "share on facebook " * 13 + "?",
        "find " + "on x " * 25 + "! ",
        "contributed to this " * 6 + ".",
    ],
)
def test_hostile_lines_take_time_in_proportion_to_the_text(line: str) -> None:
    text = "\n".join([line] * (200_000 // len(line)))
    start = time.process_time()
    list(clean([Article(text=text)]))
    assert time.process_time() - start < 1.0  # 0.01-0.05 s on a slow machine


def test_a_broken_url_is_no_error() -> None:
    assert marked(*STORY, url="http://[broken") == []
