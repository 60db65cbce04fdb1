"""What once went wrong, so that it does not come back."""

import io
import json
from pathlib import Path

import pytest

import newskit
from newskit.article import Article
from newskit.errors import InputError, PluginError, UsageError
from newskit.host import Host
from newskit.protocols import Reader

FIRE = (
    "{n} people died in a house fire in {town} on {day}, firefighters said. "
    "The blaze began in the {room} at {hour} a.m. and destroyed the roof. "
    "Neighbours called the fire brigade. Police are investigating the cause."
)


def write_lines(path: Path, records: list[dict[str, str]]) -> str:
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return str(path)


def test_lines_that_share_an_id_are_numbered_the_same_in_any_order(tmp_path: Path) -> None:
    records = [{"id": "a", "text": "The ferry sails."}, {"id": "a", "text": "The ferry is late."}]
    forth = newskit.read(write_lines(tmp_path / "f.jsonl", records))
    back = newskit.read(write_lines(tmp_path / "f.jsonl", records[::-1]))
    assert {(a.id, a.text) for a in forth} == {(a.id, a.text) for a in back}


def test_two_events_told_in_the_same_sentences_are_no_copies() -> None:
    dorn = FIRE.format(n="Three", town="Dorn", day="Monday", room="kitchen", hour=2)
    valen = FIRE.format(n="Five", town="Valen", day="Thursday", room="bedroom", hour=4)
    assert newskit.dedupe([Article(dorn), Article(valen)]).removed == []


def retelling() -> list[Article]:
    samples = Path(__file__).parents[1] / "samples"
    return newskit.read(samples / "000.txt", samples / "001.txt")


def filler(count: int) -> list[Article]:
    return [
        Article(f"Item {n} opens. " + " ".join(f"x{n}y{k}" for k in range(40)) + ".")
        for n in range(count)
    ]


def pair_of(pile: list[Article], **settings: object) -> list[str]:
    two = {article.id for article in retelling()}
    return [p.level for p in newskit.dedupe(pile, **settings).pairs() if {p.a, p.b} == two]


@pytest.mark.parametrize("count", [98, 99, 100, 150])
def test_a_retelling_is_found_in_a_pile_of_any_size(count: int) -> None:
    """From 101 articles on candidates come from signatures."""
    assert pair_of(retelling() + filler(count)) == ["rewritten"]


def test_a_pair_is_judged_the_same_whatever_else_is_suggested() -> None:
    pile = retelling() + filler(12)
    only = pair_of(pile, detectors=[lambda articles: [(0, 1)]])
    assert only == pair_of(pile, detectors=["pairs"]) == ["rewritten"]


def test_reports_dropped_for_their_story_stay_independent_reports() -> None:
    samples = Path(__file__).parents[1] / "samples"
    read = newskit.read(samples, on_problem=lambda problem: None)
    plain = {e.id: e.independent_sources for e in newskit.digest(read).entries}
    found = newskit.dedupe(read, level="story")
    for articles in (found.kept, found.all):
        digest = newskit.digest(articles)
        assert {e.id: e.independent_sources for e in digest.entries} == plain
        ferry = next(
            e for e in digest.entries if any("Skarrow" in (a.title or "") for a in e.articles)
        )
        assert {article.role for article in ferry.articles} == {"independent"}


def test_a_copy_keeps_its_strongest_level_at_level_story() -> None:
    samples = Path(__file__).parents[1] / "samples"
    found = newskit.dedupe(newskit.read(samples, on_problem=lambda problem: None), level="story")
    pairs = [(p.a, p.b) for p in found.pairs()]
    assert len(pairs) == len(set(pairs))


def test_a_plugin_that_exits_is_a_plugin_that_failed() -> None:
    def detector(articles: object) -> object:
        raise SystemExit(0)

    with pytest.raises(PluginError, match="detector"):
        newskit.dedupe([Article("One."), Article("Two.")], detectors=[detector])


