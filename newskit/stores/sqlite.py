"""A store in one SQLite file: articles in rows, the index in sorted segments."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from newskit.stores import checks
from newskit.stores.database import Database
from newskit.stores.rows import COLUMNS, id_of, key, rows, stored
from newskit.stores.schema import VERSION
from newskit.storing import Days, Stored


class SqliteStore:
    """What was seen so far, in a file; see `newskit.protocols.Store` for what the methods do.

    Args:
        place: the path of the file.
    """

    def __init__(self, place: str) -> None:
        self._base = Database(place)
        self._shrinks = False

    def begin(self) -> None:
        """Become the one writer."""
        self._base.begin()

    def commit(self) -> None:
        """Make what was changed last."""
        self._base.commit()
        if self._shrinks:
            self._base.shrink()
        self._shrinks = False

    def rollback(self) -> None:
        """Forget what was changed."""
        self._base.rollback()
        self._shrinks = False

    def close(self) -> None:
        """Close the file."""
        self._base.close()

    def parameters(self) -> Mapping[str, str]:
        """Give what the store was built with."""
        return dict(self._base.rows("SELECT name, value FROM parameter ORDER BY name"))

    def set_parameters(self, values: Mapping[str, str]) -> None:
        """Remember what the store is built with."""
        self._base.write_many("INSERT OR REPLACE INTO parameter VALUES (?, ?)", values.items())

    def known(self, ids: Iterable[str]) -> Mapping[str, Sequence[tuple[str, str]]]:
        """Give for each id that articles came with, or have, those: id and text."""
        found: dict[str, list[tuple[str, str]]] = {}
        keys = [key(id_) for id_ in ids]
        for where in ("a.id", "a.came_as"):
            for row in self._base.rows_of(f"SELECT {COLUMNS} WHERE {where} IN ({{}})", keys):
                each = stored(row)
                of = each.article.id if where == "a.id" else each.came_as
                found.setdefault(of, []).append((each.article.id, each.article.text))
        return found

    def newest(self, before: int | None = None) -> int | None:
        """Give the newest day of any article, or of any before a day."""
        where, values = ("", ()) if before is None else (" WHERE day < ?", (before,))
        newest: int | None = self._base.value(f"SELECT max(day) FROM article{where}", values)
        return newest

    def count(self, days: Days) -> int:
        """Count the articles of some ranges of days."""
        counting = "SELECT count(*) FROM article WHERE day BETWEEN ? AND ?"
        return sum(self._base.value(counting, each) for each in days)

    def on_days(self, days: Days) -> Iterator[Stored]:
        """Give the articles of ranges of days."""
        asked = f"SELECT {COLUMNS} WHERE a.day BETWEEN ? AND ?"
        found = [stored(row) for each in days for row in self._base.rows(asked, each)]
        yield from sorted(found, key=_by_id)

    def sharing(
        self, keys: Sequence[Sequence[int]], days: Days, least: Sequence[int], most: int
    ) -> list[list[str]]:
        """Give for each article of which the keys are given those that share most of them."""
        from newskit.stores.postings import best
        from newskit.stores.segments import sharing

        places, numbers, counts = sharing(self._base, keys, least)
        asked = "SELECT number, day, id FROM article WHERE number IN ({})"
        known = {
            number: id_
            for number, day, id_ in self._base.rows_of(asked, sorted({*numbers.tolist()}))
            if any(first <= day <= last for first, last in days)
        }
        found: list[list[str]] = [[] for _ in keys]
        for place, number in best(places, numbers, counts, list(known), most):
            found[place].append(id_of(known[number]))
        return found

    def with_ids(self, ids: Collection[str]) -> Iterator[Stored]:
        """Give articles by their ids."""
        asked = f"SELECT {COLUMNS} WHERE a.id IN ({{}})"
        yield from self._sorted(asked, map(key, ids))

    def copies_of(self, ids: Collection[str]) -> Iterator[Stored]:
        """Give the articles that are copies of some."""
        yield from self._sorted(f"SELECT {COLUMNS} WHERE k.id IN ({{}})", map(key, ids))

    def in_stories(self, stories: Collection[str]) -> Iterator[Stored]:
        """Give the articles of stories."""
        asked = f"SELECT {COLUMNS} WHERE a.story IN ({{}})"
        yield from self._sorted(asked, sorted({*self._numbers(stories).values()}))

    def has_story(self, story: str) -> bool:
        """Tell whether a story has this id, or had it."""
        return bool(self._numbers([story]))

    def ungrouped(self) -> Iterator[Stored]:
        """Give the articles without a story."""
        yield from self._sorted(f"SELECT {COLUMNS} WHERE a.story IS NULL", [])

    def untold(self) -> Iterator[Stored]:
        """Give the kept articles that were not told."""
        yield from self._sorted(f"SELECT {COLUMNS} WHERE a.told = 0 AND a.kept IS NULL", [])

    def add(self, articles: Sequence[Stored], keys: Sequence[Sequence[int]]) -> None:
        """Add articles, each with the keys that `sharing` finds it by."""
        from newskit.stores.postings import packed
        from newskit.stores.segments import add

        order = sorted(
            range(len(articles)),
            key=lambda i: (articles[i].copy_of is not None, articles[i].article.id),
        )
        last = self._base.value("SELECT max(number) FROM article") or 0
        # A copy comes after what it is a copy of.
        self._base.write_many(
            "INSERT INTO article "
            "(id, came_as, day, level, similarity, containment, record, keys, kept) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, (SELECT number FROM article WHERE id = ?))",
            (
                (*row, len(keys[i]), _kept(articles[i]))
                for row, i in zip(rows([articles[i] for i in order]), order, strict=True)
            ),
        )
        asked = "SELECT number, id FROM article WHERE number > ?"
        numbers = {id_of(id_): number for number, id_ in self._base.rows(asked, (last,))}
        add(self._base, packed(keys, [numbers[each.article.id] for each in articles]))

    def group(self, stories: Mapping[str, str]) -> None:
        """Put articles into stories."""
        names = sorted(set(stories.values()))
        adding = "INSERT OR IGNORE INTO story (id) VALUES (?)"
        self._base.write_many(adding, ((key(name),) for name in names))
        numbers = self._numbers(names)
        rows = ((numbers[story], key(id_)) for id_, story in sorted(stories.items()))
        self._base.write_many("UPDATE article SET story = ? WHERE id = ?", rows)

    def release(self, ids: Collection[str]) -> None:
        """Make kept articles of copies."""
        values = "kept = NULL, level = NULL, similarity = NULL, containment = NULL"
        rows = ((key(id_),) for id_ in ids)
        self._base.write_many(f"UPDATE article SET {values} WHERE id = ?", rows)

    def join(self, story: str, into: str) -> None:
        """Make a story another name of an older one."""
        numbers = self._numbers([story, into])
        pair = (numbers[into], numbers[story])
        if pair[0] == pair[1]:
            return
        self._base.write("UPDATE story SET joined = ? WHERE ? IN (number, joined)", pair)
        self._base.write("UPDATE article SET story = ? WHERE story = ?", pair)

    def relate(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Remember pairs of stories that are related."""
        every = {pair for a, b in pairs for pair in ((a, b), (b, a))}
        numbers = self._numbers({story for story, _ in every})
        rows = ((numbers[a], numbers[b]) for a, b in sorted(every))
        self._base.write_many("INSERT OR IGNORE INTO related VALUES (?, ?)", rows)

    def related(self, stories: Collection[str]) -> Mapping[str, Sequence[str]]:
        """Give the related stories of each story that has some."""
        asked = """
            SELECT DISTINCT story.id, other.id FROM related
            JOIN story AS was ON was.number = related.story
            JOIN story ON story.number = coalesce(was.joined, was.number)
            JOIN story AS its ON its.number = related.other
            JOIN story AS other ON other.number = coalesce(its.joined, its.number)
            WHERE story.number <> other.number AND story.number IN ({})
        """
        found: dict[str, list[str]] = {}
        for story, other in self._base.rows_of(asked, self._numbers(stories).values()):
            found.setdefault(id_of(story), []).append(id_of(other))
        return {story: sorted(others) for story, others in found.items()}

    def tell(self, ids: Collection[str]) -> None:
        """Remember that articles were told."""
        rows = ((key(id_),) for id_ in ids)
        self._base.write_many("UPDATE article SET told = 1 WHERE id = ?", rows)

    def remove(self, ids: Collection[str]) -> None:
        """Remove articles; a story without any is no more."""
        from newskit.stores.segments import without

        asked = "SELECT number FROM article WHERE id IN ({})"
        numbers = [row[0] for row in self._base.rows_of(asked, map(key, ids))]
        self._base.write_many("DELETE FROM article WHERE number = ?", ((n,) for n in numbers))
        for statement in checks.FORGOTTEN:
            self._base.write(statement)
        without(self._base, numbers)
        self._shrinks = True

    def everything(self) -> Iterator[Stored]:
        """Give every article."""
        yield from map(stored, self._base.stream(f"SELECT {COLUMNS} ORDER BY a.id"))

    def figures(self) -> Mapping[str, object]:
        """Tell about the store."""
        counting = {
            "articles": "SELECT count(*) FROM article",
            "copies": "SELECT count(*) FROM article WHERE kept IS NOT NULL",
            "stories": "SELECT count(DISTINCT story) FROM article",
            "ungrouped": "SELECT count(*) FROM article WHERE story IS NULL",
            "untold": "SELECT count(*) FROM article WHERE told = 0 AND kept IS NULL",
            "first": "SELECT min(day) FROM article WHERE day > 0",
            "last": "SELECT max(day) FROM article WHERE day > 0",
            "keys": "SELECT coalesce(sum(size), 0) FROM segment",
            "segments": "SELECT count(*) FROM segment",
        }
        found = {name: self._base.value(asked) for name, asked in counting.items()}
        size = Path(self._base.place).stat().st_size
        return {"version": VERSION, **found, "bytes": size}

    def check(self) -> Iterator[str]:
        """Look whether everything fits together."""
        return checks.check(self._base)

    def _numbers(self, stories: Collection[str]) -> dict[str, int]:
        """Give the numbers of stories, of those they were joined to."""
        asked = "SELECT id, coalesce(joined, number) FROM story WHERE id IN ({})"
        return {id_of(id_): number for id_, number in self._base.rows_of(asked, map(key, stories))}

    def _sorted(self, asked: str, values: Iterable[object]) -> Iterator[Stored]:
        rows = self._base.rows_of(asked, values) if "{}" in asked else self._base.rows(asked)
        yield from sorted(map(stored, rows), key=_by_id)


def _by_id(each: Stored) -> str:
    return each.article.id


def _kept(each: Stored) -> str | bytes | None:
    return None if each.copy_of is None else key(str(each.copy_of["id"]))
