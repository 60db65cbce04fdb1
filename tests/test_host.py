"""Plugins: found, kept from hurting the rest, looked up, imported when they are chosen."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

import newskit
from newskit import Article, builtin
from newskit.errors import PluginError, UsageError
from newskit.hooks import hookimpl
from newskit.hookspecs import KINDS
from newskit.host import BUILTIN, Host

Install = Callable[..., None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Install a package as pip would: a module, and a dist-info folder with its entry points.

    `src` is the body of the module; every package has its own module name, since an imported
    module stays with the process.
    """
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delenv("NEWSKIT_PLUGINS", raising=False)

    def make(name: str, src: str = "", points: str | None = None, metadata: str = "") -> None:
        module = f"{name.replace('-', '_')}_{tmp_path.name}".replace("-", "_")
        head = "from newskit.hooks import hookimpl\n"
        (tmp_path / f"{module}.py").write_text(head + dedent(src))
        info = tmp_path / f"{name.replace('-', '_')}-1.2.dist-info"
        info.mkdir()
        given = metadata or f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.2\n"
        (info / "METADATA").write_text(given)
        (info / "entry_points.txt").write_text(points or f"[newskit]\n{name} = {module}\n")

    return make


GOOD = """
    @hookimpl
    def newskit_keepers():
        return {"shortest": lambda article: len(article.text)}
"""


def errors(host: Host) -> dict[str, str]:
    return {plugin.name: plugin.error for plugin in host.plugins() if plugin.error}


def works(host: Host) -> bool:
    """Tell whether a built-in and the plugin `good` can be used."""
    short, long = Article("Short."), Article("Somewhat longer.")
    shortest, longest = host.get("keeper", "shortest"), host.get("keeper", "longest")
    return shortest(short) < shortest(long) and longest(long) < longest(short)


# Built-ins


def test_every_builtin_name_leads_to_something() -> None:
    host = Host(frozenset())
    for kind in KINDS:
        for name in host.builtins(kind):
            thing = host.get(kind, f"{name}a,b" if name.endswith(":") else name)
            assert callable(thing) or kind in ("engine", "kernel", "reader", "store", "writer")


def test_builtins_come_through_the_hooks_as_a_plugin_like_others() -> None:
    """The same names under another plugin name: nothing about `newskit.builtin` is special."""
    host = Host(frozenset())
    (own,) = host.plugins()
    assert (own.name, own.version, own.error) == (BUILTIN, newskit.__version__, "")
    stranger = host.register(builtin, "copycat")
    assert stranger.error.startswith("ValueError: Plugin already registered")


def test_builtins_are_found_without_looking_at_installed_packages(monkeypatch) -> None:
    def scan(self: Host) -> None:
        raise AssertionError("looked for plugins")

    monkeypatch.setattr(Host, "_scan", scan)
    host = Host()
    assert host.get("detector", "minhash")
    assert host.get("keeper", "source:a.example,b.example")
    assert host.owner("detector", "minhash") == f"newskit {newskit.__version__}"


def test_nothing_is_imported_before_it_is_chosen() -> None:
    code = """
        import sys
        from newskit.host import Host
        stages = ("readers", "cleaning", "duplicates", "grouping", "summaries", "digests",
                  "renderers", "cli", "comparing")
        heavy = ("numpy", "datasketch", "sumy", "nltk", "rich", "typer", "newskit_simhash.f")
        def loaded(names):
            return sorted(m for m in sys.modules if m.startswith(names))
        host = Host()
        host.names("detector")
        host.builtins("command")
        print(loaded(tuple(f"newskit.{stage}" for stage in stages) + heavy))
        host.get("keeper", "longest")
        print("newskit.duplicates.keep" in sys.modules, loaded(heavy))
        host.get("detector", "minhash")
        libraries = {name.split(".")[0] for name in loaded(heavy)}
        print("newskit.duplicates.minhash" in sys.modules, *libraries)
    """
    run = subprocess.run(
        [sys.executable, "-c", dedent(code)], capture_output=True, text=True, check=True
    )
    # Who chooses a detector is about to compare, and that is done on arrays.
    assert run.stdout.splitlines() == ["[]", "True []", "True numpy"]


