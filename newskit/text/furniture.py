"""What stands around the sentences of a story: bylines, credits, stamps, prompts, notices.

These rules judge one line without its neighbours, so they serve a single file, where nothing can
be counted across documents. They would rather let furniture pass than lose a sentence of the story:
each asks for a whole phrase (`share this article`), never for one word (`Share prices fell`).
"""

import re
from collections.abc import Sequence

from newskit.text.datelines import is_dateline

TITLE_WORDS = 20
"""Words up to which a line without final punctuation is taken for a heading or a label."""

TITLE_CHARACTERS = 40
"""The same in characters, for scripts without spaces between words."""

FURNITURE_LIMIT = 400
"""Characters at either end of a sentence that are looked at; furniture is short."""

_TIME_WORD = (
    r"(?:\d{1,4}(?:st|nd|rd|th)?|(?:mon|tues?|wed|wednes|thu|thurs|fri|sat|satur|sun)(?:day)?|"
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|"
    r"an?|at|on|ago|about|today|yesterday|just|now|[ap]\.?m|e[sd]?t|c[sd]?t|p[sd]?t|gmt|utc|bst|"
    r"hours?|hrs?|h|minutes?|mins?|seconds?|days?|weeks?|months?|years?)"
)
_STAMP = re.compile(
    r"(?:(?:first |last |originally )?(?:updated|published|posted|modified|filed)|date|time)\b"
    rf"(?:[\s,.:|/·•()–—-]+{_TIME_WORD}\b)+[\s,.:|/·•()–—-]*",
    re.IGNORECASE,
)
_DATE = re.compile(rf"{_TIME_WORD}(?:[\s,.:|/·•()–—-]+{_TIME_WORD}\b){{2,}}\.?", re.IGNORECASE)
_BYLINE = re.compile(
    r"(?:By|BY|Von|Par|Por)(?:\s+[^\W\d_a-zß-ÿ][\w.'’-]*){1,5},? (?:Jr|Sr|M\.?D|Ph\.?D)\."
)
_DESK = re.compile(
    r"[(\[]?(?:additional |further )?(?:reporting|writing|editing|compiled|written|edited) by\s"
    r"|.{0,300}\bcontributed (?:reporting )?to this\s+(?:report|story|article)\s?\."
    r"|(?-i:(?:[A-Z][\w.'’-]{0,24} ){2,5}reported from (?:[A-Z][\w.'’-]{0,24},? ?){1,4}"
    r"(?:,? and [^.]{1,80})?)\.?\Z",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"[(\[]?(?:(?:file |stock )?(?:photo(?:graph)?s?|images?|pictures?|illustration)"
    r" ?(?:by|via|courtesy|credits?|copyright|caption|:)\s?"
    r"|(?:video|graphic|credit|caption|sources?): ?|media caption\b|toggle caption\b"
    r"|file (?:photo )?[-–—]\s|(?:ap|afp|epa|reuters|getty|dpa)(?: photo| images)?\s?/)",
    re.IGNORECASE,
)
_CREDIT_END = re.compile(
    r"[(\[][^()\[\]]{0,80}(?:\b(?:photo|image|picture|credit)|/ ?(?:ap|afp|getty|reuters|epa)\b)"
    r"[^()\[\]]{0,80}[)\]]\.?\Z",
    re.IGNORECASE,
)
_PROMPT = re.compile(
    r"(?:please )?(?:"
    r"share (?:this|on|via|the (?:story|article|post|page|news))\b"
    r"|(?:follow|like|join|find) (?:us|me|@\w+)(?: (?:on|at)\b|\W*\Z)"
    r"|follow [\w.@ ]{1,40} on (?:twitter|x|facebook|instagram|tiktok|threads|youtube|bluesky)\b"
    r"|tweet (?:this|us)\b|e-?mail (?:this|us|your|the (?:author|writer|reporter))\b"
    r"|(?:sign up|register|subscribe)(?: now| today| here| free)? (?:for|to|with|here|now|today)\b"
    r"|get (?:our|the) [\w -]{1,40}(?:newsletters?|app|headlines)\b"
    r"|(?:download|get|try) (?:our|the) (?:\w+ ){0,2}app\b"
    r"|(?:click|tap) (?:here|on the|to)\b|scroll (?:down|to)\b"
    r"|(?:also )?(?:read|see|watch|listen|related|more|don['’]t miss|recommended)"
    r"(?: (?:more|also|next|stories|story|articles?|coverage|from|on))*\s?[:>»]"
    r"|(?:read more|continue reading|keep reading|read the full (?:story|article))\b"
    r"|(?:story|article) continues (?:below|after)\b|support (?:our|independent) journalism\b"
    r"|(?:leave|post|add) a (?:comment|reply)\b|view (?:all )?comments\b"
    r"|your e-?mail address will\b|required fields are\b|learn how your comment\b"
    r"|(?:this|our) (?:web)?site uses\b|we (?:and our partners )?use cookies\b"
    r"|by (?:signing up|subscribing|clicking|using this)\b.{1,80}\byou (?:agree|accept|consent)\b"
    r"|send (?:us )?(?:your )?(?:news )?tips\b|(?:have|got) a (?:news )?tip\b"
    r"|contact (?:us|the (?:author|reporter|writer)|\w+ \w+) (?:at|by|via)\b"
    r"|(?:for|to (?:learn|read|see|view|find|get|receive|hear))(?: out)?(?: the| any| our)?"
    r" (?:more|further|full|additional|sms)(?: press| news)?"
    r" (?:information|info|details|about|on|release|article|report|story|stories|announcement|"
    r"coverage|interview|list|updates?|alerts?|terms|text)\b.{0,200}"
    r"\b(?:visit|click|go to|contact|see|call|text|follow|check out|e-?mail)\b"
    r"|you can (?:also )?(?:follow|find|reach|e-?mail|contact) (?:him|her|them|us|me)\b"
    r"|get (?:our |the |free )?(?:e-?mail|text|sms|news|breaking news) (?:updates|alerts)\b"
    r"|(?:create|register) an account\b|(?:log|sign) in (?:or|to|with)\b"
    r"|(?:published|filed) under\s?:|(?:tags|topics|categories)\s?:|you can read more\b"
    r"|copy link\b|ad[ -]?block(?:er|ing)? users\b"
    r"|see (?:the )?full (?:terms|disclaimers?)\b|share your (?:thoughts|views|story|stories)\b"
    r"|watch the (?:\w+ ){0,2}(?:video|clip|trailer|interview) (?:below|above|here)\b"
    r"|(?:stay with .{1,60}|check back|stay tuned) for (?:the latest|more|developments|updates?)\b"
    r"|this is a (?:developing|breaking)(?: news)? story\b"
    r"|(?:hashtags?|distributed by|original source|view source)\b[^.]{0,40}:"
    r"|the (?:above press release|issuer is solely responsible)\b"
    r"|the post .{1,200} (?:appeared first|first appeared) on\b"
    r"|(?:advertisement|sponsored content|terms of (?:use|service)|privacy policy)\W*\Z"
    r"|this (?:article|story|post|report) (?:was |has been )?(?:first|originally) "
    r"(?:appeared|published|ran)\b"
    r"|(?:copyright )?(?:©|\(c\) ?\d{4})|copyright (?:by )?\d{4}\b)",
    re.IGNORECASE,
)
_NOTICE_CUES_LISTED = """
    reserved published, preferred responsible reflect represent loaded played sponsored affiliate
    informational archive wayback tweet presentation-ready rating interest expressed reported
    redaktion externe einstellungen datenschutz block
"""
_NOTICE_CUES = tuple(_NOTICE_CUES_LISTED.split())
"""One of these is in every notice: substrings are found a hundred times as fast as the pattern."""

