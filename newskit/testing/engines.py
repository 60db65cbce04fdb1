"""What holds for every engine."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from newskit import dedupe, read
from newskit.article import Article, to_lines
from newskit.engines import Engine, Job
from newskit.errors import InputError
from newskit.levels import Level
from newskit.marks import copies_of, copy_of
from newskit.testing.articles import corpus
from newskit.testing.contract import Contract


class EngineContract(Contract):
    """The suite of an engine: it finds in files what `newskit.dedupe` finds in their articles."""

    kind = "engine"

    def test_copies_are_those_of_dedupe(self, tmp_path: Path) -> None:
        """Each article has the marks that `newskit.dedupe` gives it."""
        pile, engine, inputs = corpus(), self._engine(), []
        for number, some in enumerate((pile[::2], pile[1::2])):
            inputs.append(str(tmp_path / f"{number}.jsonl"))
            Path(inputs[-1]).write_bytes(b"".join(to_lines(some)))
        job = Job(inputs, str(tmp_path / "out.jsonl"), level=Level.NEAR, cleaners=(), all=True)
        done = engine.dedupe(job)
        found = dedupe(pile, level=Level.NEAR, cleaners=())
        assert _records(read(job.to)) == _records(found.all)
        assert (done.articles, done.skipped) == (len(pile), 0)
        assert sum(done.copies.values()) == len(found.removed)
        assert all(
            number == sum((copy_of(one) or {})["level"] == level for one in found.removed)
            for level, number in done.copies.items()
        )
        assert any(map(copies_of, found.kept)), "the corpus has no copies"

    def test_an_input_that_is_missing_is_an_error(self, tmp_path: Path) -> None:
        """It is named, and nothing is written."""
        engine, to = self._engine(), tmp_path / "out.jsonl"
        with pytest.raises(InputError, match="nowhere"):
            engine.dedupe(Job([str(tmp_path / "nowhere.jsonl")], str(to), cleaners=()))
        assert not to.exists()

    def _engine(self) -> Engine:
        engine: Engine = self.thing
        return engine


def _records(articles: Sequence[Article]) -> Mapping[str, Any]:
    """Give articles by id; where they stood is known to the engine alone."""
    found = {}
    for article in articles:
        record: dict[str, Any] = {**article.record(), "path": None}
        if listed := copies_of(article):
            record["copies"] = [{**one, "path": None} for one in listed]
        found[article.id] = record
    return found
