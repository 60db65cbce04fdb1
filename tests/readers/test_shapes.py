"""JSON Feed, ninjs, NewsML-G2 and NITF: what feeds and agencies send."""

import json

import pytest

FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Gazette",
    "language": "en",
    "items": [
        {
            "id": "1",
            "url": "https://gazette.example/fog",
            "title": "Fog",
            "content_html": "<p>It is <b>closed</b>.</p><p>Gulls cry.</p>",
            "date_published": "2026-03-02T08:15:00Z",
            "tags": ["fog"],
        },
        {"id": 2, "content_text": "Rain & wind.", "content_html": "<p>No.", "language": "de"},
        {"id": "3", "title": "Nothing"},
        "no item",
    ],
}


@pytest.mark.parametrize("name", ["feed.json", "feed.jsonl"])
def test_each_item_of_a_json_feed_is_an_article(read_file, name: str) -> None:
    (one, two), said = read_file(name, json.dumps(FEED))
    place = name if name == "feed.json" else "feed.jsonl:1"
    assert one.record() == {
        "id": "1",
        "title": "Fog",
        "text": "It is closed.\n\nGulls cry.",
        "url": "https://gazette.example/fog",
        "source": "Gazette",
        "published": "2026-03-02T08:15:00Z",
        "language": "en",
        "path": f"{place}#1",
        "content_html": FEED["items"][0]["content_html"],
        "date_published": "2026-03-02T08:15:00Z",
        "tags": ["fog"],
    }
    assert (two.id, two.text, two.language) == ("2", "Rain & wind.", "de")
    assert said == [
        f"NoArticle: {place}#3: an item without content",
        f"InputError: {place}#4: not a JSON object",
    ]


NINJS_1 = {
    "uri": "https://agency.example/1",
    "type": "text",
    "versioncreated": "2026-03-02T08:15:00Z",
    "headline": "Fog",
    "body_xhtml": "<p>In markup.</p>",
    "body_text": "It is closed.",
    "copyrightholder": "Agency",
    "language": "en",
}
NINJS_3 = {
    "uri": "urn:agency:1",
    "versionCreated": "2026-03-02T08:15:00Z",
    "headlines": [{"role": "deck", "value": "No"}, {"role": "main", "value": "Fog"}],
    "bodies": [{"role": "html", "value": "<p>It is</p><p>closed.</p>"}],
    "infoSources": [{"name": "Agency"}],
}


def test_ninjs(read_file) -> None:
    articles, said = read_file("a.json", json.dumps([NINJS_1, NINJS_3]))
    assert [(a.title, a.text, a.source, a.published, a.url) for a in articles] == [
        ("Fog", "It is closed.", "Agency", "2026-03-02T08:15:00Z", "https://agency.example/1"),
        ("Fog", "It is\n\nclosed.", "Agency", "2026-03-02T08:15:00Z", None),
    ]
    assert articles[0].extra["body_xhtml"] == "<p>In markup.</p>"
    assert said == []


def test_a_picture_is_no_article(read_file) -> None:
    picture = NINJS_1 | {"type": "picture"}
    assert read_file("a.json", json.dumps(picture)) == (
        [],
        ["NoArticle: a.json: a ninjs item of type picture, without a text"],
    )


def test_other_names_of_keys_are_still_applied(read_file) -> None:
    (article,), _ = read_file("a.json", json.dumps(NINJS_1), text="body_xhtml")
    assert article.text == "<p>In markup.</p>"


NITF = """<nitf><head><title>No</title></head>
<body><body.head><hedline><hl1>Fog <em>again</em></hl1>
</hedline></body.head><body.content><p>It is
closed.</p><media><media-caption>A gull.</media-caption></media><hl2>Rain</hl2><p>Later.</p>
</body.content></body></nitf>"""
ITEM = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="https://agency.example/1"
 xml:lang="en-GB"><itemMeta><provider qcode="nprov:Agency"/>
