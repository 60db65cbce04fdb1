"""The page of results: `docs/benchmarks.md`, with tables between markers, and the machine."""

import os
import platform
import re
from collections.abc import Sequence
from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"


def write(section: str, lines: Sequence[str], page: Path = PAGE) -> None:
    """Put lines between `<!-- bench: SECTION -->` and the next `<!-- end -->`.

    Raises:
        LookupError: the page has no such markers.
    """
    marked = re.compile(rf"(<!-- bench: {section} -->\n).*?(<!-- end -->)", re.DOTALL)
    text = page.read_text("utf-8")
    if not marked.search(text):
        raise LookupError(f"{page.name} has no place for {section}")
    body = "".join(f"{line}\n" for line in lines)
    page.write_text(marked.sub(lambda match: match[1] + body + match[2], text), "utf-8")


def machine() -> str:
    """Give what ran the benchmark: cores, processor, system."""
    return f"{os.cpu_count()} cores, {_processor()}, {platform.system()} {platform.machine()}"


def _processor() -> str:
    try:
        facts = Path("/proc/cpuinfo").read_text("utf-8")
    except OSError:
        return platform.processor() or "processor unknown"
    found = re.search(r"^model name\s*: (.+)$", facts, re.MULTILINE)
    return found[1] if found else "processor unknown"
