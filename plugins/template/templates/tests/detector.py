"""What the detector finds, and what every detector promises."""

from newskit import dedupe
from newskit.testing import Corpus, DetectorContract


class TestContract(DetectorContract):
    plugin = "mine"


def test_no_text_begins_like_the_one_it_was_edited_from(corpus: Corpus) -> None:
    kept = {article.id for article in dedupe(corpus, level="near", detectors=["mine"])}
    assert len(kept & {"ferry", "ferry-reprint"}) == 1
    assert "ferry-edited" in kept
