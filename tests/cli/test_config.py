"""Configuration: files, variables and flags, which is stronger, and what a file may not do."""

import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from newskit.cli.command import built_in
from newskit.cli.settled import accepted
from newskit.configuration import Setting
from newskit.errors import UsageError

Bash = Callable[..., CompletedProcess[str]]
AddPlugin = Callable[[str, str], None]
Write = Callable[..., None]

LEVEL = "newskit config --show-origin -q dedupe | grep dedupe.level"


@pytest.fixture
def write(folder: Path) -> Write:
    """Write a file of settings."""

    def to(text: str, name: str = "newskit.toml") -> None:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)

    return to


# Which is stronger


def test_the_order_of_strength(bash: Bash, write: Write) -> None:
    assert bash(LEVEL).stdout == '# dedupe.level = "rewritten"  # default\n'
    write('[dedupe]\nlevel = "near"\n')
    assert bash(LEVEL).stdout == 'dedupe.level = "near"  # newskit.toml:2\n'
    write('[project]\nname = "x"\n\n[tool.newskit.dedupe]\nlevel = "exact"\n', "pyproject.toml")
    assert bash(LEVEL).stdout == 'dedupe.level = "exact"  # pyproject.toml:5\n'
    done = bash(LEVEL, NEWSKIT_DEDUPE_LEVEL="story")
    assert done.stdout == 'dedupe.level = "story"  # NEWSKIT_DEDUPE_LEVEL\n'
    flagged = bash("newskit dedupe --level near samples/", NEWSKIT_DEDUPE_LEVEL="story")
    assert flagged.stdout == bash("newskit --no-config dedupe --level near samples/").stdout
    assert "settings" not in flagged.stderr


def test_a_command_does_what_the_flags_would_and_says_so(bash: Bash, write: Write) -> None:
    write('[dedupe]\nlevel = "near"\nkeep = "latest"\nall = true\n')
    done = bash("newskit dedupe samples/")
    plain = bash("newskit --no-config dedupe --level near --keep latest -a samples/")
    assert done.stdout == plain.stdout != bash("newskit --no-config dedupe samples/").stdout
    assert done.stderr.splitlines()[0] == (
        'newskit dedupe: settings: level = "near" (newskit.toml:2), '
        'keep = "latest" (newskit.toml:3), all = true (newskit.toml:4)'
    )
    assert done.stderr.splitlines()[1:] == plain.stderr.splitlines()
    assert bash("newskit dedupe -q samples/").stderr == bash("newskit dedupe -q samples/").stderr


def test_a_section_is_stronger_than_what_stands_before_all_sections(
    bash: Bash, write: Write
) -> None:
    write('cleaner = ["rules"]\n[clean]\ncleaner = ["repeats"]\n')
    shown = bash("newskit config -q | grep 'cleaner ='").stdout
    assert 'dedupe.cleaner = ["rules"]' in shown
    assert 'clean.cleaner = ["repeats"]' in shown
    done = bash("newskit config -q --show-origin clean", NEWSKIT_CLEANER="rules repeats")
    assert 'clean.cleaner = ["rules", "repeats"]  # NEWSKIT_CLEANER' in done.stdout


def test_parts_of_commands_have_sections(bash: Bash, write: Write) -> None:
    assert bash("newskit dedupe -q --store news.db samples/ > kept").returncode == 0
    write("[store.info]\njson = true\n")
    assert json.loads(bash("newskit store info news.db").stdout)["articles"] == 19
    assert bash("newskit store info --no-json news.db").stdout.count("articles  ") == 1
    done = bash("newskit new", NEWSKIT_STORE="news.db")  # an option that must be given
    assert len(done.stdout.splitlines()) == 12


@pytest.mark.parametrize(
    ("table", "flags", "same_as"),
    [
        ('[dedupe]\ncleaner = ["rules"]', "dedupe --no-clean", "dedupe --no-clean"),
        ("[dedupe]\nno-clean = true", "dedupe --cleaner rules", "dedupe --cleaner rules"),
        ("[dedupe]\nno-clean = true", "dedupe --clean", "dedupe"),
        ("[dedupe]\nall = true", "dedupe --no-all", "dedupe"),
        ("[summarize]\nsentences = 1", "summarize --words 60", "summarize --words 60"),
        ('[digest]\nformat = "json"', "digest -o a.md", "digest -o a.md"),
        ('[digest]\nformat = "json"', "digest", "digest -f json"),
    ],
)
def test_a_flag_settles_what_it_is_about(
    bash: Bash, write: Write, table: str, flags: str, same_as: str
) -> None:
    write(table)
    done = bash(f"newskit {flags} samples/00*.txt 2> /dev/null; cat a.md 2> /dev/null || true")
    plain = bash(f"newskit --no-config {same_as} samples/00*.txt 2> /dev/null; cat a.md || true")
    assert done.stdout == plain.stdout != ""


