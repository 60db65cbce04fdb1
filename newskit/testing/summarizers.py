"""What holds for every summarizer."""

from collections.abc import Mapping, Sequence
from math import isfinite
from typing import Any

import newskit
from newskit.article import Article
from newskit.protocols import Scored, Sentence, SummaryContext
from newskit.testing.articles import corpus, odd_piles
from newskit.testing.contract import PileContract


class SummarizerContract(PileContract):
    """The suite of a summarizer: positions of sentences, each once, the best first."""

    kind = "summarizer"

    def ask(self, pile: Sequence[Article]) -> object:
        """Give its order for the sentences of each article, and for those of all as a story."""
        ordered = sorted(pile, key=lambda article: article.id)
        told = {article.id: _sentences(article) for article in ordered}
        titles = [article.title or "" for article in ordered]
        story = [
            Sentence(sentence.text, number, sentence.position, sentence.source)
            for number, article in enumerate(ordered)
            for sentence in told[article.id]
        ]
        orders = [
            self._order(told[article.id], SummaryContext((title,), article.language))
            for article, title in zip(ordered, titles, strict=True)
        ]
        return orders, self._order(story, SummaryContext(titles))

    def _order(self, sentences: list[Sentence], context: SummaryContext) -> list[int]:
        from newskit.summaries.pick import checked

        answer = self.answer(sentences, context)
        if isinstance(answer, Scored):
            assert all(map(isfinite, answer.scores.values())), "a score is no number"
        return checked(answer, len(sentences))

    def test_without_titles_and_language_it_orders(self) -> None:
        """A context may be empty."""
        for pile in odd_piles().values():
            self._order(_sentences(pile[0]), SummaryContext())

    def test_summaries_keep_the_budget_and_are_verbatim(self) -> None:
        """Through newskit, a summary is within its budget, and stands in the text."""
        budgets: list[dict[str, Any]] = [{"sentences": 1}, {"words": 25}, {"chars": 150}]
        for budget in budgets:
            for article in newskit.summarize(corpus(), method=self.thing, **budget):
                summary = article.extra["summary"]
                assert isinstance(summary, Mapping)
                for sentence in summary["sentences"]:
                    assert sentence["text"] == article.text[sentence["start"] : sentence["end"]]
                sizes = {
                    "sentences": len(summary["sentences"]),
                    "words": len(summary["text"].split()),
                    "chars": len(summary["text"]),
                }
                assert all(sizes[unit] <= most for unit, most in budget.items()), budget


def _sentences(article: Article) -> list[Sentence]:
    """Give the sentences of an article as newskit offers them."""
    from newskit.text.language import language_of
    from newskit.text.prose import prose

    language = language_of(article.text, article.language)
    spans = prose(article.text, language, article.boilerplate())
    return [
        Sentence(article.text[start:end], 0, position, article.source or "")
        for position, (start, end) in enumerate(spans)
    ]