# Names


def test_a_plugin_of_a_package_is_found_by_its_name(install: Install) -> None:
    install("good", GOOD)
    host = Host()
    assert works(host)
    assert "shortest" in host.names("keeper")
    assert host.get("keeper", "good:shortest") is host.get("keeper", "shortest")
    assert host.owner("keeper", "shortest") == "good 1.2"


def test_a_thing_is_its_own_name() -> None:
    assert Host().get("keeper", len) is len


def test_a_builtin_name_is_reserved(install: Install) -> None:
    src = """
        @hookimpl
        def newskit_keepers():
            return {"longest": len, "source:": len, "shortest": lambda article: 0}
    """
    install("bold", src)
    host = Host()
    assert host.get("keeper", "longest") is not len
    assert host.get("keeper", "bold:longest") is len
    bold = host.plugins()[[p.name for p in host.plugins()].index("bold")]
    assert {o.name: o.error for o in bold.offers} == {
        "longest": "longest is a built-in name, use bold:longest",
        "source:": "source: is a built-in name, use bold:source:",
        "shortest": "",
    }
    assert host.names("keeper").count("longest") == 1


def test_a_builtin_name_with_its_argument_is_reserved_too(install: Install) -> None:
    """Installing a plugin must not change what `--keep source:ard.example` does."""
    src = """
        @hookimpl
        def newskit_keepers():
            return {"source:ard.example": len}
    """
    install("squatter", src)
    host = Host()
    host.plugins()
    assert host.get("keeper", "source:ard.example") is not len


def test_a_name_that_two_plugins_offer_must_be_qualified(install: Install) -> None:
    install("left", GOOD)
    install("right", GOOD)
    host = Host()
    with pytest.raises(UsageError) as caught:
        host.get("keeper", "shortest")
    assert str(caught.value) == (
        "keeper 'shortest' is offered by several plugins: say left:shortest or right:shortest"
    )
    assert host.get("keeper", "left:shortest") is not host.get("keeper", "right:shortest")


def test_one_name_may_be_of_several_kinds(install: Install) -> None:
    src = (
        GOOD
        + """
    @hookimpl
    def newskit_linkers():
        return {"longest": len}
    """
    )
    install("good", src)
    assert Host().get("linker", "longest") is len


def test_an_unknown_name_suggests_the_nearest(install: Install) -> None:
    install("good", GOOD)
    with pytest.raises(UsageError, match=r"no keeper is named 'longst' \(did you mean 'longest'"):
        Host().get("keeper", "longst")
    with pytest.raises(UsageError, match=r"no keeper is named 'shorts' \(did you mean 'shortest'"):
        Host().get("keeper", "shorts")
    with pytest.raises(UsageError, match=r"\(there are jsonl, json, csv"):
        Host().get("reader", "quux")


def test_an_unknown_name_says_which_plugins_failed(install: Install) -> None:
    install("broken", "1/0")
    with pytest.raises(UsageError, match="failed to load: broken, see 'newskit plugins'"):
        Host().get("keeper", "shortest")


def test_a_keeper_takes_an_argument_after_a_colon(article) -> None:
    keeper = Host().get("keeper", "source:B.example, a.example")
    names = ["c.example", "a.example", "b.example", None]
    articles = [article(f"{name}.", source=name) for name in names]
    ranked = sorted(articles, key=keeper)
    assert [a.source for a in ranked[:2]] == ["b.example", "a.example"]
    with pytest.raises(UsageError, match="needs names of sources"):
        Host().get("keeper", "source:")(" , ")


