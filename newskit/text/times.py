"""Times of publication, made comparable; what was given stays as it was given."""

from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache


def parse_time(given: str | None) -> datetime | None:
    """Read an ISO 8601 or RFC 2822 time; without a zone it is taken as UTC.

    Returns None when nothing was given or it is not such a time.
    """
    if not given:
        return None
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            time = parse(given.strip())
            return (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC)
        except (ValueError, OverflowError):
            continue
    return None


def day(given: str | None) -> int | None:
    """Give the day of a time, counted as `date.toordinal` does; None when it is not known."""
    if given and given[4:5] == given[7:8] == "-":
        return _iso_day(given[:10])  # most are of this form, and a pile has its days over and over
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
