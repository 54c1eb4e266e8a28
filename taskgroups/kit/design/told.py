"""What apps let every template use: functions and filters of theirs. The environment is made with the first page."""

from collections.abc import Callable, Mapping
from typing import Any

NAMES: dict[str, Any] = {}
FILTERS: dict[str, Callable[..., Any]] = {}


def tell_templates(filters: Mapping[str, Callable[..., Any]] | None = None, **names: Any) -> None:
    """Let templates use these names and filters. Said in an app's `ready`, before any page is made."""
    NAMES.update(names)
    FILTERS.update(filters or {})
