"""Lines that only their place gives away: authors, firms, prompts and captions in whole sentences.

`Ada Brook is a writer in Leeds.` is news where it stands in a story, and a note on the author as
the last line of an article that speaks of her nowhere else. These rules judge lines that read like
prose by what stands beside them, and how far down they stand.
"""

import re
from collections.abc import Sequence

SHORT = 30
"""Words of the longest line that a prompt or the subject of a picture may fill."""

LAST = 5
"""Lines at the end of a text that stand at its edge; others do where furniture is beside them."""

LATE = 0.5
"""Share of the lines of a text behind which its author and the firm it is about are introduced."""

FAR = 500
"""Lines from the end beyond which nobody is introduced; who is, is looked for in all before."""

_QUOTED = re.compile(r"[\"“”„»«]")
_PROMPT = re.compile(
    r"(?:please |now |and )?(?:find|plan|check|download|sign|follow|read|visit|subscribe|join|"
    r"learn|get|discover|explore|listen|watch|share|send|tell|contact|click|browse|see|support|"
    r"e-?mail|buy|shop|book|register|stay|enjoy|try)\b"
    r"|thank you for (?:using|reading|watching|listening)\b"
    r"|(?:abonnieren|lesen|hören|folgen|schreiben|schicken|informieren|sichern|melden) Sie\b"
    r"|here (?:are|is|you can find) (?:more|some|our|the latest|all)\b"
    r"|(?:for|to (?:learn|read|see|hear|find(?: out)?|get|view)) (?:more|further)\b(?! than)"
    r"|(?:every|each) [^.]{1,40}, you can\b|you can (?:also )?(?:e-?mail|follow|find|reach|read)\b"
    r"|our (?:web)?site\b|don['’]t (?:want to see|miss)\b",
    re.IGNORECASE,
)
_TRADE = (
    r"(?:journalist|writer|reporter|editor|author|columnist|correspondent|contributor|professor|"
    r"fellow|producer|photographer|blogger|lecturer|founder|analyst|officer|president|CEO|"
    r"Autor|Redakteur|Journalist|Professor|Korrespondent|Kolumnist|Geschäftsführer|Direktor)(?:in|s)?"
)
_NAMED = r"[A-ZÀ-Þ][\w.’'-]+(?: [A-ZÀ-Þ][\w.’'-]*){1,3}"
_AUTHOR = re.compile(
    rf"(?P<name>{_NAMED})(?: \([^()]{{1,20}}\))?(?:,[^,.]{{1,60}},)? "
    rf"(?:is|was|war|ist|writes|covers|reports|has)\b[^!?]{{0,120}}?\b{_TRADE}\b"
)
_FIRM = re.compile(
    r"(?P<name>[A-ZÀ-Þ][\w.&®™’'-]*(?: [\w.&®™’'-]+){0,5}?)(?: ?\([^()]{2,60}\))*,? (?:is|are) "
    r"(?:an?|the|one of the) (?:[\w’'-]+,? ){0,6}?"
    r"(?:leading|leader|global|world['’]s|largest|premier|trusted|provider|supplier|developer|"
    r"manufacturer|platform|firm|company|agency|consultancy)\b"
)
_DAY = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.? \d{1,2},? \d{4}"
_SCENE = re.compile(
    r"[A-ZÀ-Þ][^.!?]{2,160}?\b(?:speaks?|talks?|attends?|poses?|arrives?|walks?|looks?|listens?|"
    r"gestures?|waves|smiles|sits?|stands?|holds?|carr(?:y|ies)|leaves?|delivers?|address(?:es)?|"
    r"answers?|greets?|shakes|performs?|celebrates?|reacts?|takes?|signs|testif(?:y|ies)|watch(?:es)?|"
    rf"plays|appears?|departs?|boards|gathers?|march(?:es)?|protests?)\b[^!?]{{2,200}}\b{_DAY}"
)
_CREDIT = re.compile(
    r"[(\[]?(?:(?:file )?(?:photo|foto|image|picture|bild|quelle|credit|getty|ap photo|reuters)s?"
    r"(?: credit| by|by)?\b ?[:/©|-]|(?:photo|image|picture)s? (?:by|courtesy|credit)\b|©)",
    re.IGNORECASE,
)
_CREDITED = re.compile(r"^(?:\S+ ){3,40}\S+[.!?] \((?!AP|AFP|Reuters|REUTERS)[A-Z][\w ]{1,24}\)\Z")
_CREDIT_LENGTH = 80
_STOPS = (".", "!", "?")
_SENTENCES = re.compile(r"[a-zß-ÿ][.!?] [A-ZÀ-Þ]")


def is_apart(lines: Sequence[str], number: int, story: Sequence[bool], first: int) -> bool:
    """Tell whether a line that reads like prose is no part of the story for where it stands.

    Args:
        lines: the lines of a text, without outer white space.
        number: which of them.
        story: for each whether it reads like prose and is no furniture by itself.
        first: the first that is; one behind the last when none is.
    """
    line = lines[number]
    length = line.count(" ") + 1
    left = len(lines) - number
    before = number > 0 and not story[number - 1]
    behind = left == 1 or not story[number + 1]
    if left > 1 and length < 2 * SHORT and (_CREDITED.search(line) or _SCENE.match(line)):
        return True
    if number <= first:
        return False
    if left > 1 and _is_subject(line, lines[number + 1]):
        return True
    late = number >= LATE * len(lines) and left <= FAR and (before or behind)
    if late and _is_author(line, lines[:number], story):
        return True
    if _QUOTED.search(line):
        return False
    if length <= SHORT and (left <= LAST or before or behind) and _PROMPT.match(line):
        return True
    return late and _FIRM.match(line) is not None


def _is_author(line: str, told: Sequence[str], story: Sequence[bool]) -> bool:
    """Tell whether a line says who somebody is whom the story before it does not name."""
    found = _AUTHOR.match(line)
    if not found:
        return False
    name = found["name"].split()[-1]
    return not any(name in other for other, known in zip(told, story, strict=False) if known)


def _is_subject(line: str, following: str) -> bool:
    """Tell whether a line is one short sentence, and the credit of a picture follows."""
    if len(following) > _CREDIT_LENGTH or following.endswith(_STOPS):
        return False
    if not _CREDIT.match(following):
        return False
    return line.count(" ") < SHORT and not _SENTENCES.search(line)
