"""The Django application of the live ground."""

from django.apps import AppConfig


class LiveConfig(AppConfig):
    """Holds static files; the concrete event tables belong to the applications above."""

    name = "taskgroups.kit.live"
    label = "live"
