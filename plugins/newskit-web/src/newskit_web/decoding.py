"""From the bytes of a page to text, by what the page declares, as browsers understand it."""

import codecs
import re

from newskit.hooks import decode

_DECLARED = re.compile(
    rb"""<(?:meta\b[^>]{0,200}?charset|\?xml\b[^>]{0,200}?encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_PRESCAN = 4096
# Supersets of what the labels name (WHATWG Encoding Standard).
_MEANT = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
_JAPANESE = "iso2022_jp"


def decode_page(data: bytes, declared: str | None = None) -> tuple[str, str]:
    """Decode the bytes of a page.

    Valid UTF-8 is UTF-8 whatever is declared: no other text looks like it by chance.

    Args:
        data: the bytes.
        declared: the charset that came with them (in an HTTP header), or None.

    Returns:
        The text, and what the user should know of how it was decoded (mostly nothing).
    """
    if data[:2] in (b"<\0", b"\0<"):
        return decode(data, "utf-16-le" if data[1:2] == b"\0" else "utf-16-be")
    named = _DECLARED.search(data[:_PRESCAN])
    labels = (declared, named[1].decode("ascii", "replace") if named else None)
    encodings = [known for known in map(_meant, labels) if known]
    if _JAPANESE in encodings and b"\x1b" in data:  # its bytes are ASCII, so valid UTF-8
        return decode(data, _JAPANESE)
    try:
        return data.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        return decode(data, encodings[0] if encodings else None)


def _meant(label: str | None) -> str | None:
    try:
        name = codecs.lookup(label or "").name
    except (LookupError, ValueError):
        return None
    return None if name.startswith("utf-16") else _MEANT.get(name, name)
