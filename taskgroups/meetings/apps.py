"""The app meetings."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "taskgroups.meetings"
    label = "meetings"
    verbose_name = "Task Groups"

    def ready(self) -> None:
        """Tell the floors below who is in a school's Task Group."""
        from taskgroups.meetings import policy
        from taskgroups.schools.policy import let_group_see

        let_group_see(policy.is_in_group_of)
