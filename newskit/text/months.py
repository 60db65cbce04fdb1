"""The names of the months, as dates in the press write them."""

# Where a language bends its nouns, the form that stands behind a day is there, too.
_LISTED = """
en January February March April May June July August September October November December
de Januar Februar März April Mai Juni Juli August September Oktober November Dezember
de Jänner Feber Maerz April Mai Juni Juli August September Oktober November Dezember
fr janvier février mars avril mai juin juillet août septembre octobre novembre décembre
es enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
it gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
pt janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro
nl januari februari maart april mei juni juli augustus september oktober november december
sv januari februari mars april maj juni juli augusti september oktober november december
da januar februar marts april maj juni juli august september oktober november december
fi tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta \
lokakuuta marraskuuta joulukuuta
pl stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada \
grudnia
cs ledna února března dubna května června července srpna září října listopadu prosince
ru января февраля марта апреля мая июня июля августа сентября октября ноября декабря
uk січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня
tr Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık
ro ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie \
decembrie
"""

_NAMES = [
    (name.lower(), number)
    for line in _LISTED.strip().splitlines()
    for number, name in enumerate(line.split()[1:], 1)
]
_WHOLE = dict(_NAMES) | {"sept": 9}


def month(name: str) -> int | None:
    """Give the number of a month by its name, whole or cut to three letters or more.

    None when no month is called so, or when the names that begin like this are not of one month.
    """
    name = name.lower()
    if name in _WHOLE:
        return _WHOLE[name]
    if len(name) < 3:
        return None
    for names in (_NAMES[:12], _NAMES):  # what is cut is English first
        numbers = {number for whole, number in names if whole.startswith(name)}
        if numbers:
            return numbers.pop() if len(numbers) == 1 else None
    return None
