"""The stage as a whole: what the linker sees, and who follows whom."""

from collections.abc import Sequence

from newskit.grouping.mark import mark_stories
from newskit.hooks import Article, LinkContext
from newskit.protocols import StoryGroups


def copy(id_: str, level: str, similarity: float, of: str = "kept") -> Article:
    mark = {"id": of, "level": level, "similarity": similarity, "containment": 0.5}
    return Article(f"The ferry of {id_} sank.", id=id_).marked(copy_of=mark)


KEPT = Article("The ferry sank.", id="kept").marked(copies=[])
OTHER = Article("A bank was robbed.", id="other").marked(copies=[])
PILE = [
    copy("a", "rewritten", 0.4),
    KEPT,
    copy("b", "rewritten", 0.3),
    copy("c", "rewritten", 0.3),
    OTHER,
    copy("d", "near", 0.9),
]


def test_the_linker_sees_of_each_kept_article_the_retelling_with_most_words_of_its_own() -> None:
    seen: list[str] = []

    def link(articles: Sequence[Article], context: LinkContext) -> StoryGroups:
        seen.extend(article.id for article in articles)
        return StoryGroups([])

    for pile in (PILE, PILE[::-1]):
        seen.clear()
        mark_stories(pile, link, LinkContext())
        assert sorted(seen) == ["b", "kept", "other"]


def test_copies_follow_their_kept_article_wherever_a_retelling_would_go() -> None:
    def link(articles: Sequence[Article], context: LinkContext) -> StoryGroups:
        place = {article.id: position for position, article in enumerate(articles)}
        return StoryGroups([[place["b"], place["other"]], [place["kept"]]])

    stories = {a.id: a.extra["story"]["id"] for a in mark_stories(PILE, link, LinkContext())}
    assert stories == dict.fromkeys("abcd", "kept") | {"kept": "kept", "other": "other"}
