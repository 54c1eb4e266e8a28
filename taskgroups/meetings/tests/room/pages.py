"""Addresses of a room and its page, as a browser of one of the cast gets it."""

from django.test import Client
from django.urls import reverse

from taskgroups.kit.design.tests.page_rules import check_page
from taskgroups.meetings.models import TaskGroup


def at(group: TaskGroup, name: str = "", **more: object) -> str:
    return reverse(f"task-group-room{'-' if name else ''}{name}", args=[group.public_id, *more.values()])


def page_of(client: Client, group: TaskGroup):
    return check_page(client.get(at(group)).content, at(group))
