"""The stock phrases of web pages and press releases, as patterns for single lines.

English first, then the most usual German, Spanish and French ones. Each pattern is matched at the
start of a line that begins with a word; repetitions are bounded, so that matching is linear. What
can be a line's end is searched there. A pattern is compiled when a line opens as it does.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from newskit.cleaning.lines import fold
from newskit.cleaning.openings import KEY, LENGTH, openings

_NETWORK = (
    r"(?:facebook|twitter|x|instagram|youtube|linkedin|whatsapp|telegram|pinterest|reddit|tumblr"
    r"|google\+|tiktok|threads|bluesky|mastodon|flipboard|snapchat|digg|stumbleupon|xing)"
)
_SHARE = (
    r"(?:share|tweet|pin|e-?mail|print|save|teilen|drucken|partager|imprimer|compartir|imprimir)"
)
_BUTTON = rf"(?:{_SHARE}|{_NETWORK}|on|via|with|auf|sur|en|link|copy|messenger|bookmark)"
_NAMED = r"[^\n.!?]{1,60}"
_AGENCY = (
    r"(?:AFP|AP|AP Photo|Associated Press|The Associated Press|Reuters|REUTERS|EPA|EPA-EFE|EFE|dpa|"
    r"DPA|PA|PA Wire|PA Images|Getty|Getty Images|Bloomberg|Shutterstock|Alamy|Xinhua|NurPhoto|"
    r"ANSA|Keystone|Anadolu|AAP|UPI|NPR|WireImage|iStock|Unsplash|Wikimedia Commons|"
    r"picture alliance|IMAGO|Imago|Zuma Press|Rex|REX|AFP via Getty Images|via Getty Images)"
)

STOCK_PHRASES = {
    "comment-form": (
        r"leave a (?:reply|comment)(?: cancel reply| below)?[:!.]?$",
        r"cancel reply$",
        r"your e-?mail(?: address)? will (?:not|never) be (?:published|shared|made public)",
        r"required fields are marked",
        r"this site uses akismet",
        r"learn how your comment data\b",
        r"save my name,? e-?mail",
        r"notify me of (?:new|follow-?up) (?:comments|posts)",
        r"(?:schreiben? (?:sie )?|hinterlassen? (?:sie )?)?eine?n? (?:kommentar|antwort)"
        r"(?: schreiben| hinterlassen| verfassen| abgeben)?$",
        r"schreiben? (?:sie )?einen kommentar",
        r"hinterlassen? (?:sie )?eine?n? (?:kommentar|antwort)",
        r"kommentar (?:verfassen|schreiben|hinterlassen|absenden|abschicken|abgeben)$",
        r"(?:deine|ihre) e-?mail-?adresse wird nicht veröffentlicht",
        r"erforderliche felder sind (?:mit|markiert)",
        r"diese (?:website|(?:web)?seite) verwendet akismet",
        r"(?:meinen namen|name), (?:meine )?e-?mail(?:-adresse)? und (?:meine )?website in diesem",
        r"(?:deja|dejar|escribe) (?:una respuesta|un comentario)(?: cancelar la respuesta)?$",
        r"(?:tu|su) dirección de correo electrónico no será publicada",
        r"los campos (?:obligatorios|necesarios|requeridos) están marcados",
        r"este sitio (?:web )?(?:usa|utiliza) akismet",
        r"guard(?:a|ar) mi nombre, correo",
        r"(?:laisser|ajouter|poster|publier|écrire) (?:un |le )?commentaire"
        r"(?: annuler la réponse)?$",
        r"votre adresse (?:e-?mail|de messagerie|électronique) ne sera pas publiée",
        r"les champs obligatoires sont indiqués",
        r"ce site utilise akismet",
        r"enregistrer mon nom, (?:mon )?e-?mail",
    ),
    "comments": (
        r"(?:post|add|write|join|start) (?:a |your |the )?(?:comment|conversation|discussion)"
        r"[:!.]?$",
        r"(?:post|submit) (?:comment|reply)$",
        r"(?:you must be|you need to be|please) log(?:ged)? ?in to (?:post a |leave a )?comment",
        r"comments are (?:now )?closed[.!]?$",
        r"publicar (?:el )?comentario$",
    ),
    "cookie": (
        r"(?:we|our (?:web)?sites?|this (?:web)?site) uses? cookies (?:and|to|on|for|in order)\b",
        r"(?:by (?:continuing|using|browsing|clicking))[^\n.]{1,80}\b(?:use of|our) cookies",
        r"(?:accept|reject|manage|allow) (?:all )?cookies(?: and continue)?[.!]?$",
        r"(?:cookie|privacy) (?:settings|preferences|policy|notice)$",
        r"(?:wir verwenden|diese (?:website|(?:web)?seite) (?:verwendet|nutzt)) cookies",
        r"(?:utilizamos|usamos|este sitio (?:web )?(?:utiliza|usa)) cookies",
        r"(?:nous utilisons|ce site utilise) des cookies",
    ),
    "newsletter": (
        r"(?:sign up|subscribe)(?: now| here| today)? (?:for|to) (?:our|the)\b[^\n.!?]{0,60}"
        r"\b(?:newsletters?|(?:e-?mail|news) (?:alerts?|updates?))\b"
        r"(?! (?:he|she|it|they|is|was|were|had|has))",
        r"(?:sign up|subscribe)(?: here| now)? to (?:get|receive)\b[^\n]{0,100}"
        r"\b(?:inbox|newsletter|e-?mails?)\b",
        r"get (?:the latest|our|daily|the best|breaking|more|all the)\b[^\n]{1,100}"
        r"\b(?:your inbox|our (?:[a-z]+ ){0,2}newsletters?)\b",
        r"(?:for|want) more[^\n]{1,60}\b(?:sign up|subscribe)\b[^\n]{0,40}\bnewsletter",
        r"sign up for (?:breaking|our|daily|free)\b[^\n.]{0,40}(?:e-?mails|alerts|newsletters?)",
        r"enter your e-?mail(?: address)?(?: to (?:subscribe|sign up|get|receive)[^\n]{0,100})?"
        r"[.:]?$",
        r"thank(?:s| you) for (?:subscribing|signing up)",
        r"you can unsubscribe at any time",
        r"(?:please )?check your (?:inbox|e-?mail)(?: or spam folder)? to confirm your subscri",
        r"(?:abonnieren sie|melden sie sich)[^\n.]{1,60}\bnewsletter\b",
        r"(?:jetzt )?(?:unseren |den )?newsletter abonnieren(?:[.!]?$|: )",
        r"(?:suscríbe(?:te|se)|inscríbe(?:te|se)|suscribirse) a (?:nuestr[oa]s?|la|el)\b"
        r"[^\n.]{0,60}\b(?:newsletter|boletín|boletines)\b",
        r"(?:inscrivez-vous|abonnez-vous)[^\n.]{1,60}\b(?:newsletter|lettre d['’]information)\b",
    ),
    "share": (
        rf"click to (?:share|e-?mail|print)\b(?: {_NAMED})?(?: ?\(opens in new window\))?$",
        r"read or share this story: ?https?://",
        r"like this: like loading",
        r"share (?:this|the) (?:story|article|post|page)(?: on| via| with)?[^\n.]{0,50}[:!]?$",
        r"share this:?$",
        r"what are these\? e-?mail this\b",
        rf"{_SHARE}(?:[ ,|/·•]{{1,3}}{_BUTTON}){{1,15}}:?$",
        rf"{_NETWORK}(?:[ ,|/·•]{{1,3}}{_BUTTON}){{2,15}}:?$",
    ),
    "copyright": (
        r"(?:©|\(c\)|copyright)[ ,:]{0,3}(?:(?:©|\(c\)|by|the)[ ,]{0,3})?(?:19|20)\d\d\b"
        r"(?! (?:is|was|were|has|had|saw|would|will))[^\n]{0,200}$",
        r"(?:©|copyright (?:©|\(c\)|by ))[^\n]{1,120}$",
        r"all rights reserved(?:[.,!]| ?©| by\b|$)",
        r"this material may not be (?:published|reproduced)",
        r"(?:alle rechte vorbehalten|todos los derechos reservados|tous droits réservés)\b",
    ),
    "credit": (
        r"\((?:additional )?(?:reporting|writing|editing) by [^\n]{1,300}\)?$",
        r"(?:additional )?(?:reporting|writing) by [^\n]{1,150}; ?(?:[^\n]{0,100}\b)?editing by\b",
        r"editing by [^\n]{1,100}$",
        r"(?:image|media) (?:copyright|source)[, ]",
        r"image caption ",
        r"(?:toggle|hide) caption\b",
        r"media playback is (?:un|not )supported",
        r"facebook twitter pinterest ",
        r"(?:please )?enable javascript to (?:watch|view)\b",
    ),
    "first-published": (
        r"the post [^\n]{1,300} (?:appeared first|first appeared) on\b",
        r"view (?:the )?(?:original|source)(?: press)?(?: release| version| content)?\b[^\n]{0,60}"
        r"\b(?:on|at|with|here|:) ?(?:www\.|https?://|[a-z0-9-]+\.com)",
        r"this (?:story|article|post) (?:was )?(?:originally|first) (?:appeared|published|ran)"
        r" (?:on|in|at|by)\b[^\n]{1,120}$",
        r"(?:this|a version of this) (?:story|article) appear(?:s|ed) (?:on page|in print)\b",
        r"the above (?:press release|content) was provided (?:courtesy of|by)\b",
    ),
    "forward-looking": (
        r"(?:this|the) (?:press|news) release (?:may )?(?:contains?|includes?) (?:certain )?"
        r"[\"“']?forward[- ]looking (?:statements|information)",
        r"(?:certain|some) (?:of the )?(?:statements|information) (?:contained |made |set forth )?"
        r"in this (?:press|news) release (?:are|is|constitutes?|may (?:be|constitute))\b",
        r"(?:except for (?:the )?historical information|statements in this (?:press|news) release"
        r" that are not)\b",
    ),
}
"""Whatever follows on the line, a line that starts so is no part of a story."""

LABEL_PHRASES = {
    "read-more": (
        r"read (?:more|also|next|the full (?:story|article)|on)\b ?(?:[:|>»…-]{1,3}|\.{3}|$)",
        r"read more (?:about|from|on|here|at|trending)\b",
        r"(?:also|must|further|you may also) read\b ?(?:[:|>»-]|$)",
        r"(?:related|more|see also|recommended|watch|also see|don['’]t miss|up next|next up"
        r"|trending|top stories|latest)(?: (?:video|news|stor(?:y|ies)|articles?|coverage|content"
        r"|posts?|topics?|links?|reading|now))?(?::|\|)",
        r"(?:related|recommended|trending|more|popular|latest|top|most read)"
        r" (?:stories|articles|news|posts|topics|links|reading|coverage)(?: from [^\n.]{1,40})?:?$",
        r"(?:related|recommended|see also|most read|most popular|you may also like"
        r"|you might also like|more on this (?:story|topic)|continue reading)[:.…]{0,3}$",
        r"more (?:from|about|on) [^\n.!?]{2,50}:$",
        r"more from [A-Z\d][^\n.!?]{1,40}$",
        r"(?:lesen sie|lies) (?:auch|mehr|dazu|hier)\b",
        r"(?:mehr zum thema|weiterlesen|das könnte sie (?:auch )?interessieren|lesen sie auch)"
        r"(?: ?[:|-]|$)",
        r"(?:lea|lee|leer|le(?:a|e)r?) (?:también|tambien|más|mas)\b ?(?:[:|>-]|$)",
        r"(?:te puede interesar|le puede interesar|más información|también puedes leer"
        r"|noticias relacionadas)(?: ?[:|]|$)",
        r"(?:(?:à|a) )?(?:lire|voir) (?:aussi|également|la suite)\b(?: ?[:|>-]|$)",
        r"(?:sur le même sujet|pour aller plus loin|en savoir plus)(?: ?[:|]|$)",
    ),
    "newsletter": (
        r"(?:sign up|subscribe)(?: now| here| today)?[!.:]?$",
        r"(?:sign up|subscribe) (?:now |here )?(?:for|to)\b[^\n]{0,60}\bnewsletters?\b",
        r"(?:join|subscribe to) our (?:mailing list|newsletter|channel)",
        r"newsletter$",
    ),
    "follow": (
        rf"(?:follow|like|join|find|connect with) (?:us|[^\n.!?]{{2,50}}) on\b[^\n]{{0,30}}"
        rf"\b{_NETWORK}\b",
        r"follow (?:us\b|@\w)",
        r"folge?n? (?:sie )?uns (?:auf|bei|jetzt)\b",
        r"(?:síguenos|síganos|sigue a [^\n]{2,30}) en\b",
        r"suivez[- ]nous (?:sur|aussi)\b",
        r"download (?:our|the) [^\n.]{0,30}\bapp\b",
    ),
    "link": (
        r"(?:please )?(?:click|tap) here\b",
        r"(?:hier klicken|haga clic aquí|haz clic aquí|cliquez ici)\b",
    ),
    "advert": (
        r"(?:advertisement|advertising|advert|sponsored(?: content)?|paid content|promoted content"
        r"|ad|anzeige|werbung|publicidad|publicité)(?: ?[-–—:|] ?[^\n.]{0,50})?$",
        r"(?:story|article) continues (?:below|after)\b",
        r"(?:scroll|keep scrolling) (?:down )?to continue\b",
        r"skip (?:past )?(?:ad|advertisement|promotion|newsletter)\b",
        r"continue reading (?:below|the main story)",
    ),
    "share": (r"share$", r"print$", r"e-?mail this(?: article| story| page)?$"),
    "credit": (
        r"\(?(?:photo(?:graph)?s?|image|picture|illustration|video|graphic)s?"
        r"(?: credits?| courtesy(?: of)?| source)? ?(?::|–|—|/|\bby (?-i:[A-ZÀ-Þ@]))[^\n]{1,80}$",
        r"\(?(?:photo(?:graph)?|image|picture) (?:courtesy|credit)\b[^\n]{1,80}$",
        r"(?:photo|image|photos|view images?|caption)$",
        r"(?:credits?|courtesy)(?: of)?: ?[^\n]{2,60}$",
        r"\(?(?:foto|fotos|bild|bilder|quelle|grafik|imagen|crédit(?:s)?(?: photo)?)"
        r" ?[:©/][^\n]{1,80}$",
    ),
    "contact": (
        r"(?:you can )?(?:contact|reach|e-?mail|write to) [^\n]{2,60} at [^\s@]{1,40}@[\w.-]{3,40}",
        r"(?:have|got) a (?:news )?tip\b",
    ),
}
"""Only a line that is no full sentence is boilerplate when it starts so."""

CONTACT = (
    r"[^\n.@]{2,40} can be (?:reached|contacted) (?:at|via)\b"
    r"|[^\s@]{1,40}@[\w-]{1,40}(?:\.[\w-]{1,20}){1,3}$"
)
"""A label, too, that opens with any name or address."""

ENDINGS = {
    "read-more": (r"(?<=[^.!?:,] )read more ?[>»]{0,2}$",),
    "copyright": (
        r"\b(?:all rights reserved|alle rechte vorbehalten|todos los derechos reservados"
        r"|tous droits réservés)[.!]?$",
    ),
    "credit": (
        r"\bcontributed (?:reporting )?to this (?:report|story|article)[^\n]{0,20}$",
        r"\b(?:contributed reporting|contributed to this report from [^\n]{1,40})[.)]?$",
        r"\((?:ap |afp |file )?photos?(?:graph)?(?: by|:| credit|/)[^\n()]{2,80}\)$",
        r"\b(?:photo(?:graph)?|foto|image): (?-i:[A-ZÀ-Þ])[^\n.!?:]{2,50}$",
        r"\b(?-i:REUTERS|AP Photo|AFP PHOTO) ?/ ?(?-i:[A-ZÀ-Þ])[^\n.!?:]{2,40}$",
        r"\b(?:hide|toggle) caption$",
    ),
}
"""What a line of boilerplate ends in."""

ENDING_CUES = (
    "read more",
    "reserv",
    "réserv",
    "vorbehalten",
    "contributed",
    "photo",
    "caption",
    "foto",
    "image",
    "reuters/",
)

CLOSED_ENDINGS = tuple(
    f"{word}{stop}"
    for word in ("reserved", "vorbehalten", "reservados", "réservés", "rÉservÉs", "rÉservés")
    for stop in ".!"
)
CUES = ("contributed", "can be reached", "can be contacted")
HEADING_CUES = ("forward looking", "forward-looking", "afe harbor")
"""What is marked although it is closed like a sentence and has no known opening: lines that end so,
or hold one of these cues. Long cues are found faster than short ones."""

TAIL_HEADINGS = {
    "contact": (
        r"(?:for )?(?:media|press|investors?|public|company|news media)"
        r"(?: and (?:media|press|investor))?(?: relations)?"
        r"(?: contacts?| inquiries| enquiries)(?: information)?:?$",
        r"(?:contacts?|contact (?:details|information)|pressekontakt|contacto de prensa"
        r"|contact presse):?$",
    ),
}
FORWARD_LOOKING = (
    r"(?:cautionary (?:note|statement|language)s?|(?:note|disclaimer|statement) "
    r"(?:on|regarding|concerning)|safe harbor|disclosure regarding)?[^\n.]{0,40}"
    r"(?:forward[- ]looking (?:statements?|information)|safe harbor(?: statement)?)"
    r"[^\n.]{0,40}[.:]?$"
)
"""Headings of the standing blocks at the end of a press release."""

_NAME = (
    r"[A-ZÀ-Þ][\w.'’-]{0,20}"
    r"(?: (?:(?:de|van|von|der|den|la|al|bin|da|di) )?[A-ZÀ-Þ][\w.'’-]{0,20}){1,3}"
)
BYLINES = {
    "byline": (
        rf"(?:By|BY|Von|Por|Par) {_NAME}(?:(?:, | and | AND | und | y | et | & ){_NAME}){{0,3}}"
        r"(?:(?:,| [|/•–—-]) ?[A-ZÀ-Þ][^\n!?]{1,50})?$",
    )
}
"""Who wrote it: a line of its own near the start."""

DATED = r"\d|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
"""What no name has; `By Monday Night` is a headline."""

_WHEN = (
    r"(?:\d[\d:./hT+-]{0,24}(?:st|nd|rd|th|am|pm|z|hrs?|min)?|an?|on|at|[ap]\.?m\.?|of|ago"
    r"|just now|today|yesterday|(?:second|minute|hour|day|week|month)s?|uhr"
    r"|e[sd]?t|gmt|utc|ces?t|bst|ist|p[sd]?t|c[sd]t"
    r"|updated|published|del?|le|à|um|vor|stunden?|minuten?|hace|horas?|il y a|heures?"
    r"|(?:mon|tues?|wed|thu|thurs|fri|sat|sun)(?:day|nesday|rsday|urday)?"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|fév|mai|mär|ago|ene|abr|dic|okt|dez)"
    r"[a-zéû]{0,7})"
)
STAMPS = {
    "updated": (
        r"(?:(?:last |first |originally )?(?:updated|published|posted|modified|aktualisiert"
        r"|veröffentlicht|stand|actualizado|publicado|mis à jour|publié)[ :|-]{1,3})"
        r"(?=[^\n]{0,60}(?:\d|\bago\b|yesterday|today|just now))"
        rf"(?:{_WHEN}(?:[\s,.|:()/–-]{{1,4}}|$)){{1,16}}$",
    )
}
"""When it was published or updated, and nothing else."""

AGENCY_CREDIT = (
    rf"\(?(?:[A-ZÀ-Þ][^\n/|!?]{{1,40}} ?[/|] ?){{1,3}}{_AGENCY}(?: \(\d\))?\)?$"
    r"|Getty(?: Images)? \(\d\)$"
)
"""The photographer and the agency of a picture: `(Jane Doe/Reuters)`."""

ABOUT_HEADINGS = {
    "about": (r"(?:About|ABOUT) (?:[Tt]he |THE )?(?P<name>[A-ZÀ-Þ][^\n?!]{1,80}?)[:.]?$",)
}
ABOUT_INLINES = {
    "about": (
        r"About (?:the )?(?P<name>[A-Z][^\n:]{2,60}?)[ ™®]{0,2}[:–-]?\s{0,3}(?:The )?(?P=name)",
    )
}
"""The block about a company that closes a press release; heading and text may share a line."""


@cache
def compiled(pattern: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """Compile a pattern once: most are never needed, and all together take longer than a text."""
    return re.compile(pattern, flags)


class Phrases:
    """Patterns for the beginning of a line; a line is held against those that open as it does.

    Args:
        table: for each rule its patterns; the first that matches names the rule.
        flags: of the patterns.

    Raises:
        ValueError: a pattern matches whatever a line opens with.
    """

    def __init__(
        self, table: Mapping[str, Sequence[str]], flags: re.RegexFlag = re.IGNORECASE
    ) -> None:
        self._flags = flags
        self._known: dict[bytes, list[tuple[bytes, str, str]]] = {}
        for rule, patterns in table.items():
            for pattern in patterns:
                for opening in openings(pattern):
                    self._known.setdefault(opening[:KEY], []).append((opening, rule, pattern))
        self._sizes = sorted(set(map(len, self._known)), reverse=True)

    def openings(self) -> set[bytes]:
        """Give how lines open that patterns match."""
        return {opening for known in self._known.values() for opening, _, _ in known}

    def match(self, text: str) -> tuple[str, re.Match[str]] | None:
        """Give the rule whose pattern matches the beginning of `text`, and the match."""
        head = fold(text[:LENGTH])
        for size in self._sizes:  # of one head, short openings and long ones are of one rule
            for opening, rule, pattern in self._known.get(head[:size], ()):
                opens = head.startswith(opening)
                if opens and (match := compiled(pattern, self._flags).match(text)):
                    return rule, match
        return None

    def rule_of(self, text: str) -> str | None:
        """Give the rule whose pattern matches the beginning of `text`."""
        found = self.match(text)
        return found[0] if found else None


def one_of(table: Mapping[str, Sequence[str]]) -> str:
    """Give patterns as one; the name of its `lastgroup` is the rule, `_` for `-`."""
    return "|".join(
        f"(?P<{rule.replace('-', '_')}>(?:{'|'.join(patterns)}))"
        for rule, patterns in table.items()
    )


STOCK = Phrases(STOCK_PHRASES)
LABELS = Phrases(LABEL_PHRASES)
STAMP = Phrases(STAMPS)
BYLINE = Phrases(BYLINES, re.NOFLAG)
HEADINGS = Phrases(TAIL_HEADINGS)
ABOUT_HEADING = Phrases(ABOUT_HEADINGS, re.NOFLAG)
ABOUT_INLINE = Phrases(ABOUT_INLINES, re.NOFLAG)
ENDS = one_of(ENDINGS)
