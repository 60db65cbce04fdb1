import pytest

from newskit.article import Article
from newskit.configuration import Configuration, Source, use
from newskit.errors import UsageError
from newskit.host import Host
from newskit.testing import DetectorContract
from newskit_simhash.fingerprint import BITS, candidates, fingerprint

REPORT = " ".join(f"word{number} of the report" for number in range(200))


def test_a_fingerprint_has_64_bits_and_depends_on_words_only() -> None:
    assert fingerprint(REPORT).shape == (BITS,)
    assert (fingerprint(REPORT) == fingerprint(REPORT.upper() + " !")).all()


def test_a_light_edit_is_a_candidate_and_another_text_is_not() -> None:
    edited = Article(text=REPORT.replace("word7 ", "word seven "))
    other = Article(text=" ".join(f"thing{number} quite different" for number in range(200)))
    assert list(candidates([Article(text=REPORT), other, edited])) == [(0, 2)]


def test_how_far_apart_is_a_setting() -> None:
    edited = Article(text=REPORT.replace("word7 ", "word seven "))
    try:
        for distance, found in ((0, []), (63, [(0, 1)])):
            table = {"plugins": {"newskit-simhash": {"distance": distance}}}
            use(Configuration([Source("newskit.toml", table)]))
            assert list(candidates([Article(text=REPORT), edited])) == found
        table["plugins"]["newskit-simhash"]["distance"] = 64
        with pytest.raises(UsageError, match="from 0 to 63"):
            list(candidates([]))
    finally:
        use(Configuration())


class TestSimhash(DetectorContract):
    plugin = "simhash"


def test_the_installed_package_is_found_by_its_entry_point() -> None:
    assert Host().get("detector", "simhash") is candidates