_NOTICE = re.compile(
    r"all rights reserved|may not be (?:re)?published,|preferred source['’”\"]? on google"
    r"|solely responsible for the content of this"
    r"|does? not (?:necessarily )?(?:reflect|represent) the (?:official )?"
    r"(?:views|opinions?|position)"
    r"|disable your ad[ -]?block|(?:transcript|video|player|page) could not be (?:loaded|played)"
    r"|(?:post|content|article|story|page) (?:contains|includes|is|was) (?:sponsored|affiliate) "
    r"|(?:provided )?for informational purposes only"
    r"|(?:crawl|these data|archive pages)\b.{0,200}\b(?:internet archive|wayback machine)"
    r"|\barchive pages as they are created|these archived pages|tweet location history"
    r"|location information to your tweets|presentation-ready copies"
    r"|rating is available when the video|as an interest to stay up to date"
    r"|\b(?:opinions|views) expressed (?:here|in this|are|by)\b"
    r"|\breported this (?:story|article) (?:from|in)\b"
    r"|meinung der redaktion|externen? inhalte? [^.]{0,80}(?:anzeigen|angezeigt|anzuzeigen|lassen)"
    r"|(?:cookie|privatsphäre)-?einstellungen|unserer datenschutzerklärung",
    re.IGNORECASE,
)
_ASIDE_CUES = ("click", "@", "leaving a comment", "opens in")
_ASIDE = re.compile(
    r"\bclick (?:on the link )?here\b|\bleaving a comment\b|\S{2,40}@[\w-]{1,40}\.\w"
    r"|opens in (?:a )?new (?:window|tab)",
    re.IGNORECASE,
)
_LINK = re.compile(r"\W*(?:https?://|www\.|\S{1,64}@)\S+")
_FINAL = re.compile(r"[.!?…。！？｡؟۔।॥።։။។][\"'”’“‘»«›)\]）」』》】\s]*(?:\[\d{1,3}\])*\Z")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u4e00-\u9fff]")


