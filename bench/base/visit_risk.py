"""Measures the risk of a school inside a process of its own, on a database made and thrown away here."""

from unittest import mock

from django.test import Client

from bench.base import build, judge, pack_of_many
from bench.base.visit import HOST, ROUNDS, measured, on_a_new_database
from taskgroups.improvement.reading_risk import risk_of
from taskgroups.improvement.reading_story import story_of


def main() -> None:
    """Print the figures as JSON."""
    on_a_new_database(figures)


def figures(rounds: int = ROUNDS) -> dict[str, float]:
    """Return milliseconds and queries: the risk with its gaps, its story, and the pages that show them."""
    pack = pack_of_many()
    school, head = build(pack)
    judge(school, head, pack)
    client = Client(SERVER_NAME=HOST)
    client.force_login(head)

    def risk() -> None:
        found = risk_of(school, pack)
        assert all(one.distance and one.showing for one in found.areas)
        assert found.gaps()

    def story() -> None:
        assert story_of(school, pack).story.changes

    def page() -> None:
        assert client.get(f"/schools/{school.urn}/risk/", secure=True).status_code == 200

    def page_of_story() -> None:
        assert client.get(f"/schools/{school.urn}/risk/story/", secure=True).status_code == 200

    def gaps() -> None:
        assert client.get(f"/schools/{school.urn}/improvement/gaps/", secure=True).status_code == 200

    with (
        mock.patch("taskgroups.improvement.views.risk.pack_asked", return_value=pack),
        mock.patch("taskgroups.improvement.views.story.pack_asked", return_value=pack),
        mock.patch("taskgroups.improvement.views.gaps.pack_asked", return_value=pack),
    ):
        verbs = {
            "risk and gaps": risk,
            "story": story,
            "page": page,
            "page of the story": page_of_story,
            "page of gaps": gaps,
        }
        return {
            f"{name}: {figure}": number
            for name, verb in verbs.items()
            for figure, number in measured(verb, rounds).items()
        }
