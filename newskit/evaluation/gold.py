"""What people say is right: labelled pairs, clusters of articles, reference summaries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from newskit.evaluation.counts import Pair, renamed_pairs
from newskit.levels import Level

KINDS = ("pairs", "clusters", "summaries")

LEVELS = {str(level): level for level in reversed(Level)}
YES = frozenset(["1", "true", "yes", "same", "duplicate", "copy"])
NO = frozenset(["0", "false", "no", "different"])
UNSURE = frozenset(["", "?", "unsure"])


@dataclass(frozen=True, slots=True)
class PairGold:
    """Labelled pairs of articles.

    Args:
        labels: what each pair is labelled; see `pair_label`.
        level: the weakest level at which two articles count as the same.
        places: where each id is named first.
    """

    labels: Mapping[Pair, str]
    level: Level = Level.REWRITTEN
    places: Mapping[str, str] = field(default_factory=dict)

    def same(self) -> dict[Pair, bool]:
        """Give for each judged pair whether it is the same; unsure ones are not judged."""
        judged = {pair: label for pair, label in self.labels.items() if label not in UNSURE}
        return {pair: is_same(label, self.level) for pair, label in judged.items()}

    def __len__(self) -> int:
        return len(self.labels)

    def ids(self) -> set[str]:
        """Give the articles that are labelled."""
        return {id_ for pair in self.labels for id_ in pair}

    def renamed(self, names: Mapping[str, str]) -> "PairGold":
        """Give the labels under other names of the articles; those without a name go."""
        return replace(self, labels=renamed_pairs(self.labels, names))


@dataclass(frozen=True, slots=True)
class ClusterGold:
    """The cluster of each labelled article, by id.

    Args:
        clusters: the name of a cluster by the id of an article.
        level: at which articles of a cluster are the same.
        places: where each id is named first.
    """

    clusters: Mapping[str, str]
    level: Level = Level.STORY
    places: Mapping[str, str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.clusters)

    def ids(self) -> set[str]:
        """Give the articles that are labelled."""
        return set(self.clusters)

    def renamed(self, names: Mapping[str, str]) -> "ClusterGold":
        """Give the clusters under other names of the articles; articles without a name go."""
        clusters = {names[id_]: of for id_, of in self.clusters.items() if id_ in names}
        return replace(self, clusters=clusters)


@dataclass(frozen=True, slots=True)
class ReferenceGold:
    """Reference summaries.

    Args:
        references: one or more for each id: of an article, or of a cluster of articles.
        members: the articles of each cluster; None where the ids are those of articles.
        places: where each id is named first.
    """

    references: Mapping[str, Sequence[str]]
    members: Mapping[str, frozenset[str]] | None = None
    places: Mapping[str, str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.references)

    def ids(self) -> set[str]:
        """Give the articles that are summed up."""
        members = self.members
        return set(self.references) if members is None else set().union(*members.values())

    def renamed(self, names: Mapping[str, str]) -> "ReferenceGold":
        """Give the references under other names of the articles; articles without a name go.

        So does the reference of a cluster none of whose articles has a name.
        """
        if self.members is None:
            known = {names[id_]: of for id_, of in self.references.items() if id_ in names}
            return replace(self, references=known)
        members = {
            cluster: frozenset(named)
            for cluster, of in self.members.items()
            if (named := [names[id_] for id_ in of if id_ in names])
        }
        references = {c: of for c, of in self.references.items() if c in members}
        return replace(self, references=references, members=members)


Gold: TypeAlias = PairGold | ClusterGold | ReferenceGold


def pair_label(text: str) -> str:
    """Give the label of a pair in the form in which labels are compared.

    Raises:
        ValueError: it is none; the message says which there are.
    """
    label = text.strip().casefold().removesuffix(".0")
    if label in YES | NO | UNSURE | LEVELS.keys():
        return label
    raise ValueError(", ".join([*LEVELS, "same, different, unsure, yes, no, 1, 0"]))


def is_same(label: str, level: Level) -> bool:
    """Tell whether a label of a pair says that its articles are the same at a level."""
    return label in YES or (label in LEVELS and LEVELS[label] >= level)
