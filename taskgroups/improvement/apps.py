"""The app improvement."""

from django.apps import AppConfig


class ImprovementConfig(AppConfig):
    name = "taskgroups.improvement"
    label = "improvement"
    verbose_name = "Improvement"

    def ready(self) -> None:
        """Add the open actions to the school's page, and say whether a school holds any."""
        from taskgroups.improvement.models import Action, ImprovementIssue
        from taskgroups.improvement.on_a_page import open_actions
        from taskgroups.schools.headship import tell_content
        from taskgroups.schools.on_a_page import add_part

        tell_content(Action, ImprovementIssue)
        add_part(place=3, template="improvement/_on_a_page.jinja", gather=open_actions)
