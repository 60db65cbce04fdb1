"""`newskit dedupe --engine`: what goes to an engine, what is refused, and what is said."""

import json

import pytest

ENGINE = """
from time import sleep

from newskit.hooks import Done, InputError, hookimpl

class Far:
    def dedupe(self, job):
        if job.to == "nothing":
            return None
        if job.to == "odd":
            return Done(7, {"near": "many"})
        sleep(0.8)
        with open(job.to, "x") as file:
            print(job.inputs, job.fields, job.level, job.keep, job.cleaners, job.all, file=file)
        return Done(7, {"near": 2, "exact": 1}, 3, [InputError("feed", "not JSON")])

@hookimpl
def newskit_engines():
    return {"far": Far()}
"""


@pytest.fixture(autouse=True)
def far(add_plugin, patch_newskit) -> None:
    add_plugin("far", ENGINE)
    patch_newskit("import newskit.watch as w\nw.PATIENCE, w._LOOK = 0.2, 0.1\n")


def test_an_engine_reads_writes_and_takes_its_time(bash, folder) -> None:
    """The form of the output is for the engine to know; it is not told that it is waited for."""
    asked = "--level near --keep latest --no-clean -a --field text=body"
    said = "|| echo $?; cat kept.parquet"
    done = bash(
        f"newskit dedupe --engine far {asked} far://feed -o kept.parquet --stats=s.json {said}"
    )
    assert done.stdout == "1\n['far://feed'] {'text': 'body'} near latest () True\n"
    assert done.stderr.splitlines() == [
        "newskit dedupe: feed: not JSON",
        "newskit dedupe: 2 more could not be read",
        "newskit dedupe: 7 articles, 4 kept, 3 copies (1 exact, 2 near); 3 skipped",
    ]
    came = json.loads((folder / "s.json").read_text())["in"]
    assert (came["articles"], came["skipped"]) == (7, 3)


@pytest.mark.parametrize(
    ("to", "said"),
    [
        ("nothing", "gave None, which does not say what was done"),
        ("odd", "failed: TypeError: 'str' object cannot be interpreted as an integer"),
    ],
)
def test_an_answer_that_is_none_is_the_engines(bash, to: str, said: str) -> None:
    done = bash(f"newskit dedupe --engine far far://feed -o {to} || echo $?")
    assert (done.stdout, done.stderr) == ("3\n", f"newskit dedupe: engine far (far 1.5) {said}\n")


@pytest.mark.parametrize(
    "option",
    [
        *("--against seen.jsonl", "--detector minhash", "--dropped d.jsonl", "--format text"),
        *("--jobs 2", "--kernel numpy", "--memory 2GB", "--pairs p.tsv", "--paths"),
        *("--store s.db", "--window 3d", "--work-dir work"),
    ],
)
def test_what_only_this_machine_knows_is_refused(bash, option: str) -> None:
    done = bash(f"newskit dedupe --engine far {option} in.jsonl -o out.jsonl")
    name = option.partition(" ")[0]
    assert done.stderr == f"newskit dedupe: {name}: not with --engine far\n"
    assert done.returncode == 2


@pytest.mark.parametrize("more", ["-o out.jsonl", "in.jsonl", "--files-from list -o out.jsonl"])
def test_inputs_and_output_must_be_named(bash, more: str) -> None:
    done = bash(f"newskit dedupe --engine far {more}", json.dumps({"text": "A text."}))
    said = "newskit dedupe: --engine far: name the inputs, and what to write with -o\n"
    assert (done.returncode, done.stderr) == (2, said)


@pytest.mark.parametrize("option", ["--level no", "--threshold 2", "--keep no", "--cleaner no"])
def test_what_cannot_be_right_is_said_before_the_work(bash, option: str) -> None:
    done = bash(f"newskit dedupe --engine far {option} in.jsonl -o out.jsonl")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert option.split()[1] in done.stderr
