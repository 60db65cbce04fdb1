"""Punctuation: the marks that end a sentence, open and close a quotation or a parenthesis."""

FULL_WIDTH = frozenset("。！？｡")
"""Marks of Chinese and Japanese, after which an opening mark may follow without a space."""

NEEDS_NO_SPACE = FULL_WIDTH | frozenset("؟۔।॥።፧։။។៕།༎")
"""Marks that end a sentence whatever follows."""

TERMINATORS = frozenset(".!?…") | NEEDS_NO_SPACE
CLOSERS = "\"'”’“‘»«›)]）」』》】"
OPENERS = "\"'“”‘’„‚«»‹›([（「『《【¿¡*•"
QUOTES = frozenset("\"'”’“‘»«›」』")


def is_lower(word: str) -> bool:
    """Tell whether `word` is written small; names such as iPhone and eBay are not.

    Georgian has capitals in Unicode and writes no sentence with them.
    """
    return word[:1].islower() and not word[1:2].isupper() and not "\u10d0" <= word[:1] <= "\u10ff"
