"""The app rounds."""

from django.apps import AppConfig


class RoundsConfig(AppConfig):
    name = "taskgroups.rounds"
    label = "rounds"
    verbose_name = "Rounds"

    def ready(self) -> None:
        """Let those chair whom a published round placed; carry rounds over to a school's new URN."""
        from taskgroups.kit import live
        from taskgroups.kit.design.told import tell_templates
        from taskgroups.meetings.domain.seats import let_chair
        from taskgroups.rounds import policy
        from taskgroups.rounds.domain.carry import carry_fixes, carry_hosts, carry_interests
        from taskgroups.rounds.domain.forget import forget_what_was_said
        from taskgroups.rounds.domain.solve import give_up_lost
        from taskgroups.rounds.half_days import short_words_of
        from taskgroups.rounds.models import Fix, Host, Interest
        from taskgroups.schools.domain.carry_over import carry_by

        let_chair(policy.is_placed_in_the_chair)
        carry_by(Host, carry_hosts)
        carry_by(Interest, carry_interests)
        carry_by(Fix, carry_fixes)
        live.chores.register("rounds", give_up_lost)
        live.chores.register("rounds-forget", forget_what_was_said)
        tell_templates(
            filters={"half_day": short_words_of}, opens_rounds=policy.opens_rounds, could_chair=policy.could_chair
        )
