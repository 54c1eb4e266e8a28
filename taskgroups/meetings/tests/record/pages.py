"""The pages of a record, for its tests."""

from django.urls import reverse

from taskgroups.kit.design.tests.page_rules import check_page, text_of


def at(record, name="", **more):
    return reverse(f"task-group-record{name}", args=[record.task_group.public_id, *more.values()])


def page(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    return text_of(check_page(response.content, address)) if status == 200 else ""


def post(client, address, **fields):
    return client.post(address, fields)
