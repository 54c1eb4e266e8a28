"""The pages of signing in: our look and words around the sign-in library's forms."""

import re
from typing import Any

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import reverse

from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.kit.live import running
from taskgroups.people.models import Person

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery staple"


@pytest.fixture
def ann() -> Person:
    return Person.objects.create_person(email="ann@alder.example", name="Ann Archer", password=PASSWORD)


@pytest.fixture
def signed_in(ann: Person) -> Client:
    """Ann has just given her password, so nothing asks her again."""
    client = Client()
    client.post(reverse("account_login"), {"login": ann.email, "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("account_login", "Sign in"),
        ("account_reset_password", "Choose a new password"),
        ("account_reset_password_done", "Look into your letters"),
        ("account_reset_password_from_key_done", "Your new password is kept"),
        ("account_inactive", "This account is closed"),
    ],
)
def test_a_page_of_the_entrance_keeps_the_rules(name: str, heading: str) -> None:
    page = check_page(Client().get(reverse(name)).content, name)
    assert text_of(page.find(".//h1")) == heading


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("account_logout", "Sign out"),
        ("account_change_password", "Change your password"),
        ("account_reauthenticate", "Show that it is you"),
        ("mfa_index", "One-time codes"),
        ("mfa_activate_totp", "Set up one-time codes"),
        ("you", "Your account"),
    ],
)
def test_a_page_of_ones_own_account_keeps_the_rules(signed_in: Client, name: str, heading: str) -> None:
    page = check_page(signed_in.get(reverse(name)).content, name)
    assert text_of(page.find(".//h1")) == heading


def test_a_wrong_password_says_what_to_do(ann: Person) -> None:
    answer = Client().post(reverse("account_login"), {"login": ann.email, "password": "guess"})
    page = check_page(answer.content, "wrong password")
    assert text_of(page.find(".//*[@class='govuk-error-summary__body']")) == (
        "The e-mail address and the password do not belong together. Check both and try again."
    )


def test_an_empty_sign_in_names_each_field_in_our_words() -> None:
    page = check_page(Client().post(reverse("account_login"), {}).content, "empty")
    said = [text_of(link) for link in page.xpath("//*[contains(@class, 'error-summary')]//a")]
    assert said == [
        "E-mail address is missing. Enter the one you were invited with.",
        "Password is missing. Enter it.",
    ]
    assert page.findtext(".//title") == "Error: Sign in – Task Groups"


def test_the_password_is_not_sent_back() -> None:
    answer = Client().post(reverse("account_login"), {"login": "x", "password": "my secret"})
    assert b"my secret" not in answer.content


def test_a_used_link_says_how_to_get_another(ann: Person) -> None:
    address = reverse("account_reset_password_from_key", args=[user_pk_to_url_str(ann), "wrong-key"])
    page = check_page(Client().get(address).content, address)
    assert text_of(page.find(".//h1")) == "This link no longer works"


def test_a_good_link_lets_one_choose_a_password(ann: Person) -> None:
    client = Client()
    key = default_token_generator.make_token(ann)
    address = reverse("account_reset_password_from_key", args=[user_pk_to_url_str(ann), key])
    opened = client.get(address, follow=True)
    check_page(opened.content, address)
    client.post(opened.request["PATH_INFO"], {"password1": "four grey geese fly", "password2": "four grey geese fly"})
    ann.refresh_from_db()
    assert ann.check_password("four grey geese fly")


def test_the_letter_holds_the_link_and_only_people_with_an_account_get_one(ann: Person) -> None:
    from taskgroups.kit.post.models import Letter

    for email in (ann.email, "nobody@nowhere.example"):
        Client().post(reverse("account_reset_password"), {"email": email})
    letter = Letter.objects.get()
    assert letter.subject == "Choose your password for Task Groups"
    assert re.search(r"/password/reset/key/\S+/", letter.text)


def test_the_pages_of_codes_keep_the_rules(signed_in: Client, ann: Person) -> None:
    TOTP.activate(ann, generate_totp_secret())
    RecoveryCodes.activate(ann)
    names = ["mfa_index", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_deactivate_totp"]
    for name in [*names, "mfa_reauthenticate"]:
        check_page(signed_in.get(reverse(name)).content, name)


def test_a_code_is_asked_for_after_the_password(ann: Person) -> None:
    TOTP.activate(ann, generate_totp_secret())
    client = Client()
    answer = client.post(reverse("account_login"), {"login": ann.email, "password": PASSWORD}, follow=True)
    page = check_page(answer.content, "code")
    assert text_of(page.find(".//h1")) == "Enter your code"
    wrong = check_page(client.post(reverse("mfa_authenticate"), {"code": "000000"}).content, "wrong code")
    assert text_of(wrong.find(".//*[@id='id_code-error']")).startswith("Error: That code is not right.")


def test_who_signs_out_watches_nothing_any_more(
    ann: Person, signed_in: Client, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    told: list[tuple[object, ...]] = []
    monkeypatch.setattr(running, "_poke", lambda *what: told.append(what))
    with django_capture_on_commit_callbacks(execute=True):
        signed_in.post(reverse("account_logout"))
    assert told == [("let_go", str(ann.pk))]
