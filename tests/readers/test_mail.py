"""E-mail: newsletters and press releases, alone or in a mailbox."""

import pytest

HEAD = (
    "From: Morning Brief <news@gazette.example>\nTo: you@x.example\n"
    "Subject: =?utf-8?q?Fog_=C3=BCber?= Ellering\nDate: Mon, 02 Mar 2026 17:40:00 +0100\n"
    "Message-ID: <a1@gazette.example>\nList-Archive: <https://gazette.example/all>\n"
    "MIME-Version: 1.0\n"
)
HTML = (
    'Content-Type: text/html; charset="iso-8859-1"\nContent-Transfer-Encoding: quoted-printable\n'
)
MARKUP = "<style>p {}</style><p>Fog closed the harb=F6r.</p><p>Ferries =\nstayed.</p>"


def multipart(*parts: str, kind: str = "alternative") -> str:
    inner = "".join(f"--xx\n{part}\n" for part in parts)
    return f'{HEAD}Content-Type: multipart/{kind}; boundary="xx"\n\n{inner}--xx--\n'


def test_a_newsletter(read_file) -> None:
    (article,), said = read_file("a.eml", f"{HEAD}{HTML}\n{MARKUP}")
    assert article.record() == {
        "id": article.id,
        "title": "Fog über Ellering",
        "text": "Fog closed the harbör.\n\nFerries stayed.",
        "url": "https://gazette.example/all",
        "source": "Morning Brief",
        "published": "Mon, 02 Mar 2026 17:40:00 +0100",
        "path": "a.eml",
        "author": "news@gazette.example",
        "message_id": "a1@gazette.example",
    }
    assert said == []


def test_plain_text_is_taken_before_markup(read_file) -> None:
    text = "Content-Type: text/plain; charset=utf-8\n\nFog closed the harbour – again."
    (article,), _ = read_file("a.eml", multipart(text, f"{HTML}\n{MARKUP}"))
    assert article.text == "Fog closed the harbour – again."


def test_plain_text_that_only_says_that_there_is_markup_is_not(read_file) -> None:
    text = "Content-Type: text/plain\n\nView in a browser."
    (article,), _ = read_file("a.eml", multipart(text, f"{HTML}\n{MARKUP * 5}"))
    assert article.text.startswith("Fog closed the harbör.")


def test_attachments_are_left_out_and_told(read_file) -> None:
    text = "Content-Type: text/plain\n\nFog closed the harbour."
    attached = 'Content-Type: text/plain; name="list.txt"\n\nNo story.'
    data = multipart(
        attached, text, "Content-Type: application/pdf\nContent-Disposition: attachment\n\nx"
    )
    (article,), said = read_file("a.eml", data)
    assert article.text == "Fog closed the harbour."
    assert said == ["InputNote: a.eml: 2 attachments left out: list.txt, application/pdf"]


def test_a_mailbox(read_file) -> None:
    one = "From news 17:40:00 2026\nSubject: One\n\n>From here, fog.\nFrom there, rain.\n\n"
    two = "From - Mon Mar 02 17:40:00 2026\r\nSubject: Two\r\n\r\nIt is dry.\r\n"
    articles, said = read_file("in.mbox", one + "From x 2026\n\n" + two)
    assert [(a.title, a.text, a.path) for a in articles] == [
        ("One", "From here, fog.\nFrom there, rain.", "in.mbox:1"),
        ("Two", "It is dry.", "in.mbox:9"),
    ]
    assert said == ["InputError: in.mbox:7: no e-mail: it has no headers"]


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        ("Just a text.", "no e-mail: it has no headers"),
        ("Subject: x\n\n", "an e-mail without text"),
        (HEAD + "Content-Type: image/png\n\nx", "an e-mail without text"),
    ],
)
def test_what_is_no_article(read_file, data: str, cause: str) -> None:
    assert read_file("a.eml", data) == ([], [f"InputError: a.eml: {cause}"])


def test_an_encoding_that_does_not_exist_does_no_harm(read_file) -> None:
    data = b"Subject: x\nContent-Type: text/plain; charset=klingon\n\nF\xc3\xbcr alle."
    (article,), _ = read_file("a.eml", data)
    assert article.text == "Für alle."


def test_a_text_with_a_colon_is_no_mail(read_stdin) -> None:
    (article,), _ = read_stdin(b"The mayor:\nReceived: nothing.\n\nThat was all.")
    assert "Received" in article.text
