"""The sentences of a story, prepared once for all that is asked of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from newskit.article import Article
from newskit.digests.members import Story
from newskit.document import Citation
from newskit.text.language import code_of, language_of
from newskit.text.names import Name, names_in
from newskit.text.prose import prose
from newskit.text.repeats import Wording, wording_of
from newskit.text.spans import Span
from newskit.text.times import seconds

READ = 100_000
"""Characters of an article that are read for facts: more than any report has."""


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """A sentence: its article, where it stands there, its place among the sentences, its words."""

    article: Article
    span: Span
    place: int
    wording: Wording

    @property
    def text(self) -> str:
        """The sentence."""
        return self.article.text[self.span.start : self.span.end]

    def citation(self) -> Citation:
        """Give the place where it stands."""
        return Citation(self.article.id, *self.span)


Telling = Sequence[Sequence[Told]]
"""The sentences of each article of a story that is present, the earliest article first."""


def tell(story: Story) -> list[list[Told]]:
    """Give the sentences of each article of a story, articles in order of time, then of id."""
    present = [member.article for member in story.members if member.article is not None]
    return [told_by(each) for each in sorted(present, key=lambda a: (seconds(a.published), a.id))]


def told_by(article: Article) -> list[Told]:
    """Give the sentences of an article that tell the story, in order."""
    spans = prose(article.text, article.language, article.boilerplate())
    worded = cache(wording_of)
    return [
        Told(article, span, place, worded(article.text[span.start : span.end]))
        for place, span in enumerate(spans)
    ]


def language_in(article: Article) -> str:
    """Give the code of the language of an article, or an empty string where it is not known."""
    return code_of(language_of(article.text, article.language))


def is_foreign(article: Article, language: str | None) -> bool:
    """Tell whether an article is in another language; not where either is not known."""
    return bool(language) and language_in(article) not in ("", language)


def names_of(told: Sequence[Told]) -> list[Name]:
    """Give the mentions of names in sentences of one article, in order."""
    if not told:
        return []
    article = told[0].article
    spans = [each.span for each in told if each.span.end <= READ]
    return names_in(article.text, spans, article.language)
