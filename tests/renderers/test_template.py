"""A template of the user's own: it gets the JSON form, escapes markup, and reaches nothing else."""

import io
import json
from pathlib import Path

import pytest

import newskit
from newskit.document import Citation, CitedSentence, Digest, Entry, Source
from newskit.errors import UsageError


def digest(title: str = "Bridge closed", url: str | None = None) -> Digest:
    sentence = CitedSentence("It is closed.", (Citation("a", 0, 13),), 1)
    entry = Entry("a", title, (sentence,), (Source("a", "independent", title, url),), 1)
    return Digest("News", "2026-03-02", (entry,))


def filled(
    folder: Path, template: str, name: str = "my.html.j2", made: Digest | None = None
) -> str:
    (folder / name).write_text(template, "utf-8")
    stream = io.StringIO()
    newskit.render(made or digest(), stream, template=folder / name)
    return stream.getvalue()


def test_a_template_gets_what_the_json_form_has(tmp_path: Path) -> None:
    template = "{{ title }} {{ date }}\n{% for s in stories %}\n{{ s.headline }}\n{% endfor %}\n"
    assert filled(tmp_path, template) == "News 2026-03-02\nBridge closed\n"
    assert json.loads(filled(tmp_path, "{{ digest | tojson }}", "my.json")) == json.loads(
        json.dumps(digest().record())
    )


@pytest.mark.parametrize("name", ["a.html", "a.html.j2", "a.htm", "a.xml.jinja", "a.svg.j2"])
def test_markup_is_escaped(tmp_path: Path, name: str) -> None:
    hostile = digest("<script>alert(1)</script>")
    assert filled(tmp_path, "{{ stories[0].headline }}", name, hostile) == (
        "&lt;script&gt;alert(1)&lt;/script&gt;"
    )


@pytest.mark.parametrize("name", ["a.md.j2", "a.txt", "html"])
def test_other_forms_are_not(tmp_path: Path, name: str) -> None:
    assert filled(tmp_path, "{{ stories[0].headline }}", name, digest("R&D")) == "R&D"


@pytest.mark.parametrize(
    ("url", "link"),
    [("https://a.example/b c", "https://a.example/b%20c"), ("javascript:alert(1)", ""), (None, "")],
)
def test_only_the_web_is_linked(tmp_path: Path, url: str | None, link: str) -> None:
    made = digest(url=url)
    assert filled(tmp_path, "{{ stories[0].articles[0].url | web }}", made=made) == link


def test_a_key_that_is_not_there_is_empty(tmp_path: Path) -> None:
    template = "[{{ stories[0].articles[0].url }}][{{ stories[0].published[0] | day }}]"
    assert filled(tmp_path, template) == "[][]"


def test_templates_beside_it_can_be_included(tmp_path: Path) -> None:
    (tmp_path / "part.html").write_text("<b>{{ title }}</b>")
    assert filled(tmp_path, "{% include 'part.html' %}") == "<b>News</b>"


@pytest.mark.parametrize(
    ("template", "place", "cause"),
    [
        ("\n{% for %}", ":2: ", "Expected an expression"),
        ("\n\n{{ storys }}", ":3: ", "'storys' is undefined"),
        ("{% for s in storys %}{% endfor %}", ":1: ", "'storys' is undefined"),
        ("{{ title.a.b }}", ":1: ", "has no attribute 'a'"),
        ("{{ 1 / 0 }}", ":1: ", "division by zero"),
        ("{{ title | nothing }}", ":1: ", "No filter named 'nothing'"),
        ("{% include 'nothing.html' %}", ": ", "no template nothing.html"),
        ("{% include '../secret' %}", ": ", "no template"),
        ("{{ title.__class__.__mro__ }}", ":1: ", "unsafe"),
        ("{{ stories.append(1) }}", ":1: ", "unsafe"),
        ("{{ digest.clear() }}", ":1: ", "unsafe"),
        ("{{ cycler.__init__.__globals__ }}", ":1: ", "unsafe"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(
    tmp_path: Path, template: str, place: str, cause: str
) -> None:
    (tmp_path.parent / "secret").write_text("secret")
    with pytest.raises(UsageError) as error:
        filled(tmp_path, template)
    assert str(error.value).startswith(f"{tmp_path / 'my.html.j2'}{place}")
    assert cause in str(error.value)


def test_a_template_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "bytes.html").write_bytes(b"\xff\xfe")
    for name in ("nothing.html", "", "bytes.html"):
        with pytest.raises(UsageError, match=r"no such file|cannot be read"):
            newskit.render(digest(), io.StringIO(), template=tmp_path / name)
