"""What a reader typed as plain words, without characters nobody sees or that turn a line round. No Django."""

import hashlib
import re
import unicodedata

# They change the direction of what stands after them, on a page and in a list of moderators (CVE-2021-42574).
TURNING = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
UNSEEN = "\u00ad\u180e\u200b\u2060\ufeff"  # the joiners U+200C and U+200D stay: Persian and emoji need them
_LINES = re.compile(r"\n{3,}")
_SPACES = re.compile(r"[^\S\n]+")
_GONE = {ord(one): None for one in TURNING + UNSEEN}


def plain(text: str) -> str:
    """Return a text of several lines with nothing in it but what can be read: letters, marks, spaces and line ends.

    Words of scripts that run from right to left stay as they are; the page sets their direction (`dir="auto"`).
    """
    said = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").translate(_GONE)
    kept = "".join(one for one in said if one == "\n" or not _is_control(one))
    lines = (_SPACES.sub(" ", line).strip() for line in kept.split("\n"))
    return _LINES.sub("\n\n", "\n".join(lines)).strip()


def _is_control(one: str) -> bool:
    return one != "\t" and unicodedata.category(one) in ("Cc", "Cs", "Co", "Cn", "Zl", "Zp")


def on_one_line(text: str) -> str:
    """Return a text as `plain` does, all on one line."""
    return " ".join(plain(text).split())


def number_of(text: str) -> str:
    """Return a number that two texts share where their letters and figures are the same, whatever stands between."""
    letters = "".join(one for one in unicodedata.normalize("NFKC", text).casefold() if one.isalnum())
    return hashlib.sha256(letters.encode("utf-8", "replace")).hexdigest()
