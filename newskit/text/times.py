"""Times of publication, made comparable; what was given stays as it was given.

Libraries of the field were tried on the shapes that feeds, exports and pages have: python-dateutil
takes `03/04/2026` for the third of April or the fourth of March, drops the zone `EST`, fills what
is missing from the clock, and knows no months but English ones; dateparser asks the clock, too.
"""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache

from newskit.text.months import month

_LONGEST = 80
_RFC_2822 = re.compile(r"(?:[A-Za-z]{3},?\s+)?\d{1,2}[ -][A-Za-z]{3}[ -]\d{2,4}\s+\d{1,2}:")
_EPOCH = re.compile(r"(?P<seconds>\d{9,10}(?:\.\d+)?)|(?P<thousandths>\d{12,13}(?:\.\d+)?)")
_DIGITS = re.compile(r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)")
_YEAR_FIRST = re.compile(
    r"(?<!\d)(?P<y>\d{4})(?:(?P<between>[-/.])(?P<m>\d{1,2})(?P=between)"
    r"|[年년]\s*(?P<cm>\d{1,2})[月월]\s*)(?P<d>\d{1,2})(?!\d)"
)
_YEAR_LAST = re.compile(r"(?<![\d.,])(\d{1,2})([-/.])\s?(\d{1,2})\2\s?(\d{4})(?!\d)")
_NAME = r"(?P<name>[^\W\d_]{3,12})"
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?"
_NAMED = (
    re.compile(
        rf"(?<!\d){_DAY}[\s-]*(?:de |of )?{_NAME}\.?,?(?: de[l]?)?[\s-]*(?P<y>\d{{4}})(?!\d)"
    ),
    re.compile(rf"{_NAME}\.?[\s-]*{_DAY},?[\s-]+(?P<y>\d{{4}})(?![\d:])"),
    # As `date` writes it.
    re.compile(rf"{_NAME}\.?\s+{_DAY},?\s.{{0,{_LONGEST}}}(?<!\S)(?P<y>\d{{4}})$"),
)
_TIME = re.compile(
    r"(?<![\d.])(?P<h>\d{1,2})(?:[:.h](?P<min>\d\d)(?::(?P<s>\d\d)(?:[.,]\d+)?)?)?"
    r"(?:\s*(?P<half>[ap])\.?m\b\.?)?"
    r"(?:\s*(?P<zone>Z\b|[+-]\d\d:?\d\d(?!\d)|\(?[A-Z]{2,4}\b))?",
    re.IGNORECASE,
)
_ZONES = {
    "z": 0, "utc": 0, "gmt": 0, "wet": 0, "bst": 1, "west": 1, "cet": 1, "mez": 1, "cest": 2,
    "mesz": 2, "eet": 2, "msk": 3, "eest": 3, "sgt": 8, "hkt": 8, "jst": 9, "kst": 9,
    "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
}  # fmt: skip
_PLACES = {"et": "America/New_York", "ct": "America/Chicago", "pt": "America/Los_Angeles"}


def parse_time(given: str | None) -> datetime | None:
    """Read a time of publication; without a zone it is taken as UTC.

    ISO 8601, RFC 2822, seconds or thousandths since 1970, and what pages and exports write, with
    the months of many languages: `March 2, 2026, 5:40 p.m. ET`, `2 mars 2026`, `02.03.2026 17:40`.

    Returns None when nothing was given, or nothing that has one meaning: `03/04/2026` is a day in
    March or in April, `May 2026` no day, and `yesterday` depends on when it is read.
    """
    return _parsed(given.strip()) if given else None


@lru_cache(1 << 12)
def _parsed(given: str) -> datetime | None:
    for parse in (datetime.fromisoformat, _number, _rfc_2822, _written):
        try:
            found = parse(given)
            if found is not None:
                return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
        except (ValueError, OverflowError, OSError):
            continue
    return None


