"""Who may load national files, and who reads what they changed. Every finder returns the thing, or None.

A file changes the public facts of every school here, whatever its consortium. So administrators alone load and take
back; a lead is told what it changed of their own schools.
"""

from taskgroups.imports.models import Import
from taskgroups.people.models import Person
from taskgroups.schools.policy import administrator


def loaded(person: Person, import_id: int) -> Import | None:
    """Administrators, who manage accounts and read no school's content."""
    return Import.objects.filter(pk=import_id).select_related("by").first() if administrator(person) else None
