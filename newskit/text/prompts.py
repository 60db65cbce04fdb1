"""What a page asks of its readers: to share, follow, subscribe, comment, accept, read on.

English first, then the most usual German, Spanish and French phrases.
"""

import re

_NETWORK = (
    r"(?:facebook|twitter|x|instagram|youtube|linkedin|whatsapp|telegram|pinterest|reddit|tumblr"
    r"|google\+|tiktok|threads|bluesky|mastodon|flipboard|snapchat|digg|stumbleupon|xing)"
)
_SHARE = (
    r"(?:share|tweet|pin|e-?mail|print|save|teilen|drucken|partager|imprimer|compartir|imprimir)"
)
_BUTTON = rf"(?:{_SHARE}|{_NETWORK}|on|via|with|auf|sur|en|link|copy|messenger|bookmark)"
NAMED = r"[^\n.!?]{1,60}"

STOCK = {
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
        r"(?:we|our (?:web)?sites?|this (?:web)?site) uses? cookies"
        r"(?:[.!]?$| (?:and|to|on|for|in order)\b)",
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
        rf"click to (?:share|e-?mail|print)\b(?: {NAMED})?(?: ?\(opens in new window\))?$",
        r"read or share this story: ?https?://",
        r"like this: like loading",
        r"share (?:this|the) (?:story|article|post|page)(?: on| via| with)?[^\n.]{0,50}[:!]?$",
        r"share this:?$",
        r"what are these\? e-?mail this\b",
        rf"{_SHARE}(?:[ ,|/·•]{{1,3}}{_BUTTON}){{1,15}}:?$",
        rf"{_NETWORK}(?:[ ,|/·•]{{1,3}}{_BUTTON}){{2,15}}:?$",
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
}
"""Whatever follows on the line, a line that starts so is no part of a story."""

LABELS = {
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

CUES = ("can be reached", "can be contacted")
"""One of these is in it, or the sign of an address."""

ENDINGS = {"read-more": (r"(?<=[^.!?:,] )read more ?[>»]{0,2}$",)}
ENDING_CUES = ("read more",)
"""What a line of boilerplate ends in, and what is in every such line."""

_PROMPT = re.compile(
    r"(?:please )?(?:"
    r"share (?:this|on|via|the (?:story|article|post|page|news))\b"
    r"|(?:follow|like|join|find) (?:us|me|@\w+)(?: (?:on|at)\b|\W*\Z)"
    r"|tweet (?:this|us)\b|e-?mail (?:this|us|your|the (?:author|writer|reporter))\b"
    r"|(?:sign up|register|subscribe)(?: now| today| here| free)? (?:for|to|with|here|now|today)\b"
    r"|get (?:our|the) [\w -]{1,40}(?:newsletters?|app|headlines)\b"
    r"|(?:download|get|try) (?:our|the) (?:\w+ ){0,2}app\b"
    r"|(?:click|tap) (?:here|on the|to)\b|scroll (?:down|to)\b"
    r"|(?:also )?(?:read|see|watch|listen|related|more|don['’]t miss|recommended)"
    r"(?: (?:more|also|next|stories|story|articles?|coverage|from|on))*\s?[:>»]"
    r"|(?:read more|continue reading|keep reading|read the full (?:story|article))\b"
    r"|support (?:our|independent) journalism\b"
    r"|(?:leave|post|add) a (?:comment|reply)\b|view (?:all )?comments\b"
    r"|we and our partners use cookies\b"
    r"|by (?:signing up|subscribing|clicking|using this)\b.{1,80}\byou (?:agree|accept|consent)\b"
    r"|send (?:us )?(?:your )?(?:news )?tips\b"
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
    r"|(?:disclosures?|disclaimer|legal notice)\s?:|copy link\b|ad[ -]?block(?:er|ing)? users\b"
    r"|see (?:the )?full (?:terms|disclaimers?)\b|share your (?:thoughts|views|story|stories)\b"
    r"|watch the (?:\w+ ){0,2}(?:video|clip|trailer|interview) (?:below|above|here)\b"
    r"|(?:stay with .{1,60}|check back|stay tuned) for (?:the latest|more|developments|updates?)\b"
    r"|this is a (?:developing|breaking)(?: news)? story\b"
    r"|(?:hashtags?|distributed by|original source|view source)\b[^.]{0,40}:"
    r"|this (?:article|story|post|report) (?:was |has been )?(?:first|originally) "
    r"(?:appeared|published|ran)\b)",
    re.IGNORECASE,
)
_ASIDE_CUES = ("click", "@", "leaving a comment", "opens in")
_ASIDE = re.compile(
    r"\bclick (?:on the link )?here\b|\bleaving a comment\b|\S{2,40}@[\w-]{1,40}\.\w"
    r"|opens in (?:a )?new (?:window|tab)",
    re.IGNORECASE,
)
_LINK = re.compile(r"\W*(?:https?://|www\.|\S{1,64}@)\S+")


def is_prompt(sentence: str) -> bool:
    """Tell whether a sentence opens like a prompt; less is asked of it than of a line."""
    return _PROMPT.match(sentence) is not None


def is_aside(sentence: str) -> bool:
    """Tell whether a sentence is a link, or holds one that is to be clicked."""
    lower = sentence.lower()
    has_cue = any(cue in lower for cue in _ASIDE_CUES)
    return (has_cue and _ASIDE.search(sentence) is not None) or bool(_LINK.fullmatch(sentence))
