"""The app schools."""

from django.apps import AppConfig


class SchoolsConfig(AppConfig):
    name = "taskgroups.schools"
    label = "schools"
    verbose_name = "Schools"

    def ready(self) -> None:
        """Give every page the parts of a school, and what it was called on an earlier day.

        Headships begin on their day. Invitations that cannot be taken up are not sent again.
        """
        from taskgroups.kit import live
        from taskgroups.kit.design.told import tell_templates
        from taskgroups.kit.post import out_of_date
        from taskgroups.schools.domain.head_leaves import begin_headships
        from taskgroups.schools.domain.invite import of_no_use
        from taskgroups.schools.navigation import named_then, school_parts

        tell_templates(school_parts=school_parts, named_then=named_then)
        live.chores.register("headships", begin_headships)
        out_of_date.register("invitation", of_no_use)
