"""docs/large.md names the numbers that hold."""

from pathlib import Path

from newskit import settings


def test_sizes_and_limits_are_those_of_the_settings(root: Path) -> None:
    page = " ".join((root / "docs" / "large.md").read_text("utf-8").split())
    scanning = settings.WORTH_SCANNING // 10**6
    assert f"from {settings.WORTH_A_KERNEL:,} articles or {scanning} MB of files on" in page
    assert f"({settings.WORK_MEMORY // 10**9} GB then" in page
    assert f"The least is {settings.LEAST_MEMORY // 10**6} MB" in page