def test_an_argument_may_hold_colons_and_a_keeper_may_be_a_packages(install: Install) -> None:
    src = """
        @hookimpl
        def newskit_keepers():
            return {"source:": list, "tag:": str.split}
    """
    install("tags", src)
    assert Host().get("keeper", "tag:a:b c") == ["a:b", "c"]
    assert Host().get("keeper", "tags:tag:a b") == ["a", "b"]
    assert Host().get("keeper", "tags:source:ab") == ["a", "b"]


def test_the_owner_of_a_thing_with_an_argument_is_known(install: Install) -> None:
    """Else a failure of a built-in would be reported as that of a stranger."""
    assert Host().owner("keeper", "source:a").startswith("newskit ")


# Broken plugins

BROKEN = {
    "raises when it is imported": ("raise OSError('no licence\\nat all')", "OSError: no licence"),
    "exits when it is imported": ("raise SystemExit(4)", "SystemExit: 4"),
    "is no Python": ("def", "SyntaxError: "),
    "imports what is not there": ("import quux_quux", "ModuleNotFoundError: No module named"),
    "has a hook that does not exist": (
        "@hookimpl\ndef newskit_reader(): return {}",
        "ValueError: no such hook: newskit_reader",
    ),
    "has arguments that do not exist": (
        "@hookimpl\ndef newskit_readers(config): return {}",
        "PluginValidationError: ",
    ),
    "raises in a hook": (
        "@hookimpl\ndef newskit_linkers(): 1/0",
        "newskit_linkers: ZeroDivisionError",
    ),
    "answers no catalogue": (
        "@hookimpl\ndef newskit_linkers(): return 7",
        "newskit_linkers: TypeError",
    ),
    "answers names that are no names": (
        "@hookimpl\ndef newskit_linkers(): return {7: len}",
        "newskit_linkers: TypeError",
    ),
}


@pytest.mark.parametrize(("src", "reason"), BROKEN.values(), ids=BROKEN)
def test_a_broken_plugin_is_listed_and_the_rest_works(
    install: Install, src: str, reason: str
) -> None:
    install("broken", src)
    install("good", GOOD)
    host = Host()
    (error,) = errors(host).values()
    assert error.startswith(reason)
    assert "\n" not in error
    assert works(host)
    with pytest.raises(UsageError):
        host.get("linker", "quux")


def test_one_broken_hook_leaves_the_other_hooks_of_its_plugin(install: Install) -> None:
    install("half", "@hookimpl\ndef newskit_linkers(): 1/0\n" + dedent(GOOD))
    host = Host()
    assert list(errors(host)) == ["half"]
    assert works(host)


def test_several_broken_hooks_are_all_told(install: Install) -> None:
    install(
        "worse", "@hookimpl\ndef newskit_linkers(): 1/0\n@hookimpl\ndef newskit_readers(): {}[1]"
    )
    (error,) = errors(Host()).values()
    assert "newskit_linkers: ZeroDivisionError" in error
    assert "newskit_readers: KeyError" in error


@pytest.mark.parametrize(
    ("points", "metadata"),
    [
        ("[newskit]\nbroken\n", ""),
        ("[newskit]\nbroken = no_such_module\n", ""),
        ("[newskit]\nbroken = json:no_such_attribute\n", ""),
        ("[newskit]\nbroken = not a module!\n", ""),
        ("", "no header"),
    ],
)
def test_broken_metadata_of_one_package_is_not_felt(install: Install, points, metadata) -> None:
    install("broken", "", points, metadata)
    install("good", GOOD)
    host = Host()
    assert works(host)
    assert {plugin.name for plugin in host.plugins()} >= {BUILTIN, "good"}


