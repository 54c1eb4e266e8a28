"""The app improvement."""

from django.apps import AppConfig


class ImprovementConfig(AppConfig):
    name = "taskgroups.improvement"
    label = "improvement"
    verbose_name = "Improvement"

    def ready(self) -> None:
        """Add the open actions to the school's page, and say whether a school holds any."""
        from taskgroups.improvement.domain.carry import carry_gaps_aside
        from taskgroups.improvement.domain.follow import pass_actions_on
        from taskgroups.improvement.domain.remind_owners import remind_by_day
        from taskgroups.improvement.models import Action, GapAside, ImprovementIssue
        from taskgroups.improvement.on_a_page import open_actions
        from taskgroups.improvement.trail import name_lines
        from taskgroups.kit import live
        from taskgroups.schools.domain.carry_over import carry_by
        from taskgroups.schools.headship import tell_content, when_head_follows
        from taskgroups.schools.on_a_page import add_part
        from taskgroups.schools.trail import name_lines_by

        carry_by(GapAside, carry_gaps_aside)
        live.chores.register("owner-letters", remind_by_day)
        when_head_follows(pass_actions_on)
        tell_content(Action, ImprovementIssue)
        name_lines_by(name_lines)
        add_part(place=3, template="improvement/_on_a_page.jinja", gather=open_actions)
