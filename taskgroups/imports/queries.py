"""Reads about files that were loaded."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from taskgroups.imports.models import Import
from taskgroups.schools.models import Consortium

Told = tuple[Import, list[dict[str, Any]]]


def newest_first() -> QuerySet[Import]:
    """Every file, the newest first, with who asked for it; without the long lists."""
    return Import.objects.select_related("by").defer("changes").order_by("-id")


def that_changed_something() -> QuerySet[Import]:
    """The files that changed something of a school in a consortium, and were not taken back; the newest first.

    Without what was counted: that names every row left out, and may be long.
    """
    return Import.objects.filter(state=Import.State.DONE).exclude(changes=[]).defer("tally").order_by("-id")


def changes_of(consortium: Consortium, files: Sequence[Import]) -> list[Told]:
    """What each of these files changed of the consortium's schools; files that changed nothing of them are left out."""
    urns = set(consortium.agreed_schools().values_list("urn", flat=True))
    found = [(one, [change for change in one.changes if change["urn"] in urns]) for one in files]
    return [(one, changes) for one, changes in found if changes]
