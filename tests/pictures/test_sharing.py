"""Who shares text: groups stand together, levels are told in words and lines, all are counted."""

import random

import pytest

from newskit.pictures.shapes import Arc, Dot, Group
from newskit.pictures.sharing import DRAWN, Report, Shared, picture, sharing

LEVELS = ["exact", "near", "rewritten"]


def reports(count: int) -> list[Report]:
    return [
        Report(
            f"r{n}", f"paper{n}.example", f"2026-03-{n % 9 + 1:02}T{n * 7 % 24:02}:05:00Z", f"#r{n}"
        )
        for n in range(count)
    ]


def shared(count: int) -> list[Shared]:
    """Give copies of the first report; a third of the reports are in words of their own."""
    return [Shared(f"r{n}", "r0", LEVELS[n % 3], 1 - n / count) for n in range(1, count * 2 // 3)]


@pytest.mark.parametrize("count", [0, 1, 2, 3, 10, 60])
def test_a_picture_of_any_number_of_reports(count, is_sound, flat, words) -> None:
    drawn = picture(reports(count), shared(count), "Who shares text")
    is_sound(drawn)
    dots = [shape for shape in flat(drawn) if isinstance(shape, Dot)]
    assert len(dots) <= DRAWN
    assert len(dots) == min(count, DRAWN)
    assert drawn.shown.startswith(f"{count} article")
    assert (f"; {count - len(dots)} of them not drawn" in drawn.shown) is (count > DRAWN)


def test_those_that_share_text_stand_together_in_order_of_time(words, flat) -> None:
    given = [
        Report("late", "Late Ledger", "2026-03-05T09:00:00Z"),
        Report("own", "Own Words", "2026-03-05T06:00:00Z"),
        Report("first", "First Echo", "2026-03-05T07:00:00Z"),
    ]
    drawn = picture(given, [Shared("first", "late", "near", 0.926)])
    names = [group.called for group in drawn.shapes if isinstance(group, Group)]
    assert names == [
        "First Echo: 5 March, 07:00 · earliest known",
        "Late Ledger: 5 March, 09:00 · near, 92 %",
        "Own Words: 5 March, 06:00",
    ]
    colours = [shape.colour for shape in flat(drawn) if isinstance(shape, Dot)]
    assert colours[0] == colours[1] != colours[2]
    assert "3 articles, 2 share text, 1 in words of its own" in drawn.shown


def test_a_copy_tells_its_level_and_in_other_words_no_share() -> None:
    given = [Report("kept", "Kept"), Report("copy", "Copy"), Report("told", "Told")]
    levels = [Shared("copy", "kept", "exact", 1.0), Shared("told", "kept", "rewritten", 0.9)]
    names = [g.called for g in picture(given, levels).shapes if isinstance(g, Group)]
    assert names == ["Copy: exact", "Kept", "Told: rewritten"]


@pytest.mark.parametrize("time", [None, "2026-03-05T07:00:00Z", "soon"])
def test_nobody_was_first_where_a_time_is_unknown_or_the_same(time) -> None:
    given = [Report("a", "Echo", "2026-03-05T07:00:00Z"), Report("b", "Ledger", time)]
    assert "earliest" not in sharing(given, [Shared("a", "b", "exact", 1.0)])


def test_lines_tell_the_level_without_colour(flat) -> None:
    drawn = picture(
        reports(4), [Shared(f"r{n}", "r0", LEVELS[n - 1], 1.2 - n * 0.3) for n in (1, 2, 3)]
    )
    arcs = {arc.width: arc for arc in flat(drawn) if isinstance(arc, Arc)}
    exact, near, rewritten = (arcs[width] for width in sorted(arcs, reverse=True))
    assert (exact.dash, near.dash) == (0, 0) and rewritten.dash > 0


def test_what_the_others_are_copies_of_is_drawn_however_late_it_is(flat) -> None:
    given = [Report("kept", "Kept", "2026-03-30T07:00:00Z"), *reports(60)]
    drawn = picture(given, [Shared(f"r{n}", "kept", "near", 0.8) for n in range(60)])
    assert len([arc for arc in flat(drawn) if isinstance(arc, Arc)]) == DRAWN - 1
    assert "61 articles, all share text; 37 of them not drawn" in drawn.shown


def test_the_order_of_the_input_does_not_matter() -> None:
    expected = sharing(reports(30), shared(30))
    for seed in range(3):
        chance = random.Random(seed)
        mixed = chance.sample(reports(30), 30), chance.sample(shared(30), len(shared(30)))
        assert sharing(*mixed) == expected


def test_pairs_of_strangers_do_no_harm(is_sound) -> None:
    given = [Shared("r0", "gone", "near", 0.5), Shared("r1", "r1", "exact", 1.0)]
    drawn = picture(reports(2), given)
    assert drawn.shown == "2 articles, 2 in words of their own"
    is_sound(drawn)


def test_hostile_names_stay_text(hostile, is_sound) -> None:
    given = [Report("a", hostile, hostile, "javascript:alert(1)"), Report(hostile, hostile)]
    is_sound(picture(given, [Shared("a", hostile, hostile, 7.0)], hostile))
