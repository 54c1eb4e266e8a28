"""Some words found in a text, or in data made of texts, and taken out of it. Without Django."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

PUT = "[words taken out]"
APOSTROPHES = "'’‘"
# What machines read in the data of an event, a paper or an audit line: never words of a person.
MACHINE = frozenset(
    ("slug", "kind", "value", "before", "of", "away", "stays", "answers", "due", "status", "impact", "done_on", "style",
     "changed", "own", "numbers")
)  # fmt: skip


@dataclass(frozen=True)
class Wanted:
    """Words to be taken out. They are found whole, however they are spaced, in any capitals unless `exact`."""

    words: str
    exact: bool = False

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What finds them: 'Tom' is not found in 'Tomorrow', and a straight apostrophe finds a curly one."""
        spaced = r"\s+".join(_in_any_form(part) for part in self.words.split())
        return re.compile(rf"(?<!\w){spaced}(?!\w)", 0 if self.exact else re.IGNORECASE)

    @property
    def enough(self) -> bool:
        """Whether they are more than one letter."""
        return sum(one.isalpha() for one in self.words) > 1

    def stand_in(self, said: Any) -> bool:
        """Whether they stand anywhere in a text, or in data made of texts."""
        return any(self.pattern.search(text) for text in texts_in(said))

    def out_of(self, said: Any, put: str = PUT) -> Any:
        """Return the same text or data with `put` in their place."""
        if isinstance(said, str):
            return self.pattern.sub(lambda found: put, said)
        if isinstance(said, dict):
            return {key: one if key in MACHINE else self.out_of(one, put) for key, one in said.items()}
        return [self.out_of(one, put) for one in said] if isinstance(said, list | tuple) else said

    def left_at_end(self, text: str) -> str:
        """Return what is left of them at the end of a text that was cut off within them, or ''; three letters count."""
        for length in range(len(self.words) - 1, 2, -1):
            start = Wanted(self.words[:length].rstrip(), self.exact).pattern.pattern.removesuffix(r"(?!\w)")
            if found := re.search(start + r"\s*$", text, 0 if self.exact else re.IGNORECASE):
                return found.group()
        return ""

    def fitted_out_of(self, text: str, longest: int) -> str:
        """Return a text without them that is no longer than it may be: nothing else of it is cut for that."""
        if len(text) >= longest and (left := self.left_at_end(text)):
            text = text.removesuffix(left)
        shorter = (self.out_of(text, put) for put in (PUT, "[…]", "…"))
        return next((one for one in shorter if len(one) <= longest), text[:0])

    def marked_in(self, text: str) -> list[tuple[str, bool]]:
        """Return a text in parts, each with whether it is the words."""
        parts, after = [], 0
        for found in self.pattern.finditer(text):
            parts += [(text[after : found.start()], False), (found.group(), True)]
            after = found.end()
        return [part for part in [*parts, (text[after:], False)] if part[0]]


def texts_in(said: Any) -> Iterator[str]:
    """Return every text of a person in a text, or in data made of texts."""
    if isinstance(said, str):
        yield said
    elif isinstance(said, dict):
        for key, one in said.items():
            if key not in MACHINE:
                yield from texts_in(one)
    elif isinstance(said, list | tuple):
        for one in said:
            yield from texts_in(one)


def _in_any_form(part: str) -> str:
    """A word as it is, with any apostrophe, its accents written as one sign or as two."""
    forms = dict.fromkeys(unicodedata.normalize(form, part) for form in ("NFC", "NFD"))
    ready = ["".join(f"[{APOSTROPHES}]" if one in APOSTROPHES else re.escape(one) for one in form) for form in forms]
    return ready[0] if len(ready) == 1 else f"(?:{'|'.join(ready)})"
