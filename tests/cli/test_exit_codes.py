"""How a run ends, and the one line it says when it does not end well."""

from collections.abc import Callable
from subprocess import CompletedProcess

import pytest

Bash = Callable[..., CompletedProcess[str]]
AddPlugin = Callable[[str, str], None]

BROKEN_IN_THE_MIDDLE = """
from newskit.hooks import hookimpl

def summarize(sentences, context):
    raise LookupError("no model\\nhere")

def render(digest, stream):
    stream.write("half a digest")
    raise LookupError("no paper")

@hookimpl
def newskit_summarizers():
    return {"middling": summarize}

@hookimpl
def newskit_renderers():
    return {"torn": render}
"""


@pytest.mark.parametrize(
    ("command", "out", "said"),
    [
        ("dedupe", "", "0 articles, 0 kept, 0 copies"),
        ("stories", "", "0 articles, 0 stories"),
        ("summarize", "", "0 articles"),
        ("digest", "# News digest\n\n0 stories from 0 articles\n", "0 stories from 0 articles"),
    ],
)
def test_nothing_came_in(bash: Bash, command: str, out: str, said: str) -> None:
    done = bash(f"newskit {command} < /dev/null")
    assert (done.returncode, done.stdout) == (0, out)
    assert done.stderr == f"newskit {command}: {said}\n"


@pytest.mark.parametrize(
    ("on_error", "code", "lines"), [("report", 1, 10), ("skip", 0, 10), ("stop", 1, 0)]
)
def test_one_bad_of_several(bash: Bash, on_error: str, code: int, lines: int) -> None:
    files = "missing.txt samples/*.txt"
    done = bash(f"newskit dedupe -q --level exact --on-error {on_error} {files}")
    assert (done.returncode, len(done.stdout.splitlines())) == (code, lines)
    assert done.stderr == "newskit dedupe: missing.txt: no such file\n"


@pytest.mark.parametrize(("on_error", "code"), [("report", 3), ("skip", 3), ("stop", 1)])
def test_all_bad(bash: Bash, on_error: str, code: int) -> None:
    done = bash(f"newskit dedupe -q --on-error {on_error} missing.txt")
    assert (done.returncode, done.stdout) == (code, "")
    assert done.stderr == "newskit dedupe: missing.txt: no such file\n"


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("dedup", "newskit: no command is named 'dedup' (did you mean 'dedupe'?)"),
        ("--verson", "newskit: No such option: --verson (did you mean --version? see 'newskit --h"),
        ("dedupe --levl x", "newskit dedupe: No such option: --levl (did you mean --level? see 'n"),
        ("dedupe -o", "newskit dedupe: Option '-o' requires an argument (see 'newskit dedupe --he"),
        ("dedupe --threshold many", "newskit dedupe: Invalid value for '--threshold': 'many' is n"),
        ("dedupe --level equal", "newskit dedupe: --level equal: there are exact, near, rewritte"),
        ("dedupe --keep longst", "newskit dedupe: no keeper is named 'longst' (did you mean 'lon"),
        ("dedupe --on-error cry", "newskit dedupe: --on-error cry: there are report, skip, stop"),
        ("dedupe --field txt=a", "newskit dedupe: --field: an article has no 'txt' (it has id, ti"),
        ("dedupe --reader jsnl", "newskit dedupe: no reader is named 'jsnl' (did you mean 'jsonl'"),
        ("dedupe -f yaml", "newskit dedupe: --format yaml: there are jsonl, text"),
        ("dedupe - --files-from -", "newskit dedupe: standard input cannot be both the list of f"),
        ("stories --window soon", "newskit stories: --window soon: give a length of time such as"),
        ("summarize -n 0", "newskit summarize: "),
        (
            "summarize -m led",
            "newskit summarize: no summarizer is named 'led' (did you mean 'lead'",
        ),
        ("digest -f mdd", "newskit digest: no renderer is named 'mdd' (did you mean 'md'?)"),
        ("digest --date today", "newskit digest: --date today: give a day as 2026-05-01"),
        ("digest --order best", "newskit digest: --order best: there are sources, size, newest, o"),
        ("digest --since soon", "newskit digest: --since soon: give a day as 2026-05-01 or a time"),
        ("digest --top 0", "newskit digest: --top 0: give a whole number above 0"),
        ("stories --granularity all", "newskit stories: --granularity all: there are event, story"),
        ("summarize --query ??", "newskit summarize: --query '??': there is no word in it"),
        ("eval - --level same", "newskit eval: --level same: there are exact, near, rewritten, s"),
        ("eval - -m led", "newskit eval: no summarizer is named 'led' (did you mean 'lead'"),
        ("schema story", "newskit schema: WHAT story: there are article, digest"),
        ("plugins extra", "newskit plugins: Got unexpected extra argument"),
    ],
)
def test_wrong_usage_is_one_line_before_anything_is_read(
    bash: Bash, command: str, said: str
) -> None:
    # An input that never ends: a command that read it would hang.
    done = bash(f"mkfifo endless; exec 3<>endless; newskit {command} <&3")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(said)
    assert len(done.stderr.splitlines()) == 1


def test_bug_is_said_in_one_line(bash: Bash, patch_newskit: Callable[[str], None]) -> None:
    patch_newskit("import newskit.pipeline as p\np.dedupe = lambda *a, **k: 1 / 0\n")
    done = bash("newskit dedupe samples/*.txt -o kept.jsonl")
    assert done.returncode == 70
    cause = "newskit dedupe: a bug in newskit: ZeroDivisionError: division by zero"
    assert done.stderr == f"{cause} (-v shows where)\n"

    done = bash("newskit dedupe -v samples/*.txt")
    assert done.returncode == 70
    assert done.stderr.startswith("Traceback (most recent call last):\n")
    assert done.stderr.endswith(f"\n{cause}\n")
    assert bash("test -e kept.jsonl").returncode == 1


def test_verbose_shows_no_traceback_of_a_user_error(bash: Bash) -> None:
    done = bash("newskit dedupe -v missing.txt")
    assert done.stderr == "newskit dedupe: missing.txt: no such file\n"
    assert len(bash("newskit dedupe -v --keep nobody").stderr.splitlines()) == 1
    assert len(bash("newskit schema -v -o /dev/full").stderr.splitlines()) == 1


def test_chosen_plugin_fails(bash: Bash, add_plugin: AddPlugin) -> None:
    add_plugin("middling", BROKEN_IN_THE_MIDDLE)
    done = bash("newskit summarize -m middling samples/000.txt -o out.txt")
    assert done.returncode == 3
    assert done.stderr == (
        "newskit summarize: summarizer middling (middling 1.5) failed: LookupError: no model here"
        " (article 8887ab7d39f5b9d8)\n"
    )
    done = bash("newskit digest -q -f torn samples/000.txt")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("newskit digest: renderer torn (middling 1.5) failed: LookupErro")
    done = bash("newskit summarize -v -m middling samples/000.txt")
    assert "Traceback" in done.stderr
    assert "middling.py" in done.stderr
