"""Who may chair in a round: by accreditation and phase, or for now by the lead's decision; nobody else."""

from datetime import timedelta

import pytest

from taskgroups.rounds.chairs import rights_in, who_may_chair
from taskgroups.schools.policy import today
from taskgroups.training.domain.accredit import withdraw
from taskgroups.training.domain.mentor import let_chair_until
from taskgroups.training.models import Step
from tests.cast import Cast, accredit

pytestmark = pytest.mark.django_db


def may(cast: Cast) -> dict[int, frozenset[str]]:
    return dict(who_may_chair(cast.harbour, today()))


def test_heads_who_are_accredited_may_in_the_phases_of_that(cast: Cast) -> None:
    Step.objects.filter(person__in=[cast.head_b, cast.head_c]).delete()
    accredit(cast.head_c, phases=["primary"])
    assert set(may(cast)) == {cast.head_a.pk, cast.head_c.pk}
    assert may(cast)[cast.head_c.pk] == {"primary"}


def test_who_has_lapsed_or_been_withdrawn_may_not_from_that_day(cast: Cast) -> None:
    Step.objects.filter(person=cast.head_b).update(until=today() - timedelta(days=1))
    Step.objects.filter(person=cast.head_a).update(until=today())
    withdraw(person=cast.head_c, by=cast.lead, reason="Advice")
    assert set(may(cast)) == {cast.head_a.pk}
    assert rights_in(cast.harbour, today())[cast.head_b.pk].says.startswith("Accreditation lapsed after")


def test_where_nobody_is_accredited_the_lead_lets_somebody_chair_for_now(cast: Cast) -> None:
    Step.objects.all().delete()
    assert may(cast) == {}
    until = today() + timedelta(days=30)
    let_chair_until(
        consortium=cast.harbour, person=cast.head_b, by=cast.lead, until=until, reason="We begin", phases=["primary"]
    )
    assert may(cast) == {cast.head_b.pk: {"primary"}}
    assert dict(who_may_chair(cast.harbour, until + timedelta(days=1))) == {}


def test_an_accredited_person_without_a_school_or_role_here_is_not_asked(cast: Cast) -> None:
    accredit(cast.stranger)
    assert cast.stranger.pk not in may(cast)
