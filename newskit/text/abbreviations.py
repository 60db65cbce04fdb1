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
    "ar": "أ د م ص هـ",
    "bg": "проф инж доц акад ул бул пл гр обл св стр т.нар",
    "bn": "ডা ড মো প্রফে",
    "cs": "p pp pí sl prof doc ing arch mgr bc judr mudr phdr ul nám sv gen plk mjr kpt čl str č",
    "da": "hr fr ca nr bl prof kl stk sml jf adm inkl ekskl pga",
    "de": """
        Hr Fr Frl Dipl Ing Nr Abs Art Bd bzw ca evtl ggf inkl exkl vgl sog bspw Mio Mrd Tsd geb
        verh gest Hptm Oberst Min Std St Hl mind max zzgl bes insb ehem Ev Kath phil jur Hrsg""",
    "el": """
        δρ κος κα καθ στρ αγ άρθρ αρ παρ σελ τηλ οδ εκατ δισ χιλ βλ ταγ συντ λοχ υποστρ αριθ""",
    "es": """
        Sr Sra Srta Sres Dra Dras Dña Ud Uds Vd Gral Cnel Tte Cap Cmdte Sgto Lic Arq Mons Pbro Fr
        Sto Sta Exmo Exma Excmo Excma Ilmo Ilma Prof.ª Profa pág págs núm nro art arts aprox EE tel
        cap párr vol fig av avda Av Avda Pza Pº Hnos adm gob dpto depto""",
    "fa": "دکتر",
    "fi": "ks tri prof esim mm nk ns n v klo puh os s ao ko em eräs",
    "fr": """
        MM Mgr Me Mes env éd chap av apr art arts vol fig p pp cf no nº bd boul tél dir réf hab
        Sté gén col cap lt""",
    "hi": "डॉ श्री श्रीमती प्रो इंजी ले कै मे सं पृ क्र नं",
    "hu": "dr prof ifj id özv stb pl kb ill ún",
    "it": """
        sig sigg sig.ra sig.na dott dr.ssa dott.ssa prof prof.ssa on avv ing geom arch rag cav comm
        mons gen col ten cap mar brig magg serg s. sen pres pag pagg art artt sez fig vol tel sec
        ca cfr ad p pp n nn v vv c.so v.le p.za""",
    "nb": "hr fr ca nr bl prof kl jf adm inkl ekskl pga evt ev",
    "nl": """
        dhr mevr mevrouw mw mej drs ir mr dr prof ds ing mgr bijv ca resp vgl nl o.l.v blz nr tel
        gen kol lt st afd art hfdst zgn zog wnd plv""",
    "pl": """
        ul al pl os prof dr inż mgr lic hab abp bp ks św bł o gen płk mjr kpt por ppłk ppor sierż
        dyr red np tzn tzw tj ok m.in im nt ws wg zob por tel nr art ust poz str rozdz""",
    "pt": """
        Sr Sra Srs Sras Srta Dra Dras Dom Eng Enga Arq Exmo Exma Exmos Profa Cel Ten Cap Maj Mal
        Brig Des Dep Sen Min Pe Fr pág págs núm nº art arts aprox séc cap fig vol tel av Al Pça Trav
        Rod""",
    "ro": "dl dna dnii dr prof ing av str bd bl sc ap nr jud com art alin pag cca aprox gen col lt",
    "ru": """
        ул пл пр просп пер наб бул обл им проф акад доц ст гл стр рис табл см ср напр д-р д-ра
        г-н г-жа гр гос тов ген полк подполк кап лейт адм чл корр св р-н пос дер тел""",
    "sv": "bl ca kl resp prof dr nr st tf f.d",
    "tr": """
        Dr Prof Doç Yrd Öğr Gör Av Org Korg Tümg Tuğg Alb Yb Bnb Yzb Ütğm Tğm Sn Hz Şti Nu No bkz
        krş örn yak haz çev""",
    "uk": """
        вул просп пров пл бул обл ім проф акад доц ст гл стор рис див напр гр ген полк підполк чл
        кор св р-н смт тел""",
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
    "bg": "лв млн млрд хил др",
    "cs": "Kč mil mld tis atd apod aj hod min",
    "da": "mio mia osv m.m mdr",
    "de": """
        usw usf Str Jan Feb Aug Sept Okt Nov Dez Jh Jhdt etc Min Std Mo Di Mi Do Fr Sa So Nachf
        Gebr Co AG Tel""",
    "el": "αι χλμ κυβ ετών λπ κλπ λεπ",
    "es": "Cía etc Avda Av ene febr sept oct dic min seg hab km máx mín Univ Inst",
    "fr": "janv févr avr juil sept oct nov déc etc Cie min sec Univ bld",
    "hu": "stb Ft Kft Zrt",
    "it": "ecc gen febbr apr giu lug ago sett ott dic min Soc Comp Spa Univ Ist",
    "nb": "mill mrd osv m.m",
    "nl": "enz jl mln mld min jan febr sept okt dec e.d e.a",
    "pl": "mln mld tys zł gr itd itp godz min proc ha pn wt śr czw",
    "pt": "Cia etc Av jan fev abr jun jul ago set out nov dez min seg hab Univ Inst Ltda",
    "ro": "mil mld etc min",
    "ru": "др пр млн млрд тыс руб коп мин сек чел гг вв экз кв куб",
    "sv": "m.m m.fl osv milj min",
    "tr": "vb vs vd Cad Sok Mah Blv Bul Apt Ltd dk sn cm km bin yy",
    "uk": "млн млрд тис грн коп хв год чол рр",
}

