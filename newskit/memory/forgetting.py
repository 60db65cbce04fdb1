"""What a store may forget."""

from newskit import settings
from newskit.host import Host, default_host
from newskit.memory.near import first_day, newest_day
from newskit.memory.opening import Place, using
from newskit.storing import Store


def prune(
    store: Store | Place, before: str, *, date: str | None = None, host: Host | None = None
) -> int:
    """Remove the articles of a store before a day; give how many.

    A kept article stays as long as one of its copies does.

    Args:
        store: where they are.
        before: a day, or the length of time before the newest article that stays (`90d`).
        date: what `today` is; by default the day of the newest article.
        host: the plugins to choose from.
    """
    wanted, today = settings.parse_since_day(before, "--before"), settings.parse_date(date)
    with using(store, host or default_host(), is_there=True) as opened:
        start = first_day(wanted, today, newest_day(opened))
        days = [(0, int(start) - 1)] if start > 0 else []
        old = {each.article.id for each in opened.on_days(days)}
        needed = {
            str((each.copy_of or {})["id"]) for each in opened.copies_of(old) if each.day >= start
        }
        going = old - needed
        if going:
            opened.remove(going)
    return len(going)
