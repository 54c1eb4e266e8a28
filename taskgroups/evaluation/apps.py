"""The app evaluation."""

from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "taskgroups.evaluation"
    label = "evaluation"
    verbose_name = "Evaluation"

    def ready(self) -> None:
        """Add the self-evaluation to the school's page; say how judgements and drafts go to what a school became.

        Say too whether a school holds any work, and what passes from a head to the one who follows.
        """
        from taskgroups.evaluation.domain.carry import carry_drafts, carry_judgements
        from taskgroups.evaluation.domain.follow import pass_drafts_on
        from taskgroups.evaluation.models import Draft, Evidence, Judgement
        from taskgroups.evaluation.on_a_page import summary
        from taskgroups.evaluation.trail import name_lines
        from taskgroups.schools.domain.carry_over import carry_by
        from taskgroups.schools.headship import tell_content, when_head_follows
        from taskgroups.schools.on_a_page import add_part
        from taskgroups.schools.trail import name_lines_by

        tell_content(Judgement, Evidence)
        name_lines_by(name_lines)
        when_head_follows(pass_drafts_on)
        add_part(place=2, template="evaluation/_on_a_page.jinja", gather=summary)
        carry_by(Judgement, carry_judgements)
        carry_by(Draft, carry_drafts)
