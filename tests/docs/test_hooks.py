"""docs/hooks.md describes the hooks there are, and its snippets are plugins that work."""

import inspect
import io
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import newskit
from newskit import Article, Digest
from newskit.document import Entry
from newskit.errors import InputError, StoreError
from newskit.hooks import (
    BoilerplateSpan,
    HookSpecs,
    LinkContext,
    Record,
    Sentence,
    StoryGroups,
    SummaryContext,
)
from newskit.hookspecs import KINDS
from newskit.host import Host

PAGE = "docs/hooks.md"
FOG = "Fog lay over the harbour of Port Ellering all Monday."


@pytest.fixture
def snippet(
    read_sections: Callable[[str], dict[str, str]], read_blocks: Callable[[str, str], list[str]]
) -> Callable[[str], str]:
    def of(hook: str) -> str:
        (code,) = read_blocks(read_sections(PAGE)[hook], "python")
        return code

    return of


@pytest.fixture
def chosen(snippet: Callable[[str], str]) -> Callable[[str, str], Any]:
    """Register the snippet of a kind as a plugin; look a name up in it."""

    def get(kind: str, name: str) -> Any:
        module = ModuleType(f"documented_{kind}")
        exec(compile(snippet(KINDS[kind]), PAGE, "exec"), module.__dict__)
        host = Host(allow=frozenset())
        plugin = host.register(module, "documented", "1")
        assert not plugin.error
        assert {offer.kind for offer in plugin.offers} == {kind}
        return host.get(kind, name)

    return get


def test_each_hook_has_a_section_in_the_order_of_the_specifications(read_sections: Any) -> None:
    hooks = [name for name in vars(HookSpecs) if name.startswith("newskit_")]
    assert list(read_sections(PAGE)) == hooks == list(KINDS.values())


@pytest.mark.parametrize("hook", KINDS.values())
def test_a_section_has_the_signature_and_the_version(hook: str, read_sections: Any) -> None:
    section = read_sections(PAGE)[hook]
    arguments = list(inspect.signature(getattr(HookSpecs, hook)).parameters)[1:]
    assert f"def {hook}({', '.join(arguments)}) -> Catalogue[" in section
    assert re.match(r"Since 0\.[12]\.0\. ", section.strip())


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "command"])
def test_a_section_defines_what_its_catalogue_holds(kind: str, read_sections: Any) -> None:
    assert f"class {kind.capitalize()}" in read_sections(PAGE)[KINDS[kind]]


def test_the_reader(chosen: Any) -> None:
    reader = chosen("reader", "ruled")
    found = list(reader.read(io.BytesIO(b"One.\n====\n\n====\nTwo."), "a.ruled"))
    assert [item for item in found if isinstance(item, Record)] == [
        Record({"text": "One."}, "a.ruled, text 1"),
        Record({"text": "Two."}, "a.ruled, text 3"),
    ]
    assert isinstance(found[1], InputError)


def test_the_cleaner(chosen: Any) -> None:
    text = f"{FOG}\nBUY NOW, BUY ALL OF IT, BUY TWO"
    assert list(chosen("cleaner", "shouting")([Article(text=text), Article(text=FOG)])) == [
        [BoilerplateSpan(len(FOG) + 1, len(text), "shouting")],
        [],
    ]


def test_the_detector(chosen: Any) -> None:
    articles = [Article(text=text) for text in (FOG, "Sun.", f"{FOG} And Tuesday.")]
    assert list(chosen("detector", "opening")(articles)) == [(0, 2)]


def test_the_keeper_and_the_keeper_with_an_argument(chosen: Any) -> None:
    long, short = Article(text=FOG, title="Fog, again"), Article(text=FOG, title="Fog")
    german = Article(text=FOG, title="Wieder Nebel", language="de")
    assert min([long, short, german], key=chosen("keeper", "shortest-title")) is short
    assert min([long, short, german], key=chosen("keeper", "language:de")) is german


def test_the_linker(chosen: Any) -> None:
    articles = [Article(text=FOG, id=id_, extra={"event": "fog"}) for id_ in "ab"]
    linked = chosen("linker", "by-key")([*articles, Article(text="Sun.")], LinkContext())
    assert linked == StoryGroups([[0, 1]])


def test_the_summarizer(chosen: Any) -> None:
    sentences = [Sentence("It rained."), Sentence("The harbour is closed.")]
    context = SummaryContext(("Fog in the harbour",))
    assert chosen("summarizer", "title-words")(sentences, context) == [1, 0]


def test_the_renderer(chosen: Any) -> None:
    stream = io.StringIO()
    chosen("renderer", "tsv")(Digest("News", None, (Entry("a", "Fog\tagain", (), (), 2),)), stream)
    assert stream.getvalue() == "2\t0\tFog again\n"


def test_the_writer(chosen: Any) -> None:
    writer, stream = chosen("writer", "headlines"), io.BytesIO()
    writer.write([Article(text=FOG, id="a", title="Fog")], stream)
    assert stream.getvalue() == b'{"id": "a", "title": "Fog"}\n'


def test_the_store(snippet: Callable[[str], str], tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.chdir(tmp_path)
    module = ModuleType("documented_store")
    exec(compile(snippet("newskit_stores"), PAGE, "exec"), module.__dict__)
    host = Host(allow=frozenset())
    assert not host.register(module, "documented", "1").error
    found = newskit.dedupe([Article(FOG)], store="desk:sports", host=host)
    assert (len(found), (tmp_path / "sports-desk.db").exists()) == (1, True)
    with pytest.raises(StoreError, match="no name of a desk"):
        newskit.dedupe([Article(FOG)], store="desk:../x", host=host)


def test_the_command(snippet: Callable[[str], str], tmp_path: Path) -> None:
    """Run as a user would, in a process that finds the plugin among the installed packages."""
    (tmp_path / "counting.py").write_text(snippet("newskit_commands"), "utf-8")
    (tmp_path / "fog.txt").write_text(FOG, "utf-8")
    metadata = tmp_path / "counting-1.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: counting\nVersion: 1\n")
    (metadata / "entry_points.txt").write_text("[newskit]\ncounting = counting\n")
    done = subprocess.run(
        [Path(sys.executable).with_name("newskit"), "words", "fog.txt"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("10\t")
