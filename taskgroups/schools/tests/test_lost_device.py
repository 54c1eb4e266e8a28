"""Somebody has lost the device with their one-time codes: an administrator lets them in again."""

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.mfa.utils import is_mfa_enabled
from django.urls import reverse

from taskgroups.kit.access.models import Entry
from taskgroups.kit.design.tests.page_rules import check_page
from taskgroups.kit.post.models import Letter

pytestmark = pytest.mark.django_db
PRESS = "Take the one-time codes away"


def set_up(person):
    TOTP.activate(person, generate_totp_secret())
    RecoveryCodes.activate(person)


def page(as_, cast, person):
    return check_page(as_(cast.administrator).get(reverse("account", args=[person.pk])).content, "account")


def press(as_, who, person):
    return as_(who).post(reverse("account-codes", args=[person.pk]))


def test_the_codes_go_the_sessions_end_and_a_letter_tells_it(cast, as_):
    set_up(cast.head_a)
    theirs, others = as_(cast.head_a), as_(cast.head_b)
    assert PRESS in page(as_, cast, cast.head_a).text_content()
    press(as_, cast.administrator, cast.head_a)
    cast.head_a.refresh_from_db()
    assert (is_mfa_enabled(cast.head_a), PRESS in page(as_, cast, cast.head_a).text_content()) == (False, False)
    assert [one.get(reverse("you")).status_code for one in (theirs, others)] == [302, 200]
    letter, entry = Letter.objects.get(), Entry.objects.get()
    assert (letter.to, "Adam Admin, an administrator, has taken away" in letter.text) == (cast.head_a.email, True)
    assert (entry.by, entry.verb, entry.about) == (cast.administrator, "took one-time codes away", "Asha Alder")


def test_pressed_twice_it_is_done_once(cast, as_):
    set_up(cast.head_a)
    for _ in range(2):
        press(as_, cast.administrator, cast.head_a)
    assert (Letter.objects.count(), Entry.objects.count()) == (1, 1)


def test_without_codes_there_is_nothing_to_take(cast, as_):
    browser = as_(cast.head_a)
    press(as_, cast.administrator, cast.head_a)
    assert (Letter.objects.count(), browser.get(reverse("you")).status_code) == (0, 200)


def test_not_from_ones_own_account(cast, as_):
    set_up(cast.administrator)
    assert PRESS not in page(as_, cast, cast.administrator).text_content()
    press(as_, cast.administrator, cast.administrator)
    assert is_mfa_enabled(cast.administrator)


@pytest.mark.parametrize("who", ["head_a", "lead", "officer", "clerk"])
def test_nobody_else_takes_codes_away(cast, as_, who):
    set_up(cast.head_a)
    assert press(as_, getattr(cast, who), cast.head_a).status_code == 404
    assert is_mfa_enabled(cast.head_a)