# Where files are looked for


def test_the_search_goes_upwards_to_the_first_folder_with_settings(
    bash: Bash, write: Write
) -> None:
    write('[dedupe]\nlevel = "near"\n')
    write('[dedupe]\nlevel = "exact"\n', "a/newskit.toml")
    write('[project]\nname = "newskit-user"\n', "a/b/pyproject.toml")  # no settings
    assert "near" in bash(f"mkdir c && cd c && {LEVEL}").stdout
    shown = bash(f"mkdir a/b/c && cd a/b/c && {LEVEL}").stdout
    assert shown == 'dedupe.level = "exact"  # ../../newskit.toml:2\n'


@pytest.mark.parametrize("end", ["mkdir a/.git", "export HOME=$PWD/a", "chmod +t . && true"])
def test_the_search_ends(bash: Bash, write: Write, end: str) -> None:
    """At the top of a repository and at home; where everybody may write nothing is read."""
    write('[dedupe]\nlevel = "near"\n')
    assert "near" in bash(f"mkdir -p a/b; cd a/b; {LEVEL}").stdout
    assert "default" in bash(f"{end}; cd a/b; {LEVEL}").stdout
    assert bash("chmod -t .").returncode == 0


def test_no_working_directory(bash: Bash) -> None:
    done = bash("mkdir gone && cd gone && rmdir ../gone && newskit config -q > /dev/null")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_named_file_is_read_instead_of_those_around(bash: Bash, write: Write) -> None:
    write('[dedupe]\nlevel = "near"\n')
    write('[dedupe]\nlevel = "exact"\n', "mine.toml")
    write('[tool.newskit.dedupe]\nlevel = "story"\n', "other/pyproject.toml")
    by_flag = LEVEL.replace("newskit", "newskit --config other/pyproject.toml", 1)
    assert "exact" in bash(LEVEL, NEWSKIT_CONFIG="mine.toml").stdout
    assert "story" in bash(by_flag, NEWSKIT_CONFIG="mine.toml").stdout
    assert "default" in bash(LEVEL, NEWSKIT_CONFIG="").stdout
    assert "default" in bash(LEVEL.replace("newskit", "newskit --no-config", 1)).stdout
    missing = bash("newskit --config no.toml dedupe samples/")
    assert (missing.returncode, missing.stderr) == (
        2,
        "newskit: no.toml: cannot be read: No such file or directory (or --no-config)\n",
    )
    late = bash("newskit dedupe --no-config samples/")
    assert "(--no-config stands before the command; see" in late.stderr
    both = bash("newskit --config mine.toml --no-config dedupe samples/")
    assert both.stderr == "newskit: --config and --no-config: one of them\n"


# What is wrong


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("[dedupe\n", "newskit.toml:1: not TOML: Expected ']' at the end of a table declaration"),
        ("x = " + 5000 * "[", "newskit.toml: not TOML: nested too deeply"),
        (100_000 * "a." + "a = 1", "newskit.toml: not TOML: nested too deeply"),
        (40_000 * "'a' . " + "a = 1", "newskit.toml: not TOML: nested too deeply"),
        ("[dedupe]\nlevle = 'near'", "newskit.toml:2: dedupe has no setting 'levle' (did you mean"),
        ("levle = 'near'", "newskit.toml:1: no command has the setting 'levle' (did you mean 'lev"),
        ("on_error = 'skip'", "'on_error' (did you mean 'on-error'?)"),
        ("[dedup]", "newskit.toml:1: there is no section 'dedup' (did you mean 'dedupe'?)"),
        ("[dedupe.x]\ny = 1", "newskit.toml:1: there is no section 'dedupe.x' (there are none)"),
        ("dedupe = 3", "newskit.toml:1: no command has the setting 'dedupe'"),
        ("plugins = 3", "newskit.toml:1: each plugin has a section of its own: [plugins.NAME]"),
        ("[plugins]\nx = 3", "each plugin has a section of its own"),
        ("dedupe.level = 3", "newskit.toml:1: level must be a text in quotes, not 3"),
        ("[digest]\ndate = 2026-05-01", 'date must be a text in quotes, not "2026-05-01"'),
        ("[dedupe]\nthreshold = '1'", 'newskit.toml:2: threshold must be a number, not "1"'),
        ("[dedupe]\njobs = 1.5", "newskit.toml:2: jobs must be a whole number, not 1.5"),
        ("[dedupe]\njobs = true", "newskit.toml:2: jobs must be a whole number, not true"),
        ("[dedupe]\nall = 1", "newskit.toml:2: all must be true or false, not 1"),
        ("cleaner = 'rules'", 'cleaner must be a list of texts, as ["one", "two"], not "rules"'),
        ("cleaner = [1]", "cleaner must be a list of texts"),
    ],
)
def test_a_wrong_file_is_one_line(bash: Bash, write: Write, table: str, said: str) -> None:
    write(table)
    done = bash("newskit config")
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert said in done.stderr


