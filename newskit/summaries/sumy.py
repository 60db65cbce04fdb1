"""The bridge to sumy: its eight methods as summarizers of newskit.

sumy is given our words instead of NLTK's tokenizer, which wants a download, and its own stop words
and stemmers, which do not. It never sees two sentences with the same words, which it would return
side by side, nor more sentences than it can order in seconds: its methods take time with the square
or the cube of their number. What it leaves out comes last, in the order of the document.
"""

import warnings
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib import import_module
from math import isfinite
from typing import Any

from newskit.protocols import Scored, Sentence, SummaryContext
from newskit.text.words import words

MOST_SENTENCES = 400
"""Sentences a method orders; further ones, which stand later in their articles, come last."""

MOST_SENTENCES_KL = 100
"""The same for KL, whose time grows with the cube."""

# What Edmundson (1969) calls cue words: superlatives, terms of importance and conclusion speak for
# a sentence (bonus), hedges and asides against it (stigma). His lists were counted in scientific
# reports and are not used; these few were chosen for news by us. Languages other than English have
# none, so that titles and location decide.
_BONUS = """
    announced announces confirmed confirms according officials authorities government police
    court million billion percent killed died injured arrested agreed approved banned won lost
    first largest biggest highest lowest greatest most worst best record major key main important
    significant significantly crucial critical urgent unprecedented finally concluded conclusion
    decision result results found shows revealed warned because therefore
"""
_STIGMA = """
    maybe perhaps possibly hardly somewhat seemingly apparently anyway incidentally meanwhile
    elsewhere separately previously formerly recalled joked laughed smiled think guess hope feel
    like kind sort photo photos picture video click subscribe newsletter read comments
"""

_NAMES = {"el": "greek"}
"""Languages that sumy calls by another name than the registry it asks."""


class _Words:
    """What sumy expects of a tokenizer, with the words of newskit."""

    def to_sentences(self, text: str) -> tuple[str, ...]:
        return (text,)

    def to_words(self, text: str) -> tuple[str, ...]:
        return tuple(words(text))


def lexrank(sentences: Sequence[Sentence], context: SummaryContext) -> Scored:
    """Order by centrality in the graph of alike sentences (LexRank; Erkan and Radev 2004)."""
    return _order("lex_rank:LexRankSummarizer", sentences, context)


def textrank(sentences: Sequence[Sentence], context: SummaryContext) -> Scored:
    """Order by PageRank over shared words (TextRank; Mihalcea and Tarau 2004)."""
    return _order("text_rank:TextRankSummarizer", sentences, context)


def lsa(sentences: Sequence[Sentence], context: SummaryContext) -> Scored:
    """Order by weight in latent topics (LSA; Steinberger and Ježek 2004)."""
    return _order("lsa:LsaSummarizer", sentences, context)


def luhn(sentences: Sequence[Sentence], context: SummaryContext) -> Scored:
    """Order by the densest run of frequent words (Luhn 1958)."""
    return _order("luhn:LuhnSummarizer", sentences, context)


def kl(sentences: Sequence[Sentence], context: SummaryContext) -> Scored:
    """Order by what keeps the words closest to the document's (KLSum; Haghighi, Vanderwende 2009).

    sumy builds its summary sentence by sentence until all are in; that is the order.
    """
    return _order("kl:KLSummarizer", sentences, context, MOST_SENTENCES_KL)


def sumbasic(sentences: Sequence[Sentence], context: SummaryContext) -> Scored:
    """Order by probable words, each less so once said (SumBasic; Nenkova, Vanderwende 2005)."""
    return _order("sum_basic:SumBasicSummarizer", sentences, context)


def reduction(sentences: Sequence[Sentence], context: SummaryContext) -> Scored:
    """Order by the sum of likeness to all other sentences (sumy's "reduction")."""
    return _order("reduction:ReductionSummarizer", sentences, context)


def edmundson(sentences: Sequence[Sentence], context: SummaryContext) -> Scored:
    """Order by cue words, words of the title, and location (Edmundson 1969).

    An article counts as one paragraph, its title as the heading. The cue words are chosen by us
    for English news, after the kinds that Edmundson describes.
    """
    return _order("edmundson:EdmundsonSummarizer", sentences, context)


