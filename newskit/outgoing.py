"""What goes out: articles written, digests rendered, maps drawn, by built-ins and plugins."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from os import PathLike
from typing import BinaryIO, TextIO

from newskit import settings
from newskit.article import Article
from newskit.document import Digest
from newskit.errors import PluginError
from newskit.guard import At, blaming, guarded, naming
from newskit.host import Host, default_host
from newskit.marks import is_grouped
from newskit.pipeline import stories


def write(
    articles: Iterable[Article],
    stream: BinaryIO,
    form: object = settings.WRITER,
    *,
    host: Host | None = None,
) -> None:
    """Write articles.

    Args:
        articles: the articles.
        stream: where the bytes go.
        form: name of a writer, or a `Writer`.
        host: the plugins to choose from.

    Raises:
        UsageError: there is no such writer.
        PluginError: it failed.
    """
    host = host or default_host()
    again = articles if isinstance(articles, Sequence) else list(articles)
    writer = host.get("writer", form)
    at = At(again, follow=not host.is_builtin("writer", form))
    with blaming(host, "writer", form, at.place):
        writer.write(at.given, stream)
        _refuse_closed(stream)


def render(
    digest: Digest,
    stream: TextIO,
    form: object = settings.RENDERER,
    *,
    template: str | PathLike[str] | None = None,
    host: Host | None = None,
) -> None:
    """Write a digest.

    Args:
        digest: what `digest` gave.
        stream: where to.
        form: name of a renderer, or a renderer.
        template: file of a Jinja template that is filled instead, see
            `newskit.renderers.template`.
        host: the plugins to choose from.

    Raises:
        UsageError: a name, or the template, cannot be right.
    """
    from newskit.renderers.template import Template

    host = host or default_host()
    form = form if template is None else Template(template)
    if form == "html":
        digest = with_likeness(digest)
    with naming(host, "renderer", form):
        guarded(host, "renderer", form)(digest, stream)
        _refuse_closed(stream)


def _refuse_closed(stream: BinaryIO | TextIO) -> None:
    if stream.closed:  # more may be written to it
        raise PluginError("closed the stream it was given")


def with_likeness(digest: Digest) -> Digest:
    """Give a digest that tells how alike its stories are, as a map of them needs it.

    Only what draws one asks for it: to look up how rare words are takes longer than to merge a few
    articles that are marked already.
    """
    from newskit.grouping.alike import alike

    if digest.alike or len(digest.entries) < 2:
        return digest
    return replace(digest, alike=tuple(alike(list(digest.texts.values()))))


def story_map(
    articles: Iterable[Article],
    form: str = "svg",
    *,
    title: str | None = None,
    cleaners: Sequence[object] = settings.CLEANERS,
    host: Host | None = None,
) -> bytes:
    """Draw a map of the stories: a dot for each, those that are alike near each other.

    Args:
        articles: the articles; the stages before this one are run where marks are missing.
        form: `svg`, or `png`, which needs Pillow.
        title: what stands above it.
        cleaners: used when not every article is marked by them already.
        host: the plugins to choose from.

    Raises:
        UsageError: there is no such form, or what draws it is not installed.
    """
    from newskit.grouping.alike import alike
    from newskit.pictures.draw import check_form
    from newskit.renderers.story_map import TITLE
    from newskit.renderers.story_map import story_map as drawn

    check_form("form", f".{form}")
    marked = list(articles)
    if not all(map(is_grouped, marked)):
        marked = stories(marked, cleaners=cleaners, host=host)
    return drawn(marked, alike(marked), form, title or TITLE)
