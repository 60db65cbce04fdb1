"""What Spark finds is what one machine finds, line by line.

Each thing that is asked of Spark takes seconds, of two processors: `make test` asks once, what
`EngineContract` asks of every engine; `make hardening` asks for all.
"""

import json
import re
from pathlib import Path
from random import Random
from typing import Any

import pytest

import newskit
from newskit.article import Article
from newskit.engines import Job
from newskit.errors import InputError, OutputError, UsageError
from newskit.levels import Level
from newskit.testing import EngineContract

WORDS = [f"{a}{b}{c}" for a in "bdfgklmnprst" for b in ("a", "er", "io", "u") for c in "klmnrst"]
BLOCK = "Follow the harbour wire for more of this and write to the desk with what you saw today "


def invented(random: Random, count: int) -> str:
    """Give a text of a number of words, in sentences."""
    said = [random.choice(WORDS) for _ in range(count)]
    return " ".join(" ".join(said[at : at + 9]).capitalize() + "." for at in range(0, count, 9))


def edited(random: Random, text: str, share: float) -> str:
    words = text.split(" ")
    return " ".join(random.choice(WORDS) if random.random() < share else word for word in words)


def pile() -> list[dict[str, Any]]:
    """Give articles with copies of all kinds, templates, and forms of one text on many days."""
    random = Random(4)
    articles: list[dict[str, Any]] = []

    def add(text: str, source: str | None = None, day: int = 0, **more: object) -> None:
        number = len(articles)
        article = {"id": f"a{random.randrange(10**6):06}-{number}", "text": text, **more}
        if source:
            article["source"] = source
        if day:
            article["published"] = f"2026-03-{day:02}T0{number % 10}:00:00Z"
        articles.append(article)

    for number in range(40):
        text = invented(random, random.randrange(30, 160))
        add(text, f"paper {number % 7}", number % 28 + 1)
        for _ in range(random.choice([0, 0, 1, 3])):
            share = random.choice([0, 0.02, 0.05, 0.1, 0.2])
            add(edited(random, text, share), "echo", number % 28 + 1)
        if number % 5 == 0:
            add(f"{text}\n\n{invented(random, 120)}", "longer", 3)
    for number in range(45):  # a block under other news each day: a template
        add(f"{invented(random, 70)}\n\n{BLOCK * 2}", "harbour", number % 28 + 1)
    text = invented(random, 90)
    for number in range(30):  # one text on thirty days, hardly changed: none
        add(edited(random, text, 0.03), "column", number % 28 + 1)
    for _ in range(40):  # more than a small bucket
        add(text.upper(), None)
    add("   …", None)
    add("!!!", None)
    articles.append({"id": "same id", "text": invented(random, 50), "n": 1})
    articles.append({"id": "same id", "text": invented(random, 50), "n": 2})
    articles.append({"id": "same id-2", "text": invented(random, 50)})
    articles.append({"text": invented(random, 60), "url": "https://paper.example/1", "extra": [1]})
    before = {"id": "gone", "level": "near", "similarity": 0.9, "containment": 0.9}
    present = {**before, "id": articles[0]["id"]}
    add(invented(random, 60), "paper 1", 2, copies=[before, present])
    random.shuffle(articles)
    return articles


def lines(path: Path) -> list[dict[str, Any]]:
    parts = sorted(path.glob("part-*")) if path.is_dir() else [path]
    return [json.loads(line) for part in parts for line in part.read_text("utf-8").splitlines()]


