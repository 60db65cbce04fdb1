"""A stranger's text as one line that a terminal shows and does not obey."""

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