def is_prose(sentence: str) -> bool:
    """Tell whether `sentence` reads like a sentence of the story rather than page furniture."""
    head, tail = sentence[:FURNITURE_LIMIT].strip(), sentence[-FURNITURE_LIMIT:].rstrip()
    if not any(map(str.isalpha, head)) or _is_title(sentence):
        return False
    if any(rule.match(head) for rule in (_DESK, _CREDIT, _PROMPT)):
        return False
    if any(rule.fullmatch(head) for rule in (_STAMP, _DATE, _BYLINE, _LINK)):
        return False
    if _has_notice(head) or _CREDIT_END.search(tail) or _finds(_ASIDE, _ASIDE_CUES, head):
        return False
    return not is_dateline(head)


def is_notice(line: str) -> bool:
    """Tell whether a line with all its sentences is a prompt, a credit of the desk or a legal note.

    Args:
        line: a paragraph without its white space; a long one never is.
    """
    if len(line) > FURNITURE_LIMIT:
        return False
    return bool(_DESK.match(line) or _PROMPT.match(line) or _has_notice(line))


def _has_notice(text: str) -> bool:
    return _finds(_NOTICE, _NOTICE_CUES, text)


def _finds(pattern: re.Pattern[str], cues: Sequence[str], text: str) -> bool:
    """Search `text` for a pattern if it holds one of the cues, which are in lower case."""
    lower = text.lower()
    return any(cue in lower for cue in cues) and pattern.search(text) is not None


def _is_title(sentence: str) -> bool:
    """Tell whether `sentence` lacks a final mark and is short enough for a heading or a label."""
    if _FINAL.search(sentence[-16:]):
        return False
    if _UNSPACED.search(sentence[:FURNITURE_LIMIT]):
        return len(sentence) <= TITLE_CHARACTERS
    return len(sentence.split(None, TITLE_WORDS)) <= TITLE_WORDS
