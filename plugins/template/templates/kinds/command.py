"""A command that counts words."""

from newskit import read
from newskit.hooks import Catalogue, Command, hookimpl


def count(files: list[str]) -> None:
    """Count the words of each article; the file - is standard input."""
    for article in read(*files):
        print(len(article.story_text().split()), article.title or article.id, sep="\t")


@hookimpl
def newskit_commands() -> Catalogue[Command]:
    """Add `newskit mine FILE …`."""
    return {"mine": count}
