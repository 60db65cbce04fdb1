"""Lines of words that have others as parts are found as if each were compared with each."""

from hypothesis import given
from hypothesis import strategies as st

from newskit.text.parts import RUN, Lines

LINES = st.lists(
    st.lists(st.sampled_from("abc"), min_size=1, max_size=8).map(lambda w: f" {' '.join(w)} ")
)


@given(LINES, LINES)
def test_as_compared_with_each_other(lines: list[str], asked: list[str]) -> None:
    known = Lines(lines)
    for one in [*asked, *lines]:
        wholes = [number for number, line in enumerate(lines) if one in line]
        parts = [line for line in lines if line in one and len(line.split()) >= RUN]
        assert list(known.with_part(one)) == (wholes if len(one.split()) >= RUN else [])
        assert known.has_part_of(one) == bool(parts)
