"""A summarizer that prefers sentences which share words with the title."""

from collections.abc import Sequence

from newskit.hooks import Catalogue, Sentence, Summarizer, SummaryContext, hookimpl, words


def title_words(sentences: Sequence[Sentence], context: SummaryContext) -> list[int]:
    """Order sentences by the words of the titles that they have, then as they stand."""
    wanted = set(words(" ".join(context.titles)))
    shared = [len(wanted & set(words(sentence.text))) for sentence in sentences]
    return sorted(range(len(sentences)), key=lambda position: -shared[position])


@hookimpl
def newskit_summarizers() -> Catalogue[Summarizer]:
    """Add the method to `newskit summarize --method mine`, and to `digest`."""
    return {"mine": title_words}
