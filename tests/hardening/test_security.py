"""What `SECURITY.md` promises: nothing that came in runs, and a terminal does not obey it."""

import ast
import io
import json
import re
from pathlib import Path

import pytest

import newskit
from newskit.errors import UsageError

HOUSE = Path(newskit.__file__).parent
PLUGINS = set(HOUSE.parent.glob("plugins/newskit-*/src")) - {
    HOUSE.parent / "plugins/newskit-spark/src"  # its tasks exchange pickles, as those of Spark do
}
HOSTILE = "\x1b]8;;http://evil.example\x07link\x1b[2J\x9b31m\u202etfel\u2066\x00\x7f\r"
UNSAFE = re.compile("[\x00-\x08\x0b\x0d-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
FERRY = "The ferry to Skarrow is late again, the harbour office said on Monday. Nobody knows why."


@pytest.mark.parametrize("root", [HOUSE, *sorted(PLUGINS)], ids=lambda root: root.parent.name)
def test_no_pickle_no_eval(root: Path) -> None:
    for file in root.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in ("eval", "exec", "compile", "__import__"), file
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = [a.name for a in node.names] + [getattr(node, "module", None) or ""]
                assert not {"pickle", "marshal", "shelve", "dill"} & set(names), file


@pytest.mark.parametrize("start", ["newskit", "python -m newskit"])
def test_no_code_from_the_working_directory(bash, folder: Path, start: str) -> None:
    for name in ("json", "typer", "pluggy", "numpy", "msgspec", "newskit_mine", "sitecustomize"):
        (folder / f"{name}.py").write_text("raise SystemExit('trapped')\n")
    done = bash(f"{start} dedupe -q -l samples/000.txt")
    assert (done.returncode, done.stdout, done.stderr) == (0, "samples/000.txt\n", "")


@pytest.fixture
def hostile(folder: Path) -> None:
    """Two articles of which everything that can be text is hostile."""
    keys = ("id", "title", "url", "source", "published", "path")
    with (folder / "in.jsonl").open("w") as file:
        for n in range(2):
            known = {key: f"{key}{n} {HOSTILE}" for key in keys}
            file.write(json.dumps({"text": f"{FERRY} {HOSTILE} Item {n}.", **known}) + "\n")


@pytest.mark.parametrize(
    "command",
    [
        "dedupe -f text in.jsonl",
        "dedupe -l -a in.jsonl",
        "dedupe --pairs - -o /dev/null in.jsonl",
        "stories -f text in.jsonl",
        "summarize -f text in.jsonl",
        "digest in.jsonl",
        "digest -f text in.jsonl",
        "digest -f html in.jsonl",
        "clean -f text in.jsonl",
        "compare in.jsonl",
        "dedupe $'no\\e]0;such.txt' in.jsonl -f text",
    ],
)
def test_nothing_that_a_terminal_obeys(bash, hostile: None, command: str) -> None:
    done = bash(f"newskit {command}; true")
    assert done.stdout
    assert "bug" not in done.stderr
    assert "Usage" not in done.stderr
    # In a page marks of direction end with the paragraph that they are in.
    shown = re.sub("[\u202a-\u2069]", "", done.stdout) if "html" in command else done.stdout
    assert not UNSAFE.search(shown + done.stderr)


TITLES = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![x](http://evil.example/x.png)",
    "[x](javascript:alert(1))",
    "</title><script>",
    "{{ 7 * 7 }}{% raw %}",
    "# a\n\n## b",
    "<http://evil.example>",
]


@pytest.mark.parametrize("title", TITLES)
def test_no_title_becomes_markup(title: str) -> None:
    from lxml.html import fromstring
    from markdown_it import MarkdownIt

    article = newskit.Article(
        f"{FERRY} {title}", title=title, url="javascript:alert(1)", source=title
    )
    digest = newskit.digest([article])
    written = {}
    for form in ("md", "html"):
        stream = io.StringIO()
        newskit.render(digest, stream, form)
        written[form] = stream.getvalue()
    shown = MarkdownIt().render(written["md"])
    assert not re.search(r"<(script|img|a)\b", shown)
    assert shown.count("<h2>") == 1
    page = fromstring(written["html"])
    assert not page.xpath("//img | //@onerror | //@*[starts-with(., 'javascript:')]")
    assert not [script for script in page.xpath("//script/text()") if "alert(1)" in script]
    assert "7 * 7" in written["html"] or "7" not in title


@pytest.mark.parametrize(
    "template",
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ self.__init__.__globals__ }}",
        "{{ cycler.__init__.__globals__.os.system('true') }}",
        "{% include '../secret' %}",
        "{% include '/etc/passwd' %}",
        "{% include 'link' %}",
        "{{ ''|attr('__class__') or none.x.y }}",
        "{{ '{0.__class__}'.format(stories) or none.x.y }}",
        "{{ stories.append(1) }}",
        "{% for n in range(999999999) %}x{% endfor %}",
    ],
)
def test_a_template_reaches_nothing(tmp_path: Path, template: str) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (tmp_path / "secret").write_text("secret")
    (folder / "link").symlink_to(tmp_path / "secret")
    (folder / "t.txt").write_text(template)
    stream = io.StringIO()
    with pytest.raises(UsageError) as told:
        newskit.render(newskit.digest([newskit.Article(FERRY)]), stream, template=folder / "t.txt")
    assert "\n" not in str(told.value)
    assert stream.getvalue() == ""


def test_a_template_that_tries_is_wrong_usage(bash, folder: Path) -> None:
    (folder / "t.txt").write_text("{% include '/etc/passwd' %}")
    done = bash("newskit digest -q samples/000.txt --template t.txt -o out.txt")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert not (folder / "out.txt").exists()
