"""The app outcomes."""

from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    name = "taskgroups.outcomes"
    label = "outcomes"
    verbose_name = "The three outcomes"

    def ready(self) -> None:
        """Count grades when inspections are loaded; carry sets over to a school's new URN; open pages from others."""
        from taskgroups.kit.design.told import tell_templates
        from taskgroups.outcomes import policy
        from taskgroups.outcomes.domain.count_grades import count_grades
        from taskgroups.outcomes.domain.sets import carry_places
        from taskgroups.outcomes.models import SetSchool
        from taskgroups.outcomes.shown.figures import brief, tick
        from taskgroups.outcomes.shown.panels import sources_words
        from taskgroups.schools.domain.carry_over import carry_by
        from taskgroups.schools.domain.loaded import when_loaded

        when_loaded(count_grades)
        carry_by(SetSchool, carry_places)
        tell_templates(
            opens_outcomes=policy.opens_outcomes, brief_figure=brief, tick_figure=tick, sources_words=sources_words
        )