<versionCreated>2026-03-02T08:15:00Z</versionCreated></itemMeta>
<contentMeta><headline>Fog</headline></contentMeta><contentSet>%s</contentSet></newsItem>"""
XHTML = (
    '<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml">'
    "<head><title>No</title></head><body><p>It is closed.</p><p>Later.</p></body></html>"
    "</inlineXML>"
)


@pytest.mark.parametrize("name", ["a.xml", "a.nitf", "stdin_or_no_suffix"])
def test_nitf(read_file, name: str) -> None:
    (article,), said = read_file(name, NITF)
    assert article.title == "Fog again"
    assert article.text == "It is closed.\n\nRain\n\nLater."
    assert said == []


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (XHTML, "It is closed.\n\nLater."),
        (f"<inlineXML>{NITF}</inlineXML>", "It is closed.\n\nRain\n\nLater."),
        ("<inlineData>It is closed.</inlineData>", "It is closed."),
    ],
)
def test_newsml_g2(read_file, content: str, text: str) -> None:
    (article,), said = read_file("a.xml", ITEM % content)
    assert article.record() == {
        "id": article.id,
        "title": "Fog",
        "text": text,
        "url": "https://agency.example/1",
        "source": "Agency",
        "published": "2026-03-02T08:15:00Z",
        "language": "en-GB",
        "path": "a.xml",
    }
    assert said == []


def test_a_message_of_several_items(read_file) -> None:
    picture = "<remoteContent href='a.jpg'/>"
    items = "\n".join(ITEM % content for content in (XHTML, picture, XHTML))
    articles, said = read_file("a.xml", f"<newsMessage>\n<itemSet>{items}</itemSet></newsMessage>")
    assert [a.path for a in articles] == ["a.xml:3", "a.xml:11"]
    assert said == ["NoArticle: a.xml:7: a news item without a text"]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ("<newsItem>", "a.xml:1: not well-formed XML: "),
        ("<nitf>&nbsp;</nitf>", "a.xml:1: not well-formed XML: Entity 'nbsp' not defined"),
        (
            '<!DOCTYPE nitf [<!ENTITY x SYSTEM "file:///etc/hostname">]><nitf><p>&x;</p></nitf>',
            "a.xml: XML with entities of its own is not read (expand them first)",
        ),
        ("<conceptItem></conceptItem>", "a.xml: no news item in it, but a conceptItem"),
    ],
)
def test_xml_that_is_not_read(read_file, data: str, problem: str) -> None:
    articles, said = read_file("a.xml", data)
    assert articles == []
    assert said[0].partition(": ")[2].startswith(problem)


# Answers of services, saved as they came


ANSWERS = [
    {"status": "ok", "totalResults": 2, "articles": [{"content": "Fog."}, {"content": "Rain."}]},
    {"response": {"status": "ok", "results": [{"content": "Fog."}, {"content": "Rain."}]}},
    {"took": 3, "hits": {"total": 2, "hits": [{"content": "Fog."}, {"content": "Rain."}]}},
    {"pagination": {"limit": 2}, "data": [{"content": "Fog."}, {"content": "Rain."}]},
]


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: list(answer)[-1])
@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_each_of_what_a_service_found_is_an_article(read_file, answer, name: str) -> None:
    place = name if name == "a.json" else "a.jsonl:1"
    found, said = read_file(name, json.dumps(answer), text="content")
    assert [(each.text, each.path) for each in found] == [
        ("Fog.", f"{place}#1"),
        ("Rain.", f"{place}#2"),
    ]
    assert said == []


@pytest.mark.parametrize(
    "article",
    [
        {"title": "Fog", "body": "It is closed.", "items": [{"body": "No."}]},
        {"body": "It is closed. " * 20, "items": [{"body": "No."}]},
        {"body": "It is closed.", "items": ["fog", "rain"]},
    ],
)
def test_an_article_with_a_list_in_it_is_no_answer(read_file, article) -> None:
    (found,), _ = read_file("a.json", json.dumps(article), text="body")
    assert found.text.startswith("It is closed.")
    assert found.extra["items"] == article["items"]


def test_an_answer_in_which_nothing_was_found_is_no_error(read_file) -> None:
    assert read_file("a.json", '{"status": "ok", "articles": []}') == (
        [],
        ["InputNote: a.json: nothing in it"],
    )
