"""The steps composed: from lines of JSON to lines of JSON with marks."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from newskit.article import Article, Level
from newskit.duplicates.kernel import BANDS
from newskit.duplicates.minhash import FEW, SAMPLED
from newskit.duplicates.terms import EVERYDAY, OFTEN
from newskit.duplicates.terms import EXPECTED as TERMS
from newskit.duplicates.texts import EXPECTED as SHINGLES
from newskit.errors import UsageError
from newskit_spark import (
    candidates,
    deciding,
    exchange,
    incoming,
    marking,
    shared,
    templates,
    terms,
    texts,
    verifying,
)
from newskit_spark.exchange import SCHEMA, beside, by_part, each, of_kind, told
from newskit_spark.numbers import parts_for

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

KEYS, ITEMS, BUCKETS, COMPONENTS = 1 << 19, 1 << 22, 1 << 20, 1 << 16
"""Articles, shingles, texts in buckets, and texts with matches in a part, about."""

WHOLE = "repeats"
"""The cleaner that cannot look at articles one by one."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for.

    Attributes:
        level: the weakest level of a copy.
        threshold: least Jaccard of near copies.
        keeper: gives the sort key of an article: the one to keep before others first.
        is_longest: whether it is the keeper `longest`, whose key needs no second count of words.
        cleaners: mark boilerplate where not every article is marked already.
        whole: whether a cleaner is among those asked for that reads the whole pile in turn.
        all_: whether removed articles are written, too.
        fields: keys of an article, and the names of those that hold them.
        segment: articles that are worked on at once; None for what suits the size of the pile.
    """

    level: Level
    threshold: float
    keeper: Callable[[Article], Any]
    is_longest: bool = True
    cleaners: Sequence[Any] = ()
    whole: bool = False
    all_: bool = False
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    segment: int | None = None


@dataclass(slots=True)
class Found:
    """What was found.

    Attributes:
        lines: the articles as lines of JSON.
        came: what came in.
        levels: the copies at each level.
    """

    lines: "DataFrame"
    came: incoming.Came
    levels: dict[str, int]


class Work:
    """One run.

    Args:
        lines: lines of JSON, and the path each is from.
        asked: what is asked for.
    """

    def __init__(self, lines: "DataFrame", asked: Asked) -> None:
        self._asked = asked
        self._spark = lines.sparkSession
        # A number: so that segments stay where they are, and only what is said of them moves.
        self._tasks = int(self._spark.conf.get("spark.sql.shuffle.partitions") or 200)
        fitting = next(size for tasks, size in incoming.SEGMENTS if self._tasks <= tasks)
        self._segment = asked.segment or fitting
        self._lines = lines

    def run(self) -> Found:
        """Find the copies, and write the articles."""
        asked = self._asked
        read = incoming.segments(self._lines, asked.fields, self._segment, asked.cleaners)
        segments = self._placed(read)
        keys = self._keys(segments)
        came = incoming.counted(of_kind(keys, "came", "problems"))
        if asked.whole and came.cleaned < came.articles:
            raise UsageError(
                f"--engine spark: the cleaner {WHOLE!r} reads the whole pile in turn "
                "(say --cleaner rules or --no-clean, or run 'newskit clean' before)"
            )
        if 0 < came.cleaned < came.articles:
            articles = of_kind(segments, "articles")
            segments = self._placed(each(articles, incoming.cleaned(asked.cleaners)))
            keys = self._keys(segments)
        ids = incoming.ids_of(of_kind(keys, "ids"))
        renamed = incoming.with_unique_ids(of_kind(segments, "articles"), ids)
        if renamed is not None:
            segments = self._placed(renamed)
            keys = self._keys(segments)
            ids = incoming.ids_of(of_kind(keys, "ids"))
        segments = of_kind(segments, "articles")
        present = self._present(segments, ids) if came.listed else None
        bits = came.articles.bit_length() + 1
        equal = self._placed(by_part(of_kind(keys, "keys"), texts.equal))
        if asked.level < Level.EXACT:
            sets = self._sets(segments, equal, came.articles, bits)
            matches, sets = self._matches(segments, sets, bits)
            fates = self._decided(segments, sets, equal, matches, bits)
            told_texts = equal.unionAll(fates)
        else:
            told_texts = equal
        going = self._kept(by_part(told_texts, deciding.brought))
        lines = self._marked(segments, going, present)
        return Found(lines, came, self._levels(going))

    def _kept(self, rows: "DataFrame") -> "DataFrame":
        return exchange.held(rows)

    def _placed(self, rows: "DataFrame") -> "DataFrame":
        """Put the rows of a part where all that is for it will come."""
        return self._kept(exchange.placed(rows).sortWithinPartitions("part"))

    def _parts(self, items: int, size: int) -> int:
        """Give a number of parts, of about a size; a few for each task, so that these are alike."""
        return parts_for(items, size, 2 * self._tasks)

    def _keys(self, segments: "DataFrame") -> "DataFrame":
        parts = self._parts(self._tasks * self._segment, KEYS)
        keyed = texts.keyed(self._asked.keeper, self._asked.is_longest, parts)
        return self._kept(each(segments, keyed))

    def _sets(
        self, segments: "DataFrame", equal: "DataFrame", articles: int, bits: int
    ) -> "DataFrame":
        """Find what texts share, and templates among it."""
        parts = self._parts(articles * SHINGLES, ITEMS)
        sent = beside(segments, equal, shared.shingled(bits, parts))
        back = by_part(sent, shared.shared())
        sets = self._placed(beside(segments, equal.unionAll(back), shared.collected(bits)))
        prints = each(sets, templates.printed(parts))
        flags = self._kept(by_part(prints, templates.judged(self._large(equal))))
        kinds = {row.kind for row in flags.select("kind").distinct().collect()}
        if not kinds:
            return sets
        work = templates.in_blocks(bits)
        blocks = self._placed(beside(segments, flags.unionAll(sets), work))
        if "maybe" in kinds:
            parts = self._parts(articles, KEYS)
            around = by_part(beside(sets, blocks, templates.neighbours(parts)), templates.parting)
            seen = flags.unionAll(blocks).unionAll(around)
            more = by_part(beside(sets, seen, templates.parted(parts)), templates.decided)
            flags = flags.unionAll(more)
        return self._placed(beside(sets, flags.unionAll(blocks), templates.own_counted))

    def _large(self, equal: "DataFrame") -> dict[int, int]:
        """Count the texts of sources that have many."""
        import numpy as np

        def counts(segment: int, some: texts.Texts) -> Any:
            sources, times = np.unique(some.source, return_counts=True)
            return zip(sources.tolist(), times.tolist(), strict=True)

        counted = exchange.table_of(equal, "source long, texts long", counts)
        large = counted.groupBy("source").sum("texts").filter(f"`sum(texts)` > {templates.LARGE}")
        return dict(map(tuple, large.collect()))

    def _matches(
        self, segments: "DataFrame", sets: "DataFrame", bits: int
    ) -> "tuple[DataFrame, DataFrame]":
        """Find candidates, and verify them; give the matches, and the sets with all they needed."""

        def count(segment: int, _: str, some: shared.Sets) -> Any:
            yield 0, "count", len(some.sizes)

        asked = self._asked
        number = sum(value for _, _, value in told(each(sets, count)))
        parts = self._parts(number * BANDS, BUCKETS)
        if asked.level <= Level.REWRITTEN:
            sets = self._with_terms(segments, sets, number, bits)
        if number <= FEW:
            wanted = self._pairs(each(sets, candidates.listed), candidates.every, "pairs")
        else:
            samples = self._parts(number * SHINGLES // SAMPLED // 4, BUCKETS)
            buckets = each(sets, candidates.bucketed(parts, samples))
            wanted = self._pairs(buckets, candidates.paired, "pairs")
            if asked.level <= Level.REWRITTEN:
                buckets = each(sets, terms.bucketed(parts))
                alike = self._pairs(buckets, candidates.paired, "term pairs")
                wanted = wanted.unionAll(alike)
        sent = beside(sets, of_kind(wanted, "asked"), verifying.send_sets)
        compare = verifying.compared(bits, asked.level, asked.threshold)
        compared = beside(sets, of_kind(wanted, "pairs", "term pairs").unionAll(sent), compare)
        return self._verified(segments, sets, self._kept(compared), bits), sets

    def _pairs(self, buckets: "DataFrame", paired: Any, kind: str) -> "DataFrame":
        return self._kept(by_part(by_part(buckets, paired), candidates.candidates(kind)))

    def _with_terms(
        self, segments: "DataFrame", sets: "DataFrame", number: int, bits: int
    ) -> "DataFrame":
        parts = self._parts(number * TERMS, ITEMS)
        sent = self._kept(beside(segments, sets, terms.termed(bits, parts)))
        most = max(OFTEN, int(EVERYDAY * number))
        back = by_part(of_kind(sent, "hashes"), shared.shared(most))
        told_terms = back.unionAll(of_kind(sent, "packed"))
        return self._placed(beside(sets, told_terms, terms.with_terms(bits)))

    def _verified(
        self, segments: "DataFrame", sets: "DataFrame", rows: "DataFrame", bits: int
    ) -> "DataFrame":
        """Settle open pairs by their texts, and those that matches do not connect by sentences."""
        asked = self._asked
        work = verifying.read(bits, asked.level, asked.threshold)
        rows = rows.unionAll(self._kept(_read(segments, sets, rows, work)))
        matches = self._kept(deciding.matches_of(of_kind(rows, "matches")))
        if asked.level > Level.REWRITTEN:
            return matches
        apart = deciding.apart(of_kind(rows, "rest"), matches)
        opened = by_part(apart.mapInArrow(verifying.still_apart, SCHEMA), verifying.opened)
        retold = _read(segments, sets, self._kept(opened), verifying.retold(bits))
        return self._kept(matches.unionAll(deciding.matches_of(retold)))

    def _decided(
        self,
        segments: "DataFrame",
        sets: "DataFrame",
        equal: "DataFrame",
        matches: "DataFrame",
        bits: int,
    ) -> "DataFrame":
        """Decide, and compare what that needs, until nothing is new."""
        labels = deciding.components(matches.select("a", "b"))
        parts = self._parts(labels.count(), COMPONENTS)
        part = f"cast(pmod(xxhash64(label), {parts}) as int) part"
        nodes = deciding.nodes_of(equal).join(labels.selectExpr("number", part), "number")
        nodes = self._kept(nodes.toDF(*nodes.columns))
        of_a = labels.selectExpr("number a", part)
        while True:
            decided = self._kept(deciding.decided(matches.join(of_a, "a"), nodes))
            still = of_kind(decided, "open")
            if still.isEmpty():
                return of_kind(decided, "fates")
            asked = of_kind(decided, "open", "asked")
            more = self._verified(segments, sets, asked, bits)
            compared = deciding.matches_of(still)
            matches = self._kept(matches.unionAll(compared).unionAll(more))

    def _present(self, segments: "DataFrame", ids: "DataFrame") -> "DataFrame":
        """Tell segments which of the copies that their articles list are articles of the pile."""
        asked = exchange.table_of(segments, "hash long, part int", marking.listed_before)
        found = asked.distinct().join(ids, "hash", "left_semi").select("part", "hash")
        return self._kept(found.mapInArrow(marking.present, SCHEMA))

    def _marked(
        self, segments: "DataFrame", going: "DataFrame", present: "DataFrame | None"
    ) -> "DataFrame":
        said = going if present is None else going.unionAll(present)
        entries = beside(segments, said, marking.entries)
        return exchange.lines_beside(
            segments, said.unionAll(entries), marking.marked(self._asked.all_)
        )

    def _levels(self, going: "DataFrame") -> dict[str, int]:
        from collections import Counter

        def tell(part: int, _: str, fates: Any) -> Any:
            yield 0, "levels", dict(Counter(fate[2] for fate in fates.values()))

        levels: Counter[str] = Counter()
        for _, _, some in told(each(going, tell)):
            levels.update(some)
        return dict(sorted(levels.items()))


def _read(
    segments: "DataFrame", sets: "DataFrame", rows: "DataFrame", work: verifying.Work
) -> "DataFrame":
    """Send texts to the pairs that are open, and work on these."""
    asked = of_kind(rows, "asked").unionAll(sets)
    texts_of = beside(segments, asked, verifying.send_texts)
    return beside(segments, of_kind(rows, "open").unionAll(texts_of).unionAll(sets), work)
