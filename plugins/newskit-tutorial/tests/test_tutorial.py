from newskit.hooks import Sentence, SummaryContext
from newskit.host import Host
from newskit_tutorial import numbers_first


def test_sentences_with_more_digits_come_first() -> None:
    sentences = [Sentence("It rained."), Sentence("In 2026 it rained 40 days."), Sentence("No.")]
    assert numbers_first(sentences, SummaryContext()) == [1, 0, 2]


def test_the_installed_package_is_found_by_its_entry_point() -> None:
    assert Host().get("summarizer", "numbers") is numbers_first
    assert Host().get("summarizer", "newskit-tutorial:numbers") is numbers_first
