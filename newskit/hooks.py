"""All that a plugin imports: the hook marker, the hook specifications, the types they speak in.

A hook returns a catalogue: a dict from the name a user types to the thing itself, or to a string
`"package.module:attribute"` that is imported only when the name is chosen. Built-ins register
through the same hooks. A plugin acts only when it is named; installing one changes no result.
"""

from newskit.article import KNOWN, Article
from newskit.configuration import settings
from newskit.document import Digest
from newskit.engines import Done, Engine, Job
from newskit.errors import InputError, InputNote, NoArticle, StoreError, UsageError
from newskit.hookspecs import API_LEVEL, KINDS, Catalogue, Command, HookSpecs, hookimpl
from newskit.kernels import HashedTexts, Kernel, Lines
from newskit.levels import Level
from newskit.protocols import (
    STDIN,
    BoilerplateSpan,
    Cleaner,
    Detector,
    Keeper,
    LinkContext,
    Linker,
    Reader,
    Record,
    Renderer,
    Scored,
    Sentence,
    StoryGroups,
    Summarizer,
    SummaryContext,
    Writer,
)
from newskit.storing import Store, Stored
from newskit.text.encoding import decode
from newskit.text.markup import plain_text
from newskit.text.spans import Span
from newskit.text.words import shingles, words

__all__ = [
    "API_LEVEL",
    "KINDS",
    "KNOWN",
    "STDIN",
    "Article",
    "BoilerplateSpan",
    "Catalogue",
    "Cleaner",
    "Command",
    "Detector",
    "Digest",
    "Done",
    "Engine",
    "HashedTexts",
    "HookSpecs",
    "InputError",
    "InputNote",
    "Job",
    "Keeper",
    "Kernel",
    "Level",
    "Lines",
    "LinkContext",
    "Linker",
    "NoArticle",
    "Reader",
    "Record",
    "Renderer",
    "Scored",
    "Sentence",
    "Span",
    "Store",
    "StoreError",
    "Stored",
    "StoryGroups",
    "Summarizer",
    "SummaryContext",
    "UsageError",
    "Writer",
    "decode",
    "hookimpl",
    "plain_text",
    "settings",
    "shingles",
    "words",
]
