"""What holds for every keeper."""

from collections.abc import Sequence

from newskit.article import Article
from newskit.testing.articles import corpus, odd_piles
from newskit.testing.contract import PileContract


class KeeperContract(PileContract):
    """The suite of a keeper: a sort key for any article, all of which can be compared."""

    kind = "keeper"

    def ask(self, pile: Sequence[Article]) -> object:
        """Give the ids in the order in which it would keep them."""
        keys = {article.id: self.thing(article) for article in pile}
        assert all(key == key for key in keys.values()), "a key is not equal to itself"
        return sorted(keys, key=lambda id_: (keys[id_], id_))

    def test_keys_of_all_articles_are_comparable(self) -> None:
        """Articles that lack a date, a source or a title are compared with those that have one."""
        everything = [article for pile in odd_piles().values() for article in pile]
        self.ask([*corpus(), *everything])
