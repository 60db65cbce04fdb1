"""Costs are measured, tables are written between their markers, and what is missing is told."""

import random
import re
import sys
from itertools import islice
from pathlib import Path

import hard
import near
import page
import peers
import pytest
import run
from measure import Cost, measure
from scores import Scores

from newskit.evaluation import Scores as Found

COST = Cost(cpu=2.0, wall=2.5, peak=100.0, code=0, stderr="")


def test_a_command_costs_processor_time_and_memory() -> None:
    idle = measure([sys.executable, "-c", "pass"])
    busy = measure([sys.executable, "-c", "a = b'x' * 90_000_000; sum(range(5_000_000))"])
    assert busy.code == 0
    assert busy.cpu > idle.cpu > 0
    assert 80 < busy.peak - idle.peak < 110


def test_a_failure_is_told_with_its_last_words() -> None:
    cost = measure([sys.executable, "-c", "import sys; sys.exit('no such thing')"])
    assert (cost.code, cost.stderr) == (1, "no such thing\n")


def test_a_run_is_stopped_at_its_limit() -> None:
    cost = measure([sys.executable, "-c", "while True: pass"], limit=0.3)
    assert cost.code == -9
    assert cost.wall < 5


def test_a_section_is_replaced_and_the_rest_stays(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text(
        "# A\n<!-- bench: near -->\nold\n<!-- end -->\n<!-- bench: hard -->\n<!-- end -->\n"
    )
    page.write("near", [r"new \1"], path)
    expected = (
        "# A\n<!-- bench: near -->\nnew \\1\n<!-- end -->\n<!-- bench: hard -->\n<!-- end -->\n"
    )
    assert path.read_text() == expected
    with pytest.raises(LookupError, match="growth"):
        page.write("growth", [], path)


@pytest.mark.parametrize("section", run.MODES)
def test_the_page_has_a_place_for_each_benchmark(section: str) -> None:
    assert f"<!-- bench: {section} -->\n" in page.PAGE.read_text("utf-8")


def test_a_table_compares_with_the_reference_of_the_same_run() -> None:
    right = Found(1.0, 0.5)
    scores = Scores(right, right, 7, 1, dict.fromkeys(near.KINDS, right))
    slow = Cost(cpu=8.0, wall=9, peak=50, code=0, stderr="")
    rows = [
        near.Row("fast", COST, scores),
        near.Row(near.REFERENCE, slow, scores),
        near.Row("broken", Cost(1, 1, 1, 70, "a bug"), None),
    ]
    lines = near.table(rows, 1000)
    assert "| fast | 500 | 4.00 | 100 | 1.000 | .500 | .667 | 7 | 1 |" in lines
    assert any(line.startswith("| broken | failed (70)") for line in lines)
    assert len({line.count("|") for line in lines[:5]}) == 1


def test_peers_that_are_not_installed_are_missing(tmp_path: Path) -> None:
    assert near.missing(tmp_path / "no-python") == ["daft", "datasketch", "gaoya", "rensa"]
    assert [tool.name for tool in near.tools(tmp_path / "no-python")] == [
        "newskit, near",
        "newskit, near, --no-clean",
        "newskit, default level",
    ]


def test_every_peer_has_a_pinned_version() -> None:
    pinned = (Path(near.__file__).with_name("requirements.txt")).read_text()
    assert peers.DEFAULTS.keys() <= set(re.findall(r"^(\w+)==", pinned, re.MULTILINE))


def test_removed_articles_match_the_kept_one_directly() -> None:
    assert list(peers.removals([(0, 1), (1, 2), (1, 3), (0, 3)])) == [(0, 1), (0, 3)]


def test_bands_are_those_datasketch_chooses() -> None:
    from datasketch import MinHashLSH

    for threshold in (0.5, 0.7, 0.9):
        index = MinHashLSH(threshold=threshold, num_perm=peers.PERMUTATIONS)
        assert peers.band_sizes(threshold) == (index.b, index.r)


def test_shingles_of_the_peers_are_normalized() -> None:
    assert peers.shingles("“One,” two — three FOUR five-six") == [
        "one two three four five",
        "two three four five six",
    ]
    assert peers.shingles("Too short") == ["too short"]


@pytest.mark.parametrize("case", hard.CASES, ids=lambda case: case.name)
def test_hard_inputs_have_copies_only_where_they_say(case: hard.Case) -> None:
    if case.name == "one of 20 MB":
        pytest.skip("takes seconds to write")
    seen: set[str] = set()
    for text, is_copy in islice(case.texts(random.Random(1)), 300):
        assert text.strip()
        if case.name not in ("Chinese", "Arabic", "Thai"):
            assert is_copy == (text in seen)
        seen.add(text)
