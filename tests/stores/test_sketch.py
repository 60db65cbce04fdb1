"""The keys of texts: the same for the same words, shared in proportion to what is shared."""

from days import edited, invented
from hypothesis import given
from hypothesis import strategies as st

from newskit.duplicates.sketch import enough_shared, sketches


def keys_of(text: str) -> set[int]:
    (keys,) = sketches([text])
    assert keys == sorted(set(keys))
    return set(keys)


@given(st.lists(st.text(), max_size=8))
def test_the_keys_of_a_text_do_not_depend_on_its_neighbours(texts: list[str]) -> None:
    assert [set(keys) for keys in sketches(texts)] == [keys_of(text) for text in texts]
    assert all(0 <= key < 2**31 for keys in sketches(texts) for key in keys)


def test_a_short_text_has_all_its_shingles_for_keys_and_a_long_one_an_eighth() -> None:
    assert len(keys_of(invented(1, 30))) == 26
    assert 900 < len(keys_of(invented(2, 8_000))) < 1_100
    assert keys_of("") == set()


def test_copies_and_parts_share_enough_keys() -> None:
    missed = asked = 0
    for seed in range(60):
        for words in (40, 120, 500):
            text = invented(seed, words)
            keys = [*sketches([text])]
            for other in (edited(text, 7, 30), f"{text} {invented(-1 - seed, 400)}"):
                asked += 1
                missed += len({*keys[0]} & keys_of(other)) < enough_shared(keys)[0]
    assert missed < 0.01 * asked