@pytest.mark.parametrize("table", ["[dedupe\n", "[dedupe]\nlevle = 'near'", "[digest]\ntop = 'a'"])
def test_a_wrong_file_stops_every_command(bash: Bash, write: Write, table: str) -> None:
    """Also one that has another section; not where no file is read."""
    write(table)
    said = bash("newskit config").stderr.partition(": ")[2]
    for command in ("dedupe -q samples/", "summarize samples/"):
        done = bash(f"newskit {command}")
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.partition(": ")[2] == said != ""
    assert bash("newskit --help && newskit dedupe --help").returncode == 0
    assert bash("newskit --no-config schema -q").returncode == 0


@pytest.mark.parametrize(
    ("table", "command", "said"),
    [
        (
            "[dedupe]\nlevel = 'nearr'",
            "dedupe",
            "--level nearr: there are exact, near, ",
        ),
        ("[dedupe]\nkeep = 'longst'", "dedupe", "no keeper is named 'longst' (did you mean 'long"),
        ("[digest]\nsentences = 0", "digest", "a budget of 0 sentences: "),
        ("cleaner = ['ruls']", "clean", "no cleaner is named 'ruls' "),
    ],
)
def test_a_wrong_value_is_traced(
    bash: Bash, write: Write, table: str, command: str, said: str
) -> None:
    write(table)
    done = bash(f"newskit {command} -q samples/")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert re.fullmatch(
        rf"newskit {command}: {re.escape(said)}.* \(set by .*:[12]\)\n", done.stderr
    )


def test_a_wrong_variable_is_traced(bash: Bash) -> None:
    assert bash("newskit config", NEWSKIT_DEDUPE_THRESHOLD="half").returncode == 2
    done = bash("newskit dedupe samples/", NEWSKIT_DEDUPE_THRESHOLD="half")
    assert done.returncode == 2
    assert done.stderr == (
        'newskit: NEWSKIT_DEDUPE_THRESHOLD: threshold must be a number, not "half"\n'
    )


def test_all_that_is_wrong_is_named_by_config(bash: Bash, write: Write) -> None:
    write("levle = 1\n[dedupe]\nall = 1\n[stores]\n")
    done = bash("newskit config")
    assert done.returncode == 2
    assert [line.split(":")[2] for line in done.stderr.splitlines()] == ["1", "4", "3"]


# What a file in a stranger's folder may not do


@pytest.mark.parametrize(
    "table",
    [
        "[dedupe]\noutput = 'out'",
        "[dedupe]\ndropped = 'out'",
        "[eval]\nplot = 'out.svg'",
        "store = 'sqlite:out'",
        "[digest]\ntemplate = 'evil.html'",
        "[dedupe]\nwork-dir = 'out'",
        "[store.prune]\nbefore = '1d'",
        "files-from = 'names'",
        "[dedupe]\nformat = 'text'",
        "[dedupe]\npaths = true",
        "[dedupe]\nengine = 'spark:spark://evil.example:7077'",
        "quiet = true",
    ],
)
def test_a_file_that_was_only_found_writes_hides_and_breaks_nothing(
    bash: Bash, write: Write, folder: Path, table: str
) -> None:
    write(table)
    before = set(folder.iterdir())
    done = bash("newskit dedupe samples/")
    assert (done.returncode, done.stdout) == (2, "")
    assert " cannot be set by a file that newskit only found: " in done.stderr
    assert set(folder.iterdir()) == before


def test_what_a_file_that_was_only_found_may_set_was_thought_about() -> None:
    """A new option does not come in by itself: could one in a stranger's folder do harm with it?"""
    may = {
        (path[0], key)
        for path, options in built_in().items()
        for key, option in options.items()
        if is_allowed(path[0], key, option)
    }
    thought_about = re.findall(
        r"[\w-]+",
        "all chars cleaner column complete date detector field format granularity jobs json keep"
        " kernel kind level linker memory method no-clean null on-error order query ratio reader"
        " scores sentences show-origin since sweep threshold title top verbose window words"
        " worst",
    )
    assert {key for _, key in may} == set(thought_about)
    assert {command for command, key in may if key == "format"} == {"compare", "digest"}


