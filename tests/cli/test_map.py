"""`newskit stories -o map.svg`: a picture of the stories, by the suffix of the file or by name."""

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from xml.etree import ElementTree

import pytest

import newskit

Bash = Callable[..., CompletedProcess[str]]


def test_the_suffix_of_the_file_is_its_form(bash: Bash, folder: Path) -> None:
    done = bash(
        "newskit stories -q samples/00*.txt > marked.jsonl\n"
        "for s in svg SVG png txt jsonl ndjson; do newskit stories -q marked.jsonl -o a.$s; done\n"
        "newskit stories -q marked.jsonl -f svg | cmp - a.svg; cmp a.svg a.SVG\n"
        "newskit stories -q marked.jsonl -f text | cmp - a.txt; cmp marked.jsonl a.jsonl\n"
        "newskit stories -q marked.jsonl -f jsonl -o b.svg; cmp b.svg a.ndjson"
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert (folder / "a.png").read_bytes().startswith(b"\x89PNG")
    root = ElementTree.parse(folder / "a.svg").getroot()
    assert root.tag == "{http://www.w3.org/2000/svg}svg"


@pytest.mark.parametrize("name", ["map.jpg", "map.pdf", "map.webp"])
def test_no_other_picture_is_written_as_jsonl(bash: Bash, folder: Path, name: str) -> None:
    done = bash(f"newskit stories samples/ -o {name}")
    assert done.returncode == 2 and "svg, png" in done.stderr
    assert not (folder / name).exists()


def test_the_map_is_what_the_api_draws_in_any_order(
    bash: Bash, samples: Path, folder: Path
) -> None:
    bash(
        "newskit stories -q samples/ -o one.svg\n"
        "newskit dedupe -q -a samples/ | shuf | newskit stories -q | shuf > mixed.jsonl\n"
        "PYTHONHASHSEED=7 newskit stories -q mixed.jsonl -o two.svg; cmp one.svg two.svg"
    ).check_returncode()
    articles = newskit.read(samples, on_problem=lambda problem: None)
    assert newskit.story_map(articles) == (folder / "one.svg").read_bytes()


def test_all_stories_and_articles_are_counted(bash: Bash) -> None:
    done = bash("newskit stories samples/ -f svg")
    closing = done.stderr.splitlines()[-1].removeprefix("newskit stories: ")
    articles, stories = closing.split(", ")
    assert f"{stories} from {articles}" in done.stdout


def test_dropped_copies_count(bash: Bash) -> None:
    done = bash("newskit dedupe -q samples/ | newskit stories -q -f svg")
    assert "from 19 articles" in done.stdout


def test_a_map_of_nothing_and_of_one(bash: Bash) -> None:
    assert "0 stories from 0 articles" in bash("newskit stories -q -f svg", "").stdout
    assert "1 story from 1 article" in bash("newskit stories -q -f svg", "It rains.").stdout


def test_png_without_pillow_is_refused_before_anything_is_read(bash: Bash, folder: Path) -> None:
    (folder / ".site").mkdir(exist_ok=True)
    (folder / ".site" / "sitecustomize.py").write_text("import sys\nsys.modules['PIL'] = None\n")
    done = bash("newskit stories gone.txt -o map.png")
    assert done.returncode == 2
    assert "newskit[plot]" in done.stderr and "gone.txt" not in done.stderr
