"""What articles and comments are found by: the words in them, each kept once, folded as those typed are."""

import unicodedata
from collections.abc import Iterator

TERMS = 8  # words looked for at once
# Bytes of a piece: PostgreSQL packs longer rows, and to unpack them takes longer than to look through them.
LONGEST = 1800


def terms_of(words: str) -> list[str]:
    """Return the words that are searched for."""
    return _folded(words).split()[:TERMS]


def pieces_of(*texts: str) -> Iterator[str]:
    """Give every word of some texts once, as `terms_of` folds them, in pieces; longer than LONGEST where one word is.

    A term holds no space, so it stands in a text where it stands in one of its words.
    """
    piece: list[str] = []
    long = 0
    for word in sorted(set(_folded(" ".join(texts)).split())):
        size = len(word.encode()) + 1
        if piece and long + size > LONGEST:
            yield " ".join(piece)
            piece, long = [], 0
        piece.append(word)
        long += size
    if piece:
        yield " ".join(piece)


def _folded(text: str) -> str:
    """Lower case without accents, so that 'Élan' and 'elan' are one word. What a database cannot hold is left out."""
    apart = unicodedata.normalize("NFD", text.replace("\x00", "").lower())
    return unicodedata.normalize("NFC", "".join(one for one in apart if unicodedata.category(one) != "Mn"))
