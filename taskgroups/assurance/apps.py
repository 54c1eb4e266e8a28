"""The app assurance."""

from django.apps import AppConfig


class AssuranceConfig(AppConfig):
    name = "taskgroups.assurance"
    label = "assurance"
    verbose_name = "Assurance"

    def ready(self) -> None:
        """Let archives go after their week, and at once where words in them were taken out for good.

        Words are taken out of statements too. They stand on the school's page and go over with it. What is past
        its time is deleted each day.
        """
        from taskgroups.assurance.domain.afterwards import ask_host
        from taskgroups.assurance.domain.archive import forget_archives, forget_archives_of
        from taskgroups.assurance.domain.carry import carry_statements, links_go_with_statements
        from taskgroups.assurance.domain.governors import carry_governors_page
        from taskgroups.assurance.domain.leave import carry_departures, leaving
        from taskgroups.assurance.domain.retain import retain_daily
        from taskgroups.assurance.models import Departure, GovernorsPage, HostAnswers, Link, Statement
        from taskgroups.assurance.on_a_page import statement
        from taskgroups.assurance.person.chairing import ACCREDITATION
        from taskgroups.assurance.person.have_your_say import BY_EMAIL, COMMENTS
        from taskgroups.assurance.person.own import tell_own
        from taskgroups.assurance.person.training import TRAINING
        from taskgroups.kit import live
        from taskgroups.meetings.hidden import hide_from_others
        from taskgroups.meetings.record.locked import when_locked
        from taskgroups.meetings.taken_out.places import Place, add_place, when_taken_out
        from taskgroups.schools.domain.carry_over import carry_by
        from taskgroups.schools.on_a_page import add_part

        tell_own(COMMENTS)
        tell_own(TRAINING)
        tell_own(BY_EMAIL)
        tell_own(ACCREDITATION)
        carry_by(Departure, carry_departures)
        hide_from_others(leaving)
        when_taken_out(forget_archives_of)
        live.chores.register("archives", forget_archives)
        live.chores.register("retention", retain_daily)
        add_place(Place(Statement, ("words", "document"), lambda group: Statement.objects.filter(school=group.school),
                        wide=True))  # fmt: skip
        add_place(Place(HostAnswers, ("words",), lambda group: HostAnswers.objects.filter(task_group=group)))
        when_locked(ask_host)
        add_place(Place(GovernorsPage, ("words",), lambda group: GovernorsPage.objects.filter(school=group.school),
                        wide=True))  # fmt: skip
        carry_by(GovernorsPage, carry_governors_page)
        carry_by(Statement, carry_statements)
        carry_by(Link, links_go_with_statements)
        add_part(place=6, template="assurance/_on_a_page.jinja", gather=statement)
