"""The app assurance."""

from django.apps import AppConfig


class AssuranceConfig(AppConfig):
    name = "taskgroups.assurance"
    label = "assurance"
    verbose_name = "Assurance"

    def ready(self) -> None:
        """Let archives go after their week, and at once where words in them were taken out for good."""
        from taskgroups.assurance.domain.archive import forget_archives, forget_archives_of
        from taskgroups.kit import live
        from taskgroups.meetings.taken_out.places import when_taken_out

        when_taken_out(forget_archives_of)
        live.chores.register("archives", forget_archives)
