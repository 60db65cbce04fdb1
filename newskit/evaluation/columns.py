"""Which column of a file holds what: by the names people give them, or as the user says."""

from collections.abc import Mapping, Sequence

from newskit.errors import UsageError
from newskit.protocols import Record

NAMES: Mapping[str, tuple[str, ...]] = {
    "a": ("a", "id1", "id_a", "left"),
    "b": ("b", "id2", "id_b", "right"),
    "label": ("label", "level", "same"),
    "score": ("score", "similarity"),
    "id": ("id", "article", "path", "url"),
    "cluster": ("cluster", "story", "group", "label"),
    "summary": ("summary", "reference", "highlights"),
    "articles": ("articles", "members"),
}
"""What a column can hold, and the names it is known by, in any case."""


def check_columns(renamed: Mapping[str, str]) -> None:
    """Check what `--column` names.

    Raises:
        UsageError: a key is not one of `NAMES`.
    """
    for key in renamed:
        if key not in NAMES:
            raise UsageError(f"--column {key}=…: there are {', '.join(NAMES)}")


class Columns:
    """The columns of a file, by what they hold.

    Args:
        rows: the rows of the file; each may lack some of the columns.
        renamed: what the user says: from a key of `NAMES` to the name of a column; of gold and
            answer, the file that has no such column goes by the names that are known.
    """

    def __init__(self, rows: Sequence[Record], renamed: Mapping[str, str]) -> None:
        check_columns(renamed)
        self.all = list(dict.fromkeys(key for row in rows for key in row.data))
        by_name = {key.lower(): key for key in reversed(self.all)}
        known = {key: [by_name[n] for n in names if n in by_name] for key, names in NAMES.items()}
        self._names = known | {k: [name] for k, name in renamed.items() if name in self.all}

    def has(self, *keys: str) -> bool:
        """Tell whether the file has a column for each of the keys."""
        return all(self._names[key] for key in keys)

    def get(self, row: Record, key: str) -> object:
        """Give what a row has under the first name of a key that is not empty there."""
        values = (row.data.get(name) for name in self._names[key])
        return next((value for value in values if _is_plain(value)), None)

    def text(self, row: Record, key: str) -> str:
        """Give what a row has as text; an empty one if there is none."""
        value = self.get(row, key)
        return "" if value is None or isinstance(value, list) else str(value).strip()


def _is_plain(value: object) -> bool:
    # An object under `story` or `summary` is a mark that newskit wrote: an answer, never a label.
    if isinstance(value, str):
        return bool(value.strip())
    if isinstance(value, int | float):
        return value == value  # a table that was JSON in between has NaN where nothing stood
    return isinstance(value, list) and bool(value)
