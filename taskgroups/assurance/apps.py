"""The app assurance."""

from django.apps import AppConfig


class AssuranceConfig(AppConfig):
    name = "taskgroups.assurance"
    label = "assurance"
    verbose_name = "Assurance"

    def ready(self) -> None:
        """Let archives go after their week."""
        from taskgroups.assurance.domain.archive import forget_archives
        from taskgroups.kit import live

        live.chores.register("archives", forget_archives)
