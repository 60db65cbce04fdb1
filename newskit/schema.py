"""JSON Schemas (draft 2020-12) of the wire format: an article, a digest, the stats of a run."""

from typing import Any

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_MAYBE_TEXT: Schema = {"type": ["string", "null"]}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_SHARE: Schema = {"type": "number", "minimum": 0, "maximum": 1}
_LEVEL: Schema = {"enum": ["exact", "near", "rewritten", "story"]}


def _object(required: list[str], **properties: Schema) -> Schema:
    return {"type": "object", "required": required, "properties": properties}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


_KNOWN: dict[str, Schema] = {
    "id": _TEXT,
    "title": _TEXT,
    "url": _TEXT,
    "source": _TEXT,
    "published": _TEXT,
    "path": _TEXT,
}
_SCORES: dict[str, Schema] = {"level": _LEVEL, "similarity": _SHARE, "containment": _SHARE}
_SPAN: dict[str, Schema] = {"start": _COUNT, "end": _COUNT}
_CUT: Schema = {
    **_SPAN,
    "rule": _TEXT,
    "noted": _object([], place=_TEXT, date=_TEXT, agency=_TEXT, by=_TEXT, time=_TEXT)
    | {"additionalProperties": _TEXT},
}
_COPY: Schema = _object(["id", *_SCORES], **_KNOWN, **_SCORES) | {"$anchor": "copy"}
_COPY["properties"]["copies"] = _list({"$ref": "#copy"})

ARTICLE: Schema = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "newskit article",
    "description": "One line of JSONL. Only text is required; keys not named here survive.",
    **_object(
        ["text"],
        id=_TEXT,
        title=_MAYBE_TEXT,
        text={"type": "string", "pattern": r"\S"},
        url=_MAYBE_TEXT,
        source=_MAYBE_TEXT,
        published=_MAYBE_TEXT,
        language=_MAYBE_TEXT,
        path=_MAYBE_TEXT,
        boilerplate=_list(_object(["start", "end", "rule"], **_CUT)),
        cut=_list(_object(["start", "end", "rule", "text"], **_CUT, text=_TEXT)),
        copies=_list(_COPY),
        copy_of=_object(["id", *_SCORES], id=_TEXT, **_SCORES),
        story=_object(
            ["id", "size"],
            id=_TEXT,
            size={"type": "integer", "minimum": 1},
            headline=_TEXT,
            terms=_list(_TEXT),
            published=_list(_TEXT) | {"minItems": 2, "maxItems": 2},
            sources=_list(_TEXT),
        ),
        related=_list(_TEXT),
        new={"enum": ["story", "report"]},
        summary=_object(
            ["text", "sentences", "method"],
            text=_TEXT,
            sentences=_list(
                _object(["text", "start", "end"], text=_TEXT, **_SPAN, score={"type": "number"})
            ),
            method=_TEXT,
            query=_TEXT,
            matches={"type": "integer", "minimum": 0},
        ),
    ),
}

_CITATION = _object(["article", "start", "end"], article=_TEXT, **_SPAN)
_SENTENCE = _object(
    ["text", "citations", "support"],
    text=_TEXT,
    citations=_list(_CITATION) | {"minItems": 1},
    support={"type": "integer", "minimum": 1},
)
_CLAIM = _object(
    ["value", "text", "citations"],
    value={"type": ["number", "string"]},
    text=_TEXT,
    citations=_list(_CITATION) | {"minItems": 1},
)
_DISPUTED = _object(
    ["kind", "about", "unit", "claims"],
    kind={"enum": ["number", "date", "time", "name"]},
    about=_TEXT,
    unit=_TEXT,
    claims=_list(_CLAIM) | {"minItems": 2},
)
_QUOTE = _object(
    ["text", "speaker", "citations", "support"],
    text=_TEXT,
    speaker=_TEXT,
    citations=_list(_CITATION) | {"minItems": 1},
    support={"type": "integer", "minimum": 1},
)
_DAY = _object(
    ["date", "articles", "sentence"],
    date=_TEXT,
    articles={"type": "integer", "minimum": 1},
    sentence=_SENTENCE,
)
_ROLE: Schema = {"enum": ["independent", "earliest known", "same text as", "retells"]}
_STORY = _object(
    [
        "id",
        "headline",
        "published",
        "summary",
        "articles",
        "independent_sources",
        "disputed",
        "related",
        "quotes",
        "timeline",
        "only_in",
        "related_stories",
    ],
    id=_TEXT,
    headline=_TEXT,
    published=_list(_MAYBE_TEXT) | {"minItems": 2, "maxItems": 2},
    summary=_object(["sentences"], sentences=_list(_SENTENCE)),
    articles=_list(_object(["id", "role"], **_KNOWN, role=_ROLE, of=_TEXT)),
    independent_sources=_COUNT,
    disputed=_list(_DISPUTED),
    related=_list(_TEXT),
    quotes=_list(_QUOTE),
    timeline=_list(_DAY),
    only_in=_list(_SENTENCE),
    related_stories=_list(_object(["id", "headline"], id=_TEXT, headline=_TEXT, url=_TEXT)),
)

DIGEST: Schema = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "newskit digest",
    **_object(
        ["newskit", "title", "date", "stories"],
        newskit={"const": 1},
        title=_TEXT,
        date=_MAYBE_TEXT,
        stories=_list(_STORY),
    ),
}

_SECONDS: Schema = {"type": "number", "minimum": 0}
_MAYBE_COUNT: Schema = {"type": ["integer", "null"], "minimum": 0}
_COUNTS: Schema = {"type": "object", "additionalProperties": _COUNT}
_STAGE = _object(
    ["name", "inside", "seconds", "cpu_seconds", "articles"],
    name=_TEXT,
    inside=_MAYBE_TEXT,
    seconds=_SECONDS,
    cpu_seconds=_SECONDS,
    articles=_MAYBE_COUNT,
) | {"additionalProperties": _COUNT}

STATS: Schema = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "newskit stats",
    "description": "What --stats writes: what came in, what went out, and what it took.",
    **_object(
        [
            "newskit_stats",
            "command",
            "outcome",
            "exit_code",
            "error",
            "seconds",
            "cpu_seconds",
            "peak_memory_bytes",
            "articles_per_second",
            "in",
            "out",
            "stages",
            "kernel",
            "parameters",
            "versions",
        ],
        newskit_stats={"const": 1},
        command=_TEXT,
        outcome={"enum": ["done", "closed", "interrupted", "failed"]},
        exit_code=_COUNT,
        error=_MAYBE_TEXT,
        seconds=_SECONDS,
        cpu_seconds=_SECONDS,
        peak_memory_bytes=_MAYBE_COUNT,
        articles_per_second=_SECONDS,
        **{
            "in": _object(
                ["articles", "bytes", "skipped", "causes"],
                articles=_COUNT,
                against=_COUNT,
                bytes=_COUNT,
                skipped=_COUNT,
                causes=_COUNTS,
            )
        },
        out=_object(
            [],
            articles=_COUNT,
            kept=_COUNT,
            copies=_COUNTS,
            cuts=_COUNT,
            characters_in=_COUNT,
            characters_out=_COUNT,
            stories=_COUNT,
            new_stories=_COUNT,
            other_stories=_COUNT,
            sentences=_COUNT,
            pairs=_COUNT,
        ),
        stages=_list(_STAGE),
        kernel=_MAYBE_TEXT,
        parameters={"type": "object"},
        versions={"type": "object", "additionalProperties": _TEXT},
    ),
}

SCHEMAS: dict[str, Schema] = {"article": ARTICLE, "digest": DIGEST, "stats": STATS}
