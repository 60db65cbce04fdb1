"""One summary for one story: sentences of its kept articles, each cited to all that say it."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from newskit.article import Article, spans_of
from newskit.digests.members import Story
from newskit.document import Citation, CitedSentence
from newskit.protocols import Sentence, SummaryContext
from newskit.text.prose import prose
from newskit.text.repeats import Wording, supports, wording_of
from newskit.text.spans import Span
from newskit.text.times import seconds

Choose = Callable[[Sequence[Sentence], SummaryContext], Sequence[int]]
"""Takes sentences; gives the positions of those that make the summary, in reading order."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence and where it stands."""

    article: Article
    span: Span

    @property
    def text(self) -> str:
        return self.article.text[self.span.start : self.span.end]


def merge(story: Story, choose: Choose, source_of: Mapping[str, int]) -> tuple[CitedSentence, ...]:
    """Write the summary of a story.

    Sentences are chosen from the kept articles; where an article brings a `summary`, from the
    sentences of that. They are told in order of time; of articles without a time the one that
    was printed most often speaks first. Copies are cited when they say the same.

    Args:
        story: the articles.
        choose: picks among sentences, within a budget.
        source_of: the independent source of each article, for the support of a sentence.
    """
    copies = Counter(member.of for member in story.members)
    kept = sorted(story.kept(), key=lambda a: (seconds(a.published), -copies[a.id], a.id))
    told = [_candidates(article) for article in kept]
    offered = [each for sentences in told for each, _ in sentences]
    if not offered:
        return ()
    choice = choose(
        [
            Sentence(each.text, number, position, kept[number].source or "")
            for number, sentences in enumerate(told)
            for each, position in sentences
        ],
        SummaryContext([article.title or "" for article in kept], _language(kept)),
    )
    picked = [offered[position] for position in choice]
    present = [member.article for member in story.members if member.article is not None]
    everything = [
        (told, wording_of(told.text))
        for article in sorted(present, key=lambda a: (seconds(a.published), a.id))
        for told in _all_told(article)
    ]
    return tuple(_cited(each, everything, source_of) for each in picked)


def _cited(
    sentence: _Told, everything: Sequence[tuple[_Told, Wording]], source_of: Mapping[str, int]
) -> CitedSentence:
    """Cite a sentence to its own place first, then to each further article that says it."""
    said = wording_of(sentence.text)
    places = {sentence.article.id: sentence}
    for other, wording in everything:
        if other.article.id not in places and supports(wording, said):
            places[other.article.id] = other
    return CitedSentence(
        sentence.text,
        tuple(Citation(id_, *place.span) for id_, place in places.items()),
        len({source_of[id_] for id_ in places}),
    )


def _all_told(article: Article) -> list[_Told]:
    spans = prose(article.text, article.language, article.boilerplate())
    return [_Told(article, span) for span in spans]


def _candidates(article: Article) -> list[tuple[_Told, int]]:
    """Give the sentences to choose from, each with its place in the article."""
    told = _all_told(article)
    summary = article.extra.get("summary")
    if not isinstance(summary, Mapping) or not isinstance(summary.get("sentences"), list):
        return [(each, place) for place, each in enumerate(told)]
    spans = spans_of(summary["sentences"], len(article.text))
    return [
        (_Told(article, span), sum(1 for each in told if each.span.start < span.start))
        for span in spans
    ]


def _language(articles: Sequence[Article]) -> str | None:
    languages = {article.language for article in articles}
    return languages.pop() if len(languages) == 1 else None
