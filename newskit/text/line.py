"""What is said in a line: a stranger's text, which a terminal shows and does not obey; numbers."""

import re

# Control characters and marks of direction could rewrite what stands on a terminal; half a
# character, as in a file name that is no UTF-8, could not even be written.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def one_line(text: str) -> str:
    r"""Give `text` as one line, runs of white space as one space, unsafe characters as `\x1b`."""
    return harmless(" ".join(text.split()))


def harmless(text: str) -> str:
    r"""Give `text` with unsafe characters as `\x1b`, line ends and tabs among them."""
    return _UNSAFE.sub(lambda unsafe: ascii(unsafe[0])[1:-1], text)


def count(number: int, one: str, many: str = "") -> str:
    """Say a number of things: `1 copy`, `2 copies`."""
    return f"{number} {one if number == 1 else many or one + 's'}"
