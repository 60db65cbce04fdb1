"""The summary of one article, written as its mark."""

from newskit.article import Article
from newskit.protocols import Sentence, Summarizer, SummaryContext
from newskit.summaries.budget import Budget
from newskit.summaries.pick import pick
from newskit.text.prose import prose


def mark_summary(article: Article, summarizer: Summarizer, method: str, budget: Budget) -> Article:
    """Mark an article with `summary`: verbatim sentences of its text, with their offsets.

    Args:
        article: the article; its boilerplate is passed over.
        summarizer: orders the sentences.
        method: what the mark calls the summarizer.
        budget: how much is picked.
    """
    spans = prose(article.text, article.language, article.boilerplate())
    offered = [
        Sentence(article.text[start:end], 0, position, article.source or "")
        for position, (start, end) in enumerate(spans)
    ]
    context = SummaryContext((article.title or "",), article.language)
    picked = pick(offered, summarizer(offered, context), budget) if offered else []
    chosen = [
        {"text": offered[i].text, "start": spans[i].start, "end": spans[i].end} for i in picked
    ]
    text = " ".join(" ".join(offered[i].text.split()) for i in picked)
    return article.marked(summary={"text": text, "sentences": chosen, "method": method})
