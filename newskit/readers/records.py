"""From the JSON object of a record to an article, with `--field` names and checks applied."""

from collections.abc import Iterator, Mapping, Sequence

from newskit.article import KNOWN, Article
from newskit.errors import InputError, InputNote, NoArticle, UsageError
from newskit.protocols import Record

_KNOWN = frozenset(KNOWN)
_NUMBERS = {"id": (int,), "published": (int, float)}
"""Keys that may be numbers, the seconds since 1970 of a time; they become text."""
_TEXT = 150
"""Characters from which a text may be that of an article."""
_LONGEST_KEY = 60
_ADDRESSES = ("http:", "https:", "data:")


def parse_fields(pairs: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Check `--field` names: from an article's key to the path of the key that holds it.

    Raises:
        UsageError: the key is not one that an article has.
    """
    for key in pairs:
        if key not in KNOWN:
            raise UsageError(f"--field: an article has no {key!r} (it has {', '.join(KNOWN)})")
    return {key: tuple(name.split(".")) for key, name in pairs.items()}


def to_article(
    record: Record, fields: Mapping[str, tuple[str, ...]], path: str | None
) -> Sequence[Article | InputError | InputNote]:
    """Make an article of a record, preceded by what the user should know about it.

    An optional key of the wrong type stays in the record as it is, and a note says that it is not
    used; so does null, silently. The `path` is added where the record has none.
    """
    known, extra, unused = known_keys(record.data, fields)
    text = known.pop("text", None)
    if text is None or text.isspace():
        return (_no_text(record, extra.get("text", text), ".".join(fields.get("text", ("text",)))),)
    if path and "path" not in known:
        known["path"] = path
    article = Article(text, extra=extra, **known)
    if not unused:
        return (article,)
    return (*(_not_used(record.place, key, extra[key]) for key in unused), article)


def known_keys(
    data: Mapping[str, object], fields: Mapping[str, tuple[str, ...]]
) -> tuple[dict[str, str], dict[str, object], list[str]]:
    """Give what is known of an article, all further keys, and the known ones that are no text."""
    if fields:
        data = dict(data)
        _rename(data, fields)
    known: dict[str, str] = {}
    extra: dict[str, object] = {}
    unused = []
    for key, value in data.items():
        if key not in _KNOWN:
            extra[key] = value
        elif isinstance(value, str) and value:
            known[key] = value
        elif type(value) in _NUMBERS.get(key, ()):
            known[key] = str(value)
        else:
            extra[key] = value
            if value is not None and value != "":
                unused.append(key)
    if unused:
        unused.sort(key=KNOWN.index)
    return known, extra, unused


def _not_used(place: str, key: str, value: object) -> InputNote:
    kind = "an object" if isinstance(value, dict) else f"a {type(value).__name__}"
    return InputNote(f"{place}: {key} is {kind}, not text: left alone, not used")


def _rename(data: dict[str, object], fields: Mapping[str, tuple[str, ...]]) -> None:
    """Move the value at each path of names to its key; what stood there takes its place."""
    moves = []
    for key, path in fields.items():
        whole = ".".join(path)
        names = (whole,) if whole in data else path  # an export may have a column `dc.text`
        parent = _parent(data, names)
        if names[-1] in parent:
            moves.append((key, parent, names[-1], parent.pop(names[-1])))
    for key, parent, name, value in moves:
        if key in data:
            parent[name] = data[key]
        data[key] = value


def _parent(data: dict[str, object], names: tuple[str, ...]) -> dict[str, object]:
    """Give the object that holds the last of a path of names, copied; empty if there is none."""
    if ".".join(names) in data:  # a column of an export can be called `dc.text`
        names = (".".join(names),)
    parent = data
    for name in names[:-1]:
        child = parent.get(name)
        if not isinstance(child, dict):
            return {}
        parent[name] = child = dict(child)
        parent = child
    return parent


def _no_text(record: Record, text: object, key: str) -> InputError:
    if isinstance(text, str):
        return InputError(record.place, "the text is empty")
    if text is not None:
        return InputError(record.place, f'"{key}" is not text')
    size, name = max(_texts(record.data), default=(0, ""))
    if size < _TEXT:
        return NoArticle(record.place, f'no key "{key}"', "another name? try --field text=NAME")
    return InputError(record.place, f'no key "{key}"', f"--field text={name} is the longest text")


def _texts(
    data: Mapping[str, object], before: str = "", levels: int = 3
) -> Iterator[tuple[int, str]]:
    """Give the texts in a record: how long each is, and how `--field` names it."""
    for key, value in data.items():
        if len(key) > _LONGEST_KEY:  # a table whose first row names nothing
            continue
        if isinstance(value, str) and not value.startswith(_ADDRESSES):
            yield len(value), before + key
        elif isinstance(value, dict) and levels > 1:
            yield from _texts(value, f"{before}{key}.", levels - 1)
