"""The fixtures that pytest has where newskit is installed."""

import subprocess
import sys
from collections.abc import Callable

import pytest

import newskit
from newskit import Article
from newskit.host import Host
from newskit.marks import copies_of, story_of
from newskit.testing import Broken, BrokenPlugins, Corpus, Newskit


def test_they_cost_nobody_anything_who_does_not_use_them() -> None:
    """What is imported before a test runs is missing in what coverage measures."""
    program = "import sys, pytest_newskit; print(*(m for m in sys.modules if 'newskit' in m))"
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert run.stdout.split() == ["pytest_newskit"]


def test_an_article_is_made_of_keys(article: Callable[..., Article]) -> None:
    made = article("Fog.", title="Fog", section="weather")
    assert (made.text, made.title, made.extra) == ("Fog.", "Fog", {"section": "weather"})
    assert article() == article()


@pytest.mark.parametrize("level", ["exact", "near", "rewritten"])
def test_the_corpus_has_the_copies_that_it_says(corpus: Corpus, level: str) -> None:
    known = [pair for each in ("exact", "near", "rewritten") for pair in corpus.copies[each]]
    known = known[: known.index(corpus.copies[level][-1]) + 1]
    of = {id_: {id_} for pair in known for id_ in pair}
    for one, other in known:
        of[one].add(other)
        of[other].add(one)
    for kept in newskit.dedupe(corpus, level=level):
        found = {str(copy["id"]) for copy in copies_of(kept)} | {kept.id}
        assert found == of.get(kept.id, {kept.id})


def test_the_corpus_has_the_stories_that_it_says(corpus: Corpus) -> None:
    found: dict[str | None, list[str]] = {}
    for article in newskit.stories(corpus):
        found.setdefault(story_of(article), []).append(article.id)
    several = sorted(tuple(sorted(ids)) for ids in found.values() if len(ids) > 1)
    assert several == sorted(map(tuple, corpus.stories))


def test_the_true_command_runs(newskit_cli: Newskit) -> None:
    done = newskit_cli("summarize", "-n", 1, stdin="The harbour is closed. Fog lay over it.")
    assert (done.returncode, done.stdout) == (0, "The harbour is closed.\n")
    assert done.stderr.startswith("newskit summarize: 1 article")
    assert newskit_cli("sumarize").returncode == 2


@pytest.mark.parametrize("how", sorted(Broken.WAYS))
def test_a_broken_plugin_is_installed(how: str, broken_plugin: BrokenPlugins) -> None:
    name = broken_plugin(how, "renderer")
    host = Host(frozenset({name}))
    plugin = next(each for each in host.plugins() if each.name == name)
    fails = {"import": "broken at import", "registration": "broken in its hook"}
    assert fails.get(how, "") in plugin.error and bool(plugin.error) == (how in fails)
    assert host.names("renderer").count(name) == (how not in fails)


def test_a_broken_plugin_fails_for_the_command_too(
    broken_plugin: BrokenPlugins, newskit_cli: Newskit
) -> None:
    name = broken_plugin("range")
    done = newskit_cli("summarize", "--method", name, stdin="The harbour is closed.")
    assert (done.returncode, done.stdout) == (3, "")
    assert name in done.stderr and "1.5" in done.stderr


def test_there_is_no_other_way_to_fail(broken_plugin: BrokenPlugins) -> None:
    with pytest.raises(ValueError, match="no way to fail: 'sideways'"):
        broken_plugin("sideways")
    with pytest.raises(ValueError, match="nothing broken of the kind 'store'"):
        broken_plugin("range", "store")
