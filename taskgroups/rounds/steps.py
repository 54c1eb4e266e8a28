"""The steps of a round as a list of things to do, each with how far it is."""

from dataclasses import dataclass

from django.urls import reverse

from taskgroups.kit.design.words import day, plural
from taskgroups.rounds.models import Round


@dataclass(frozen=True)
class Step:
    """One line of the list: what to do, where, and its state in words."""

    text: str
    url: str
    state: str
    tone: str
    hint: str = ""


def steps_of(round: Round) -> list[Step]:
    """The steps in their order; a published round has none left to do."""
    if round.published_at:
        return []
    return [_half_days(round), _hosts(round), _people(round), _plan(round), _publish(round)]


def _half_days(round: Round) -> Step:
    many = round.half_days.count()
    state = plural(many, "half-day") if many else "To do"
    return Step("Half-days", _to(round, "half-days"), state, _tone(many), "On which days Task Groups may meet")


def _hosts(round: Round) -> Step:
    many = round.hosts.count()
    state = plural(many, "school") if many else "To do"
    return Step("Who hosts", _to(round, "hosts"), state, _tone(many), "Proposed in order, with the reason")


def _people(round: Round) -> Step:
    asked = round.participants.exclude(asked_at=None, answered_at=None)
    there, missing = asked.count(), asked.filter(answered_at=None).count()
    hint = f"Asked to answer by {day(round.answer_by)}" if round.answer_by else "Ask them by e-mail when they can come"
    if not there:
        return Step("People and when they can come", _to(round, "people"), "To do", "quiet", hint)
    state = f"{there - missing} of {there} answered"
    return Step("People and when they can come", _to(round, "people"), state, "part" if missing else "good", hint)


def _plan(round: Round) -> Step:
    latest = round.solutions.first()
    hint = "Who chairs, who sits and when, worked out"
    if latest and latest.in_hand:
        return Step("Plan", _to(round, "plan"), "Being worked out", "info", hint)
    if latest and latest.state == latest.State.NONE:
        return Step("Plan", _to(round, "plan"), "There is no plan", "bad", hint)
    state = "Worked out" if round.current_id else "To do"
    return Step("Plan", _to(round, "plan"), state, _tone(round.current_id or 0), hint)


def _publish(round: Round) -> Step:
    hint = "Makes the Task Groups and invites everybody"
    return Step("Publish", _to(round, "publish") if round.current_id else "", "To do", "quiet", hint)


def _tone(many: int) -> str:
    return "good" if many else "quiet"


def _to(round: Round, page: str) -> str:
    return reverse(f"round-{page}", args=[round.consortium.slug, round.number])
