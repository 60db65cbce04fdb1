"""Copies among new articles of old ones, which all stay."""

from collections.abc import Iterable, Mapping

from newskit.duplicates.match import Match
from newskit.duplicates.piled import Piled, brought, exact


def copies_of_old(
    piled: Piled,
    texts: Iterable[int],
    found: Iterable[Match],
    rank: Mapping[int, int],
    old: int,
) -> dict[int, Match]:
    """Give the new articles of some texts that are copies of old ones, each with its best match."""
    matches: dict[int, list[Match]] = {}
    for match in found:
        for text in (match.a, match.b):
            if match.lets_go(text):
                matches.setdefault(text, []).append(match)
    removed = {}
    for text in texts:
        known = {
            other: min((i for i in piled.members[other] if i < old), key=rank.__getitem__)
            for other in {text, *(match.other(text) for match in matches.get(text, ()))}
            if piled.members[other] and min(piled.members[other]) < old
        }
        ranked = [match for match in matches.get(text, ()) if match.other(text) in known]
        for position in (i for i in piled.members[text] if i >= old):
            if text in known:
                removed[position] = exact(known[text], position)
            elif ranked:
                match = max(ranked, key=lambda m: (m.strength(), -rank[known[m.other(text)]]))
                removed[position] = brought(match, text, position, known[match.other(text)])
    return removed
