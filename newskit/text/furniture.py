"""What stands around the sentences of a story: bylines, credits, stamps, prompts, datelines.

These rules judge one line without its neighbours, so they serve a single file, where nothing can
be counted across documents. They would rather let furniture pass than lose a sentence of the story:
each asks for a whole phrase (`share this article`), never for one word (`Share prices fell`).
"""

import re

from newskit.text.spans import Span

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
_BYLINE = re.compile(
    r"(?:By|BY|Von|Par|Por)(?:\s+[^\W\d_a-zß-ÿ][\w.'’-]*){1,5},? (?:Jr|Sr|M\.?D|Ph\.?D)\."
)
_DESK = re.compile(
    r"[(\[]?(?:additional |further )?(?:reporting|writing|editing|compiled|written|edited) by\s"
    r"|.{0,300}\bcontributed (?:reporting )?to this (?:report|story|article)\.",
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
    r"|(?:advertisement|sponsored content|terms of (?:use|service)|privacy policy)\W*\Z"
    r"|this (?:article|story|post|report) (?:was |has been )?(?:first|originally) "
    r"(?:appeared|published|ran)\b"
    r"|(?:copyright )?(?:©|\(c\) ?\d{4})|copyright (?:by )?\d{4}\b)",
    re.IGNORECASE,
)
_RIGHTS = re.compile(r"all rights reserved|may not be (?:re)?published,", re.IGNORECASE)
_LINK = re.compile(r"\W*(?:https?://|www\.|\S{1,64}@)\S+")
_FINAL = re.compile(r"[.!?…。！？｡؟۔।॥።։။។][\"'”’“‘»«›)\]）」』》】\s]*(?:\[\d{1,3}\])*\Z")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u4e00-\u9fff]")

# The parts of a dateline. What follows must look like the beginning of a sentence.
_TOWN = r"[^\W\d_a-zß-ÿа-я][\w.'’-]{1,30}"
_TOWNS = rf"{_TOWN}(?:[ /]{_TOWN}){{0,3}}"
_CAPITALS = r"[^\W\d_a-zß-ÿа-я](?:[^\W\d_a-zß-ÿа-я]|[.'’-]){1,30}"
_PLACE = rf"{_CAPITALS}(?:[ /]{_CAPITALS}){{0,4}}"
_REGION = r"(?:, [^\W\d_a-zß-ÿа-я][\w.'’-]{1,30}(?: [^\W\d_a-zß-ÿа-я][\w.'’-]{1,30}){0,3})?"
_DAY = r",? (?:le )?(?:\d{1,2}\.? [^\W\d_]{3,10}\.?|[^\W\d_]{3,10}\.? \d{1,2})(?:,? \d{4})?[.,]?"
_SOURCE = r"(?:\([^\W\d_][\w./& -]{1,40}\)|/[^\W\d_][\w -]{1,40}/)"
_AGENCY = (
    r"\((?:[A-Z]{2,6}|Reuters|Xinhua|Bloomberg|Kyodo|Yonhap|Interfax|Tass|dpa|ots|epd)\b"
    r"[\w./& -]{0,30}\)"
)
_DASH = r"(?:\s?\.\s?)?[-–—―]{1,2}"
_NO_PLACE = r"(?:FILE|WATCH|LIVE|BREAKING|UPDATED?|VIDEO|EXCLUSIVE|ANALYSIS|OPINION|NATO|NASA)\b"
_DATELINE = re.compile(
    rf"\s*+(?!{_NO_PLACE})(?P<line>"
    rf"{_PLACE}{_REGION}(?:{_DAY})?(?: |\s?--\s?){_SOURCE}\s?{_DASH}"
    rf"|(?:{_TOWNS}{_REGION}(?:{_DAY})? )?{_AGENCY}\s?{_DASH}"
    rf"|{_PLACE}{_REGION}{_DAY}\s{_DASH}"
    rf"|(?=\S{{4}}|{_CAPITALS} {_CAPITALS}){_PLACE}{_REGION}\s{_DASH}"
    rf"|(?:{_TOWNS}{_REGION} )?\((?:CNN|CNN Business|AP|AFP|UPI|Reuters)\)"
    rf")(?=\s*+(?:[\"“”'‘«»„¿¡(]?[^\W_a-zß-ÿа-я]|\Z))"
)
_CHINESE_DATELINE = re.compile(
    r"\s*+(?P<line>[^\s。，]{2,20}?\d{1,2}月\d{1,2}日电(?:\s?[（(][^（）()]{1,30}[）)])?)"
)


def is_prose(sentence: str) -> bool:
    """Tell whether `sentence` reads like a sentence of the story rather than page furniture."""
    head, tail = sentence[:FURNITURE_LIMIT].strip(), sentence[-FURNITURE_LIMIT:].rstrip()
    if not any(map(str.isalpha, head)) or _is_title(sentence):
        return False
    if any(rule.match(head) for rule in (_DESK, _CREDIT, _PROMPT)):
        return False
    if any(rule.fullmatch(head) for rule in (_STAMP, _BYLINE, _LINK)):
        return False
    return not (_RIGHTS.search(head) or _CREDIT_END.search(tail) or _is_dateline(head))


def dateline(text: str) -> Span | None:
    """Return the span of the dateline `text` opens with (`PARIS, Dec. 4 (Reuters) –`), if any."""
    found = _DATELINE.match(text) or _CHINESE_DATELINE.match(text)
    return Span(*found.span("line")) if found else None


def _is_title(sentence: str) -> bool:
    """Tell whether `sentence` lacks a final mark and is short enough for a heading or a label."""
    if _FINAL.search(sentence[-16:]):
        return False
    if _UNSPACED.search(sentence[:FURNITURE_LIMIT]):
        return len(sentence) <= TITLE_CHARACTERS
    return len(sentence.split(None, TITLE_WORDS)) <= TITLE_WORDS


def _is_dateline(line: str) -> bool:
    span = dateline(line)
    return span is not None and not line[span.end :].strip()
