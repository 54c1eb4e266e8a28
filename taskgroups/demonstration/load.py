"""Loads the demonstration, dated from the day of loading; once, or afresh."""

from django.apps import apps
from django.conf import settings
from django.core.management.base import CommandError
from django.db import transaction
from django.utils import timezone

from taskgroups.demonstration import ground, history
from taskgroups.demonstration.cast import PLAYERS, Player
from taskgroups.demonstration.models import Loaded
from taskgroups.people.models import Person


def is_loaded() -> bool:
    return Loaded.objects.exists()


def players() -> tuple[Player, ...]:
    """The people one may become with one click, where the demonstration is loaded."""
    return PLAYERS if is_loaded() else ()


def refuse_production() -> None:
    """Raise CommandError where real people are: nobody there may become anybody."""
    if settings.MODE == "production":
        raise CommandError("The demonstration is refused in production. Leave TASKGROUPS_MODE out to try it elsewhere.")


def load(*, reset: bool = False) -> str:
    """Load the demonstration, and say in a sentence what was done.

    Raises CommandError in production, and where there are real people that a reset would take away.
    """
    refuse_production()
    if is_loaded() and not reset:
        return "The demonstration is loaded already. Use --reset to load it afresh."
    if not is_loaded() and Person.objects.exists():
        raise CommandError("This database holds accounts of its own. Point DATABASE_URL at an empty database.")
    with transaction.atomic():
        _empty()
        today = timezone.localdate()
        history.tell(ground.build(today), today)
        Loaded.objects.create()
    return "The demonstration is loaded: twelve invented schools and their consortium."


def _empty() -> None:
    """Take away every row but Django's own lists of tables; the constraints are looked at when all are gone."""
    kept = ("contenttypes", "auth")
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_label not in kept:
            model._base_manager.all()._raw_delete(using="default")
