"""Pages in a real browser, as readers have them: mouse, keyboard, phone, paper, dark, no script."""

import io
import json
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest

import newskit
from newskit.article import Article

Tab = Any
Write = Callable[[str, str], str]

CITE = ".summary .cites a"
SHADES = ("light", "dark")


@pytest.fixture(autouse=True)
def nothing_is_wrong(tab: Tab) -> Any:
    """Whatever a test does, no page complains, and none asks for anything beside itself."""
    yield
    assert tab.complaints() == []
    assert [url for url in tab.requests() if not url.startswith(("file:", "data:,"))] == []


@pytest.fixture(params=["digest_page", "pair_page"])
def any_page(request: pytest.FixtureRequest) -> str:
    return request.getfixturevalue(request.param)


def test_a_page_opens(tab: Tab, any_page: str) -> None:
    tab.open(any_page)
    assert tab.run("document.querySelectorAll('h1').length") == 1
    assert tab.run("document.querySelectorAll('article.story').length") >= 3
    assert tab.run("document.querySelectorAll('[style], [onclick], style + style').length") == 0


def test_a_hundred_stories_are_painted_within_a_second(tab: Tab, write: Write) -> None:
    page = many_stories()
    assert len(page.encode()) < 3_000_000
    tab.open(write("many.html", page))
    tab.wait("performance.getEntriesByName('first-contentful-paint').length > 0")
    painted = tab.run("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    assert painted < 1000


def test_a_click_on_a_citation_shows_what_is_cited(tab: Tab, digest_page: str) -> None:
    tab.open(digest_page)
    tab.click(CITE)
    assert tab.run("document.querySelectorAll('.context').length") == 1
    cited = tab.run("document.querySelector('.context mark').textContent")
    assert cited in tab.run("document.querySelector('.summary').textContent")
    around = tab.run("document.querySelector('.context p').textContent")
    assert len(around) > len(cited)
    assert seen(tab, ".context")
    tab.press("Escape")
    assert tab.run("document.querySelector('.context')") is None
    assert tab.run(f"document.activeElement === document.querySelector('{CITE}')")
    for closing in ("h1", CITE):
        tab.click(CITE)
        assert seen(tab, ".context")
        tab.click(closing)
        assert tab.run("document.querySelector('.context')") is None


def test_every_citation_leads_to_what_it_cites(tab: Tab, digest_page: str) -> None:
    tab.open(digest_page)
    assert tab.run("document.querySelectorAll('.cites a').length") > 30
    assert tab.run(
        "[...document.querySelectorAll('a[href^=\"#\"]')]"
        ".filter((a) => !document.getElementById(a.getAttribute('href').slice(1))).length"
    ) == 0  # fmt: skip
    assert tab.run(
        "[...document.querySelectorAll('.summary')].every((p) => [...p.children].every("
        "(e, n, all) => !e.matches('.cites') || [...e.children].some((a) =>"
        " document.getElementById(a.hash.slice(1)).textContent.includes(all[n - 1].textContent))))"
    )


def test_a_comparison_opens(tab: Tab, digest_page: str) -> None:
    tab.open(digest_page)
    tab.click("details.copy:has(mark) summary")
    assert tab.run("document.querySelector('details.copy:has(mark)').open")
    assert seen(tab, "details.copy[open] .row")
    assert tab.run("document.querySelectorAll('details.copy[open] .row mark').length") > 0


def test_all_can_be_done_with_the_keyboard(tab: Tab, digest_page: str) -> None:
    tab.open(digest_page)
    tab.press("Tab")
    assert focus(tab) == "Skip to the text"
    tab.press("Enter")
    tab.wait("document.activeElement.id === 'main'")
    tab.press("Tab")
    assert tab.run(f"document.activeElement === document.querySelector('{CITE}')")
    assert tab.run("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    assert seen(tab, ".context")
    tab.press("Tab")
    assert tab.run("document.activeElement.closest('.context') !== null")
    tab.press("Tab", shift=True)
    tab.press("Enter")
    tab.wait("location.hash !== '#main'")
    assert tab.run("document.querySelector(':target').closest('details').open")
    tab.run("history.back()")
    tab.wait("location.hash === '#main'")
    tab.run(f"document.querySelector('{CITE}').focus()")
    tab.press("Escape")
    assert tab.run(f"document.activeElement === document.querySelector('{CITE}')")
    tab.run("document.querySelector('details.copy:has(mark) summary').focus()")
    tab.press("Enter")
    assert tab.run("document.querySelector('details.copy:has(mark)').open")


def test_stories_are_found(tab: Tab, digest_page: str) -> None:
    tab.open(digest_page)
    tab.run("document.querySelector('#filter').focus()")
    tab.type("FERRY port")
    shown = "[...document.querySelectorAll('.story')].filter((s) => !s.hidden)"
    assert tab.run(f"{shown}.length") == 1
    assert "ferry" in tab.run(f"{shown}[0].querySelector('h2').textContent")
    assert tab.run("document.querySelector('[role=status]').textContent").startswith("1 of ")
    assert tab.run("document.querySelectorAll('.contents li:not([hidden])').length") == 1


def test_a_link_leads_to_what_was_not_found_too(tab: Tab, digest_page: str) -> None:
    tab.open(digest_page)
    tab.run("document.getElementById('filter').focus()")
    tab.type("no story has this")
    assert tab.run("document.querySelector('[role=status]').textContent").startswith("0 of ")
    assert not seen(tab, "#s2")
    tab.run("location.hash = '#s2'")
    tab.wait("document.querySelectorAll('.story[hidden]').length === 0")
    assert tab.run("document.getElementById('filter').value") == ""
    tab.wait("document.getElementById('s2').getBoundingClientRect().top < innerHeight")


def test_a_shared_address_opens_at_what_is_cited(tab: Tab, digest_page: str) -> None:
    tab.open(digest_page)
    cited = tab.run(f"document.querySelector('{CITE}').getAttribute('href')")
    tab.send("Page.navigate", url="about:blank")
    tab.open(digest_page + cited)
    tab.wait("document.querySelector(':target').closest('details').open")
    tab.wait("document.querySelector(':target').getBoundingClientRect().top < innerHeight")


def test_dark_is_asked_of_the_system_or_of_the_reader(tab: Tab, digest_page: str) -> None:
    paper = "getComputedStyle(document.body).backgroundColor"
    tab.prefer(prefers_color_scheme="light")
    tab.open(digest_page)
    light = tab.run(paper)
    tab.prefer(prefers_color_scheme="dark")
    dark = tab.run(paper)
    assert light != dark
    tab.click("button.shade")
    assert tab.run(paper) == light
    tab.click("button.shade")
    assert tab.run(paper) == dark
    tab.click("button.shade")
    assert tab.run("document.documentElement.dataset.shade") == "auto"


def test_a_page_fits_a_phone(tab: Tab, any_page: str) -> None:
    tab.resize(360, 740)
    tab.open(any_page)
    tab.run("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    assert tab.run("document.documentElement.scrollWidth") <= 360
    if tab.run(f"document.querySelector('{CITE}') !== null"):
        tab.click(CITE)
        left, right = tab.run(
            "(({left, right}) => [left, right])"
            "(document.querySelector('.context').getBoundingClientRect())"
        )
        assert 0 <= left < right <= 360
        assert tab.run("document.documentElement.scrollWidth") <= 360


def test_a_page_is_whole_without_script(tab: Tab, digest_page: str) -> None:
    tab.without_script()
    tab.open(digest_page)
    assert tab.run("document.querySelectorAll('button, input').length") == 0
    tab.click(CITE)
    tab.wait("location.hash !== ''")
    assert tab.run("document.querySelector(':target').matches('mark')")
    assert tab.run("document.querySelector(':target').closest('details').open")


def test_a_page_can_be_printed(tab: Tab, any_page: str) -> None:
    tab.open(any_page)
    printed = tab.pdf()
    assert printed.startswith(b"%PDF-")
    assert printed.count(b"/Type /Page\n") >= 3


@pytest.mark.parametrize("shade", SHADES)
def test_nobody_is_shut_out(tab: Tab, any_page: str, shade: str) -> None:
    """axe-core finds nothing, all folded out; contrast is looked at in both shades."""
    axe = pytest.importorskip("axe_core_python")
    tab.prefer(prefers_color_scheme=shade, prefers_reduced_motion="reduce")
    tab.open(any_page)
    tab.run("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    if tab.run(f"document.querySelector('{CITE}') !== null"):
        tab.click(CITE)
    tab.run(files(axe).joinpath("axe.min.js").read_text("utf-8") + "; 0")
    found = tab.run("axe.run().then((r) => JSON.stringify(r.violations))")
    assert [
        (each["id"], each["impact"], [node["html"][:200] for node in each["nodes"][:3]])
        for each in json.loads(found)
    ] == []


def test_a_story_is_linked_once_for_the_keyboard(tab: Tab, digest_page: str) -> None:
    tab.open(digest_page)
    assert tab.run("document.querySelectorAll('.map a').length") >= 3
    assert tab.run(
        "[...document.querySelectorAll('nav a')].filter((a) => a.tabIndex >= 0).length"
    ) == tab.run("document.querySelectorAll('.story').length")  # fmt: skip


def test_what_is_written_from_right_to_left_is_read_so(tab: Tab, write: Write) -> None:
    text = "أعلنت الوزارة أن الجسر مغلق. وقال الوزير إن العمل يبدأ غدا. ورحب السكان بذلك."
    tab.open(write("rtl.html", rendered([Article(text, "a", "الجسر مغلق", language="ar")])))
    for selector in ("h2", ".summary", ".summary .said"):
        is_rtl = f"document.querySelector('.story {selector}').matches(':dir(rtl)')"
        assert tab.run(is_rtl), selector
    first, cite = (
        tab.run(f"document.querySelector('.summary {selector}').getClientRects()[0].left")
        for selector in (".said", ".cites")
    )
    assert cite < first


HOSTILE = (
    "</script><script>document.title='owned'</script>"
    "<img src=https://evil.example/x onerror=alert(1)>"
)


def test_what_strangers_write_stays_text(tab: Tab, write: Write) -> None:
    tab.open(write("hostile.html", hostile_page(f"{HOSTILE} {{{{ 7 * 7 }}}} Ada")))
    assert tab.run("document.querySelectorAll('script').length") == 1
    assert tab.run("document.querySelectorAll('img, iframe, object, form').length") == 0
    assert tab.run(
        "[...document.querySelectorAll('*')].flatMap((e) => e.getAttributeNames())"
        ".filter((name) => name.startsWith('on')).length === 0"
    )
    assert HOSTILE in tab.run("document.querySelector('h2[id=s1h]').textContent")
    assert "{{ 7 * 7 }}" in tab.run("document.title")
    assert tab.run("[...new Set([...document.links].map((a) => a.protocol))]") == ["file:"]


@pytest.mark.parametrize("width", [360, 1200])
def test_words_without_end_are_broken(tab: Tab, write: Write, width: int) -> None:
    tab.resize(width)
    tab.open(write("long.html", hostile_page("A" * 500)))
    tab.run("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    assert tab.run("document.querySelectorAll('.disputes table').length") > 0
    assert tab.run("document.documentElement.scrollWidth") <= width


def hostile_page(name: str) -> str:
    said = f"{name} opened the bridge on Monday. {name} said it would stay open for all."
    articles = [
        Article(
            f"{said} It is bridge number {n}.",
            id=f"{name}{n}",
            title=f"{name} opens the bridge",
            url=["javascript:alert(1)", "data:text/html,<script>alert(1)</script>"][n % 2],
            source=f"{name} {n}",
            published=f"2026-03-0{n + 1}T10:00:00Z",
            language=f'en" onclick="alert(1) {name}',
        )
        for n in range(4)
    ]
    return rendered(articles, title=f"{name} today")


def many_stories() -> str:
    """A page of a hundred stories of five articles of 2,500 characters, all copies of one."""
    articles = []
    for n in range(100):
        told = [" ".join(word(n * 300 + k * 12 + j) for j in range(12)) for k in range(22)]
        text = " ".join(f"The {said} came to the town." for said in told)
        for copy in range(5):
            own = f"{word(n * 5 + copy)} told {word(copy)} of it."
            title = f"{word(n).title()} {told[0]}"
            articles.append(Article(f"{text} {own}", f"{n}-{copy}", title, source=f"s{copy}"))
    return rendered(articles)


def word(number: int) -> str:
    """Give a word of five letters for each number; numbers in a text would be disputed."""
    return "".join(chr(97 + number * 7919 // 26**place % 26) for place in range(5))


def rendered(articles: list[Article], **known: str) -> str:
    stream = io.StringIO()
    newskit.render(newskit.digest(articles, **known), stream, "html")
    return stream.getvalue()


def seen(tab: Tab, selector: str) -> bool:
    """Tell whether the first element is where a reader sees it."""
    return tab.run(
        f"(() => {{ const e = document.querySelector('{selector}');"
        " const r = e.getBoundingClientRect();"
        " return r.width > 0 && r.height > 0 && e.checkVisibility(); })()"
    )


def focus(tab: Tab) -> str:
    return tab.run("document.activeElement.textContent")
