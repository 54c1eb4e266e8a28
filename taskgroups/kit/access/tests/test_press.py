"""A button pressed twice does its work once."""

import time
from datetime import timedelta

import pytest
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.test import RequestFactory
from django.utils import timezone

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


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second press waits for the first, and here for nothing."""
    monkeypatch.setattr(press, "WAITS", 0.0)


def under_way(token: str, **ago: float) -> Press:
    key = signing.loads(token, salt=press.SALT)[0]
    return Press.objects.create(token=key, at=timezone.now() - timedelta(**ago), led_to=press.NOT_YET)


def test_a_second_press_waits_for_the_first_and_goes_where_it_leads(
    cast: Cast, done: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    middleware, token = answering(done, HttpResponseRedirect("/done/")), token_for(cast.head_a)
    first = under_way(token)
    monkeypatch.setattr(time, "sleep", lambda seconds: Press.objects.filter(pk=first.pk).update(led_to="/there/now/"))
    assert (middleware(pressed(cast.head_a, token))["Location"], done) == ("/there/now/", [])


def test_a_second_press_is_done_where_the_first_was_refused_meanwhile(
    cast: Cast, done: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    middleware, token = answering(done, HttpResponseRedirect("/done/")), token_for(cast.head_a)
    first = under_way(token)
    monkeypatch.setattr(time, "sleep", lambda seconds: Press.objects.filter(pk=first.pk).delete())
    assert (middleware(pressed(cast.head_a, token))["Location"], done) == ("/done/", ["once"])


@pytest.mark.parametrize(
    ("came_from", "leads_to"),
    [
        ("http://testserver/the/page/?of=form", "/the/page/?of=form"),
        ("http://elsewhere.example/the/page/", "/there/"),
        ("http://[", "/there/"),
    ],
)
def test_a_first_press_that_takes_too_long_leads_back_to_its_page(
    cast: Cast, done: list[str], slow: None, came_from: str, leads_to: str
) -> None:
    middleware, token = answering(done, HttpResponseRedirect("/done/")), token_for(cast.head_a)
    under_way(token)
    again = pressed(cast.head_a, token)
    again.META["HTTP_REFERER"] = came_from
    assert (middleware(again)["Location"], done) == (leads_to, [])


def test_a_third_press_does_not_wait_beside_the_second(
    cast: Cast, done: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    middleware, token = answering(done, HttpResponseRedirect("/done/")), token_for(cast.head_a)
    first, slept = under_way(token), []

    def third_comes(seconds: float) -> None:
        slept.append(seconds)
        third = middleware(pressed(cast.head_a, token))
        Press.objects.filter(pk=first.pk).update(led_to=f"/after{third['Location']}")

    monkeypatch.setattr(time, "sleep", third_comes)
    assert (middleware(pressed(cast.head_a, token))["Location"], len(slept), done) == ("/after/there/", 1, [])


def test_a_second_press_waits_two_seconds_and_no_more_after_which_the_next_may_wait(
    cast: Cast, done: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    middleware, token = answering(done, HttpResponseRedirect("/done/")), token_for(cast.head_a)
    under_way(token)
    now = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    monkeypatch.setattr(time, "sleep", lambda seconds: now.__setitem__(0, now[0] + seconds))
    for longest in (2.1, 4.2):
        middleware(pressed(cast.head_a, token))
        assert longest - 0.2 < now[0] < longest


def test_a_first_press_cut_off_with_its_server_is_done_by_the_next(cast: Cast, done: list[str], slow: None) -> None:
    middleware, token = answering(done, HttpResponseRedirect("/done/")), token_for(cast.head_a)
    under_way(token, minutes=3)
    assert (middleware(pressed(cast.head_a, token))["Location"], done) == ("/done/", ["once"])


def test_somebody_elses_token_is_not_spent(cast: Cast, done: list[str]) -> None:
    middleware, token = answering(done, HttpResponseRedirect("/done/")), token_for(cast.head_a)
    middleware(pressed(cast.stranger, token))
    assert Press.objects.count() == 0


def test_tokens_older_than_a_day_are_swept(cast: Cast, done: list[str]) -> None:
    middleware, token = answering(done, HttpResponseRedirect("/done/")), token_for(cast.head_a)
    middleware(pressed(cast.head_a, token))
    Press.objects.update(at="2020-01-01T00:00Z")
    assert press.sweep() == 1
