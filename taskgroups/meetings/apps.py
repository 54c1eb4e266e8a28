"""The app meetings."""

import uuid
from datetime import date

from django.apps import AppConfig

AWAY = ("entry", "forms", "items", "links", "room", "waiting")


class MeetingsConfig(AppConfig):
    name = "taskgroups.meetings"
    label = "meetings"
    verbose_name = "Task Groups"

    def ready(self) -> None:
        """Tell the floors below who is in a school's Task Group, how far each room is, and who may watch it.

        The course learns the protocols, and templates what the parts of a Task Group are.
        """
        from taskgroups.evaluation.agreed import tell_recorded
        from taskgroups.improvement.milestones import tell_milestones
        from taskgroups.improvement.origin import tell_origins
        from taskgroups.kit import live
        from taskgroups.kit.away.shell import register_shell
        from taskgroups.meetings import hosted, policy, protocols
        from taskgroups.meetings.domain.carry import carry_task_groups, still_to_come
        from taskgroups.meetings.domain.follow import pass_seats_on
        from taskgroups.meetings.domain.remind import send_reminders
        from taskgroups.meetings.known import chaired_lately, names_of
        from taskgroups.meetings.models import TaskGroup
        from taskgroups.meetings.plan.on_a_page import next_group
        from taskgroups.meetings.plan.trail import name_lines
        from taskgroups.meetings.projections.reading import last_numbers
        from taskgroups.meetings.record.queries import held_at, origins_of, recorded_at
        from taskgroups.schools.domain.carry_over import carry_by
        from taskgroups.schools.domain.hand_on import refuse_while
        from taskgroups.schools.headship import when_head_follows
        from taskgroups.schools.on_a_page import add_part
        from taskgroups.schools.policy import let_group_see
        from taskgroups.schools.trail import name_lines_by
        from taskgroups.training.accrediting.sources import tell_chaired, tell_names
        from taskgroups.training.course import teach_protocols

        let_group_see(hosted.is_in_group_of)
        carry_by(TaskGroup, carry_task_groups)
        refuse_while(still_to_come)
        when_head_follows(pass_seats_on)
        add_part(place=1, template="meetings/_on_a_page.jinja", gather=next_group)
        name_lines_by(name_lines)
        tell_origins(origins_of)
        tell_milestones(held_at)
        tell_recorded(recorded_at)
        tell_names(names_of)
        tell_chaired(chaired_lately)
        teach_protocols(lambda: [(one.title, one.text) for one in protocols.current().all])
        register_shell("meetings/room.css", "meetings/room.js", *(f"meetings/away/{name}.js" for name in AWAY))
        live.register_source(last_numbers)
        live.register_gate(policy.may_watch)
        live.chores.register("record-reminders", send_reminders)
        self._tell_templates()

    @staticmethod
    def _tell_templates() -> None:
        from taskgroups.kit.design.told import tell_templates
        from taskgroups.meetings import navigation, protocols
        from taskgroups.meetings.room.beside import additions

        tell_templates(
            group_parts=navigation.group_parts,
            transcript_page=navigation.transcript_page,
            own_additions=additions,
            protocols_now=protocols.current,
            new_key=uuid.uuid4,
            day_of=date.fromisoformat,
        )
