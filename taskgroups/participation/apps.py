"""The app participation."""

from django.apps import AppConfig


class ParticipationConfig(AppConfig):
    name = "taskgroups.participation"
    label = "participation"
    verbose_name = "Participation"

    def ready(self) -> None:
        """Let the pages of a consortium lead to who takes part."""
        from taskgroups.assurance.person.own import tell_own
        from taskgroups.kit import live
        from taskgroups.kit.design.told import tell_templates
        from taskgroups.participation.domain.offer import forget_offers
        from taskgroups.participation.own import CHAIRING
        from taskgroups.participation.policy import participation_address

        tell_own(CHAIRING)
        live.chores.register("offers of a part", forget_offers)
        tell_templates(participation_address=participation_address)
