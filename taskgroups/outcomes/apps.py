"""The app outcomes."""

from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    name = "taskgroups.outcomes"
    label = "outcomes"
    verbose_name = "The three outcomes"

    def ready(self) -> None:
        from taskgroups.outcomes.domain.count_grades import count_grades
        from taskgroups.schools.domain.loaded import when_loaded

        when_loaded(count_grades)
