"""With what copies are looked for: a kernel, threads, and a place for what memory does not hold."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from os import PathLike, fspath
from typing import TYPE_CHECKING

from newskit import settings
from newskit.article import Article
from newskit.errors import PluginError
from newskit.host import Host
from newskit.progress import learn
from newskit.views import fingerprint

if TYPE_CHECKING:
    from newskit.duplicates.workspace import Workspace
    from newskit.kernels import Kernel


@contextmanager
def workspace(
    articles: Sequence[Sequence[Article]],
    work: Mapping[str, object],
    *,
    jobs: int | None,
    kernel: object,
    memory: str | int | None,
    work_dir: "str | PathLike[str] | None",
    host: Host,
) -> "Iterator[Workspace]":
    """Give what looks for copies.

    Args:
        articles: the articles, in one pile or more.
        work: what else tells this work from other work, for who goes on with it.
        jobs: threads that work.
        kernel: name of a kernel, or a kernel; by default the fastest for so many articles.
        memory: bytes to get along with, about; None for as many as it takes.
        work_dir: folder for the rest.
        host: the plugins to choose from.
    """
    from newskit.duplicates.workspace import Workspace

    workers = settings.parse_jobs(jobs)
    most = settings.parse_memory(memory)
    chosen = kernel_for(sum(map(len, articles)), kernel, host)
    if most is None and work_dir is None:
        yield Workspace(chosen, workers)
        return
    from newskit.duplicates.workfolder import work_folder

    place = None if work_dir is None else fspath(work_dir)
    known = {} if place is None else {**work, "articles": [*map(fingerprint, articles)]}
    with work_folder(place, known) as folder:
        yield Workspace(chosen, workers, folder, most or settings.WORK_MEMORY)


def kernel_for(articles: int, named: object, host: Host) -> "Kernel":
    """Give a kernel: the one that is named, else the fastest for so many articles."""
    name = named
    if named is None:
        quick = articles >= settings.WORTH_A_KERNEL and settings.QUICK_KERNEL in host.names(
            "kernel"
        )
        name = settings.QUICK_KERNEL if quick else settings.KERNEL
    try:
        found: Kernel = host.get("kernel", name)
    except PluginError:
        if named is not None:
            raise
        name = settings.KERNEL  # nobody chose the other one: it must not stop the work
        found = host.get("kernel", name)
    learn("kernel", name if isinstance(name, str) else type(found).__name__)
    return found
