"""What was asked for and not done, in words for the person who asked.

`Form.refuse` shows it in a form; `with telling(request):` says it at the top of the next page.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.contrib import messages
from django.http import HttpRequest


class Refused(ValueError):
    """It was not done. The message says what is wrong and what to do; `field` names the field of the form, or ''."""

    field = ""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field or self.field


class ChangedMeanwhile(Refused):
    """Somebody else changed the same thing after the page was opened, and nothing was written.

    `now` is what stands in its place, `since` what the others did, oldest first, where that is written down.
    """

    def __init__(self, now: Any, since: Sequence[Any] = (), what: str = "this", field: str = "") -> None:
        super().__init__(
            f"Somebody else changed {what} while you were writing. Your words are kept below: look at what changed, "
            "then save again.",
            field,
        )
        self.now, self.since = now, list(since)


def refuse_longer(text: str, most: int, field: str = "") -> None:
    """Raise Refused where the text has more than `most` characters."""
    if len(text) > most:
        raise Refused(f"This is {len(text):,} characters long. Shorten it to {most:,} or fewer.", field)


@contextmanager
def telling(request: HttpRequest) -> Iterator[None]:
    """Where what is done inside is refused, go on, and say why at the top of the page that comes next."""
    try:
        yield
    except Refused as refused:
        messages.error(request, str(refused))