def test_the_cleaner_that_failed_is_named_and_no_other() -> None:
    def broken(articles: object) -> object:
        raise ValueError("no")

    with pytest.raises(PluginError) as caught:
        newskit.mark_boilerplate([Article("One.")], cleaners=["rules", broken])
    assert "rules" not in str(caught.value)


def test_a_keeper_without_its_argument_is_a_wrong_name() -> None:
    with pytest.raises(UsageError, match="needs names"):
        newskit.dedupe([Article("One."), Article("One!")], keep="source:")


def test_something_else_under_the_name_of_a_reader_hurts_only_itself(tmp_path: Path) -> None:
    from newskit.hooks import hookimpl

    class Plugin:
        @hookimpl
        def newskit_readers(self) -> dict[str, object]:
            return {"strange": lambda stream, source: [], "md": Reader(lambda s, n: [], (".md",))}

    host = Host(frozenset())
    host.register(Plugin(), "strange")
    (tmp_path / "a.txt").write_text("One.")
    (tmp_path / "b.odd").write_text("Two.")
    said: list[Exception] = []
    assert len(newskit.read(tmp_path, on_problem=said.append, host=host)) == 1
    assert any("no Reader" in str(problem) for problem in said)


def test_a_file_that_is_named_twice_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One.")
    said: list[Exception] = []
    named = [tmp_path / "a.txt", f"{tmp_path}/./a.txt", tmp_path]
    assert len(newskit.read(*named, on_problem=said.append)) == 1
    assert [str(problem).endswith("named twice, read once") for problem in said] == [True, True]


@pytest.mark.parametrize("name", ["page", "page.txt"])
def test_a_page_of_markup_is_refused_whatever_its_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("<!DOCTYPE html><p>One.</p>")
    bare = Host(allow=frozenset())
    with pytest.raises(InputError, match=r"no reader for HTML \(pip install newskit-web\)"):
        newskit.read(tmp_path / name, host=bare)
    assert len(newskit.read(tmp_path / name, reader="text", host=bare)) == 1


def test_reading_nothing_but_a_missing_file_is_an_error_in_python() -> None:
    with pytest.raises(InputError, match="no such file"):
        newskit.read("nowhere.txt")


def test_the_window_and_the_date_are_checked_in_python_too() -> None:
    with pytest.raises(UsageError, match="--window"):
        newskit.stories([Article("One.")], window=-3.0)
    with pytest.raises(UsageError, match="--date"):
        newskit.digest([Article("One.")], date="soon")


def test_a_summarizer_of_ones_own_gives_a_mark_that_can_be_written() -> None:
    def backwards(sentences: list[object], context: object) -> list[int]:
        return list(range(len(sentences)))[::-1]

    (article,) = newskit.summarize([Article("One is here. Two is here.")], method=backwards)
    assert json.loads(json.dumps(article.record()))["summary"]["method"] == "backwards"


def test_sentences_of_a_summary_keep_their_places_for_the_digest() -> None:
    seen: list[int] = []

    def spy(sentences: list[newskit.Article], context: object) -> list[int]:
        seen.extend(sentence.position for sentence in sentences)
        return list(range(len(sentences)))

    text = "The dam broke early. The town fled north. The mayor spoke late. The water rose again."
    start = text.index("The mayor")
    mark = {"text": "", "method": "x", "sentences": [{"start": start, "end": start + 22}]}
    newskit.digest([Article(text, extra={"summary": mark})], method=spy)
    assert seen == [2]


def test_a_column_may_have_a_dot_in_its_name(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "f.jsonl", [{"dc.text": "The ferry sails."}])
    (article,) = newskit.read(path, fields={"text": "dc.text"})
    assert article.text == "The ferry sails."


def test_articles_can_be_put_into_sets() -> None:
    assert len({Article("One.", extra={"a": []}), Article("One.", extra={"a": []})}) == 1


def test_a_digest_names_the_related_stories_it_holds() -> None:
    samples = Path(__file__).parents[1] / "samples"
    digest = newskit.digest(newskit.read(samples, on_problem=lambda problem: None))
    for form in ("md", "text"):
        stream = io.StringIO()
        newskit.render(digest, stream, form)
        assert "Related: " in stream.getvalue()
