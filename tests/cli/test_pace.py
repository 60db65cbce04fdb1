"""What the line on the terminal says: speed and remaining time, from looks at a stage."""

import pytest

from newskit.cli.account import Account
from newskit.cli.progress import Pace
from newskit.progress import Stage


class Looks:
    """Looks at a stage at given times.

    Args:
        stage: the stage, which begins at the time 0.
    """

    def __init__(self, stage: Stage) -> None:
        self.stage, self._pace = stage, Pace()
        account = Account()
        account.begin(stage)
        going = account.now()
        assert going is not None
        going.began = 0.0
        self._going = going

    def at(self, time: float, done: int) -> str:
        self.stage.done = done
        return self._pace.tell(self._going, time)


def left(said: str) -> int:
    """Give the seconds that remain."""
    (clock,) = [part.removesuffix(" left") for part in said.split(", ") if part.endswith(" left")]
    hours, minutes, seconds = [0, 0, *map(int, clock.split(":"))][-3:]
    return 3600 * hours + 60 * minutes + seconds


def test_a_steady_stage() -> None:
    looks = Looks(Stage("hashing", 400_000))
    for quarter in range(40):
        looks.at(quarter / 4, quarter * 1_000)
    assert looks.at(10, 40_000) == "hashing 10%, 1:30 left, 40,000 of 400,000 articles, 4,000/s"
    assert looks.at(100, 400_000) == "hashing 100%, 400,000 of 400,000 articles, 4,000/s"
    assert looks.at(101, 400_000) == "hashing 100%, 400,000 of 400,000 articles, 4,000/s"


def test_what_stands_still_gets_slower() -> None:
    looks = Looks(Stage("hashing", 400_000))
    looks.at(1, 10_000)
    assert looks.at(2, 20_000).endswith(", 10,000/s")
    assert looks.at(11, 20_000).endswith(", 1,000/s")
    assert left(looks.at(101, 20_000)) > 3_000


def test_bytes_have_sizes() -> None:
    looks = Looks(Stage("reading", 4_800_000_000, "bytes"))
    looks.at(1, 100_000_000)
    said = looks.at(11, 1_300_000_000)
    assert said == "reading 27%, 0:30 left, 1.3 of 4.8 GB, 120.0 MB/s"
    assert Looks(Stage("reading", 2_000, "bytes")).at(2, 1_000) == (
        "reading 50%, 1 of 2 kB, 0:02 so far"
    )


def test_hours_are_hours() -> None:
    looks = Looks(Stage("linking", 1_000_000, unit="groups"))
    looks.at(1, 10)
    assert looks.at(11, 210) == "linking 0%, 13:53:10 left, 210 of 1,000,000 groups, 20/s"
    assert looks.at(12, 212).endswith(" groups, 18/s")


def test_less_than_one_in_a_second() -> None:
    looks = Looks(Stage("merging", 100, unit="stories"))
    looks.at(4, 1)
    assert looks.at(8, 2) == "merging 2%, 6:32 left, 2 of 100 stories, 0.2/s"


def test_without_a_total_nothing_is_said_to_remain() -> None:
    looks = Looks(Stage("reading", None, "bytes"))
    looks.at(1, 500_000)
    assert looks.at(3, 2_500_000) == "reading 2.5 MB, 1.0 MB/s"


def test_a_total_that_proves_wrong_is_not_believed() -> None:
    looks = Looks(Stage("reading", 1_000_000, "bytes"))
    looks.at(1, 500_000)
    assert looks.at(2, 1_500_000) == "reading 1.5 MB, 1.0 MB/s"


def test_before_anything_is_done_it_says_how_long_it_took() -> None:
    looks = Looks(Stage("comparing", 5_000))
    assert looks.at(0.5, 0) == "comparing 5,000 articles"
    assert looks.at(75.9, 0) == "comparing 5,000 articles, 1:15 so far"
    assert Looks(Stage("sorting")).at(3, 0) == "sorting 0:03 so far"


def test_one_is_no_plural() -> None:
    assert Looks(Stage("reading")).at(0.5, 1) == "reading 1 article"
    assert Looks(Stage("merging", 1, unit="stories")).at(0.5, 0) == "merging 1 story"
    assert Looks(Stage("merging", 2, unit="stories")).at(0.5, 1) == "merging 50%, 1 of 2 stories"


def test_a_slow_beginning_is_not_held_against_the_rest() -> None:
    looks = Looks(Stage("cleaning", 10_000))
    assert looks.at(60, 0) == "cleaning 10,000 articles, 1:00 so far"
    looks.at(60.25, 250)
    assert left(looks.at(61.25, 1_250)) == 9


@pytest.mark.parametrize("every", [2, 8, 30])
def test_what_comes_in_lumps_is_foretold(every: int) -> None:
    """A batch of 1,000 each time, 20 of them: what remains is right within a batch."""
    looks = Looks(Stage("storing", 20_000))
    for time in (quarter / 4 for quarter in range(80 * every)):
        said = looks.at(time, int(time / every) * 1_000)
        if time > 3 * every and " left" in said:
            assert abs(left(said) - (20 * every - time)) <= 1.1 * every


def test_speed_follows_what_happens() -> None:
    """The first half goes at 1,000 a second, the other one at 100."""
    looks = Looks(Stage("cleaning", 20_000))
    for quarter in range(1, 41):
        looks.at(quarter / 4, quarter * 250)
    told = [left(looks.at(10 + quarter / 4, 10_000 + quarter * 25)) for quarter in range(1, 201)]
    assert [abs(told[after * 4] - (100 - after)) <= 2 for after in (11, 20, 40)] == [True] * 3


def test_each_stage_is_told_anew() -> None:
    pace, account = Pace(), Account()
    for name, done in (("hashing", 500), ("linking", 3)):
        stage = Stage(name, 1_000)
        account.begin(stage)
        going = account.now()
        assert going is not None
        stage.done = done
        said = pace.tell(going, going.began + 2)
        account.end(stage)
    assert said == "linking 0%, 3 of 1,000 articles, 0:02 so far"
