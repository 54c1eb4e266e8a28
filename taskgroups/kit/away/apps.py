"""The Django application of devices that were away."""

from django.apps import AppConfig

DESIGN = ("icon.svg", "own.css", "parts.css", "print.css", "room.css", "mark.js", "start.js")


class AwayConfig(AppConfig):
    """Holds static files and two addresses; it keeps nothing on the server."""

    name = "taskgroups.kit.away"
    label = "away"

    def ready(self) -> None:
        """Name the files every page has, and the kit's own."""
        from taskgroups.kit.away.shell import register_shell
        from taskgroups.kit.design.environment import VENDOR

        register_shell(f"{VENDOR}govuk.css", f"{VENDOR}govuk.js", "django_htmx/htmx-2.min.js", "live/live.js")
        register_shell(*(f"design/{name}" for name in DESIGN))
        register_shell(*(f"away/{name}.js" for name in ("clock", "list", "page", "sender", "shelf", "words")))
