"""One summary for one story: sentences of its kept articles, each cited to all that say it."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from newskit.article import Article, spans_of
from newskit.digests.members import Story
from newskit.digests.opening import news_first
from newskit.digests.told import Telling, Told, is_foreign, language_in
from newskit.document import CitedSentence
from newskit.protocols import Sentence, SummaryContext
from newskit.text.repeats import supports, wording_of
from newskit.text.standing import is_whole, opens_well
from newskit.text.times import seconds

Choose = Callable[[Sequence[Sentence], SummaryContext], Sequence[int]]
"""Takes sentences; gives the positions of those that make the summary, in reading order."""


ROUNDS = 3
"""Times that sentences are chosen again because one of them could not be understood."""


def merge(
    story: Story, telling: Telling, choose: Choose, source_of: Mapping[str, int]
) -> tuple[CitedSentence, ...]:
    """Write the summary of a story.

    Sentences are chosen from the kept articles in the language of the most of them; where an
    article brings a `summary`, from the sentences of that. One that needs the sentence before it is
    not chosen without that, if there are others. The sentence that says what most reports open with
    is first, the others are told in order of time; of articles without a time the one that was
    printed most often speaks first.

    Args:
        story: the articles.
        telling: their sentences.
        choose: picks among sentences, within a budget.
        source_of: the independent source of each article, for the support of a sentence.
    """
    copies = Counter(member.of for member in story.members)
    kept = sorted(story.kept(), key=lambda a: (seconds(a.published), -copies[a.id], a.id))
    sentences = {article[0].article.id: article for article in telling if article}
    spoken = _spoken(kept)
    told = [_candidates(article, sentences.get(article.id, ())) for article in spoken]
    offered = [each for candidates in told for each in candidates]
    number = {article.id: place for place, article in enumerate(kept)}
    context = SummaryContext([article.title or "" for article in kept], _language(kept))

    @cache
    def candidate(told: Told) -> Sentence:
        article = told.article
        return Sentence(told.text, number[article.id], told.place, article.source or "")

    def chosen(among: Sequence[Told]) -> list[Told]:
        candidates = list(map(candidate, among))
        return [among[place] for place in choose(candidates, context)] if among else []

    picked = _whole(chosen, offered)
    opened = [sentences.get(article.id, ()) for article in kept]
    titles = [member.known("title") or "" for member in story.members]
    told_well = news_first(picked, opened, titles)
    return tuple(cited(each, telling, source_of) for each in told_well)


def _whole(chosen: Callable[[Sequence[Told]], list[Told]], offered: Sequence[Told]) -> list[Told]:
    """Choose again without what is not whole and follows nothing, as long as there is such.

    What cannot be the first sentence goes, too, if there is none that can. Where every choice has
    some the last one stands.
    """
    picked = chosen(offered)
    for _ in range(ROUNDS):
        pairs = zip([None, *picked], picked, strict=False)
        lost = [told for before, told in pairs if _lost(told, before)]
        if not any(opens_well(told.text) for told in picked):
            lost = picked
        rest = [told for told in offered if told not in lost]
        again = chosen(rest) if lost else []
        if not again:
            break
        offered, picked = rest, again
    return picked


def _lost(told: Told, before: Told | None) -> bool:
    """Tell whether a sentence needs the one before it, and does not follow it."""
    follows = before and before.article is told.article and before.place == told.place - 1
    return not follows and not is_whole(told.text)


def cited(sentence: Told, telling: Telling, source_of: Mapping[str, int]) -> CitedSentence:
    """Cite a sentence to its own place first, then to each further article that says it."""
    places = [sentence, *said_by(sentence, telling)]
    return CitedSentence(
        sentence.text,
        tuple(place.citation() for place in places),
        len({source_of[place.article.id] for place in places}),
    )


def said_by(sentence: Told, telling: Telling) -> list[Told]:
    """Give the sentence of each other article that says all that `sentence` says."""
    found = []
    for article in telling:
        if article and article[0].article.id != sentence.article.id:
            says = (told for told in article if supports(told.wording, sentence.wording))
            found.extend([told for told in (next(says, None),) if told])
    return found


def _candidates(article: Article, told: Sequence[Told]) -> list[Told]:
    """Give the sentences to choose from, each with its place in the article."""
    summary = article.extra.get("summary")
    if not isinstance(summary, Mapping) or not isinstance(summary.get("sentences"), list):
        return list(told)
    spans = spans_of(summary["sentences"], len(article.text))
    starts = [each.span.start for each in told]
    return [
        Told(
            article,
            span,
            bisect_left(starts, span.start),
            wording_of(article.text[span.start : span.end]),
        )
        for span in spans
    ]


def _spoken(articles: Sequence[Article]) -> list[Article]:
    """Leave out the articles that are not in the language of the most of them."""
    known = [language for article in articles if (language := language_in(article))]
    most = max(known, key=known.count, default=None)
    return [article for article in articles if not is_foreign(article, most)]


def _language(articles: Sequence[Article]) -> str | None:
    languages = {article.language for article in articles}
    return languages.pop() if len(languages) == 1 else None
