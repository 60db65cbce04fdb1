"""The headline of an entry: a real headline of one of its articles."""

from newskit.digests.members import Story
from newskit.document import CitedSentence
from newskit.text.headlines import best_headline

_LONGEST = 120


def headline(story: Story, summary: tuple[CitedSentence, ...]) -> str:
    """Give the title of an article of the story that says most of what all of them say.

    Without any title it is the beginning of the summary.
    """
    kept = story.kept()
    titles = (m.known("title") or "" for m in story.members)
    found = best_headline(titles, [f"{a.title or ''}\n{a.story_text()}" for a in kept])
    if found:
        return found
    first = summary[0].text if summary else next((a.text for a in kept), story.id)
    return _shortened(" ".join(first.split()))


def _shortened(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    return text[:_LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"
