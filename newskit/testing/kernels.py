"""What holds for every kernel: the numbers of the one that ships with newskit, bit for bit."""

import json
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from newskit.article import KNOWN, to_lines
from newskit.kernels import Printed
from newskit.testing.articles import corpus, odd_piles
from newskit.testing.contract import Contract

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from newskit.kernels import HashedTexts, Kernel

BITS, PARTS = 12, 8
"""Lower bits of a packed shingle that are not hash: enough for the texts; ranges of the hash."""


class KernelContract(Contract):
    """The suite of a kernel. What has no order is compared sorted, what may repeat once."""

    kind = "kernel"

    def test_texts_are_hashed_alike(self) -> None:
        """All texts at once, each alone, and none."""
        for texts in [_texts(), [], *([text] for text in _texts())]:
            _same_texts(self.thing.hash_texts(texts), _numpy().hash_texts(texts))

    def test_strings_are_hashed_as_the_texts_they_are(self) -> None:
        """Strings of JSON, with escapes and without, are what they mean, or left to others."""
        for is_ascii in (True, False):
            block, starts, ends = _strings(_texts(), is_ascii)
            hashed, left = self.thing.hash_strings(block, starts, ends)
            meant = ["" if out else text for text, out in zip(_texts(), left, strict=True)]
            _same_texts(hashed, _numpy().hash_texts(meant))

    def test_plain_lines_are_what_a_parser_finds(self) -> None:
        """A kernel need not scan; what it calls plain is an article, and stands where it says."""
        lines = [*to_lines(_articles()), *_NOT_PLAIN]
        found = self.thing.scan(_bytes(b"".join(lines)))
        if found is None:
            return
        at = 0
        for number, line in enumerate(lines):
            assert (found.starts[number], found.ends[number]) == (at, at + len(line))
            if found.plain[number]:
                assert line not in _NOT_PLAIN, f"takes for plain: {line[:60]!r}"
                _check_spans(line, at, found.spans[number])
                _check_time(line, found.days[number], found.clocks[number])
            at += len(line)

    def test_shingles_are_scattered_alike(self) -> None:
        """By ranges, the same packed shingles; texts of number -1 have none."""
        import numpy as np

        hashed = _numpy().hash_texts(_texts())
        numbers = np.arange(len(_texts()))
        numbers[::5] = -1
        numbers.flags.writeable = False
        for parts in (1, PARTS):
            given = (hashed, numbers, BITS, parts)
            _same_ranges(self.thing.scatter(*given), _numpy().scatter(*given), np.unique)

    def test_numbers_are_split_alike(self) -> None:
        """By ranges, the same numbers, as often."""
        import numpy as np

        numbers = np.random.default_rng(1).integers(0, 2**64, 5_000, np.uint64)
        for given in (numbers, numbers >> np.uint64(40), numbers[:1], numbers[:0]):
            for parts in (1, PARTS, 256):
                wanted = _numpy().split(given.copy(), parts)
                _same_ranges(self.thing.split(given.copy(), parts), wanted, np.sort)

    def test_what_texts_share_is_kept_alike(self) -> None:
        """The same packed shingles in the same order, and the same tallies."""
        import numpy as np

        hashed = _numpy().hash_texts(_texts())
        packed, _ = _numpy().scatter(hashed, np.arange(len(_texts())), BITS, 1)
        answers = []
        for kernel in (self.thing, _numpy()):
            tallies = [np.zeros(len(_texts()), np.int32) for _ in range(3)]
            answers.append([kernel.reduce([packed.copy()], BITS, *tallies), *tallies])
        for found, wanted in zip(*answers, strict=True):
            _same(found, wanted)

    def test_what_a_source_prints_often_is_found_alike(self) -> None:
        """The same shingles, held by so many texts, and the same of them templates."""
        import numpy as np

        chance = np.random.default_rng(4)
        held = [np.sort(chance.choice(400, chance.integers(2, 90), False)) for _ in range(300)]
        text = np.concatenate(held)
        item = np.repeat(np.arange(len(held)), [*map(len, held)])
        packed = np.sort((item << BITS | text << 1).astype(np.uint64))
        for sources, days in ((1, 30), (3, 4), (30, 400)):
            enough = chance.choice([2.0, 5.5, 25.0], sources)
            source, day = chance.integers(0, sources, 400), chance.integers(0, days, 400)
            printed = Printed(source, day, chance.integers(0, 2, 400) > 0, enough)
            for part in (packed, packed[:0]):
                found = self.thing.judge(part, BITS, printed)
                for one, other in zip(found, _numpy().judge(part, BITS, printed), strict=True):
                    _same(one, other)

    def test_shingles_are_sorted_by_text_alike(self) -> None:
        """Those of each text ascend already; and how many each has."""
        import numpy as np

        chance = np.random.default_rng(6)
        text = chance.integers(3, 90, 2_000, np.uint64) << np.uint64(65 - BITS)
        hashes = np.sort(chance.integers(0, 2**64, 2_000, np.uint64)) >> np.uint64(BITS)
        for some in (text | hashes, text[:1] | hashes[:1]):
            found, wanted = (k.by_text(some.copy(), BITS) for k in (self.thing, _numpy()))
            _same(found[0], wanted[0])
            assert found[1] == wanted[1], "another first text"
            _same(found[2], wanted[2])

    def test_items_are_set_apart_alike(self) -> None:
        """Behind the others of their set, in their order; and how many."""
        import numpy as np

        chance = np.random.default_rng(7)
        offsets = np.append(0, np.cumsum([0, 5, 1, 0, 300, 40, 0]))
        items = chance.integers(0, 2**64, 346, np.uint64)
        for chosen in (chance.integers(0, 2, 346) > 0, items > 0, items < 0):
            both = items.copy(), items.copy()
            found = self.thing.set_apart(both[0], offsets, chosen)
            _same(found, _numpy().set_apart(both[1], offsets, chosen))
            _same(*both)

    def test_hashes_are_found_alike(self) -> None:
        """Their places in a list, or -1; the lower bits do not count."""
        import numpy as np

        every = np.random.default_rng(5).integers(0, 2**64, 3_000, np.uint64)
        hashes = np.unique(every[:500] >> np.uint64(BITS) << np.uint64(BITS))
        for some in (hashes, hashes[:1], hashes[:0]):
            _same(self.thing.lookup(some, BITS)(every), _numpy().lookup(some, BITS)(every))

    def test_texts_in_buckets_are_paired_alike(self) -> None:
        """Every pair of a small bucket, a star of a large one."""
        import numpy as np

        sizes = [1, 2, 3, 1, 31, 32, 33, 200, 2]
        packed = [
            np.uint64(n << 32) + np.arange(size, dtype=np.uint64) for n, size in enumerate(sizes)
        ]
        for some in (np.concatenate(packed), packed[0], packed[0][:0]):
            _same(np.sort(self.thing.pairs(some)), np.sort(_numpy().pairs(some)))

    def test_bands_are_alike(self) -> None:
        """The same keys in the same places."""
        import numpy as np

        sizes = np.array([1, 2, 3, 700, 5_000, 1])
        hashes = np.random.default_rng(2).integers(0, 2**32, int(sizes.sum()), np.uint32)
        offsets = np.append(0, np.cumsum(sizes))
        _same(self.thing.bands(hashes, offsets), _numpy().bands(hashes, offsets))

    def test_what_sets_have_in_common_is_counted_alike(self) -> None:
        """For sets of all sizes, none among them, and each with each."""
        import numpy as np

        chance = np.random.default_rng(3)
        items = [np.unique(chance.integers(0, 900, size)) for size in (0, 1, 5, 300, 800, 900)]
        packed = [np.uint64(n) << np.uint64(50) | i.astype(np.uint64) for n, i in enumerate(items)]
        ends = np.cumsum([len(each) for each in items])
        spans = np.stack([np.append(0, ends[:-1]), ends], axis=1)
        one, other = (spans[at.ravel()] for at in np.indices((6, 6)))
        given = (np.concatenate(packed), 14, one, other)
        _same(self.thing.count_common(*given), _numpy().count_common(*given))

    def test_threads_do_not_disturb_each_other(self) -> None:
        """Four threads that hash texts of their own get what one gets."""
        parts = [_texts()[at::4] for at in range(4)] * 4
        with ThreadPoolExecutor(4) as pool:
            for texts, found in zip(parts, pool.map(self.thing.hash_texts, parts), strict=True):
                _same_texts(found, _numpy().hash_texts(texts))


