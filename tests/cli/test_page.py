"""Pages, templates and forms as a user asks for them."""

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Bash = Callable[..., CompletedProcess[str]]


def test_the_suffix_of_the_file_chooses_the_page(bash: Bash, folder: Path) -> None:
    bash(
        "rm samples/[!0]*\n"
        "newskit digest -q samples/ -o today.html\n"
        "newskit digest -q samples/ -f html > again.htm\n"
        "newskit dedupe -q -a samples/ | newskit stories -q | newskit digest -q -o piped.HTML\n"
        "cmp today.html again.htm; cmp today.html piped.HTML"
    ).check_returncode()
    assert (folder / "today.html").read_text().startswith("<!doctype html>\n")


def test_the_page_is_what_the_library_makes(bash: Bash, folder: Path) -> None:
    (folder / "make.py").write_text(
        "import newskit, sys, warnings\n"
        "warnings.simplefilter('ignore')\n"
        "newskit.render(newskit.digest(newskit.read('samples/')), sys.stdout, 'html')\n"
    )
    bash("newskit digest -q samples/ -o a.html; python make.py | cmp - a.html").check_returncode()


def test_a_comparison_is_a_page_of_its_own(bash: Bash, folder: Path) -> None:
    bash(
        "newskit compare -q samples/00[01].txt -o pair.html\n"
        "newskit compare -q -f html samples/00[01].txt | cmp - pair.html\n"
        "newskit compare -q samples/00[01].txt -o pair.json\n"
        "newskit compare -q -f json samples/00[01].txt | cmp - pair.json"
    ).check_returncode()
    assert "One report in other words" in (folder / "pair.html").read_text()


@pytest.mark.parametrize("command", ["digest samples/000.txt", "compare samples/00[01].txt"])
def test_a_suffix_that_no_form_has_is_no_markdown(bash: Bash, folder: Path, command: str) -> None:
    done = bash(f"newskit {command} -o out.pdf")
    assert done.returncode == 2
    assert "out.pdf: no form is called pdf (-f names one: " in done.stderr
    assert "html" in done.stderr
    assert not (folder / "out.pdf").exists()
    bash(f"newskit {command} -q -f html -o out.pdf").check_returncode()


def test_a_template_of_ones_own(bash: Bash, folder: Path) -> None:
    (folder / "my.txt.j2").write_text("{{ stories | length }} stories\n")
    digest = "newskit digest -q --template my.txt.j2 samples/00*.txt"
    assert bash(digest).stdout == "2 stories\n"
    bash(f"{digest} -o out.pdf").check_returncode()


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("\n{% for %}", "my.txt.j2:2: Expected an expression"),
        ("{{ storys }}", "my.txt.j2:1: 'storys' is undefined"),
        (None, "my.txt.j2: no such file"),
    ],
)
def test_a_template_that_is_wrong(
    bash: Bash, folder: Path, template: str | None, said: str
) -> None:
    if template is not None:
        (folder / "my.txt.j2").write_text(template)
    done = bash("newskit digest -q --template my.txt.j2 samples/000.txt -o out.txt")
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert not (folder / "out.txt").exists()


def test_a_template_is_a_form(bash: Bash) -> None:
    done = bash("newskit digest --template my.txt.j2 -f md samples/")
    assert done.returncode == 2
    assert "--format and --template: one of them" in done.stderr
