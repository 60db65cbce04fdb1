"""What holds for every store, whatever keeps it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from newskit.article import Article
from newskit.errors import StoreError
from newskit.storing import Store, Stored

EVERY = ((0, 1_000),)
MARK = {"level": "near", "similarity": 0.75, "containment": 1.0}


class StoreContract:
    """The suite of a store: `class TestMine(StoreContract)` with a method `opened`."""

    def opened(self, folder: Path) -> Store:
        """Open a store, of the same folder the same one; in a new folder there is none yet."""
        raise NotImplementedError

    @contextmanager
    def writing(self, folder: Path) -> Iterator[Store]:
        """Open a store to write to it; what is not committed when the block ends is forgotten."""
        store = self.opened(folder)
        try:
            store.begin()
            yield store
        finally:
            store.rollback()
            store.close()

    @contextmanager
    def filled(self, folder: Path) -> Iterator[Store]:
        """Write to a store with A, kept, its copy B, C, which came as A, and D, of days 1, 2, 3, 9.

        Nothing is committed.
        """
        with self.writing(folder) as store:
            a, b, c, d = (
                _stored("a"),
                _stored("b", 2, of="a"),
                _stored("c", 3, "a"),
                _stored("d", 9),
            )
            store.add([b, a, c, d], [[1, 2, 3], [1, 2, 3, 4], [3, 4, 5], []])
            yield store

    # Articles

    def test_what_was_added_comes_back(self, tmp_path: Path) -> None:
        """In order of ids, with all that is known of it."""
        with self.filled(tmp_path) as store:
            assert list(store.everything()) == [
                _stored("a"),
                _stored("b", 2, of="a"),
                _stored("c", 3, "a"),
                _stored("d", 9),
            ]
            assert _ids(store.with_ids(["d", "a", "none"])) == ["a", "d"]
            assert _ids(store.copies_of(["a", "d"])) == ["b"]
            assert list(store.check()) == []

    def test_any_id_and_any_key_is_kept(self, tmp_path: Path) -> None:
        """Ids with a lone surrogate, control characters, or nothing but a blank."""
        odd = ["\ud800", "a\0b", "\n", " ", "é" * 300, "%s", "{x}:1"]
        articles = [
            Stored(Article(f"Text\ud800 {n}", id=id_, extra={"n": 10**30}), 1, id_, None)
            for n, id_ in enumerate(odd)
        ]
        with self.writing(tmp_path) as store:
            store.add(articles, [[7]] * len(odd))
            store.group({**dict(zip(odd, odd, strict=True)), odd[1]: odd[0]})
            store.commit()
            there = {each.article.id: each.article for each in store.everything()}
            assert there == {each.article.id: each.article for each in articles}
            assert _ids(store.in_stories([odd[0]])) == sorted(odd[:2])
            assert {*store.known(odd)} == {*odd}
            assert list(store.check()) == []

    def test_an_article_is_known_by_its_id_and_the_one_it_came_with(self, tmp_path: Path) -> None:
        """With the text, by which it is told from another of that id."""
        with self.filled(tmp_path) as store:
            known = {id_: sorted(found) for id_, found in store.known(["a", "c", "x"]).items()}
            assert known == {"a": [("a", "Text a"), ("c", "Text c")], "c": [("c", "Text c")]}

    def test_days_are_ranges_with_both_ends(self, tmp_path: Path) -> None:
        """And the newest one may be asked for before another."""
        with self.filled(tmp_path) as store:
            assert _ids(store.on_days([(1, 2), (9, 9)])) == ["a", "b", "d"]
            assert store.count([(1, 2), (9, 9)]) == 3
            assert (store.newest(before=9), store.newest(before=1)) == (3, None)
            assert (store.newest(), store.figures()["articles"]) == (9, 4)

    def test_a_copy_that_is_released_is_kept_and_untold(self, tmp_path: Path) -> None:
        """Unless it was told."""
        with self.filled(tmp_path) as store:
            store.group(dict.fromkeys("abcd", "s"))
            store.tell(["d"])
            store.release(["b", "d"])
            assert list(store.copies_of(["a"])) == []
            assert _ids(store.untold()) == ["a", "b", "c"]
            (b,) = store.with_ids(["b"])
            assert (b.copy_of, b.story) == (None, "s")

    # Keys

    def test_articles_are_found_by_their_keys_the_best_first(self, tmp_path: Path) -> None:
        """Those with enough of them, on the days that count, at most so many."""
        with self.filled(tmp_path) as store:
            asked = [[1, 2, 4], [5], [7]]
            assert _lists(store.sharing(asked, EVERY, [1, 1, 1], 9)) == [["a", "b", "c"], ["c"], []]
            assert _lists(store.sharing([[1, 2, 4]], EVERY, [2], 9)) == [["a", "b"]]
            assert _lists(store.sharing([[1, 2, 4]], EVERY, [1], 1)) == [["a"]]
            assert _lists(store.sharing([[1, 2, 4]], [(2, 3)], [1], 9)) == [["b", "c"]]
            assert _lists(store.sharing([], EVERY, [], 9)) == []

    def test_keys_are_found_however_many_runs_added_them(self, tmp_path: Path) -> None:
        """Of a key that all have, a store may leave some out, but not the first hundreds."""
        for runs in (1, 2, 40):
            with self.writing(tmp_path / f"{runs}") as store:
                for run in range(runs):
                    articles = [_stored(f"{run}-{n}", 90 * (n % 2)) for n in range(60)]
                    store.add(articles, [[n, n + 1, 10**9] for n in range(60)])
                days = [(0, 90)]
                (found,) = store.sharing([[7, 8]], days, [2], 100)
                assert sorted(found) == sorted(f"{run}-7" for run in range(runs))
                (common,) = store.sharing([[10**9]], days, [1], 10**6)
                assert len(common) >= min(60 * runs, 500)
                assert list(store.check()) == []

    # Stories

    def test_stories_are_joined_and_ids_lead_to_them(self, tmp_path: Path) -> None:
        """Also those of stories that were joined before."""
        with self.filled(tmp_path) as store:
            store.group({"a": "s", "b": "s", "c": "t"})
            assert _ids(store.ungrouped()) == ["d"]
            store.group({"d": "u"})
            store.relate([("s", "u"), ("t", "u")])
            store.join("t", "s")
            store.join("s", "u")
            assert _ids(store.in_stories(["t"])) == ["a", "b", "c", "d"]
            assert {each.story for each in store.everything()} == {"u"}
            assert store.has_story("t") and not store.has_story("x")
            assert dict(store.related(["u"])) == {}
            store.group({"a": "t"})
            assert {each.story for each in store.everything()} == {"u"}
            assert list(store.check()) == []

    def test_stories_that_are_one_are_not_joined_again(self, tmp_path: Path) -> None:
        """By whatever names."""
        with self.filled(tmp_path) as store:
            store.group({"a": "s", "b": "s", "c": "t", "d": "t"})
            for story, into in (("t", "s"), ("t", "s"), ("s", "t"), ("s", "s")):
                store.join(story, into)
                assert _ids(store.in_stories(["s"])) == ["a", "b", "c", "d"]
                assert list(store.check()) == []

    def test_related_stories_go_both_ways(self, tmp_path: Path) -> None:
        """And with those that they are joined to."""
        with self.filled(tmp_path) as store:
            store.group({"a": "s", "b": "s", "c": "t", "d": "u"})
            store.relate([("s", "t"), ("u", "s")])
            assert _found(store.related(["s", "t"])) == {"s": ["t", "u"], "t": ["s"]}
            store.join("u", "t")
            assert _found(store.related(["s", "t"])) == {"s": ["t"], "t": ["s"]}

    def test_an_article_goes_from_story_to_story(self, tmp_path: Path) -> None:
        """And is in one of them."""
        with self.filled(tmp_path) as store:
            store.group({"a": "s", "b": "s", "c": "t", "d": "t"})
            store.group({"b": "t", "d": "s"})
            assert _ids(store.in_stories(["s"])) == ["a", "d"]
            assert _ids(store.in_stories(["t"])) == ["b", "c"]
            assert list(store.check()) == []

    def test_what_was_told_is_told_and_copies_never_are(self, tmp_path: Path) -> None:
        """Also when it is told twice."""
        with self.filled(tmp_path) as store:
            store.group(dict.fromkeys("abcd", "s"))
            assert _ids(store.untold()) == ["a", "c", "d"]
            store.tell(["a"])
            store.tell(["a", "none"])
            store.release(["b"])
            assert _ids(store.untold()) == ["b", "c", "d"]

    def test_what_is_removed_is_gone_for_good(self, tmp_path: Path) -> None:
        """With its story, where it was the last of it; its keys lead to no later one."""
        with self.filled(tmp_path) as store:
            store.group({"a": "s", "b": "s", "c": "t", "d": "u"})
            store.relate([("s", "t"), ("t", "u")])
            store.remove(["a", "b", "none"])
            assert _ids(store.everything()) == ["c", "d"]
            assert not store.has_story("s")
            assert _found(store.related(["t"])) == {"t": ["u"]}
            assert _lists(store.sharing([[1, 2, 3]], EVERY, [1], 9)) == [["c"]]
            store.add([_stored("e"), _stored("a", 2)], [[8], [9]])
            assert _lists(store.sharing([[1, 2, 8]], EVERY, [1], 9)) == [["e"]]
            assert _ids(store.ungrouped()) == ["a", "e"]
            assert list(store.check()) == []
            store.remove(_ids(store.everything()))
            assert (store.newest(), store.figures()["stories"]) == (None, 0)
            assert list(store.check()) == []

    # What holds, and from when on

    def test_nothing_is_made_before_it_is_written_to(self, tmp_path: Path) -> None:
        """Who reads a store that is not there is told so."""
        store = self.opened(tmp_path)
        for read in (store.parameters, store.figures, lambda: list(store.everything())):
            try:
                read()
            except StoreError as error:
                assert "\n" not in str(error)
            else:
                raise AssertionError("a store that is not there was read")
        store.commit()
        store.rollback()
        store.close()

    def test_nothing_holds_before_it_is_committed(self, tmp_path: Path) -> None:
        """What is rolled back was never there; what is committed is there for all."""
        with self.filled(tmp_path) as store:
            store.set_parameters({"level": "near"})
            store.commit()
            store.begin()
            store.set_parameters({"level": "exact"})
            store.add([_stored("e")], [[1, 2, 3]])
            store.group({"a": "s", "e": "s"})
            store.remove(["c"])
            store.rollback()
            for seen in (store, self.opened(tmp_path)):
                assert _ids(seen.everything()) == ["a", "b", "c", "d"]
                assert dict(seen.parameters()) == {"level": "near"}
                assert _ids(seen.ungrouped()) == ["a", "b", "c", "d"]
                assert list(seen.check()) == []
                seen.close()

    def test_a_writer_sees_what_it_wrote(self, tmp_path: Path) -> None:
        """Over what was there; `begin` twice is `begin`."""
        with self.filled(tmp_path) as store:
            store.commit()
            store.begin()
            store.add([_stored("e", 2, of="a"), _stored("f", 9, "a")], [[1, 2, 3], [5]])
            store.begin()
            assert _ids(store.copies_of(["a"])) == ["b", "e"]
            assert _ids(store.on_days([(2, 2)])) == ["b", "e"]
            assert len(store.known(["a"])["a"]) == 3
            assert _lists(store.sharing([[1, 2, 3]], EVERY, [3], 9)) == [["e", "b", "a"]]
            store.group(dict.fromkeys("abef", "s"))
            store.tell(["a", "f"])
            assert _ids(store.untold()) == ["c", "d"]
            assert list(store.check()) == []

    def test_who_reads_sees_one_state(self, tmp_path: Path) -> None:
        """Whatever is committed meanwhile: added, moved, told, joined, removed."""
        with self.filled(tmp_path) as writer:
            writer.group({"a": "s", "b": "s", "c": "t", "d": "u"})
            writer.relate([("s", "t")])
            writer.commit()
            reader = self.opened(tmp_path)
            before = _state(reader)
            writer.begin()
            writer.add([_stored("e", 2, of="a"), _stored("f", 3)], [[1], [2]])
            writer.group({"e": "s", "b": "t", "f": "f"})
            writer.set_parameters({"level": "near"})
            writer.tell(["a"])
            writer.commit()
            assert _state(reader) == before
            writer.begin()
            writer.join("s", "t")
            writer.release(["b"])
            writer.remove(["d"])
            writer.commit()
            assert _state(reader) == before
            reader.close()
            assert _state(reader) == _state(writer) != before
            reader.close()


def _stored(id_: str, day: int = 1, came_as: str = "", of: str | None = None) -> Stored:
    extra = {"boilerplate": [], "own": {"é": [1, None]}}
    each = Stored(Article(f"Text {id_}", id=id_, extra=extra), day, came_as or id_)
    return replace(each, copy_of={"id": of, **MARK}) if of else each


def _ids(found: Iterable[Stored]) -> list[str]:
    return [each.article.id for each in found]


def _lists(found: Iterable[Sequence[str]]) -> list[list[str]]:
    return [list(ids) for ids in found]


def _found(found: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    return {story: list(others) for story, others in found.items()}


def _state(store: Store) -> list[object]:
    """Give all that can be asked of a store."""
    names = [*"abcdef", "s", "t", "u"]
    return [
        list(store.everything()),
        {id_: sorted(found) for id_, found in store.known(names).items()},
        dict(store.parameters()),
        _ids(store.on_days([(2, 9)])),
        store.count([(2, 9)]),
        (store.newest(), store.newest(before=9)),
        _lists(store.sharing([[1, 2, 3]], EVERY, [1], 9)),
        [_ids(store.copies_of([id_])) for id_ in "abcd"],
        [_ids(store.in_stories([story])) for story in names],
        [store.has_story(story) for story in names],
        _found(store.related([*"stu"])),
        _ids(store.ungrouped()),
        _ids(store.untold()),
        [store.figures()[name] for name in ("articles", "copies", "stories", "untold")],
        list(store.check()),
    ]
