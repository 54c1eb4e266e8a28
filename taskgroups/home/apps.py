"""The app home."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "taskgroups.home"
    label = "home"
    verbose_name = "Home"

    def ready(self) -> None:
        """Say what is done in the background every minute."""
        from taskgroups.kit import live
        from taskgroups.kit.access import press
        from taskgroups.kit.post.domain.deliver import deliver_waiting

        live.chores.register("letters", deliver_waiting)
        live.chores.register("spent buttons", press.sweep)
