"""Times as people read them, the same in every locale; all are those of UTC."""

from datetime import datetime

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def day(time: datetime, with_year: bool = True) -> str:
    """Say a day: `2 March 2026`."""
    return f"{time.day} {MONTHS[time.month - 1]}" + (f" {time.year}" if with_year else "")


def moment(time: datetime, with_year: bool = True) -> str:
    """Say a time: `2 March 2026, 17:40`; of midnight, which is mostly a bare day, only the day."""
    return day(time, with_year) + (f", {clock(time)}" if has_hour(time) else "")


def clock(time: datetime) -> str:
    """Say the hour: `17:40`."""
    return f"{time.hour:02}:{time.minute:02}"


def has_hour(time: datetime) -> bool:
    """Tell whether a time is more than a day."""
    return bool(time.hour or time.minute or time.second)
