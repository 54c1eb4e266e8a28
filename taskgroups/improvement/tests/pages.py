"""Addresses of a school's improvement, its pages as text, and sharing it."""

from django.urls import reverse

from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.schools.models import Audience, Sharing, Thing


def at(name, cast, *more):
    return reverse(name, args=[cast.a.urn, *more])


def change(action, verb):
    return reverse("school-action-change", args=[action.school.urn, action.public_id, verb])


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return text_of(check_page(response.content, address))


def share(cast, thing=Thing.IMPROVEMENT, audience=Audience.AUTHORITY):
    Sharing.objects.create(school=cast.a, thing=thing, audience=audience)
