"""A store on a Redis server, for several processes and machines."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice

from newskit.hooks import Store, Stored, StoreError
from newskit.storing import Days
from newskit_redis import checks, index
from newskit_redis.cells import Cells
from newskit_redis.place import parse
from newskit_redis.rows import Entry, entry_of, field, key, records, text_of
from newskit_redis.server import Server
from newskit_redis.tables import LISTS, Tables
from newskit_redis.written import MANY


def redis(rest: str) -> Store:
    """Open `redis:` and the rest."""
    return RedisStore(f"redis:{rest}")


def rediss(rest: str) -> Store:
    """Open `rediss:` and the rest, over TLS."""
    return RedisStore(f"rediss:{rest}")


def unix(rest: str) -> Store:
    """Open `unix:` and the rest, over a socket of this machine."""
    return RedisStore(f"unix:{rest}")


class RedisStore:
    """What was seen so far, on a server; see `newskit.hooks.Store` for what the methods do.

    Args:
        url: where it is.
    """

    def __init__(self, url: str) -> None:
        self._place = parse(url)
        self._server = Server(self._place)
        self._cells = Cells(self._server)
        self._tables = Tables(self._cells)
        self._grew = False

    def begin(self) -> None:
        """Become the one writer."""
        if not self._cells.writes:
            self._server.refuse_eviction()
            self._cells.begin()
            self._grew = False

    def commit(self) -> None:
        """Make what was changed last; what is too old by then is forgotten."""
        if self._grew and self._place.expire:
            from newskit.memory import prune

            prune(self, self._place.expire)
        self._cells.commit()
        self._grew = False

    def rollback(self) -> None:
        """Forget what was changed."""
        self._cells.rollback()
        self._grew = False

    def close(self) -> None:
        """Let go of the server."""
        self._cells.close()

    def parameters(self) -> Mapping[str, str]:
        """Give what the store was built with."""
        found = self._cells.every("parameter")
        return {text_of(name): text_of(found[name]) for name in sorted(found)}

    def set_parameters(self, values: Mapping[str, str]) -> None:
        """Remember what the store is built with."""
        for name, value in values.items():
            self._cells.written.put("parameter", key(name), key(value))

    def known(self, ids: Iterable[str]) -> Mapping[str, Sequence[tuple[str, str]]]:
        """Give for each id that articles came with, or have, those: id and text."""
        asked = list(dict.fromkeys(ids))
        numbers = {id_: [number] for id_, number in self._tables.numbers(asked).items()}
        for id_, came in zip(asked, self._tables.told_by("came", asked), strict=True):
            if came:
                numbers.setdefault(id_, []).extend(came)
        every = self._tables.articles(number for some in numbers.values() for number in some)
        found = {number: (each.article.id, each.article.text) for number, each in every}
        return {id_: [found[number] for number in some] for id_, some in numbers.items()}

    def newest(self, before: int | None = None) -> int | None:
        """Give the newest day of any article, or of any before a day."""
        days = self._tables.days()
        return max((day for day in days if before is None or day < before), default=None)

    def count(self, days: Days) -> int:
        """Count the articles of some ranges of days."""
        every = self._tables.days().items()
        return sum(articles for day, (articles, _) in every if _within(day, days))

    def on_days(self, days: Days) -> Iterator[Stored]:
        """Give the articles of ranges of days."""
        some = [day for day in self._tables.days() if _within(day, days)]
        return self._sorted(self._tables.listed("day", some))

    def sharing(
        self, keys: Sequence[Sequence[int]], days: Days, least: Sequence[int], most: int
    ) -> list[list[str]]:
        """Give for each article of which the keys are given those that share most of them."""
        from newskit.stores.postings import best

        periods = {index.period(day) for day in self._tables.days() if _within(day, days)}
        places, numbers, counts = index.sharing(self._cells, keys, sorted(periods), least)
        known = {
            number: entry.id
            for number, entry in self._tables.entries(sorted({*numbers.tolist()})).items()
            if _within(entry.day, days)
        }
        found: list[list[str]] = [[] for _ in keys]
        for place, number in best(places, numbers, counts, list(known), most):
            found[place].append(known[number])
        return found

    def with_ids(self, ids: Collection[str]) -> Iterator[Stored]:
        """Give articles by their ids."""
        return self._sorted(self._tables.numbers(ids).values())

    def copies_of(self, ids: Collection[str]) -> Iterator[Stored]:
        """Give the articles that are copies of some."""
        found = self._tables.told_by("copies", dict.fromkeys(ids))
        return self._sorted(number for some in found for number in some)

    def in_stories(self, stories: Collection[str]) -> Iterator[Stored]:
        """Give the articles of stories."""
        found = self._tables.told_by("member", {*self._tables.stories(stories).values()})
        return self._sorted(number for some in found for number in some)

    def has_story(self, story: str) -> bool:
        """Tell whether a story has this id, or had it."""
        return bool(self._tables.stories([story]))

    def ungrouped(self) -> Iterator[Stored]:
        """Give the articles without a story."""
        return self._sorted(self._tables.listed("waiting", self._tables.days()))

    def untold(self) -> Iterator[Stored]:
        """Give the kept articles that were not told."""
        return self._sorted(self._tables.listed("untold", self._tables.days()))

    def add(self, articles: Sequence[Stored], keys: Sequence[Sequence[int]]) -> None:
        """Add articles, each with the keys that `sharing` finds it by."""
        order = sorted(
            range(len(articles)),
            key=lambda i: (articles[i].copy_of is not None, articles[i].article.id),
        )
        some, its_keys = [articles[i] for i in order], [keys[i] for i in order]
        if there := self._tables.numbers(each.article.id for each in some):
            raise StoreError(f"there is an article {min(there)} already")
        numbers = self._cells.take(len(some))
        entries = {
            n: entry_of(each, len(k)) for n, each, k in zip(numbers, some, its_keys, strict=True)
        }
        for number, record in zip(numbers, records(each.article for each in some), strict=True):
            self._cells.written.put("article", field(number), record)
        for number, entry in entries.items():
            self._tables.put(number, entry)
            self._cells.written.put("id", key(entry.id), field(number))
        self._tables.add_to("came", {n: e.came_as for n, e in entries.items() if e.came_as != e.id})
        copies = {n: str(e.copy_of["id"]) for n, e in entries.items() if e.copy_of is not None}
        self._tables.add_to("copies", copies)
        self._tables.enlist("day", entries)
        self._tables.enlist("waiting", entries)
        self._tables.enlist("untold", {n: e for n, e in entries.items() if n not in copies})
        index.add(self._cells, [each.day for each in some], its_keys, numbers)
        self._tables.count(entries.values(), 1)
        self._grew = self._grew or bool(some)

    def group(self, stories: Mapping[str, str]) -> None:
        """Put articles into stories."""
        names = {*stories.values()}
        for name in names - self._tables.stories(names).keys():
            self._tables.put_story(name, name)
        now, found = self._tables.stories(names), self._found(stories)
        self._tables.move(found, {n: now[stories[entry.id]] for n, entry in found.items()})
        self._tables.unlist("waiting", {n: e for n, e in found.items() if e.story is None})

    def release(self, ids: Collection[str]) -> None:
        """Make kept articles of copies."""
        found = {n: e for n, e in self._found(ids).items() if e.copy_of is not None}
        self._tables.take_from(
            "copies", {n: str((e.copy_of or {})["id"]) for n, e in found.items()}
        )
        for number, entry in found.items():
            self._tables.put(number, entry._replace(copy_of=None))
        untold = {n: entry for n, entry in found.items() if not entry.told}
        self._tables.unlist("untold", untold, again=True)

    def join(self, story: str, into: str) -> None:
        """Make a story another name of an older one."""
        now = self._tables.stories([story, into])
        was, is_ = now[story], now[into]
        if was == is_:
            return
        (members,) = self._tables.told_by("member", [was])
        self._tables.move(self._tables.entries(members), dict.fromkeys(members, is_))
        alias = self._tables.names("alias", [was, is_])
        for name in (was, *alias[was]):
            self._tables.put_story(name, is_)
        self._tables.put_names("alias", is_, [was, *alias[was], *alias[is_]])
        self._tables.put_names("alias", was, ())
        related = self._tables.names("related", [was, is_])
        self._tables.put_names("related", is_, [*related[was], *related[is_]])
        self._tables.put_names("related", was, ())

    def relate(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Remember pairs of stories that are related."""
        every = [pair for a, b in pairs for pair in ((a, b), (b, a))]
        now = self._tables.stories(story for story, _ in every)
        others: dict[str, set[str]] = {}
        for story, other in every:
            others.setdefault(now[story], set()).add(now[other])
        for story, before in self._tables.names("related", others).items():
            self._tables.put_names("related", story, others[story].union(before))

    def related(self, stories: Collection[str]) -> Mapping[str, Sequence[str]]:
        """Give the related stories of each story that has some."""
        asked = sorted({*self._tables.stories(stories).values()})
        others = self._tables.names("related", asked)
        now = self._tables.stories(name for some in others.values() for name in some)
        found = {
            story: sorted({now[name] for name in some if name in now} - {story})
            for story, some in others.items()
        }
        return {story: some for story, some in found.items() if some}

    def tell(self, ids: Collection[str]) -> None:
        """Remember that articles were told."""
        found = self._found(ids)
        for number, entry in found.items():
            self._tables.put(number, entry._replace(told=True))
        self._tables.unlist("untold", found)

    def remove(self, ids: Collection[str]) -> None:
        """Remove articles; a story without any is no more."""
        found = self._found(ids)
        for name in LISTS:
            self._tables.unlist(name, found)
        came = {n: e.came_as for n, e in found.items() if e.came_as != e.id}
        self._tables.take_from("came", came)
        copies = {n: str(e.copy_of["id"]) for n, e in found.items() if e.copy_of is not None}
        self._tables.take_from("copies", copies)
        members = {n: e.story for n, e in found.items() if e.story is not None}
        self._tables.take_from("member", members)
        for number, entry in found.items():
            self._cells.written.put("article", field(number), None)
            self._cells.written.put("entry", field(number), None)
            self._cells.written.put("id", key(entry.id), None)
            self._cells.written.put("copies", key(entry.id), None)
        self._forget({*members.values()})
        before = {*map(index.period, self._tables.days())}
        self._tables.count(found.values(), -1)
        index.drop(self._cells, before.difference(map(index.period, self._tables.days())))

    def everything(self) -> Iterator[Stored]:
        """Give every article."""
        numbers = self._tables.every_id()
        order = iter(sorted(numbers))
        while some := list(islice(order, MANY)):
            for _, each in self._tables.articles(numbers[id_] for id_ in some):
                yield each

    def figures(self) -> Mapping[str, object]:
        """Tell about the store."""
        return checks.figures(self._cells, self._tables, self._server)

    def check(self) -> Iterator[str]:
        """Look whether everything fits together."""
        return checks.check(self._cells, self._tables)

    def _found(self, ids: Iterable[str]) -> dict[int, Entry]:
        return self._tables.entries(self._tables.numbers(ids).values())

    def _sorted(self, numbers: Iterable[int]) -> Iterator[Stored]:
        found = [each for _, each in self._tables.articles(numbers)]
        yield from sorted(found, key=lambda each: each.article.id)

    def _forget(self, stories: Collection[str]) -> None:
        """Forget those of some stories that have no articles any more."""
        members = zip(stories, self._tables.told_by("member", stories), strict=True)
        empty = [story for story, numbers in members if not numbers]
        alias, related = (self._tables.names(table, empty) for table in ("alias", "related"))
        for story in empty:
            for name in (story, *alias[story]):
                self._tables.put_story(name, None)
            for table in ("alias", "related"):
                self._tables.put_names(table, story, ())
            for other, names in self._tables.names("related", related[story]).items():
                self._tables.put_names("related", other, {*names} - {story, *alias[story]})


def _within(day: int, days: Days) -> bool:
    return any(first <= day <= last for first, last in days)
