"""A button pressed twice does its work once."""

import pytest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.test import RequestFactory

from taskgroups.kit.access import press
from taskgroups.kit.access.models import Press
from tests.cast import Cast


def pressed(who: object, token: str) -> HttpRequest:
    request = RequestFactory().post("/there/", {press.FIELD: token})
    request.user = who  # type: ignore[assignment]
    return request


def token_for(who: object) -> str:
    return press.new_token(pressed(who, ""))


@pytest.fixture
def done() -> list[str]:
    return []


def answering(done: list[str], response: HttpResponse) -> press.PressOnceMiddleware:
    def view(request: HttpRequest) -> HttpResponse:
        done.append("once")
        return response

    return press.PressOnceMiddleware(view)


def test_the_second_press_goes_where_the_first_one_led(cast: Cast, done: list[str]) -> None:
    middleware, token = answering(done, HttpResponseRedirect("/done/")), token_for(cast.head_a)
    middleware(pressed(cast.head_a, token))
    second = middleware(pressed(cast.head_a, token))
    assert (done, second["Location"]) == (["once"], "/done/")


def test_a_form_sent_back_with_errors_may_be_sent_again(cast: Cast, done: list[str]) -> None:
    middleware, token = answering(done, HttpResponse("errors")), token_for(cast.head_a)
    middleware(pressed(cast.head_a, token))
    middleware(pressed(cast.head_a, token))
    assert done == ["once", "once"]


def test_a_view_that_failed_may_be_tried_again(cast: Cast) -> None:
    def broken(request: HttpRequest) -> HttpResponse:
        raise RuntimeError

    token = token_for(cast.head_a)
    with pytest.raises(RuntimeError):
        press.PressOnceMiddleware(broken)(pressed(cast.head_a, token))
    assert Press.objects.count() == 0


def test_somebody_elses_token_is_not_spent(cast: Cast, done: list[str]) -> None:
    middleware, token = answering(done, HttpResponseRedirect("/done/")), token_for(cast.head_a)
    middleware(pressed(cast.stranger, token))
    assert Press.objects.count() == 0


def test_tokens_older_than_a_day_are_swept(cast: Cast, done: list[str]) -> None:
    middleware, token = answering(done, HttpResponseRedirect("/done/")), token_for(cast.head_a)
    middleware(pressed(cast.head_a, token))
    Press.objects.update(at="2020-01-01T00:00Z")
    assert press.sweep() == 1
