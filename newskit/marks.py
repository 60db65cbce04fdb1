"""The marks of the stages as they are read back, for whoever needs them.

A key of the same name may be a stranger's: many a feed has its text under `story`, and
`"copies": 40000` is a print run. What has not the form of a mark is none.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from newskit.article import Article
from newskit.views import Marked

Mark: TypeAlias = Mapping[str, object]


def marked(
    articles: Sequence[Article],
    marks: Callable[[int, Article], Mark],
    whole: bool = False,
) -> Sequence[Article]:
    """Write marks on articles, as `Marked` does; of a list now, of others when one is taken."""
    view = Marked(articles, marks, whole)
    return list(view) if isinstance(articles, list) else view


def is_cleaned(article: Article) -> bool:
    """Tell whether boilerplate was looked for in the article."""
    return isinstance(article.extra.get("boilerplate"), list)


def is_deduplicated(article: Article) -> bool:
    """Tell whether copies of the article were looked for."""
    return isinstance(article.extra.get("copies"), list) or copy_of(article) is not None


def is_grouped(article: Article) -> bool:
    """Tell whether the article was given its story."""
    return story_of(article) is not None


def copy_of(article: Article) -> Mark | None:
    """Give the mark of a removed article: the `id` of the kept one, `level` and scores."""
    mark = article.extra.get("copy_of")
    return mark if isinstance(mark, Mapping) and isinstance(mark.get("id"), str) else None


def copies_of(article: Article) -> list[Mark]:
    """Give the entries of the copies that a kept article stands for."""
    return entries(article.extra.get("copies"))


def entries(copies: object) -> list[Mark]:
    """Give the entries of a value of `copies`, on an article or on an entry of another."""
    found = copies if isinstance(copies, list) else []
    return [each for each in found if isinstance(each, Mapping) and isinstance(each.get("id"), str)]


def story_of(article: Article) -> str | None:
    """Give the id of the article's story."""
    mark = article.extra.get("story")
    id_ = mark.get("id") if isinstance(mark, Mapping) else None
    return id_ if isinstance(id_, str) else None


def related_of(article: Article) -> list[str]:
    """Give the ids of the stories that are related to the article's story."""
    mark = article.extra.get("related")
    return [id_ for id_ in mark if isinstance(id_, str)] if isinstance(mark, list) else []