def is_allowed(command: str, key: str, option: Any) -> bool:
    try:
        accepted(Setting(None, "newskit.toml", 1, found=True), (command,), key, option)
    except UsageError as error:
        return "cannot be set" not in str(error)
    return True


def test_a_named_file_may(bash: Bash, write: Write, folder: Path) -> None:
    write("[dedupe]\noutput = 'out'\nquiet = true\nformat = 'text'\n", "mine.toml")
    done = bash("newskit --config mine.toml dedupe samples/")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (folder / "out").read_text() == bash("newskit dedupe -f text samples/").stdout


# Plugins

PLUGIN = """
from newskit.hooks import hookimpl, settings

def chosen(sentences, context):
    values = settings(
        "picker", {"last": False, "skip": 0, "words": ["a"], "place": "here"}, private=["place"]
    )
    order = list(range(values["skip"], len(sentences)))
    print(values, file=__import__("sys").stderr)
    return order[::-1] if values["last"] else order

def pick(target: str = "", loud: bool = False) -> None:
    \"\"\"Pick.\"\"\"
    print(target, loud)

@hookimpl
def newskit_summarizers():
    return {"chosen": chosen}

@hookimpl
def newskit_commands():
    return {"pick": pick}
"""
SUMMARIZE = "newskit summarize -q -n 1 -m chosen samples/000.txt"


def test_a_plugin_gets_its_section(bash: Bash, write: Write, add_plugin: AddPlugin) -> None:
    add_plugin("picker", PLUGIN)
    default = bash(SUMMARIZE)
    assert "{'last': False, 'skip': 0, 'words': ['a'], 'place': 'here'}" in default.stderr
    write("[plugins.picker]\nlast = true\nwords = ['x', 'y']\n")
    done = bash(SUMMARIZE, NEWSKIT_PLUGINS_PICKER_SKIP="2")
    assert "{'last': True, 'skip': 2, 'words': ['x', 'y'], 'place': 'here'}" in done.stderr
    assert done.stdout != default.stdout
    loud = bash(SUMMARIZE.replace(" -q", "")).stderr
    assert loud.count("newskit summarize: settings of picker: last = true (newskit.toml:2)\n") == 1
    shown = bash("newskit config -q --show-origin").stdout
    assert "plugins.picker.last = true  # newskit.toml:2\n" in shown


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("lst = true", "newskit.toml:2: picker has no setting 'lst' (did you mean 'last'?)"),
        ("skip = 'two'", 'newskit.toml:2: skip must be a whole number, not "two"'),
        (
            "place = 'there'",
            "newskit.toml:2: place cannot be set by a file that newskit only",
        ),
    ],
)
def test_a_wrong_setting_of_a_plugin(
    bash: Bash, write: Write, add_plugin: AddPlugin, table: str, said: str
) -> None:
    add_plugin("picker", PLUGIN)
    write(f"[plugins.picker]\n{table}\n")
    done = bash(SUMMARIZE)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert said in done.stderr
    named = bash(SUMMARIZE, NEWSKIT_CONFIG="newskit.toml")
    assert named.returncode == (0 if "place" in table else 2)


def test_settings_of_a_command_of_a_plugin(bash: Bash, write: Write, add_plugin: AddPlugin) -> None:
    add_plugin("picker", PLUGIN)
    write("[pick]\ntarget = 'x'\nloud = true\n")
    assert bash("newskit pick").returncode == 2  # who knows what it does with it
    assert bash("newskit --config newskit.toml pick --no-loud").stdout == "x False\n"
    assert bash("newskit --no-config pick", NEWSKIT_PICK_TARGET="y").stdout == "y False\n"
    assert bash("newskit schema -q").returncode == 0


# `newskit config`


DECLARED = """
@hookimpl
def newskit_settings():
    return {"last": False, "skip": 0, "words": ["a"], "place": "here"}
"""


