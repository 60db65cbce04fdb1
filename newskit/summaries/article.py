"""The summary of one article, written as its mark."""

from newskit.article import Article
from newskit.protocols import Sentence, Summarizer, SummaryContext
from newskit.summaries.budget import Budget
from newskit.summaries.focus import focused, parse_query
from newskit.summaries.pick import checked, pick
from newskit.summaries.whole import pick_whole
from newskit.text.language import code_of, language_of
from newskit.text.prose import prose


def mark_summary(
    article: Article,
    summarizer: Summarizer,
    method: str,
    budget: Budget,
    query: str | None = None,
    scores: bool = False,
) -> Article:
    """Mark an article with `summary`: verbatim sentences of its text, with their offsets.

    Args:
        article: the article; its boilerplate is passed over.
        summarizer: orders the sentences.
        method: what the mark calls the summarizer.
        budget: how much is picked.
        query: what sentences shall speak of; with none that does, the summary is empty.
        scores: whether each sentence is given its score; where the summarizer has none, that is
            the share of the sentences that it does not prefer.
    """
    language = language_of(article.text, article.language)
    spans = prose(article.text, language, article.boilerplate())
    offered = [
        Sentence(article.text[start:end], 0, position, article.source or "")
        for position, (start, end) in enumerate(spans)
    ]
    context = SummaryContext((article.title or "",), language)
    order = checked(summarizer(offered, context), len(offered)) if offered else []
    said: dict[str, object] = {}
    if query is not None:
        order = focused(offered, order, parse_query(query))
        said = {"query": query, "matches": sum(score > 0 for score in order.scores.values())}
    # What a reader asks for is not left out for how it begins.
    picked = (pick if query else pick_whole)(offered, order, budget)
    chosen: list[dict[str, object]] = [
        {"text": offered[i].text, "start": spans[i].start, "end": spans[i].end} for i in picked
    ]
    if scores:
        ranks = {i: 1 - rank / len(offered) for rank, i in enumerate(order)}
        known = getattr(order, "scores", ranks)
        for i, sentence in zip(picked, chosen, strict=True):
            sentence["score"] = round(float(known[i]), 4)
    space = "" if code_of(language) in ("zh", "ja") else " "
    text = space.join(" ".join(offered[i].text.split()) for i in picked)
    return article.marked(summary={"text": text, "sentences": chosen, "method": method, **said})
