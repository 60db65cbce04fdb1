"""A pile is what a list of the same articles would be; its files must stay as they are."""

import io
import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newskit.article import Article
from newskit.errors import ExitCode, InputError
from newskit.host import Host
from newskit.readers import reading, reread, stored_lines
from newskit.readers.formats import Formats
from newskit.readers.pile import Pile
from newskit.readers.reading import Reading
from newskit.views import Marked, having_unique_ids

Spread = Callable[..., Reading]


@pytest.fixture(scope="module")
def formats() -> Formats:
    host = Host(frozenset())
    return Formats({name: host.get("reader", name) for name in ("jsonl", "json", "text")})


@pytest.fixture
def take(formats: Formats, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Spread:
    """Read files of the working directory, or standard input; problems must be looked at."""
    monkeypatch.chdir(tmp_path)

    def take(
        *inputs: str,
        budget: int | None = 0,
        said: Sequence[str] = (),
        stdin: bytes | None = None,
        **fields: str,
    ) -> Reading:
        problems: list[Exception] = []
        paths = {key: tuple(name.split(".")) for key, name in fields.items()}
        stream = None if stdin is None else io.BytesIO(stdin)
        found = reading.read(inputs, formats, paths, problems.append, stream, budget)
        assert [str(problem) for problem in problems] == list(said)
        return found

    return take


def lines(*records: object) -> bytes:
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


def feed(name: str, count: int, **keys: object) -> list[str]:
    """Write articles to a file; give their texts."""
    texts = [f"Report {n} of {name}: the bridge is closed – again." for n in range(count)]
    Path(name).write_bytes(lines(*({**keys, "text": text} for text in texts)))
    return texts


def open_files() -> int:
    return len(list(Path("/dev/fd").iterdir()))


# Like a list

records = st.lists(
    st.fixed_dictionaries(
        {"text": st.sampled_from(["A.", "B.", "Ü “C”.", " ", "x" * 90])},
        optional={
            "id": st.sampled_from(["a", "a-2", "a-2-2", "b", "", 7, "00000000000000ff", "-" * 16]),
            "title": st.sampled_from(["T", "", None, 5]),
            "path": st.sampled_from(["p", ""]),
            "x": st.sampled_from([1e-7, 2**70, [], {"y": [1]}]),
        },
    ).map(json.dumps)
    | st.sampled_from(["", "broken", "[]", '{"text": "B.", "z": "\\ud800"}', "\ufeff{}"]),
    max_size=12,
)


@given(first=records, second=records, budget=st.sampled_from([0, 1, 60, 300]))
def test_it_holds_what_a_list_would(
    formats: Formats, tmp_path_factory: pytest.TempPathFactory, first, second, budget
) -> None:
    folder = tmp_path_factory.mktemp("in")
    for name, told in (("a.jsonl", first), ("b.jsonl", second)):
        (folder / name).write_text("\n".join(told))
    (folder / "aa.txt").write_text("A plain text.")
    read: list[tuple[Reading, list[str]]] = []
    for kept in (None, budget):
        problems: list[Exception] = []
        stdin = io.BytesIO("\n".join(first[:3]).encode())
        inputs = [str(folder), "-"]
        found = reading.read(inputs, formats, {}, problems.append, stdin, kept)
        read.append((found, [str(problem) for problem in problems]))
    (as_list, said), (as_pile, said_again) = read
    assert said_again == said
    assert list(as_pile.articles) == as_list.articles
    assert [as_pile.articles[n] for n in range(len(as_list.articles))] == as_list.articles
    assert as_pile.articles[-1] == as_list.articles[-1]
    assert list(as_pile.articles[1:4:2]) == as_list.articles[1:4:2]
    assert (as_pile.plain, as_pile.stdin_texts) == (as_list.plain, as_list.stdin_texts)


def test_small_inputs_are_a_list(take: Spread) -> None:
    feed("a.jsonl", 3)
    assert isinstance(take("a.jsonl", budget=10_000).articles, list)
    assert isinstance(take("a.jsonl", budget=100).articles, Pile)


def test_other_formats_stay_in_memory(take: Spread) -> None:
    Path("a.json").write_bytes(b"[" + lines({"text": "A."}).strip() + b"]")
    Path("b.txt").write_text("B.")
    assert isinstance(take("a.json", "b.txt").articles, list)


def test_what_is_read_first_stays_the_same_object_and_the_rest_is_made_anew(take: Spread) -> None:
    feed("a.jsonl", 9)
    articles = take("a.jsonl", budget=200).articles
    kept = [
        one is other for one, other in zip(articles, list(reversed(articles))[::-1], strict=True)
    ]
    assert kept == sorted(kept, reverse=True)
    assert 0 < sum(kept) < 9


def test_names_of_keys_are_applied_each_time(take: Spread) -> None:
    Path("a.jsonl").write_bytes(lines({"a": {"body": "A."}, "text": 7, "x": 1}))
    articles = take("a.jsonl", text="a.body").articles
    assert isinstance(articles, Pile)
    assert [a.text for a in articles] == ["A."]
    assert articles[0].extra == {"a": {"body": 7}, "x": 1}


def test_equal_ids_are_numbered_as_in_a_list(take: Spread) -> None:
    Path("a.jsonl").write_bytes(
        lines(*({"id": id_, "text": f"{n}."} for n, id_ in enumerate(["a", "a-2", "a", "b", "a"])))
    )
    articles = take("a.jsonl").articles
    assert [a.id for a in articles] == ["a", "a-2", "a-3", "b", "a-4"]
    assert articles[2].id == "a-3"


def test_problems_are_told_once(take: Spread) -> None:
    Path("a.jsonl").write_bytes(b'{"text": "A.", "title": 5}\nbroken\n{"text": "B."}')
    said = [
        "a.jsonl:1: title is a int, not text: left alone, not used",
        "a.jsonl:2: not JSON: Expecting value at character 1 (plain text? try --reader text)",
    ]
    articles = take("a.jsonl", said=said).articles
    for _ in range(2):
        assert [(a.text, a.path) for a in articles] == [("A.", "a.jsonl:1"), ("B.", "a.jsonl:3")]


@pytest.mark.parametrize("block", [1, 100, 10_000])
def test_lines_at_the_edge_of_a_block_are_whole(take: Spread, monkeypatch, block: int) -> None:
    monkeypatch.setattr(stored_lines, "_BLOCK", block)
    texts = feed("a.jsonl", 50)
    assert [a.text for a in take("a.jsonl").articles] == texts


def test_more_files_than_may_be_open(take: Spread, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reread, "_OPEN_AT_ONCE", 2)
    texts = [text for n in range(5) for text in feed(f"{n}.jsonl", 3)]
    before = open_files()
    articles = take(*(f"{n}.jsonl" for n in range(5))).articles
    assert [a.text for a in articles] == texts
    assert [articles[n].text for n in range(14, -1, -1)] == texts[::-1]
    assert open_files() <= before + 2
    del articles
    assert open_files() == before


# What comes from a pipe


def test_standard_input_is_kept_in_a_file_without_a_name(take: Spread) -> None:
    data = lines(*({"text": f"Report {n}. " + "Ü" * n} for n in range(3000)))
    articles = take("-", stdin=data).articles
    assert isinstance(articles, Pile)
    assert [a.text for a in articles] == [json.loads(line)["text"] for line in data.splitlines()]
    assert articles[2999].path is None
    assert list(Path().iterdir()) == []


def test_a_named_pipe_is_read_once(take: Spread) -> None:
    os.mkfifo("pipe")
    data = lines(*({"text": f"Report {n}."} for n in range(200)))
    if (child := os.fork()) == 0:
        Path("pipe").write_bytes(data)
        os._exit(0)
    articles = take("pipe").articles
    os.waitpid(child, 0)
    for _ in range(2):
        assert [a.path for a in articles] == [f"pipe:{n}" for n in range(1, 201)]


def test_no_room_for_the_copy_is_told(take: Spread, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.TemporaryFile", lambda buffering: io.FileIO("/dev/full", "w"))
    said = "stdin: no room for a copy of it: No space left on device (TMPDIR names another place)"
    take("-", stdin=lines({"text": "A."}), said=[said])


# Files that do not stay as they are


def spoil_by_time() -> None:
    os.utime("a.jsonl", ns=(1, 1))


def spoil_by_size() -> None:
    with Path("a.jsonl").open("ab") as file:
        file.write(b"\n")


def spoil_in_place() -> None:
    Path("a.jsonl").write_bytes(Path("a.jsonl").read_bytes().replace(b"Report", b"Retort"))


def shorten() -> None:
    os.truncate("a.jsonl", 70)


@pytest.mark.parametrize("spoil", [spoil_by_time, spoil_by_size, spoil_in_place, shorten])
@pytest.mark.parametrize("look", [list, lambda articles: articles[2]])
def test_a_file_that_changed_is_an_error(take: Spread, spoil, look) -> None:
    feed("a.jsonl", 3)
    articles = take("a.jsonl").articles
    spoil()
    expected = "a.jsonl: changed while it was worked on (work on a copy of it)"
    with pytest.raises(InputError) as caught:
        look(articles)
    assert str(caught.value) == expected
    assert caught.value.exit_code == ExitCode.FAILED


def test_a_file_that_changes_between_two_passes_is_an_error(take: Spread, monkeypatch) -> None:
    monkeypatch.setattr(stored_lines, "_TOGETHER", 2)
    feed("a.jsonl", 3)
    articles = take("a.jsonl").articles
    assert len(list(articles)) == 3
    shorten()
    with pytest.raises(InputError, match="changed while"):
        list(articles)


def test_a_file_that_is_gone_is_an_error(take: Spread) -> None:
    feed("a.jsonl", 3)
    articles = take("a.jsonl").articles
    Path("a.jsonl").unlink()
    with pytest.raises(InputError) as caught:
        list(articles)
    expected = "a.jsonl: cannot be read a second time (No such file or directory)"
    assert str(caught.value) == expected


def test_another_working_directory_does_not_matter(take: Spread, monkeypatch) -> None:
    texts = feed("a.jsonl", 3)
    articles = take("a.jsonl").articles
    monkeypatch.chdir("/")
    assert [(a.text, a.path) for a in articles][:1] == [(texts[0], "a.jsonl:1")]


# What is made of it


def no_marks(position: int, article: Article) -> dict[str, object]:
    return {}


def test_a_fingerprint_tells_the_articles_as_they_are_read(take: Spread) -> None:
    """By it a run that goes on with interrupted work knows what the work was about."""
    for name in ("a.jsonl", "b.jsonl"):
        feed(name, 9, body="Another text", note="—")

    def fingerprint(*inputs: str, budget: int = 0, **fields: str) -> str:
        return take(*inputs, budget=budget, **fields).articles.fingerprint()

    for budget in (0, 300):
        expected = fingerprint("a.jsonl", budget=budget)
        assert fingerprint("a.jsonl", budget=budget) == expected
        others = [
            fingerprint("b.jsonl", budget=budget),
            fingerprint("a.jsonl", "b.jsonl", budget=budget),
            fingerprint("a.jsonl", budget=budget, text="body"),
            fingerprint("a.jsonl", budget=budget, title="note"),
        ]
        feed("a.jsonl", 10, body="Another text", note="—")
        others.append(fingerprint("a.jsonl", budget=budget))
        assert len({expected, *others}) == 6
        feed("a.jsonl", 9, body="Another text", note="—")


def test_marks_are_written_when_an_article_is_taken(take: Spread) -> None:
    feed("a.jsonl", 3, copies=1)
    articles = take("a.jsonl").articles
    story = {"story": 1, "copies": None}
    marked = Marked(articles, lambda position, article: story if position == 1 else {})
    assert list(marked) == [articles[0], articles[1].marked(story=1, copies=None), articles[2]]


def test_a_pile_is_not_read_into_memory_to_number_it_again(take: Spread) -> None:
    feed("a.jsonl", 3)
    articles = take("a.jsonl").articles
    assert having_unique_ids(articles) is articles
    for made in (Marked(articles, no_marks), articles[1:], Marked(articles[1:], no_marks)):
        assert having_unique_ids(made) is made