def _number(given: str) -> datetime | None:
    if match := _EPOCH.fullmatch(given):
        count = float(given) / (1000 if match["thousandths"] else 1)
        return datetime.fromtimestamp(count, UTC)
    if match := _DIGITS.fullmatch(given):
        year, month_, day_, hour, minute, second = map(int, match.groups())
        return datetime(year, month_, day_, hour, minute, second)
    return None


def _rfc_2822(given: str) -> datetime | None:
    # What does not begin like one, Python would read as one all the same, `5:40 PM` as 5:40.
    if not _RFC_2822.match(given) or given[-2:].lower() in ("am", "pm"):
        return None
    from email.utils import parsedate_to_datetime  # with sockets: 4 ms that few runs need

    return parsedate_to_datetime(given)


def _written(given: str) -> datetime | None:
    """Read a date as people write it, and the time that stands beside it."""
    if len(given) > _LONGEST:
        return None
    for find in (_year_first, _year_last, _named):
        if found := find(given):
            on, rest = found
            at, zone = _clock(rest)
            return _with_zone(datetime.combine(on, at), zone)
    return None


def _year_first(given: str) -> tuple[date, str] | None:
    match = _YEAR_FIRST.search(given)
    if match is None:
        return None
    return date(int(match["y"]), int(match["m"] or match["cm"]), int(match["d"])), _but(match)


def _year_last(given: str) -> tuple[date, str] | None:
    match = _YEAR_LAST.search(given)
    if match is None:
        return None
    first, between, second, year = match.groups()
    one, other = int(first), int(second)
    if between == "." or one > 12 or one == other:
        return date(int(year), other, one), _but(match)
    return (date(int(year), one, other), _but(match)) if other > 12 else None


def _named(given: str) -> tuple[date, str] | None:
    for pattern in _NAMED:
        for match in pattern.finditer(given):
            number = month(match["name"])
            if number is not None:
                rest = given if pattern is _NAMED[-1] else _but(match)
                return date(int(match["y"]), number, int(match["d"])), rest
    return None


def _but(match: re.Match[str]) -> str:
    """Give what stands around a date."""
    return f"{match.string[: match.start()]} | {match.string[match.end() :]}"


def _clock(rest: str) -> tuple[time, str]:
    """Find the time of day and its zone; midnight when there is none."""
    for match in _TIME.finditer(rest):
        if match["min"] or match["half"]:
            hour = int(match["h"])
            if match["half"]:
                hour = hour % 12 + 12 * (match["half"].lower() == "p")
            at = time(hour, int(match["min"] or 0), int(match["s"] or 0))
            return at, (match["zone"] or "").strip("(").lower()
    return time(), ""


def _with_zone(found: datetime, zone: str) -> datetime:
    if zone[:1] in ("+", "-") and zone:
        sign = -1 if zone[0] == "-" else 1
        offset = sign * timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
        return found.replace(tzinfo=timezone(offset))
    if zone in _PLACES:
        return found.replace(tzinfo=_place(_PLACES[zone]))
    return found.replace(tzinfo=timezone(timedelta(hours=_ZONES.get(zone, 0))))


def _place(name: str) -> tzinfo:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name)
    except ZoneInfoNotFoundError as error:  # no time zones on this machine
        raise ValueError(name) from error


def day(given: str | None) -> int | None:
    """Give the day of a time, counted as `date.toordinal` does; None when it is not known."""
    if given and given[4:5] == given[7:8] == "-" and (found := _iso_day(given[:10])):
        return found  # most are of this form, and a pile has its days over and over
    time = parse_time(given)
    return time.toordinal() if time else None


@lru_cache(1 << 12)
def _iso_day(given: str) -> int | None:
    try:
        return date.fromisoformat(given).toordinal()
    except ValueError:
        return None


def seconds(given: str | None) -> float:
    """Give a time as seconds since 1970; infinite when it is not known, so that it sorts last."""
    time = parse_time(given)
    return time.timestamp() if time else float("inf")
