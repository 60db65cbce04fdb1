"""Equal texts: the articles with each are one text, for which one of them stands."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newskit.article import Article
from newskit.text.times import day
from newskit_spark.exchange import Row, Said
from newskit_spark.hashing import keys_and_lengths
from newskit_spark.incoming import articles_of, hash_of
from newskit_spark.numbers import by_segment, numbers, places_of, stretches


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts that articles of a segment stand for.

    Attributes:
        places: those of the articles in their segment, ascending.
        keys, lengths: key and words of each text.
        source: a hash of its source, 0 where it is not known.
        day: its day, 0 where it is not known.
        in_part: whether boilerplate was left out of it.
        best: the article with each text that is kept before the others.
        ids, keep: its id and keep key.
        same: the articles with a text that several have, by its place.
    """

    places: NDArray[np.int64]
    keys: NDArray[np.uint64]
    lengths: NDArray[np.int64]
    source: NDArray[np.int64]
    day: NDArray[np.int64]
    in_part: NDArray[np.bool_]
    best: NDArray[np.int64]
    ids: list[str]
    keep: list[Any]
    same: dict[int, NDArray[np.int64]]


def keyed(
    keeper: Callable[[Article], Any], is_longest: bool, parts: int
) -> Callable[[int, str, Any], Iterator[Row]]:
    """Make what tells of each article of a segment what is needed to find equal texts, and ids."""
    from newskit.duplicates.keep import earliest

    def work(segment: int, kind: str, value: Any) -> Iterator[Row]:
        if kind != "articles":
            yield segment, kind, value
            return
        articles = articles_of(value)
        yield segment, "ids", [hash_of(article.id) for article in articles]
        said = [article.story_text() for article in articles]
        keys, lengths = keys_and_lengths(said)
        order = np.argsort(keys, kind="stable")
        keep = [
            (-length, earliest(article)) if is_longest else keeper(article)
            for article, length in zip(articles, lengths.tolist(), strict=True)
        ]
        sources = [(article.source or "").strip().casefold() for article in articles]
        chars = np.array([len(article.text) for article in articles], np.int64)
        in_part = np.array([len(text) for text in said], np.int64) != chars
        days = np.array([day(article.published) or 0 for article in articles], np.int64)
        for part, stretch in stretches(keys[order], parts):
            some = order[stretch]
            listed = some.tolist()
            yield (
                part,
                "keys",
                (
                    numbers(segment, some),
                    keys[some],
                    lengths[some],
                    chars[some],
                    in_part[some],
                    days[some],
                    [sources[place] for place in listed],
                    [articles[place].id for place in listed],
                    [keep[place] for place in listed],
                ),
            )

    return work


def equal(part: int, said: Said) -> Iterator[Row]:
    """Give the texts of a range of keys to the segments of the articles that stand for them."""
    columns = list(zip(*said["keys"], strict=True))
    number, keys, lengths, chars, in_part, days = map(np.concatenate, columns[:6])
    sources, ids, keep = ([one for some in column for one in some] for column in columns[6:])
    # A text without a word equals none.
    order = np.lexsort((number, np.where(lengths > 0, 0, number), keys))
    alone = np.diff(keys[order], prepend=keys[order][:1] ^ np.uint64(1)) != 0
    alone |= lengths[order] == 0
    starts = np.flatnonzero(alone)
    sizes = np.diff(starts, append=len(order))
    stands = order[starts]
    best, same = stands.copy(), {}
    source_of = [sources[at] for at in stands.tolist()]
    day_of, part_of = days[stands], in_part[stands]
    for at in np.flatnonzero(sizes > 1).tolist():
        members = order[starts[at] : starts[at] + sizes[at]].tolist()
        stands[at] = min(members, key=lambda i: (-chars[i], ids[i]))
        members.sort(key=lambda i: (keep[i], ids[i]))
        best[at] = members[0]
        source_of[at], day_of[at] = min((sources[i], int(days[i])) for i in members)
        part_of[at] = in_part[members].any()
        same[int(number[stands[at]])] = number[members]
    source = np.array([hash_of(name) or 1 if name else 0 for name in source_of], np.int64)
    for segment, some in by_segment(number[stands]):
        chosen = stands[some]
        bests = best[some].tolist()
        places = places_of(number[chosen])
        yield (
            segment,
            "texts",
            Texts(
                places,
                keys[chosen],
                lengths[chosen],
                source[some],
                day_of[some],
                part_of[some],
                number[best[some]],
                [ids[i] for i in bests],
                [keep[i] for i in bests],
                {
                    place: same[each]
                    for place, each in zip(places.tolist(), number[chosen].tolist(), strict=True)
                    if each in same
                },
            ),
        )


def together(some: list[Texts]) -> Texts:
    """Give the texts of a segment as one, by their places."""
    order = np.argsort(np.concatenate([np.empty(0, np.int64), *(one.places for one in some)]))
    listed = order.tolist()

    def column(name: str) -> Any:
        return np.concatenate([getattr(one, name) for one in some])[order] if some else order

    ids = [id_ for one in some for id_ in one.ids]
    keep = [key for one in some for key in one.keep]
    numeric = ("places", "keys", "lengths", "source", "day", "in_part", "best")
    return Texts(
        **{name: column(name) for name in numeric},
        ids=[ids[at] for at in listed],
        keep=[keep[at] for at in listed],
        same={place: members for one in some for place, members in one.same.items()},
    )
