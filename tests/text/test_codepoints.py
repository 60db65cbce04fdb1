"""What a table says of code points: the words of any text rest on it (see test_hashing)."""

import unicodedata

from newskit.text.codepoints import interacts


def test_a_composing_character_never_passes_for_an_independent_one() -> None:
    second = set()
    for code in range(0x20000):
        parts = unicodedata.decomposition(chr(code)).split()
        if len(parts) == 2 and not parts[0].startswith("<"):
            second.add(chr(int(parts[1], 16)))
    second |= {chr(code) for code in [*range(0x1161, 0x1176), *range(0x11A8, 0x11C3)]}
    assert all(interacts(character) for character in second)
