"""Look for input that breaks a promise, led by coverage (atheris, which is libFuzzer).

    .venv/bin/python -m pip install atheris
    .venv/bin/python tests/hardening/fuzz.py jsonl -max_total_time=600

The first argument is one of the `targets`; the others go to libFuzzer. Inputs that reach new code
gather in `build/fuzz/TARGET`. What fails, takes over 5 s or over 1 GB ends the run and is left
beside that folder: in `tests/hardening/findings/TARGET/` it is a test, which needs no atheris.
"""

import sys
from pathlib import Path

import atheris

# What is traced grows by some KB an input, in libFuzzer; what an input takes is measured here.
LIMITS = ("-timeout=5", "-rss_limit_mb=8192", "-max_len=8192")
BUILD = Path(__file__).parents[2] / "build" / "fuzz"
GUIDING = [
    *("newskit", "newskit_archive", "newskit_web", "feedparser", "trafilatura"),
    *("csv", "email", "json", "mailbox", "markdown_it", "tomllib", "yaml"),
]
"""Packages whose branches lead to new inputs."""


def main() -> None:
    """Fuzz the target that is named."""
    with atheris.instrument_imports(include=GUIDING):  # readers are imported when they are needed
        from targets import TARGETS, known, within

        target = sys.argv[1] if len(sys.argv) > 1 else ""
        if target not in TARGETS:
            sys.exit(f"name a target: {', '.join(TARGETS)}")
        folder = BUILD / target
        folder.mkdir(parents=True, exist_ok=True)
        for seed in known(target):
            (folder / f"seed-{seed.name}").write_bytes(seed.read_bytes())
            TARGETS[target](seed.read_bytes())  # what it imports is not timed
        found = f"-artifact_prefix={folder}-"
        arguments = [sys.argv[0], *LIMITS, found, *sys.argv[2:], str(folder)]

        def run(data: bytes) -> None:
            try:
                within(TARGETS[target], data)
            except BaseException:  # on its way out libFuzzer may be stopped by its own alarm
                Path(f"{folder}-failed").write_bytes(data)
                raise

        atheris.Setup(arguments, run)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