def test_a_plugin_whose_target_cannot_be_imported_fails_when_it_is_chosen(install: Install) -> None:
    src = """
        @hookimpl
        def newskit_keepers():
            return {"gone": "no_such_module:thing", "odd": "json:thing", "bare": "json"}
    """
    install("late", src)
    host = Host()
    assert errors(host) == {}
    with pytest.raises(PluginError, match=r"keeper 'gone' of late 1.2 cannot be used: ModuleNot"):
        host.get("keeper", "gone")
    for name in ("odd", "bare"):
        with pytest.raises(PluginError, match=rf"keeper '{name}' of late 1.2 cannot be used: Attr"):
            host.get("keeper", name)


def test_two_entry_points_of_one_package_are_two_plugins(install: Install, tmp_path: Path) -> None:
    for name in ("one", "two"):
        src = f"@hookimpl\ndef newskit_linkers(): return {{'{name}': len}}\n"
        head = "from newskit.hooks import hookimpl\n"
        (tmp_path / f"double_{name}.py").write_text(head + src)
    install("double", points="[newskit]\na = double_one\nb = double_two\n")
    host = Host()
    assert {plugin.name for plugin in host.plugins()} >= {"double", "double.b"}
    assert host.get("linker", "one") is host.get("linker", "two") is len


# What may be loaded


@pytest.mark.parametrize(
    ("allowed", "loaded"),
    [
        ("", []),
        ("nobody", []),
        ("one-plugin", ["one-plugin"]),
        (" One_Plugin , other.plugin", ["one-plugin", "other-plugin"]),
    ],
)
def test_only_what_the_environment_allows_is_loaded(
    install: Install, monkeypatch, allowed: str, loaded: list[str]
) -> None:
    install("one-plugin", GOOD)
    install("other-plugin", GOOD)
    monkeypatch.setenv("NEWSKIT_PLUGINS", allowed)
    host = Host.from_environment()
    assert [plugin.name for plugin in host.plugins()] == [BUILTIN, *loaded]


def test_what_is_not_allowed_is_not_even_imported(install: Install, monkeypatch) -> None:
    install("hostile", "raise SystemExit('must not be imported')")
    monkeypatch.setenv("NEWSKIT_PLUGINS", "other")
    assert errors(Host.from_environment()) == {}


def test_no_code_is_loaded_from_the_working_directory(tmp_path: Path) -> None:
    """A folder of someone's texts may hold anything, a package with entry points as well."""
    (tmp_path / "trap.py").write_text("print('trapped')\n")
    info = tmp_path / "trap-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Name: trap\nVersion: 1\n")
    (info / "entry_points.txt").write_text("[newskit]\ntrap = trap\n")
    program = Path(sys.executable).with_name("newskit")
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "PYTHONHOME")}
    run = subprocess.run(
        [program, "plugins"], cwd=tmp_path, capture_output=True, text=True, env=environment
    )
    assert run.returncode == 0
    assert "trap" not in run.stdout + run.stderr


# The first-party examples


def test_the_example_plugins_are_found_and_change_nothing(samples: Path) -> None:
    """Installing a plugin changes no result: with and without them, the digest is the same."""
    code = """
        import json, sys, warnings, newskit
        warnings.simplefilter("ignore")
        print(json.dumps(newskit.digest(newskit.read(*sys.argv[1:])).record()))
    """
    digests = []
    for allowed in (None, ""):
        environment = {k: v for k, v in os.environ.items() if k != "NEWSKIT_PLUGINS"}
        environment |= {} if allowed is None else {"NEWSKIT_PLUGINS": allowed}
        command = [sys.executable, "-c", dedent(code), *sorted(samples.glob("*.txt"))]
        run = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
        digests.append(json.loads(run.stdout))
    assert digests[0] == digests[1]


def test_a_hook_of_an_object_works_as_one_of_a_module() -> None:
    class Plugin:
        @hookimpl
        def newskit_linkers(self) -> dict[str, object]:
            return {"none": len}

    host = Host(frozenset())
    assert host.register(Plugin(), "inline").error == ""
    assert host.get("linker", "inline:none") is len
