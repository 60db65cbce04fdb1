"""The stages composed: what each command does, as functions on articles.

Each function runs the stages before its own where their marks are missing on any article, so that
`digest(articles)` is `digest(stories(dedupe(articles).all))`. Which plugin does a step is looked
up here and handed to the stage; stages know nothing of each other.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from os import PathLike
from typing import TYPE_CHECKING

from newskit import settings
from newskit.article import Article, Level
from newskit.deduplicated import Deduplicated
from newskit.errors import UsageError
from newskit.finding import find_copies, keep_order, mark_boilerplate
from newskit.guard import guarded, naming
from newskit.host import Host, default_host
from newskit.marks import is_cleaned, is_deduplicated, is_grouped, related_of, story_of
from newskit.progress import counted
from newskit.views import having_unique_ids, joined
from newskit.working import workspace

if TYPE_CHECKING:
    from newskit.comparing.compare import Comparison
    from newskit.document import Digest
    from newskit.duplicates.workspace import Workspace
    from newskit.memory import Place
    from newskit.protocols import Sentence, SummaryContext
    from newskit.storing import Store

_WITHOUT_STORE = "--window: says how far a store is looked into (name one with --store)"


def clean(
    articles: Iterable[Article],
    *,
    cleaners: Sequence[object] = settings.CLEANERS,
    host: Host | None = None,
) -> list[Article]:
    """Cut the boilerplate out of every text; what was cut is kept under `cut`.

    Args:
        articles: the articles; marks that point into a text are moved, or taken away.
        cleaners: used when not every article is marked by them already.
        host: the plugins to choose from.
    """
    from newskit.cleaning.rewrite import without_boilerplate

    cleaned = _cleaned(articles, cleaners, host or default_host())
    return list(map(without_boilerplate, counted(cleaned, "cutting")))


def dedupe(
    articles: Iterable[Article],
    *,
    level: Level | str = settings.LEVEL,
    threshold: float = settings.THRESHOLD,
    keep: object = settings.KEEPER,
    detectors: Sequence[object] = (),
    against: Iterable[Article] | None = None,
    store: "Store | Place | None" = None,
    window: str | float | None = None,
    jobs: int | None = 1,
    kernel: object = None,
    memory: str | int | None = None,
    work_dir: "str | PathLike[str] | None" = None,
    cleaners: Sequence[object] = settings.CLEANERS,
    host: Host | None = None,
) -> Deduplicated:
    """Find the articles that are copies of others.

    Args:
        articles: the articles; marks of an earlier run are made anew.
        against: old articles: then only copies of these are removed, so none if there are none.
        store: where what was seen is remembered, see `open_store`: articles that are new to it
            are compared with each other and with stored ones, and stored; the others are left out.
        window: days around the new articles of which stored ones count, such as `30d`.
        jobs: threads that work, where several help.
        kernel: name of a kernel, or a kernel; none changes the result. By default the fastest
            that is installed, for as many articles.
        memory: bytes to get along with, about, such as `2GB`; what is more than that is in files.
        work_dir: folder for these files; work that was interrupted goes on there when it is given
            again. By default a temporary one, if `memory` is given.
        level: the weakest level at which an article is a copy; each includes the stronger ones.
        threshold: least Jaccard (word 5-grams) of `near` copies.
        keep: name of a keeper, or a keeper: which article of a group stays.
        detectors: names of detectors, or detectors; by default those of the level.
        cleaners: used when not every article is marked by them already.
        host: the plugins to choose from.

    Raises:
        UsageError: a name or a number cannot be right.
        PluginError: a chosen plugin failed.
    """
    from newskit.duplicates.mark import mark_copies
    from newskit.duplicates.unmatched import one_a_story

    host = host or default_host()
    weakest = settings.parse_level(level)
    least = settings.parse_threshold(threshold)
    if store is not None:
        from newskit import memory as remembering

        in_files = memory is not None or work_dir is not None
        _refuse_beside_store(against is not None or weakest <= Level.STORY, in_files)
        comparing = remembering.Comparing(weakest, least, keep, detectors)
        given = having_unique_ids(articles)  # who waits for articles lets others write
        with remembering.using(store, host) as opened:
            return remembering.dedupe(given, opened, comparing, window, cleaners, jobs, host)
    if window is not None:
        raise UsageError(_WITHOUT_STORE)
    old, new = having_unique_ids(against or ()), having_unique_ids(articles)
    work = {
        "level": str(weakest),
        "threshold": least,
        "against": against is not None,
        "cleaners": [*map(str, cleaners)],
        "detectors": [*map(str, detectors)],
    }
    with workspace(
        (old, new), work, jobs=jobs, kernel=kernel, memory=memory, work_dir=work_dir, host=host
    ) as space:
        # One that is in both keeps its id in both.
        cleaned = _marked_clean(joined(old, new), cleaners, host, space)
        in_order = keep_order(cleaned, keep, host)
        apart = None if against is None else len(old)
        copies = find_copies(cleaned, weakest, least, detectors, in_order, apart, space, host)
        if weakest <= Level.STORY:
            # The marks of the stories stay: what is left is too little to find the same ones again.
            cleaned = stories(mark_copies(cleaned, copies.removed), host=host)
            copies = one_a_story(cleaned, copies, in_order)
    every = mark_copies(cleaned, copies.removed)
    return Deduplicated(every[len(old) :] if old else every, copies, cleaned[: len(old)])


def stories(
    articles: Iterable[Article],
    *,
    linker: object = settings.LINKER,
    granularity: str = settings.GRANULARITY,
    window: str | float | None = None,
    store: "Store | Place | None" = None,
    cleaners: Sequence[object] = settings.CLEANERS,
    host: Host | None = None,
) -> list[Article]:
    """Group the reports of one event; copies go with the article they are copies of.

    Args:
        articles: the articles; de-duplicated first when not every one is marked.
        linker: name of a linker, or a linker.
        granularity: how wide a story is: `event`, `story` or `saga`.
        window: the longest time between two reports of one event, such as `3d`; with a store also
            how far it is looked into.
        store: where what was seen is remembered, see `open_store`: articles that have no story in
            it yet join its stories or found new ones; the others are left out.
        cleaners: used when not every article is marked by them already.
        host: the plugins to choose from.
    """
    from newskit.grouping.mark import mark_stories
    from newskit.protocols import LinkContext

    host = host or default_host()
    context = LinkContext(settings.parse_granularity(granularity), settings.parse_window(window))
    if store is not None:
        from newskit import memory

        given = having_unique_ids(articles)
        with memory.using(store, host) as opened:
            return memory.stories(given, opened, linker, granularity, window, cleaners, host)
    marked = _deduped(articles, cleaners, host)
    chosen = guarded(host, "linker", linker)
    with naming(host, "linker", linker):
        return mark_stories(marked, chosen, context)


def summarize(
    articles: Iterable[Article],
    *,
    method: object = settings.SUMMARIZER,
    sentences: int | None = None,
    words: int | None = None,
    chars: int | None = None,
    ratio: float | None = None,
    query: str | None = None,
    scores: bool = False,
    cleaners: Sequence[object] = settings.CLEANERS,
    host: Host | None = None,
) -> list[Article]:
    """Mark each article with its summary: verbatim sentences of it.

    Args:
        articles: the articles.
        method: name of a summarizer, or a summarizer.
        sentences: at most so many sentences; several limits hold together.
        words: at most so many words.
        chars: at most so many characters.
        ratio: at most this share of the words.
        query: sentences that speak of this come first; where there are none, nothing is picked.
        scores: whether each sentence is given its score.
        cleaners: used when not every article is marked by them already.
        host: the plugins to choose from.
    """
    from newskit.summaries.article import mark_summary
    from newskit.summaries.budget import Budget
    from newskit.summaries.focus import parse_query

    host = host or default_host()
    budget = Budget(sentences, words, chars, ratio)
    parse_query(query)
    chosen = guarded(host, "summarizer", method, one_by_one=True)
    called = method if isinstance(method, str) else getattr(method, "__name__", "custom")
    marked = []
    for article in counted(_cleaned(articles, cleaners, host), "summarizing"):
        with naming(host, "summarizer", method, article=article):
            marked.append(mark_summary(article, chosen, called, budget, query, scores))
    return marked


def digest(
    articles: Iterable[Article],
    *,
    method: object = settings.SUMMARIZER,
    sentences: int | None = None,
    words: int | None = None,
    chars: int | None = None,
    ratio: float | None = None,
    title: str | None = None,
    date: str | None = None,
    order: str = settings.ORDER,
    top: int | None = None,
    since: str | float | None = None,
    store: "Store | Place | None" = None,
    window: str | float | None = None,
    cleaners: Sequence[object] = settings.CLEANERS,
    host: Host | None = None,
) -> "Digest":
    """Merge articles into one cited digest, an entry for each story.

    Args:
        articles: the articles; the stages before this one are run where marks are missing.
        method: name of a summarizer, or a summarizer.
        sentences: at most so many sentences in an entry; several limits hold together.
        words: at most so many words.
        chars: at most so many characters.
        ratio: at most this share of the words of a story.
        title: what the digest is called.
        date: its date; by default that of the newest article.
        order: which stories come first: `sources`, `size`, `newest` or `oldest`.
        top: at most so many stories.
        since: only stories with an article of this day or later, or of the last days before the
            date of the digest (`2d`).
        store: where what was seen is remembered, see `stories`; only what is new to it is told, and
            no copies of what was stored before.
        window: how far a store is looked into.
        cleaners: used when not every article is marked by them already.
        host: the plugins to choose from.
    """
    from newskit.digests.build import TITLE, build
    from newskit.summaries.budget import Budget
    from newskit.summaries.pick import pick

    host = host or default_host()
    budget = Budget(sentences, words, chars, ratio)
    day = settings.parse_date(date)
    wanted = settings.parse_order(order), settings.parse_top(top), settings.parse_since(since)
    chosen = guarded(host, "summarizer", method, one_by_one=True)

    def choose(offered: "Sequence[Sentence]", context: "SummaryContext") -> list[int]:
        with naming(host, "summarizer", method):
            return pick(offered, chosen(offered, context), budget)

    marked = list(articles)
    if store is not None:
        from newskit.memory import without_repeats

        found = stories(marked, window=window, store=store, cleaners=cleaners, host=host)
        marked = without_repeats(found)
    elif window is not None:
        raise UsageError(_WITHOUT_STORE)
    elif not all(map(is_grouped, marked)):
        marked = stories(marked, cleaners=cleaners, host=host)
    cleaned = _cleaned(marked, cleaners, host)
    made = build(cleaned, choose, title or TITLE, day, *wanted)
    listed = {article.id for entry in made.entries for article in entry.articles}
    texts = {article.id: article for article in cleaned if article.id in listed}
    return replace(made, texts=texts)


def compare(
    articles: Iterable[Article],
    *,
    cleaners: Sequence[object] = settings.CLEANERS,
    host: Host | None = None,
) -> "list[Comparison]":
    """Lay articles side by side, each with each: how they are the same, and the evidence.

    Args:
        articles: two articles or more; levels and stories are found among these alone, whatever
            marks they bring.
        cleaners: used when not every article is marked by them already.
        host: the plugins to choose from.
    """
    from newskit.comparing.compare import compare as lay_side_by_side
    from newskit.duplicates.unmatched import every_match

    host = host or default_host()
    marked = stories(dedupe(_cleaned(articles, cleaners, host), host=host).all, host=host)
    compared = []
    for match in every_match(marked):
        a, b = marked[match.a], marked[match.b]
        level = match.level if match.level >= Level.REWRITTEN else _story_level(a, b)
        scores = {"similarity": match.similarity, "containment": match.containment}
        compared.append(lay_side_by_side(a, b, level, scores))
    return compared


def _refuse_beside_store(more_to_compare: bool, in_files: bool) -> None:
    if more_to_compare:
        raise UsageError(
            "a store is compared with at the levels of copies, and nothing else is "
            "(leave out --against and --level story; 'stories --store' groups)"
        )
    if in_files:
        raise UsageError("--work-dir and --memory: not with --store, which is in a file itself")


def _story_level(a: Article, b: Article) -> Level | None:
    """Tell from the marks of `stories` whether articles report one event, or one saga."""
    if story_of(a) == story_of(b):
        return Level.STORY
    return Level.RELATED if story_of(b) in related_of(a) else None


def _cleaned(
    articles: Iterable[Article], cleaners: Sequence[object], host: Host
) -> Sequence[Article]:
    return _marked_clean(having_unique_ids(articles), cleaners, host)


def _marked_clean(
    articles: Sequence[Article],
    cleaners: Sequence[object],
    host: Host,
    space: "Workspace | None" = None,
) -> Sequence[Article]:
    if all(map(is_cleaned, articles)):
        return articles
    once = space.once if space is not None and space.folder is not None else None
    return mark_boilerplate(articles, cleaners=cleaners, host=host, once=once)


def _deduped(
    articles: Iterable[Article], cleaners: Sequence[object], host: Host
) -> Sequence[Article]:
    cleaned = _cleaned(articles, cleaners, host)
    if all(map(is_deduplicated, cleaned)):
        return cleaned
    return dedupe(cleaned, host=host).all
