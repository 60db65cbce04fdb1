"""Times of publication, made comparable; what was given stays as it was given."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


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


def seconds(given: str | None) -> float:
    """Give a time as seconds since 1970; infinite when it is not known, so that it sorts last."""
    time = parse_time(given)
    return time.timestamp() if time else float("inf")
