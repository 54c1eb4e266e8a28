"""The app imports."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "taskgroups.imports"
    label = "imports"
    verbose_name = "National files"

    def ready(self) -> None:
        """Go on with what waits, also after a restart."""
        from taskgroups.imports.domain.work import go_on
        from taskgroups.kit import live

        live.chores.register("imports", go_on)