def _order(
    name: str,
    sentences: Sequence[Sentence],
    context: SummaryContext,
    most: int = MOST_SENTENCES,
) -> Scored:
    """Give all positions in `sentences` as the method `name` of sumy prefers them.

    Equal ratings, and all of them where sumy rates nothing, are in lead order. A score is sumy's
    rating, on the scale of its method; where that goes below 0 (KL and SumBasic count down), it is
    how far the rating is above the lowest.
    """

    def lead(i: int) -> tuple[int, int]:
        return (sentences[i].position, sentences[i].article)

    reading = sorted(
        range(len(sentences)), key=lambda i: (sentences[i].article, sentences[i].position)
    )
    offered = set(sorted(_distinct(sentences, reading), key=lead)[:most])
    document = [i for i in reading if i in offered]
    ratings = dict.fromkeys(document, 0.0)
    for place, rating in _rate(name, [sentences[i] for i in document], context):
        # Rounded: the last bits depend on the order of sumy's sets and on the machine's LAPACK.
        ratings[document[place]] = round(rating, 9) if isfinite(rating) else 0.0
    best_first = sorted(document, key=lambda i: (-ratings[i], lead(i)))
    least = min(ratings.values(), default=0.0)
    zero = min(0.0, least)
    left = [(i, least - zero) for i in reading if i not in offered]
    return Scored([*((i, ratings[i] - zero) for i in best_first), *left])


def _distinct(sentences: Sequence[Sentence], reading: Iterable[int]) -> Iterable[int]:
    """Give, of all positions with the same words, the first."""
    seen: dict[tuple[str, ...], int] = {}
    for i in reading:
        seen.setdefault(tuple(words(sentences[i].text)), i)
    return seen.values()


def _rate(
    name: str, sentences: Sequence[Sentence], context: SummaryContext
) -> list[tuple[int, float]]:
    """Let sumy rate `sentences`, which are in the order of the document.

    Returns the place and the rating of each sentence; nothing where sumy returns no sentence.
    """
    ratings: list[tuple[int, float]] = []
    if not sentences:
        return ratings

    def note(infos: Sequence[Any]) -> Sequence[Any]:
        ratings.extend((info.order, float(info.rating)) for info in infos)
        return infos

    with warnings.catch_warnings():
        # Few words, a division of zero by zero: nothing the reader of a summary can act on.
        warnings.simplefilter("ignore")
        _summarizer(name, context.language)(_document(sentences, context.titles), note)
    return ratings


def _document(sentences: Sequence[Sentence], titles: Sequence[str]) -> Any:
    """Give sumy's model of the sentences: a paragraph an article, headed by its title."""
    from sumy.models import dom

    tokenizer = _Words()
    paragraphs: dict[int, list[Any]] = {}
    for sentence in sentences:
        article = sentence.article
        if article not in paragraphs:
            title = titles[article] if article < len(titles) else ""
            paragraphs[article] = [dom.Sentence(title, tokenizer, is_heading=True)] if title else []
        paragraphs[article].append(dom.Sentence(sentence.text, tokenizer))
    return dom.ObjectDocumentModel(map(dom.Paragraph, paragraphs.values()))


def _summarizer(name: str, language: str | None) -> Any:
    """Build the method `module:class` of sumy for a language."""
    module, _, kind = name.partition(":")
    known = _sumy_language(language)
    summarizer = getattr(import_module(f"sumy.summarizers.{module}"), kind)(_stemmer(known))
    stop_words = _stop_words(known)
    if kind == "EdmundsonSummarizer":
        summarizer.null_words = stop_words
        summarizer.bonus_words = _BONUS.split()
        summarizer.stigma_words = _STIGMA.split()
    else:
        summarizer.stop_words = stop_words
    return summarizer


def _sumy_language(tag: str | None) -> str:
    """Give sumy's name for a BCP-47 tag, English where there is none."""
    primary = (tag or "en").replace("_", "-").partition("-")[0].lower()
    return _NAMES.get(primary, primary) if primary.isalpha() else "en"


def _stop_words(language: str) -> frozenset[str]:
    """Give sumy's stop words, in our words; those of English where it has none."""
    from sumy.utils import get_stop_words

    try:
        listed = get_stop_words(language)
    except LookupError:
        listed = get_stop_words("english")
    # Our words end at an apostrophe: "don't" is two. A Chinese stop word of several characters
    # would fall to pieces too, and its characters are no stop words.
    return frozenset(
        word
        for entry in listed
        for parts in (words(entry),)
        if len(parts) == 1 or not {"'", "’"}.isdisjoint(entry)
        for word in parts
    )


def _stemmer(language: str) -> Callable[[str], str]:
    """Give sumy's stemmer, or none where it has none; each word is stemmed once."""
    from sumy.nlp.stemmers import Stemmer, null_stemmer

    try:
        stemmer: Callable[[str], str] = Stemmer(language)
        stemmer("a")  # That of Greek wants a library of its own, and says so when it is used.
    except (LookupError, ValueError):
        stemmer = null_stemmer
    return cache(stemmer)