_NOT_PLAIN = [
    b"\n",
    b"[]\n",
    b'{"text": "Fog."\n',
    b'{"text": "  "}\n',
    b'{"title": "Fog"}\n',
    b'{"text": "Fog.", "text": "Sun."}\n',
    b'{"text": "Fog.", "te\\u0078t": "Sun."}\n',
    b'{"text": "Fog.", "id": 7}\n',
    b'{"text": "Fog.", "copies": []}\n',
    b'{"text": "Fog \xff."}\n',
    b'{"text": "Fog.", "n": 01}\n',
    b'{"text": "Fog.", "n": ' + b"[" * 9 + b"]" * 9 + b"}\n",
    b"\xef\xbb\xbf" + b'{"text": "Fog."}\n',
]


def _numpy() -> "Kernel":
    from newskit.duplicates.kernel import KERNEL

    return KERNEL


def _articles() -> list[Any]:
    return [*corpus(), *(article for pile in odd_piles().values() for article in pile)]


@cache
def _texts() -> list[str]:
    return ["", *(article.text for article in _articles()), *(f"{a.text} End." for a in corpus())]


def _bytes(data: bytes) -> "NDArray[Any]":
    import numpy as np

    return np.frombuffer(data, np.uint8)


def _strings(texts: Sequence[str], is_ascii: bool) -> "tuple[NDArray[Any], ...]":
    """Write texts as strings of JSON behind each other; where each begins and ends."""
    import numpy as np

    written = [
        json.dumps(text, ensure_ascii=is_ascii).encode("utf-8", "surrogatepass") for text in texts
    ]
    ends = np.cumsum([len(string) for string in written])
    starts = np.append(0, ends[:-1])
    return _bytes(b"".join(written)), starts + 1, ends - 1


