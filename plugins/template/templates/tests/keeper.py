"""What the keepers prefer, and what every keeper promises."""

from newskit import dedupe
from newskit.testing import Corpus, KeeperContract


class TestContract(KeeperContract):
    plugin = "mine"


class TestContractWithAnArgument(KeeperContract):
    plugin = "mine:de"


def test_the_shortest_title_is_kept(corpus: Corpus) -> None:
    kept = {article.id for article in dedupe(corpus, level="near", keep="mine")}
    assert kept & {"ferry", "ferry-reprint", "ferry-edited"} == {"ferry-edited"}
