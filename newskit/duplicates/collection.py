"""What the texts of a pile share: shingles, and templates among them."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from newskit.article import Article
from newskit.duplicates.blocks import Blocks, blocks_of, edited_inside, parting
from newskit.duplicates.sets import SharedSets
from newskit.duplicates.sharing import ByText, reduced, without
from newskit.duplicates.shingling import LEAD, shingle_counts
from newskit.duplicates.templates import OWN_LEAD, Found, Judge, Judged, Prints
from newskit.duplicates.terms import own_terms
from newskit.duplicates.texts import Texts, hashed_texts
from newskit.duplicates.workspace import Arrays, Column, Workspace
from newskit.heap import give_back
from newskit.kernels import Find
from newskit.progress import counted
from newskit.views import Chosen, View

_MANY_PARTS = 16
"""From so many parts on it is worth while to give their memory back."""


@dataclass(frozen=True)
class Collection(View):
    """Articles with different texts, and what these share.

    Attributes:
        articles: an article with each text.
        lengths: number of words of each text.
        ranks: the texts' places in an order that no input changes, the longest first.
        in_part: whether each text is all of an article's, or boilerplate was left out.
        sizes: number of different shingles of each text.
        own: number of those that are no template, nor over an edit inside of one.
        shingles: the shingles that two or more texts hold.
        templates: hashes of those of them that are part of a template, ascending.
        prints: when and by whom the texts were printed.
        workspace: with what more is found out about the texts.
    """

    articles: Sequence[Article]
    lengths: NDArray[np.int64]
    ranks: NDArray[np.int64]
    in_part: NDArray[np.bool_]
    sizes: NDArray[np.int64]
    own: NDArray[np.int64]
    shingles: SharedSets
    templates: NDArray[np.uint64]
    prints: Prints
    workspace: Workspace

    def __len__(self) -> int:
        return len(self.sizes)

    def _at(self, position: int) -> Article:
        return self.articles[position]

    @cached_property
    def terms(self) -> SharedSets:
        """The terms of each text's own that some other texts have, too."""
        return own_terms(self.articles, self.is_template, self.workspace)

    def is_template(self, hashes: NDArray[np.uint64]) -> NDArray[np.bool_]:
        """Tell of hashes of shingles whether they are part of a template."""
        return self._find(hashes) >= 0

    @cached_property
    def _find(self) -> Find:
        return self.workspace.kernel.lookup(self.templates, self.shingles.bits)


def collection_of(articles: Sequence[Article]) -> Collection:
    """Give the collection that articles are, or make one of articles with different texts."""
    if isinstance(articles, Collection):
        return articles
    workspace = Workspace()
    texts = hashed_texts(articles, workspace)
    return collect(texts, Chosen(articles, texts.first.tolist()), workspace)


def collect(texts: Texts, articles: Sequence[Article], workspace: Workspace) -> Collection:
    """Find what texts share.

    Args:
        texts: the hashed texts; their shingles are used up.
        articles: an article with each text.
        workspace: what works.
    """
    sets, parts = workspace.column("sets", np.uint64), len(texts.shingles)
    uses_up = "shingles", "shared", "by-text"
    found = workspace.once("shared", lambda: _shared(texts, sets, workspace), *uses_up)
    offsets = found["offsets"]
    shingles = SharedSets(sets.finished(), offsets, offsets[1:], texts.bits, sets.release)
    sought = Judged(*(found[each.name] for each in fields(Judged)))
    own, templates = found["sizes"], sought.hashes[:0]
    if len(sought.texts):
        column = workspace.column("sets-without", np.uint64)
        blocks = blocks_of(articles, shingles, sought, workspace)
        apart = workspace.once(
            "templates",
            lambda: _without_templates(shingles, sought, blocks, column, workspace),
            *("sets", "blocks"),
        )
        packed, release = shingles.packed, shingles.release
        if column.is_file:
            packed, release = column.finished(), column.release
        shingles = SharedSets(packed, offsets, apart["own_ends"], texts.bits, release)
        own, templates = own - apart["of_template"], apart["templates"]
    if parts >= _MANY_PARTS:
        give_back()
    return Collection(
        articles=articles,
        lengths=texts.lengths,
        ranks=_places(np.lexsort((texts.keys, -texts.lengths))),
        in_part=texts.in_part,
        sizes=found["sizes"],
        own=own,
        shingles=shingles,
        templates=templates,
        prints=texts.prints,
        workspace=workspace,
    )


def _places(order: NDArray[np.int64]) -> NDArray[np.int64]:
    """Give the place of each text in an order."""
    places = np.empty_like(order)
    places[order] = np.arange(len(order))
    return places


def _shared(texts: Texts, sets: Column[np.uint64], workspace: Workspace) -> Arrays:
    """Write the sets of what texts share, and find what may be template among it."""
    count, bits = len(texts.lengths), texts.bits
    found = reduced(texts.shingles, bits, count, workspace)
    sizes = shingle_counts(texts.lengths)
    leads = np.minimum(sizes, LEAD) - found.lead_repeats
    own_lead = found.shared_leads <= (1 - OWN_LEAD) * leads
    judge = Judge(workspace.kernel, bits, texts.prints, own_lead)
    by_text = ByText(bits, count, len(found.kept), workspace)

    def looked_at(bucket: int) -> tuple[list[NDArray[np.uint64]], Found]:
        part = found.kept.take(bucket)
        return by_text.turned(part), judge.found_in(part)

    every = []
    parts = range(len(found.kept))
    looked = workspace.each(looked_at, parts)
    for pieces, here in counted(looked, "finding templates", len(parts), "parts"):
        every.append(here)
        by_text.add(pieces)
    offsets = by_text.write(sets)
    sought = judge.judged(every)
    named = {each.name: getattr(sought, each.name) for each in fields(sought)}
    return {"sizes": sizes - found.repeats, "offsets": offsets, **named}


def _without_templates(
    shingles: SharedSets,
    sought: Judged,
    blocks: Blocks,
    column: Column[np.uint64],
    workspace: Workspace,
) -> Arrays:
    """Tell templates from copies, and put their shingles behind what texts have of their own."""
    template = sought.template | parting(blocks, sought.held)
    hashes = sought.hashes[template]
    find = workspace.kernel.lookup(hashes, shingles.bits)
    own_ends = without(shingles, find, sought.texts, column.emptied(), workspace)
    of_template = shingles.offsets[1:] - own_ends
    of_template += edited_inside(blocks, template, len(own_ends))
    return {"templates": hashes, "own_ends": own_ends, "of_template": of_template}
