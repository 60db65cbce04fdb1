"""From the JSON object of a record to an article, with `--field` names and checks applied."""

from collections.abc import Iterator, Mapping

from newskit.article import KNOWN, Article
from newskit.errors import InputError, InputNote, NoArticle, UsageError
from newskit.protocols import Record

_KNOWN = frozenset(KNOWN)


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
) -> Iterator[Article | InputError | InputNote]:
    """Make an article of a record, preceded by what the user should know about it.

    An optional key of the wrong type stays in the record as it is, and a note says that it is not
    used; so does null, silently. The `path` is added where the record has none.
    """
    known, extra, unused = known_keys(record.data, fields)
    text = known.pop("text", None)
    if text is None or text.isspace():
        yield _no_text(record.place, extra.get("text", text))
        return
    for key in unused:
        value = extra[key]
        kind = "an object" if isinstance(value, dict) else f"a {type(value).__name__}"
        yield InputNote(f"{record.place}: {key} is {kind}, not text: left alone, not used")
    if path and "path" not in known:
        known["path"] = path
    yield Article(text, extra=extra, **known)


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
        elif key == "id" and isinstance(value, int) and not isinstance(value, bool):
            known[key] = str(value)
        else:
            extra[key] = value
            if value is not None and value != "":
                unused.append(key)
    if unused:
        unused.sort(key=KNOWN.index)
    return known, extra, unused


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


def _no_text(place: str, text: object) -> InputError:
    if text is None:
        return NoArticle(place, 'no key "text"', "another name? try --field text=NAME")
    if isinstance(text, str):
        return InputError(place, "the text is empty")
    return InputError(place, '"text" is not text')
