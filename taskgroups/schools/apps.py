"""The app schools."""

from django.apps import AppConfig


class SchoolsConfig(AppConfig):
    name = "taskgroups.schools"
    label = "schools"
    verbose_name = "Schools"

    def ready(self) -> None:
        """Give every page the parts of a school."""
        from taskgroups.schools.navigation import school_parts

        self.jinja_globals = {"school_parts": school_parts}