def _check_spans(line: bytes, at: int, spans: "NDArray[Any]") -> None:
    record = json.loads(line)
    for key, (start, end) in zip(KNOWN, spans.tolist(), strict=True):
        assert (start, end) == (-1, -1) or json.loads(
            b'"' + line[start - at : end - at] + b'"'
        ) == record.get(key), f"{key} does not stand at {start}"
        assert start >= 0 or key not in record, f"{key} is there"


def _check_time(line: bytes, day: int, clock: int) -> None:
    published = json.loads(line).get("published", "")
    assert day or not published, "has no day"
    assert (day > 0) == (clock >= 0), "has a day or a clock only"
    if day > 0:
        then = datetime.fromordinal(day) + timedelta(seconds=int(clock))
        assert f"{then.isoformat()}Z" in (published, f"{published}T00:00:00Z")


def _same(found: "NDArray[Any]", wanted: "NDArray[Any]") -> None:
    import numpy as np

    assert found.dtype == wanted.dtype, f"{found.dtype} instead of {wanted.dtype}"
    assert np.array_equal(found, wanted), "other numbers than NumPy's"


def _same_texts(found: "HashedTexts", wanted: "HashedTexts") -> None:
    for one, other in zip(found, wanted, strict=True):
        _same(one, other)


def _same_ranges(
    found: "tuple[NDArray[Any], NDArray[Any]]",
    wanted: "tuple[NDArray[Any], NDArray[Any]]",
    ordered: "Callable[[NDArray[Any]], NDArray[Any]]",
) -> None:
    assert len(found[1]) == len(wanted[1]), "another number of ranges"
    for number in range(len(wanted[1]) - 1):
        one, other = (
            ordered(part[ends[number] : ends[number + 1]]) for part, ends in (found, wanted)
        )
        _same(one, other)
