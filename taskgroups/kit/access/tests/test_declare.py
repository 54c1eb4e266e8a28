"""A view says who may open it, or it does not answer."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory

from conftest import SignIn
from taskgroups.kit.access import access, public, stated
from taskgroups.kit.access.middleware import DeclaredAccessMiddleware
from tests.cast import Cast


def mine(person: object, key: str) -> str | None:
    """The owner of the thing."""
    return "the thing" if key == "1" else None


@access(mine)
def thing_page(request: HttpRequest, thing: str, tail: str = "") -> HttpResponse:
    return HttpResponse(f"{thing}{tail}")


class Somebody:
    is_authenticated = True
    pk = 1


def asked(path: str = "/") -> HttpRequest:
    request = RequestFactory().get(path)
    request.user = Somebody()  # type: ignore[assignment]
    return request


def test_the_view_receives_what_the_finder_found_and_the_rest_of_the_address() -> None:
    assert thing_page(asked(), key="1", tail="!").content == b"the thing!"


def test_what_is_not_theirs_is_not_found() -> None:
    with pytest.raises(Http404):
        thing_page(asked(), key="2")


def test_a_view_that_states_nothing_is_refused() -> None:
    guard = DeclaredAccessMiddleware(lambda request: HttpResponse())
    with pytest.raises(ImproperlyConfigured, match="does not say who may open it"):
        guard.process_view(asked(), lambda request: HttpResponse(), (), {})


def test_a_public_view_says_why() -> None:
    with pytest.raises(ValueError, match="public"):
        public("")


def test_a_finder_must_say_who_may() -> None:
    with pytest.raises(ValueError, match="who may"):
        access(lambda person: person)(thing_page)


def test_the_statement_can_be_read_from_the_view() -> None:
    found = stated(thing_page)
    assert found is not None
    assert (found.public, found.why) == (False, "The owner of the thing.")


def test_the_character_nul_reaches_no_view(cast: Cast, as_: SignIn) -> None:
    browser = as_(cast.head_a)
    assert [browser.get("/task-groups/%00/").status_code, browser.get("/schools/?q=a%00b").status_code] == [404, 200]


def test_what_was_sent_loses_its_nul_and_nothing_else() -> None:
    request = RequestFactory().post("/?q=a%00b&q=c", {"text": "d\0e"})
    DeclaredAccessMiddleware(lambda request: HttpResponse()).process_view(request, thing_page, (), {})
    assert (request.GET.getlist("q"), request.POST["text"]) == (["ab", "c"], "de")