def by_id(records: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Give records by id; the place of a record in a file is not known in a cluster."""
    for record in records:
        for each in (record, *record.get("copies", ())):
            each.pop("path", None)
    found = {record["id"]: record for record in records}
    assert len(found) == len(records)
    return found


def locally(articles: list[dict[str, Any]], **options: Any) -> dict[str, dict[str, Any]]:
    known = ("id", "title", "text", "url", "source", "published", "language")
    made = [
        Article(
            **{key: value for key, value in one.items() if key in known},
            extra={key: value for key, value in one.items() if key not in known},
        )
        for one in articles
    ]
    found = newskit.dedupe(made, cleaners=(), **options)
    return by_id([article.record() for article in found.all])


@pytest.mark.hardening
def test_copies_are_those_of_one_machine(spark: Any, tmp_path: Path) -> None:
    from newskit_spark.engine import Spark

    articles = pile()
    for number, some in enumerate((articles[::2], articles[1::2])):
        text = "".join(json.dumps(one) + "\n" for one in some)
        (tmp_path / f"{number}.jsonl").write_text(text, "utf-8")
    with (tmp_path / "0.jsonl").open("a") as file:
        file.write('{"text": \n{"id": "no text"}\n\n')
    inputs = [str(tmp_path / "0.jsonl"), str(tmp_path / "1.jsonl")]
    out = tmp_path / "out.jsonl"
    job = Job(inputs, str(out), level=Level.REWRITTEN, cleaners=(), all=True)
    done = Spark().dedupe(job)
    expected = locally(articles, level=Level.REWRITTEN)
    assert by_id(lines(out)) == expected
    levels = [one["copy_of"]["level"] for one in expected.values() if "copy_of" in one]
    assert {"exact", "near", "rewritten"} == set(levels)
    assert done.copies == {level: levels.count(level) for level in done.copies}
    assert done.articles == len(articles)
    assert done.skipped == 2
    assert any("not JSON" in str(problem) for problem in done.problems)
    with pytest.raises(OutputError, match="is there already"):
        Spark().dedupe(job)


@pytest.mark.usefixtures("spark")
class TestContract(EngineContract):
    """In this file, so that one session is enough for all."""

    plugin = "spark"


def test_templates_are_part_of_the_test() -> None:
    from newskit.duplicates.collection import collection_of

    different = {one["text"].casefold(): one for one in pile()}.values()
    articles = [
        Article(one["text"], source=one.get("source"), published=one.get("published"))
        for one in different
    ]
    assert len(collection_of(articles).templates)


@pytest.mark.hardening
def test_a_frame_of_a_session_that_is_there(spark: Any) -> None:
    from newskit_spark import dedupe

    text = invented(Random(1), 60)
    rows = [("a", text, "2026-03-02T00:00:00Z", 1), ("b", text.upper(), None, None)]
    rows.append(("c", "Another text altogether, of a few words.", None, 3))
    frame = spark.createDataFrame(rows, "id string, text string, published string, number int")
    before = spark.conf.get("spark.sql.shuffle.partitions")
    found = {row.id: row for row in dedupe(frame, level="exact", keep="earliest").collect()}
    assert sorted(found) == ["a", "c"]
    assert [(copy.id, copy.level) for copy in found["a"].copies] == [("b", "exact")]
    assert found["a"].number == 1
    assert found["c"].copies == []
    assert spark.conf.get("spark.sql.shuffle.partitions") == before
    with pytest.raises(UsageError, match="'repeats' reads the whole pile"):
        dedupe(frame, level="exact", cleaners=("rules", "repeats"))


@pytest.mark.hardening
def test_parquet_in_and_out(spark: Any, tmp_path: Path) -> None:
    """Columns stay what they are; what is null is a key that is not there."""
    from newskit_spark.engine import Spark

    text = invented(Random(2), 60)
    rows = [
        ("a", text, [1, 2], "wire"),
        ("b", text.upper(), None, None),
        ("c", "Else.", None, None),
    ]
    frame = spark.createDataFrame(rows, "id string, text string, `n.o` array<int>, source string")
    given = tmp_path / "in.parquet"
    frame.coalesce(1).write.parquet(str(given))
    out = tmp_path / "out.parquet"
    done = Spark().dedupe(Job([str(given)], str(out), level=Level.EXACT, cleaners=()))
    assert (done.articles, done.copies, done.skipped) == (3, {"exact": 1}, 0)
    found = {row["id"]: row for row in spark.read.parquet(str(out)).collect()}
    assert sorted(found) == ["a", "c"]
    assert (found["a"]["text"], found["a"]["n.o"], found["a"]["source"]) == (text, [1, 2], "wire")
    (copy,) = found["a"]["copies"]
    assert (copy["id"], copy["level"]) == ("b", "exact")
    assert copy["path"].startswith(str(given))
    assert found["c"]["n.o"] is None
    assert (out / "_SUCCESS").exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"level": Level.STORY}, "--level story"),
        ({"keep": "first"}, "no order of input"),
        ({"reader": "csv"}, "reads jsonl and parquet"),
        ({"inputs": ["in.csv.gz"]}, "reads jsonl and parquet, not csv"),
        ({"inputs": ["in.pdf"]}, "reads jsonl and parquet, not .pdf"),
        ({"inputs": ["-"]}, "files"),
    ],
)
def test_what_a_cluster_cannot_do_is_refused(
    spark: Any, tmp_path: Path, options: dict[str, Any], said: str
) -> None:
    from newskit_spark.engine import Spark

    wanted = {"inputs": ["in.jsonl"], "level": Level.NEAR, "cleaners": (), **options}
    with pytest.raises(UsageError, match=said):
        Spark().dedupe(Job(to=str(tmp_path / "out"), **wanted))


def test_an_input_that_is_not_there(spark: Any, tmp_path: Path) -> None:
    from newskit_spark.engine import Spark

    job = Job([str(tmp_path / "none.jsonl")], str(tmp_path / "out"), level=Level.NEAR, cleaners=())
    with pytest.raises(InputError, match=r"none\.jsonl"):
        Spark().dedupe(job)


def test_a_file_that_cannot_be_read_is_named(spark: Any, tmp_path: Path) -> None:
    from newskit_spark.engine import Spark

    file, to = tmp_path / "in.jsonl.gz", tmp_path / "out.jsonl"
    file.write_bytes(b"not compressed")
    with pytest.raises(InputError, match=r"in\.jsonl\.gz: cannot be read: not a gzip file"):
        Spark().dedupe(Job([str(file)], str(to), level=Level.EXACT, cleaners=()))
    assert [path.name for path in tmp_path.iterdir()] == ["in.jsonl.gz"]


@pytest.mark.hardening
def test_where_nothing_can_be_read_nothing_is_written(spark: Any, tmp_path: Path) -> None:
    from newskit_spark.engine import Spark

    file, to = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    file.write_text("<p>\n</p>\n")
    done = Spark().dedupe(Job([str(file)], str(to), level=Level.EXACT, cleaners=()))
    assert (done.articles, done.skipped, len(done.problems)) == (0, 2, 1)
    assert not to.exists()


@pytest.mark.parametrize("master", ["nonsense", "local[x]", "local["])
def test_a_master_that_is_none_is_refused(master: str) -> None:
    from newskit_spark.session import session

    with pytest.raises(UsageError, match=f"spark:{re.escape(master)}: a master is local"):
        session(master)


def test_the_configuration_of_spark_counts(tmp_path: Path, monkeypatch: Any) -> None:
    from newskit_spark.session import _configured

    monkeypatch.delenv("SPARK_HOME", raising=False)
    monkeypatch.setenv("SPARK_CONF_DIR", str(tmp_path))
    assert _configured() == {}
    said = "# so\nspark.master  spark://host:7077\n\nspark.a=b c\nspark.empty\n"
    (tmp_path / "spark-defaults.conf").write_text(said)
    assert _configured() == {"spark.master": "spark://host:7077", "spark.a": "b c"}


@pytest.mark.parametrize(
    ("said", "cause"),
    [
        (
            "An error occurred while calling o1.text.\n: java.lang.RuntimeException: outer\n"
            "\tat a.B(C.java:1)\nCaused by: java.lang.ClassNotFoundException: Class Y not found\n",
            "Class Y not found",
        ),
        ("java.net.UnknownHostException: nowhere", "UnknownHostException: nowhere"),
        (
            "[PATH_NOT_FOUND] Path does not exist: file:/a. SQLSTATE: 42K03",
            "Path does not exist: file:/a.",
        ),
        (
            'Job aborted: \nTraceback (most recent call last):\n  File "a", line 1\n'
            "newskit.errors.UsageError: so it is\n\n\tat org.apache.A(B.scala:1)\nCaused by: other",
            "so it is",
        ),
        ("", ""),
    ],
)
def test_of_pages_of_java_the_cause_is_told(said: str, cause: str) -> None:
    from newskit_spark.failures import cause_in

    assert cause_in(said) == cause
