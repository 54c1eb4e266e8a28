"""The app practice."""

from django.apps import AppConfig


class PracticeConfig(AppConfig):
    name = "taskgroups.practice"
    label = "practice"
    verbose_name = "Practice"

    def ready(self) -> None:
        """Put the chair's counter, and what their words are, beside those words in the room; delete what is overdue."""
        from taskgroups.assurance.person.own import tell_own
        from taskgroups.kit import live
        from taskgroups.kit.away.shell import register_shell
        from taskgroups.kit.design.told import tell_templates
        from taskgroups.meetings.room import beside
        from taskgroups.meetings.taken_out.places import Place, add_place
        from taskgroups.practice import trend, words
        from taskgroups.practice.domain import leave
        from taskgroups.practice.domain.keep import let_go_overdue
        from taskgroups.practice.models import Kept, Recoding, Said
        from taskgroups.practice.own import PRACTICE
        from taskgroups.practice.queries import as_evidence
        from taskgroups.practice.room import ADDITION
        from taskgroups.schools.domain.account import when_account
        from taskgroups.training.accrediting.sources import tell_practice

        tell_own(PRACTICE)
        tell_practice(as_evidence)
        beside.add(ADDITION)
        when_account(closes=leave.close, opens=leave.open_again)
        live.chores.register("kept transcripts", let_go_overdue)
        live.chores.register("practice of who left", leave.forget_who_left)
        register_shell(ADDITION.style, ADDITION.script)
        add_place(Place(Recoding, ("words",), lambda group: Recoding.objects.filter(task_group=group)))
        add_place(Place(Said, ("text", "reason"), lambda group: Said.objects.filter(transcript__task_group=group)))
        add_place(Place(Kept, ("reason", "turns"), lambda group: Kept.objects.filter(transcript__task_group=group)))
        tell_templates(
            kind_name=words.KINDS.get,
            called=words.called,
            counted=words.counted,
            in_words=words.in_words,
            lasting=words.lasting,
            moment=words.moment,
            tone_of=words.TONES.get,
            height_of=trend.height,
        )
