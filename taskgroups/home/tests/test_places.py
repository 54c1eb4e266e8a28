"""Where a person's own work is, under the list of what needs them."""

from django.urls import reverse

from taskgroups.home.places import places_of
from tests.cast import Cast


def test_a_leader_finds_their_school_and_their_actions(cast: Cast) -> None:
    assert places_of(cast.leader_a) == [
        ("Alder Primary School", reverse("school", args=[cast.a.urn])),
        ("All your actions", reverse("my-actions")),
    ]


def test_an_officer_finds_what_schools_share(cast: Cast) -> None:
    shared, training = places_of(cast.officer)
    assert shared[1] == reverse("authority", args=[cast.officer.roles.get().authority.code])
    assert training[1] == reverse("training-arranged")


def test_an_administrator_finds_the_accounts_alone(cast: Cast) -> None:
    assert places_of(cast.administrator) == [("Accounts", reverse("accounts"))]


def test_somebody_without_a_role_finds_nothing(cast: Cast) -> None:
    cast.stranger.roles.all().delete()
    assert places_of(cast.stranger) == []


def test_a_chair_and_an_observer_find_their_own_practice_and_a_head_who_does_not_chair_does_not(cast: Cast) -> None:
    mine = ("My practice", reverse("practice"))
    found = [mine in places_of(who) for who in (cast.head_b, cast.observer, cast.head_c, cast.lead)]
    assert found == [True, True, False, False]