def test_config_lists_what_plugins_declare_and_flags_of_their_commands(
    bash: Bash, write: Write, add_plugin: AddPlugin
) -> None:
    add_plugin("picker", PLUGIN + DECLARED)
    write("[plugins.picker]\nlast = true\n[plugins.of-nobody]\nx = 1\n")
    listed = bash("newskit config -q --show-origin", NEWSKIT_PLUGINS_PICKER_SKIP="2").stdout
    assert '# pick.target = ""  # default\n# pick.loud = false  # default\n' in listed
    assert listed.endswith(
        "plugins.of-nobody.x = 1  # newskit.toml:4\n"
        "plugins.picker.last = true  # newskit.toml:2\n"
        '# plugins.picker.place = "here"  # default\n'
        "plugins.picker.skip = 2  # NEWSKIT_PLUGINS_PICKER_SKIP\n"
        '# plugins.picker.words = ["a"]  # default\n'
    )
    assert bash("newskit config -q pick").stdout.count("\n") == 2
    assert "setting     last, skip, words, place\n" in bash("newskit plugins").stdout


@pytest.mark.parametrize("table", ["lst = true", "skip = 'two'"])
def test_config_names_what_is_wrong_in_the_section_of_a_plugin(
    bash: Bash, write: Write, add_plugin: AddPlugin, table: str
) -> None:
    add_plugin("picker", PLUGIN + DECLARED)
    write(f"[plugins.picker]\n{table}\n")
    done = bash("newskit config")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("newskit config: newskit.toml:2: ")


def test_a_default_that_no_file_can_have_is_the_plugins_fault(
    bash: Bash, add_plugin: AddPlugin
) -> None:
    add_plugin("picker", PLUGIN + DECLARED.replace("False", "None"))
    assert "last = None is no value of a setting" in bash("newskit plugins").stdout
    assert bash("newskit config -q").returncode == 0


def test_config_lists_a_command_that_may_not_be_set_here(
    bash: Bash, write: Write, add_plugin: AddPlugin
) -> None:
    add_plugin("picker", PLUGIN)
    write("[pick]\ntarget = 'x'\n")
    done = bash("newskit config pick")
    assert (done.returncode, done.stdout.count("\n")) == (0, 2)
    assert "newskit.toml:2: target cannot be set by a file" in done.stderr


def test_what_config_prints_is_a_configuration(bash: Bash, write: Write, folder: Path) -> None:
    bash("newskit config > newskit.toml")
    assert tomllib.loads((folder / "newskit.toml").read_text()) == {}
    assert bash("newskit dedupe samples/").stderr.count("settings") == 0
    uncommented = (folder / "newskit.toml").read_text().replace("# ", "")
    text = "".join(line for line in uncommented.splitlines(True) if not line.endswith("=\n"))
    write(text, "all.toml")
    with_all = bash("newskit --config all.toml dedupe -q samples/")
    assert with_all.stdout == bash("newskit --no-config dedupe -q samples/").stdout


def test_a_variable_that_is_no_setting_is_named(bash: Bash) -> None:
    """It may be anybody's, so it stops nothing."""
    said = "NEWSKIT_DEDUPE_LEVLE: dedupe has no setting 'levle' (did you mean 'level'?)"
    strange = {"NEWSKIT_DEDUPE_LEVLE": "near", "NEWSKIT_DATA": "x", "NEWSKIT_DEDUPE_WORKDIR": ""}
    done = bash("newskit dedupe samples/001.txt", **strange)
    assert (done.returncode, done.stderr.count("NEWSKIT_")) == (0, 1)
    assert f"newskit dedupe: {said}\n" in done.stderr
    assert bash("newskit dedupe -q samples/001.txt", **strange).stderr == ""
    assert bash("newskit config stories", **strange).stderr.count("NEWSKIT_") == 0
    assert bash("newskit plugins", NEWSKIT_PLUGINS_DESK_SIZE="9").stderr.count("NEWSKIT_") == 0
    assert f"newskit config: {said}\n" in bash("newskit config", **strange).stderr


def test_config_as_json(bash: Bash, write: Write) -> None:
    write('[dedupe]\nlevel = "near"\n')
    records = json.loads(bash("newskit config --json", NEWSKIT_DEDUPE_JOBS="2").stdout)
    by_key = {record["key"]: record for record in records}
    assert by_key["dedupe.level"] == {
        "key": "dedupe.level",
        "value": "near",
        "origin": "newskit.toml:2",
    }
    assert by_key["dedupe.jobs"]["origin"] == "NEWSKIT_DEDUPE_JOBS"
    assert by_key["digest.order"] == {
        "key": "digest.order",
        "value": "sources",
        "origin": "default",
    }
    assert len(by_key) == len(records) > 100
    assert bash("newskit config nothing").returncode == 2


def test_python_reads_no_configuration(bash: Bash, write: Write) -> None:
    write("[dedupe")
    done = bash("python -c 'import newskit; print(len(newskit.dedupe(newskit.read(\"samples\"))))'")
    assert (done.returncode, done.stdout) == (0, "12\n")
