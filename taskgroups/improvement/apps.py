"""The app improvement."""

from django.apps import AppConfig


class ImprovementConfig(AppConfig):
    name = "taskgroups.improvement"
    label = "improvement"
    verbose_name = "Improvement"

    def ready(self) -> None:
        """Add the open actions to the school's page."""
        from taskgroups.improvement.on_a_page import open_actions
        from taskgroups.schools.on_a_page import add_part

        add_part(place=3, template="improvement/_on_a_page.jinja", gather=open_actions)
