"""Abbreviations and other words that decide whether a full stop ends a sentence, by language."""

from dataclasses import dataclass
from functools import cache


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Words whose full stop never ends a sentence, because a name or an explanation must follow.
_BEFORE_NAMES = {
    "": """
        Mr Mrs Ms Mx Messrs Dr Drs Prof Rev Hon Msgr MR MRS MS DR
        Gov Govs Lt Gen Gens Col Cols Maj Capt Cmdr Cdr Cpl Sgt Pvt Pfc Spc Adm Brig Ens Insp Supt
        vs cf""",
    "en": """
        Sen Sens Rep Reps Pres Amb Atty Asst Const Dep Det Sec Fr Br Ald Comdr Comm Commr Rt
        approx viz incl GOV SEN REP""",
    "de": "Hr Fr Frl Dipl Ing Nr Abs Art Bd bzw ca evtl ggf inkl exkl vgl sog bspw Mio Mrd geb",
    "fr": "MM Mgr Me env éd chap av apr art",
    "es": "Sr Sra Srta Sres Dra Dña Ud Uds Gral Cnel Tte Lic Arq Mons pág págs núm art aprox EE",
    "it": "Sig Sigg Dott Prof On Avv Ing Geom Arch sig dott avv ing pag art ecc",
    "pt": "Sr Sra Srs Dra Eng Exmo pág núm art aprox",
    "nl": "dhr mevr mw drs ir mr bijv ca resp nl vgl",
    "ru": "ул пл просп обл им тыс млн млрд руб проф акад ст гг рис стр",
    "pl": "ul al prof dr inż mgr np tzn tzw ok godz św im hab ks płk gen",
    "sv": "bl ca kl resp",
    "hi": "डॉ श्री प्रो",
}

# Words whose full stop ends a sentence only when a word that usually opens one follows.
_MAY_END = {
    "": """
        Jr Sr Esq Inc Corp Co Cos Ltd Bros St Ste Mt Ft Ave Blvd
        Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec""",
    "en": """
        Assn Assoc Dept Univ Intl Mfg Rd Hwy Pkwy Tpke Bldg Ret Mon Tue Tues Wed Thu Thur Thurs Fri
        Ala Ariz Ark Calif Cal Colo Conn Del Fla Ga Ill Ind Kan Kans Ky La Md Mass Mich Minn Miss
        Mo Mont Neb Nebr Nev Okla Ore Pa Penn Tenn Tex Va Vt Wash Wis Wisc Wyo Ont Que Alta Sask
        ft lb lbs oz sq mph est hrs yrs al""",
    "de": "usw usf Str Jan Feb Aug Sept Okt Nov Dez Jh Jhdt etc",
    "fr": "janv févr avr juil etc",
    "es": "Cía etc Avda Av",
    "it": "ecc gen febbr",
    "pt": "Cia etc Av",
    "nl": "enz jl",
    "ru": "др пр",
}

# Words whose full stop is an abbreviation's when a number follows, and else ends the sentence.
BEFORE_NUMBERS = _listed("""
    No Nos no nos Vol Vols vol Fig Figs fig Art art Sec sec Ch ch pp Pt pt Apt Rm Op Par para Rte
    Cap Nr nr núm Nº Rs Tk""")

# Entries above that are words of English, too: not applied where the language is unknown.
_ENGLISH_WORDS = _listed("""
    Abs Arch Art Av Eng Ing Lic MM Me On al art apr av bl ca dr env etc gen hab im ir kl ks mr nl
    np ok pag par prof resp""")

_STARTERS = {
    "en": """
        The A An In On At It Its He She They We I You This That These Those There Here His Her
        Their Our My Your But And Or So Yet If When While As After Before Since Although Though
        Because Until Once During For From With Without By To Among About Under Over Between Both
        Each Every Some Many Most Several Such All Another Other Others One No Nobody Someone
        Everyone Not What Who Where Why How Which Whether However Meanwhile Moreover Nevertheless
        Instead Still Also Then Now
        Today Yesterday Earlier Later Officials Authorities Police Prosecutors Investigators
        Analysts Critics Asked Speaking According Despite Even Only Just Nearly Almost Let Is Are
        Was Were Has Have Had Do Does Did Can Could Would Should""",
    "de": """
        Der Die Das Den Dem Ein Eine Er Sie Es Wir Ich Und Aber Doch Im In Am An Nach Bei Auch Mit
        Für Laut Zum Zur Von Vor So Als Wie Dies Diese Dieser Das Dabei Damit Seit Noch Nun Man""",
    "fr": "Le La Les Un Une Il Elle Ils Elles Ce Cette Ces Mais Et En Dans Selon Pour Au Aux On",
    "es": "El La Los Las Un Una Esta Este Estos Pero Y En Según Para Por Con Se Su Sus Al Ayer",
    "it": "Il Lo La I Gli Le Un Una Ma E In Secondo Per Con Si Al Nel Nella Questo Questa",
    "nl": "De Het Een Hij Zij Ze Wij We Ik Dat Dit Die En Maar In Op Na Volgens Voor Met Ook Er",
    "ru": "В На Но И А Он Она Они Мы Я Это Эти По При Как Для До После Однако Так Также Об О С К",
    "pt": "O A Os As Um Uma Mas E Em No Na Segundo Para Por Com Se Seu Sua Este Esta Ele Ela",
}

NAMES_WITH_MARKS = _listed("Yahoo! Yum! E! Jeopardy! Wham! Joomla! Kahoot! Guess? Which?")
GERMAN_MONTHS = _listed("Januar Jänner Februar März Juni Juli Oktober Dezember")
CLOCK = _listed("a.m p.m A.M P.M")
AFTER_CLOCK = _listed("""
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Thu Thurs Fri Sat Sun
    January February March April May June July August September October November December
    Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec
    ET EST EDT CT CST CDT MT MST MDT PT PST PDT GMT UTC BST CET CEST IST JST AEST HKT
    Eastern Central Mountain Pacific Greenwich Local Moscow Beijing Today Tonight Tomorrow Daily""")

# A run of terminators with the closing marks and note numbers that belong to it. A mark after a
# space closes only where another space follows: « Oui. » and the spaced quotes of converted text.


@dataclass(frozen=True, slots=True)
class StopRules:
    """The words that decide about a full stop in one language."""

    before_names: frozenset[str]
    may_end: frozenset[str]
    starters: frozenset[str]
    ordinals: bool


@cache
def stop_rules(language: str | None) -> StopRules:
    """Give the words of a language (`en`); None for English and what of others does not hurt it."""
    return StopRules(
        before_names=_words(_BEFORE_NAMES, language),
        may_end=_words(_MAY_END, language),
        starters=_listed(_STARTERS.get(language or "en", "")),
        ordinals=language == "de",
    )


def _words(lists: dict[str, str], language: str | None) -> frozenset[str]:
    if language is not None:
        return _listed(lists[""]) | _listed(lists.get(language, ""))
    foreign = _listed(" ".join(words for key, words in lists.items() if key != "en"))
    return (foreign - _ENGLISH_WORDS) | _words(lists, "en")
