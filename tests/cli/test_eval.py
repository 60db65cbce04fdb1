"""`newskit eval`: labels against newskit's own answer, or that of a file."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from xml.etree import ElementTree

import pytest

Bash = Callable[..., CompletedProcess[str]]

CLUSTERS = """\
article,cluster
000.txt,strike
001.txt,strike
003.txt,strike
004.txt,talks
rate-cut-ledger.txt,rates
feed.jsonl:2,rates
feed.jsonl:9,football
"""
PAIRS = """\
a\tb\tlevel
001.txt\t002.txt\tnear
001.txt\t000.txt\trewritten
001.txt\t003.txt\tstory
000.txt\t004.txt\trelated
"""


@pytest.fixture(autouse=True)
def gold(folder: Path) -> None:
    (folder / "clusters.csv").write_text(CLUSTERS)
    (folder / "pairs.tsv").write_text(PAIRS)


def report(done: CompletedProcess[str]) -> dict[str, object]:
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


# newskit's own answer


def test_clusters(bash: Bash) -> None:
    done = bash("newskit eval clusters.csv samples/")
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[0].startswith("7 articles judged at level story; 4 clusters in the gold")
    assert [line.split()[:4] for line in lines[3:5]] == [
        ["pairs", "1.0000", "1.0000", "1.0000"],
        ["B-cubed", "1.0000", "1.0000", "1.0000"],
    ]
    assert done.stderr.splitlines()[-1] == "newskit eval: 7 judged, B-cubed F1 1.0000"
    pipe = bash("newskit stories -q samples/ | newskit eval -q clusters.csv -")
    assert pipe.stdout == done.stdout


def test_pairs_with_levels(bash: Bash) -> None:
    found = report(bash("newskit eval --json --level rewritten pairs.tsv samples/"))
    assert (found["kind"], found["level"]) == ("pairs", "rewritten")
    assert found["pairs"] == {
        "found": 2,
        "wrong": 0,
        "missed": 0,
        "apart": 2,
        "precision": 1.0,
        "recall": 1.0,
        "f1": 1.0,
    }


def test_reference_summaries(bash: Bash, folder: Path) -> None:
    first = (folder / "samples" / "000.txt").read_text().splitlines()[2].split(". ")[0]
    (folder / "refs.jsonl").write_text(json.dumps({"id": "000.txt", "summary": first}))
    found = report(bash("newskit eval --json -n 1 -m lead refs.jsonl samples/000.txt"))
    assert found["kind"] == "summaries"
    assert found["rouge"]["ROUGE-1"]["f1"] > 0.5


def test_references_of_clusters(bash: Bash, folder: Path) -> None:
    (folder / "refs.csv").write_text("cluster,summary\nstrike,The rail strike ended on Thursday.\n")
    script = """
        newskit dedupe -q -a samples/00[0-3].txt | jq -c '.cluster = "strike"' > labelled.jsonl
        newskit eval --json -n 1 refs.csv labelled.jsonl
        """
    found = report(bash(script))
    assert (found["basis"]["judged"], found["basis"]["unanswered"]) == (1, 0)
    assert found["rouge"]["ROUGE-1"]["recall"] > 0


def test_articles_that_carry_their_labels(bash: Bash, folder: Path) -> None:
    """As a file and through a pipe, it is the same."""
    records = [
        {"id": name, "text": (folder / "samples" / f"{name}.txt").read_text(), "cluster": cluster}
        for name, cluster in (("001", "strike"), ("002", "strike"), ("004", "talks"))
    ]
    (folder / "labelled.jsonl").write_text("".join(json.dumps(r) + "\n" for r in records))
    done = bash("newskit eval -q labelled.jsonl")
    assert done.stdout.startswith("3 articles judged at level story; 2 clusters in the gold, ")
    assert bash("newskit eval -q - < labelled.jsonl").stdout == done.stdout


def test_marks_are_judged_as_they_are(bash: Bash) -> None:
    script = "newskit stories -q --granularity saga samples/ | newskit eval --json clusters.csv -"
    found = report(bash(script))
    assert found["pairs"]["wrong"] == 3
    (mistake,) = found["joined"]
    assert mistake["gold"] == "strike | talks" and mistake["pairs"] == 3
    assert mistake["b"]["name"] == "004.txt"


def test_copies_that_were_dropped_count(bash: Bash) -> None:
    script = "newskit dedupe -q samples/ | newskit eval --json --level rewritten pairs.tsv -"
    assert report(bash(script))["pairs"]["found"] == 2


# Answers of files


def test_the_answers_newskit_writes(bash: Bash) -> None:
    script = """
        newskit dedupe -q --pairs pairs-found.tsv -a samples/ > marked.jsonl
        newskit stories -q marked.jsonl | newskit digest -q -f json > digest.json
        newskit eval -q --json --level rewritten pairs.tsv samples/ --answer pairs-found.tsv
        newskit eval -q --json clusters.csv samples/ --answer digest.json
        """
    done = bash(script)
    assert done.returncode == 0, done.stderr
    pairs, clusters = done.stdout.replace("}\n{", "}\0{").split("\0")
    assert json.loads(pairs)["pairs"]["f1"] == 1
    assert json.loads(clusters)["b_cubed"]["f1"] == 1


def test_gold_and_answer_need_no_articles(bash: Bash, folder: Path) -> None:
    (folder / "other.csv").write_text("id,cluster\n000.txt,1\n001.txt,1\n004.txt,1\n")
    found = report(bash("newskit eval -q --json clusters.csv --answer other.csv"))
    assert found["basis"]["unanswered"] == 4
    assert found["pairs"]["wrong"] == 2
    assert found["joined"][0]["a"] == {"id": "000.txt"}


def test_an_answer_about_other_articles(bash: Bash, folder: Path) -> None:
    (folder / "other.csv").write_text("id,cluster\nx,1\ny,1\n")
    done = bash("newskit eval clusters.csv --answer other.csv")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == (
        "newskit eval: other.csv: names no article that is labelled in clusters.csv\n"
    )


# Sweeps


def test_a_sweep_of_granularity_and_its_picture(bash: Bash, folder: Path) -> None:
    found = report(bash("newskit eval --json clusters.csv samples/ --plot sweep.svg"))
    assert found["varied"] == "granularity"
    assert [point["setting"] for point in found["sweep"]] == ["event", "story", "saga"]
    picture = (folder / "sweep.svg").read_bytes()
    assert picture.startswith(b"<svg") and b"newskit on clusters.csv" in picture


def test_a_picture_is_xml_whatever_the_gold_is_called(bash: Bash, folder: Path) -> None:
    (folder / "R&D <\x01>.csv").write_text(CLUSTERS)
    bash("newskit eval -q R*.csv samples/ --plot sweep.svg").check_returncode()
    texts = ElementTree.parse(folder / "sweep.svg").iter("{http://www.w3.org/2000/svg}text")
    assert "newskit on R&D <\\x01>.csv" in {text.text for text in texts}


def test_a_sweep_of_scores_as_png(bash: Bash, folder: Path) -> None:
    (folder / "other.csv").write_text("a,b,score\n000.txt,001.txt,.9\n000.txt,004.txt,.4\n")
    run = "newskit eval -q clusters.csv --answer other.csv --sweep --plot"
    done = bash(f"{run} sweep.png")
    assert "score         precision" in done.stdout
    assert (folder / "sweep.png").read_bytes().startswith(b"\x89PNG")
    bash(f"{run} one.svg; {run} two.svg; cmp one.svg two.svg").check_returncode()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("clusters.csv samples/ --plot sweep.pdf", "--plot sweep.pdf: name a file that ends in"),
        ("clusters.csv --answer clusters.csv --sweep", "--sweep: the answer has no pairs with sc"),
        ("pairs.tsv samples/ --level exact --sweep", "--sweep: at level exact there is nothing"),
        ("clusters.csv samples/ --complete", "--complete: it is about pairs, and GOLD has none"),
        ("clusters.csv samples/ --words 9", "--words: it is about summaries, and GOLD has none"),
        ("clusters.csv", "clusters.csv: has labels, and no articles (name them after it, or an"),
        ("clusters.csv samples/ --kind groups", "--kind groups: there are pairs, clusters, summ"),
        ("clusters.csv samples/ --column cluster", "--column cluster: write KEY=NAME, as in"),
        ("clusters.csv samples/ --column id=x", "--column id=x: there is no such column (there"),
        ("clusters.csv samples/ --level same", "--level same: there are exact, near, rewritten"),
        ("clusters.csv samples/ -o clusters.csv", "clusters.csv: is read, and would be over"),
        ("clusters.csv --answer pairs.tsv -o ./pairs.tsv", "./pairs.tsv: is read, and would be"),
        ("- -", "standard input can be GOLD, INPUT, --answer or --files-from: one of them"),
    ],
)
def test_wrong_usage(bash: Bash, folder: Path, arguments: str, said: str) -> None:
    done = bash(f"newskit eval -q {arguments}")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"newskit eval: {said}")
    assert len(done.stderr.splitlines()) == 1
    assert not list(folder.glob("sweep*"))


# Bad gold


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "gold.csv: no labels in it"),
        ("id,cluster\n", "gold.csv: no labels in it"),
        ("x,y\n1,2\n", "gold.csv: no columns a, b and label; id and cluster; or id and summary"),
        ("id,cluster\nno,1\nnone,1\n", "gold.csv: none of the articles it names is there, such as"),
    ],
)
def test_gold_that_cannot_be_used(bash: Bash, folder: Path, text: str, said: str) -> None:
    (folder / "gold.csv").write_text(text)
    done = bash("newskit eval -q gold.csv samples/000.txt")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith(f"newskit eval: {said}")
    assert len(done.stderr.splitlines()) == 1


def test_bad_rows_cost_themselves(bash: Bash, folder: Path) -> None:
    rows = ["a,b,label", "000.txt,001.txt,yes", "000.txt,004.txt,maybe", "000.txt,gone.txt,no"]
    (folder / "gold.csv").write_text("\n".join(rows))
    done = bash("newskit eval gold.csv samples/00?.txt")
    assert done.returncode == 1
    assert done.stdout.startswith("1 pair judged at level rewritten")
    assert done.stderr.splitlines() == [
        "newskit eval: gold.csv:3: no label of a pair: 'maybe' (there are exact, near, rewritten, "
        "story, related, same, different, unsure, yes, no, 1, 0)",
        "newskit eval: gold.csv:4: no article goes by 'gone.txt': not judged (names are ids, "
        "paths, URLs, file names)",
        "newskit eval: 1 judged, F1 unknown; 2 skipped",
    ]
    assert bash("newskit eval -q --on-error skip gold.csv samples/00?.txt").returncode == 0


def test_missing_gold(bash: Bash) -> None:
    done = bash("newskit eval missing.csv samples/")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == "newskit eval: missing.csv: no such file\n"


# What it costs


def test_rouge_and_pillow_are_imported_when_they_are_needed(bash: Bash) -> None:
    script = 'python -X importtime "$(command -v newskit)" eval -q pairs.tsv samples/ 2>&1'
    loaded = bash(script + " --sweep --plot sweep.svg").stdout
    assert "newskit.evaluation.evaluate" in loaded
    assert not {"rouge_score", "nltk", "PIL"} & {
        line.split("|")[-1].strip() for line in loaded.splitlines()
    }
