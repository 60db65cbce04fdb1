import io

import pytest

from newskit.hooks import InputError, InputNote, Record
from newskit.testing import ReaderContract
from newskit_web.feed import READER, looks_like

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel>
  <title>The Ellering Post</title><link>https://ellering-post.example/</link><language>en-gb</language>
  <item>
    <title>Fog &amp;amp; ferries</title><link>https://www.ellering-post.example/fog</link>
    <description>&lt;p&gt;Short.&lt;/p&gt;</description>
    <content:encoded><![CDATA[<p>Fog lay over the <b>harbour</b>.</p><script>x()</script>
      <p>No ferry<br>sailed.</p>]]></content:encoded>
    <pubDate>Mon, 04 May 2026 08:00:00 GMT</pubDate>
    <enclosure url="https://ellering-post.example/fog.mp3" type="audio/mpeg" length="1"/>
  </item>
  <item>
    <title>Only a summary</title><link>https://other.example/b</link>
    <description>Sun &amp;lt; rain.</description>
  </item>
  <item><title>Only a title</title></item>
</channel></rss>"""
ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de">
  <title>Hafenbote</title><link href="https://hafenbote.example/"/>
  <entry>
    <title type="html">Nebel &amp;amp; Fähren</title>
    <link rel="alternate" href="https://hafenbote.example/nebel"/>
    <updated>2026-05-04T09:00:00+02:00</updated><author><name>Ada Lindqvist</name></author>
    <summary>Kurz.</summary>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Nebel im Hafen.</p>
      <p>Keine Fähre fuhr.</p></div></content>
  </entry>
</feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <channel rdf:about="https://old.example/"><title>Old</title><link>https://old.example/</link></channel>
  <item rdf:about="https://old.example/1"><title>One</title><link>https://old.example/1</link>
    <description>The mill turns.</description><dc:date>2026-05-04</dc:date></item>
</rdf:RDF>"""


def read(feed: str | bytes) -> list[object]:
    data = feed if isinstance(feed, bytes) else feed.encode()
    return list(READER.read(io.BytesIO(data), "in.rss"))


def articles(feed: str | bytes) -> list[object]:
    return [item.data for item in read(feed) if isinstance(item, Record)]


def told(feed: str | bytes) -> list[tuple[type, str]]:
    return [(type(item), str(item)) for item in read(feed) if isinstance(item, Exception)]


def test_entries_of_rss_are_articles_with_their_full_content() -> None:
    assert articles(RSS) == [
        {
            "title": "Fog & ferries",
            "text": "Fog lay over the harbour.\n\nNo ferry\nsailed.",
            "url": "https://www.ellering-post.example/fog",
            "source": "ellering-post.example",
            "published": "Mon, 04 May 2026 08:00:00 GMT",
            "language": "en-gb",
            "site": "The Ellering Post",
        },
        {
            "title": "Only a summary",
            "text": "Sun < rain.",
            "url": "https://other.example/b",
            "source": "other.example",
            "language": "en-gb",
            "site": "The Ellering Post",
        },
    ]


def test_entries_without_a_text_are_left_out_with_a_note() -> None:
    assert told(RSS) == [(InputNote, "in.rss: 1 entry has no text, left out: 3")]


def test_atom() -> None:
    assert articles(ATOM) == [
        {
            "title": "Nebel & Fähren",
            "text": "Nebel im Hafen.\n\nKeine Fähre fuhr.",
            "url": "https://hafenbote.example/nebel",
            "source": "hafenbote.example",
            "published": "2026-05-04T09:00:00+02:00",
            "language": "de",
            "author": "Ada Lindqvist",
            "site": "Hafenbote",
        }
    ]


def test_a_link_that_others_collected_has_the_source_it_is_from() -> None:
    item = (
        "<item><title>Fog - The Post</title><link>{}</link><description>Fog.</description>{}</item>"
    )
    post = '<source url="https://www.post.example/rss">The Post</source>'
    feed = (
        "<rss><channel><title>Fog</title><link>https://collect.example/fog</link>{}</channel></rss>"
    )
    items = item.format("https://collect.example/1", post) + item.format(
        "https://b.example/2", post
    )
    one, two = read(feed.format(items))
    assert isinstance(one, Record) and isinstance(two, Record)
    assert (one.data["source"], one.data["title"]) == ("post.example", "Fog")
    assert two.data["source"] == "b.example"


def test_rdf() -> None:
    (one,) = articles(RDF)
    assert isinstance(one, dict)
    assert (one["text"], one["published"]) == ("The mill turns.", "2026-05-04")


def test_a_date_that_only_feedparser_reads_is_given_in_iso_8601() -> None:
    odd = RSS.replace("Mon, 04 May 2026 08:00:00 GMT", "2026-05-04 8:00:00 GMT")
    assert articles(odd)[0]["published"].startswith("2026-05-04")  # type: ignore[index]


class TestFeed(ReaderContract):
    plugin = "feed"
    samples = (
        *(feed.encode() for feed in (RSS, ATOM, RDF)),
        RSS.replace('"utf-8"', '"utf-16"').encode("utf-16"),
    )


def test_what_is_cut_off_is_read_as_far_as_it_goes() -> None:
    cut = RSS[: RSS.index("<item><title>Only a title")]
    assert len(articles(cut)) == 2
    ((kind, message),) = told(cut)
    assert kind is InputError
    assert message.startswith(
        "in.rss: cut off; what there is of it was read: not well-formed XML at line"
    )


def test_what_is_not_well_formed_is_read_and_said() -> None:
    loose = RSS.replace("Sun &amp;lt; rain", "Sun & rain")
    assert articles(loose)[1]["text"] == "Sun & rain."  # type: ignore[index]
    ((kind, message), _) = sorted(told(loose), key=lambda one: "no text" in one[1])
    assert kind is InputNote
    assert message.startswith("in.rss: read all the same: not well-formed XML at line ")


def test_a_feed_without_entries_is_a_note() -> None:
    empty = '<rss version="2.0"><channel><title>New</title></channel></rss>'
    assert told(empty) == [(InputNote, "in.rss: a feed without entries")]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "in.rss: the feed is empty"),
        (b"Prose.", "in.rss: no feed"),
        (b"<html><p>A page.", "in.rss: no feed: its root is <html> (--reader html reads a page)"),
        (b"<newsItem xmlns='x'/>", "in.rss: no feed: its root is <newsitem>"),
    ],
)
def test_what_is_no_feed_is_an_error(data: bytes, message: str) -> None:
    ((kind, said),) = told(data)
    assert issubclass(kind, InputError)
    assert said == message


def test_a_file_name_in_a_feed_is_not_opened() -> None:
    assert told(b"/etc/hostname") == [(InputError, "in.rss: no feed")]


@pytest.mark.parametrize(
    "head",
    [
        "<rss>",
        "<feed xmlns='x'>",
        "<atom:feed xmlns:atom='x'>",
        "<?xml version='1.0'?><!-- a --><!DOCTYPE rss [ <!ENTITY a 'b'> ]><rss>",
    ],
)
def test_a_feed_is_known_by_its_root(head: str) -> None:
    assert looks_like(head.encode())
    assert looks_like(head.encode("utf-16"))


@pytest.mark.parametrize(
    "head", ["<newsMessage>", "<nitf>", "<html>", "<rssx>", "an <rss> feed", ""]
)
def test_other_xml_is_no_feed(head: str) -> None:
    assert not looks_like(head.encode())
