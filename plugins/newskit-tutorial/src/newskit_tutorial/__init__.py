"""A summarizer that prefers sentences with numbers: what happened to how many, and when."""

from collections.abc import Sequence

from newskit.hooks import Catalogue, Sentence, Summarizer, SummaryContext, hookimpl


def numbers_first(sentences: Sequence[Sentence], context: SummaryContext) -> list[int]:
    """Order sentences by how many digits they hold, then as they stand."""
    digits = [sum(map(str.isdigit, sentence.text)) for sentence in sentences]
    return sorted(range(len(sentences)), key=lambda i: -digits[i])


@hookimpl
def newskit_summarizers() -> Catalogue[Summarizer]:
    """Add the method to `newskit summarize --method numbers`."""
    return {"numbers": numbers_first}
