"""What each article of a story is to the others; never who copied, unless times tell."""

from collections.abc import Iterable, Sequence
from itertools import count
from math import isinf

from newskit.digests.members import Member
from newskit.document import Source
from newskit.text.times import seconds

INDEPENDENT, EARLIEST, SAME, RETELLS = "independent", "earliest known", "same text as", "retells"


def sources(members: Sequence[Member]) -> tuple[Source, ...]:
    """List the articles of a story: those with a time first, in its order, each with its role.

    In a set of copies the earliest is named only when the times of all are known and one is
    earlier than the rest; the others have the same text as, or retell, the kept article (and the
    kept article in turn the earliest).
    """
    roles: dict[str, tuple[str, str | None]] = {}
    for kept, copies in _sets(members):
        if not copies:
            roles[kept.id] = (INDEPENDENT, None)
            continue
        for copy in copies:
            roles[copy.id] = (_likeness(copy), copy.of)
        earliest = _earliest([kept, *copies])
        roles[kept.id] = (INDEPENDENT, None)
        if earliest is not None:
            if earliest is not kept:
                roles[kept.id] = (_likeness(earliest), earliest.id)
            roles[earliest.id] = (EARLIEST, None)
    return tuple(_source(member, *roles[member.id]) for member in sorted(members, key=_by_time))


def independent(members: Sequence[Member]) -> dict[str, int]:
    """Number the independent sources of a story: article id to number, from 0.

    Copies are one source, however many print them; so are all articles of one publisher.
    """
    number: dict[str, int] = {}
    names: dict[str, int] = {}
    fresh = count()
    for kept, copies in _sets(members):
        # A text printed by several publishers belongs to none of them; only a text that stands
        # alone, or in one place, speaks for its publisher.
        publishers = {m.known("source") for m in [kept, *copies]} - {None}
        name = publishers.pop() if len(publishers) == 1 else None
        own = next(fresh) if name is None or name not in names else names[name]
        if name:
            names[name] = own
        number.update((member.id, own) for member in [kept, *copies])
    return number


def _sets(members: Sequence[Member]) -> Iterable[tuple[Member, list[Member]]]:
    """Give each kept article of a story with its copies.

    A copy of something that is not there (its kept article was taken out by hand, or is itself
    a dropped copy) belongs to what that is a copy of, or else stands for itself.
    """
    by_id = {member.id: member for member in members}
    copies: dict[str, list[Member]] = {}
    for member in members:
        root, seen = member, {member.id}
        while root.of is not None and root.of in by_id and root.of not in seen:
            root = by_id[root.of]
            seen.add(root.id)
        copies.setdefault(root.id, [])
        if root is not member:
            copies[root.id].append(member)
    return [(by_id[id_], found) for id_, found in copies.items()]


def _likeness(member: Member) -> str:
    return RETELLS if member.level == "rewritten" else SAME


def _earliest(members: Sequence[Member]) -> Member | None:
    times = [seconds(member.known("published")) for member in members]
    if isinf(max(times)) or times.count(min(times)) > 1:
        return None
    return members[times.index(min(times))]


def _by_time(member: Member) -> tuple[float, bool, str]:
    return seconds(member.known("published")), member.of is not None, member.id


def _source(member: Member, role: str, of: str | None) -> Source:
    known = {key: member.known(key) for key in ("title", "url", "source", "published", "path")}
    return Source(id=member.id, role=role, of=of, **known)