# Words whose full stop is an abbreviation's when a number follows, and else ends the sentence.
BEFORE_NUMBERS = _listed("""
    No Nos no nos Vol Vols vol Fig Figs fig Art art Sec sec Ch ch pp Pt pt Apt Rm Op Par para Rte
    Cap Nr nr núm Nº Rs Tk""")

# Entries above that are words of English, too: not applied where the language is unknown.
_ENGLISH_WORDS = _listed("""
    AG Abs Al Apt Arch Art Av Bc Bul Cad Cap Cia Comm Comp Dep Des Di Do Dom Eng Enga Ev Fr Gen Hl
    Hz Ing Inst Ist Kath Lic MM Mal Mar Me Mi Min Mo No Nu Oberst On Org Pe Pres Rod Sa Sen Sn So
    Soc Spa Sta Std Tel Ten Univ a ad adm ago al an ap apr arch art arts av bc bd bin bl boul bp
    brig ca cap ch chap cm col com dec dir dna doc dr ds ed em ent env etc ev fig fr gen gest gob gr
    ha hab hr id ill im ing inst ir jan jun kb kg kl km ko ks lt lug m mar max me mia mil mill min
    mind mio mm mr mw n nl no nov np nr ns nt o oct ok on os ott out ov p pag par pga phil pl por pp
    pr pres proc prof que rag red resp s s. sc sec seg sen sept set sig sl sn so sp st str sv tel
    ten tf tis tri v vol ws yak""")

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
    "pl": "W Na Do Po Z Ze O Od To Ten Ta On Ona Oni I A Ale Jak Nie Jest Był Zgodnie Według Dla",
    "tr": "Bu Bir O Ve Ama Ancak Daha Sonra Olay Polis Her Çok Şu Biz Ben İlk Son Ayrıca Bunun",
    "el": """
        Ο Η Το Οι Τα Τον Την Ένας Μια Ένα Και Αλλά Σε Στο Στη Στην Στις Στα Από Με Για Όταν Αυτός
        Αυτή Αυτό Δεν Ως Κατά Μετά""",
    "cs": "V Ve Na Do Po Z Ze O Od To Ten Ta On Ona I A Ale Jak Není Byl Podle Pro Za S Se K",
    "uk": "У В На Але І Та А Він Вона Вони Ми Я Це Ці За Як Для До Після Однак Так Також Про З Із",
    "bg": "В На Но И А Той Тя Те Ние Аз Това Тези По При Как За До След Обаче Така Също От С",
    "ro": "În La Pe Cu Un O Ei El Ea Dar Și Iar De Din După Potrivit Pentru Acest Această Nu",
    "sv": "I På Det Den De Han Hon Vi Jag En Ett Men Och Som Efter Enligt För Med Vid Till Där",
    "da": "I På Det Den De Han Hun Vi Jeg En Et Men Og Som Efter Ifølge For Med Ved Til Der",
    "nb": "I På Det Den De Han Hun Vi Jeg En Et Men Og Som Etter Ifølge For Med Ved Til Der",
}

# Languages that write an ordinal as a number with a full stop.
_ORDINALS = _listed("cs da de et fi hu lv nb sh sk sl tr")

NAMES_WITH_MARKS = _listed("Yahoo! Yum! E! Jeopardy! Wham! Joomla! Kahoot! Guess? Which?")
GERMAN_MONTHS = _listed("Januar Jänner Februar März Juni Juli Oktober Dezember")
CLOCK = _listed("a.m p.m A.M P.M")
AFTER_CLOCK = _listed("""
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Thu Thurs Fri Sat Sun
    January February March April May June July August September October November December
    Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec
    ET EST EDT CT CST CDT MT MST MDT PT PST PDT GMT UTC BST CET CEST IST JST AEST HKT
    Eastern Central Mountain Pacific Greenwich Local Moscow Beijing Today Tonight Tomorrow Daily""")


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
    may_end = _words(_MAY_END, language)
    return StopRules(
        before_names=_words(_BEFORE_NAMES, language) - may_end,
        may_end=may_end,
        starters=_listed(_STARTERS.get(language or "en", "")),
        ordinals=language in _ORDINALS,
    )


def _words(lists: dict[str, str], language: str | None) -> frozenset[str]:
    """Give the words of a language, and those of a small letter as they open a sentence, too."""
    if language is not None:
        own = _listed(lists.get(language, ""))
        opening = {word[0].upper() + word[1:] for word in own} if language != "en" else set()
        return _listed(lists[""]) | own | opening
    foreign = _listed(" ".join(words for key, words in lists.items() if key != "en"))
    return (foreign - _ENGLISH_WORDS) | _words(lists, "en")
