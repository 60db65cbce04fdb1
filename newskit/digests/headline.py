"""The headline of a story: a real headline of one of its articles."""

from collections import Counter

from newskit.digests.members import Story
from newskit.document import CitedSentence
from newskit.text.words import words

_LONGEST = 120


def headline(story: Story, summary: tuple[CitedSentence, ...]) -> str:
    """Give the title whose words the titles and texts of the story share most.

    Words count by the number of articles that use them, so that a title with the names and
    places everybody reports wins over a play on words. Without any title it is the beginning
    of the summary.
    """
    kept = story.kept()
    used: Counter[str] = Counter()
    for article in kept:
        used.update(set(words(f"{article.title or ''} {article.story_text()}")))
    titles = {m.known("title") or "" for m in story.members} - {""}
    if titles:
        return max(titles, key=lambda title: (_shared(title, used), -len(title), title))
    first = summary[0].text if summary else next((a.text for a in kept), story.id)
    return _shortened(" ".join(first.split()))


def _shared(title: str, used: Counter[str]) -> float:
    """Give the mean number of articles that use a word of the title; short words do not count."""
    long_words = [word for word in words(title) if len(word) > 3 or word.isdigit()]
    return round(sum(used[word] for word in long_words) / (len(long_words) + 2), 4)


def _shortened(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    return text[:_LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"
