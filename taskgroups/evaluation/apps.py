"""The app evaluation."""

from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "taskgroups.evaluation"
    label = "evaluation"
    verbose_name = "Evaluation"

    def ready(self) -> None:
        """Add the self-evaluation to the school's page."""
        from taskgroups.evaluation.on_a_page import summary
        from taskgroups.schools.on_a_page import add_part

        add_part(place=1, template="evaluation/_on_a_page.jinja", gather=summary)
