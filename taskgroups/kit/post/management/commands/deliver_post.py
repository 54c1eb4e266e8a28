"""Deliver the letters that are due, and say which wait or were given up, and why. The server does it by itself."""

from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count
from django.utils import timezone

from taskgroups.kit.access.command import CommandError, PlainCommand
from taskgroups.kit.design.words import day, day_clock, plural
from taskgroups.kit.post.domain.deliver import deliver_waiting, delivers
from taskgroups.kit.post.models import Letter, LetterQuerySet, State
from taskgroups.kit.post.out_of_date import out_of_date

LOOKS_BACK = timedelta(days=14)  # how long a letter given up is still spoken of
WHY_LEFT_OUT = "A later one to the same person followed, or the invitation cannot be taken up any more."


class Command(PlainCommand):
    """`taskgroups deliver_post`."""

    help = "Deliver the letters that are due, and say which wait or were given up, and why."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--limit", type=int, default=500, help="send at most this many letters")
        parser.add_argument("--now", action="store_true", help="do not wait for the next try of those that failed")
        parser.add_argument("--again", action="store_true", help="send interrupted letters too; they may arrive twice")
        parser.add_argument(
            "--given-up-since",
            type=_day,
            metavar="DATE",
            help="try those too that were given up from that day on, but for those that are out of date",
        )

    def handle(self, *args: Any, limit: int, **options: Any) -> None:
        if not delivers():
            self.stdout.write("This is not production: letters are kept and shown on the Outbox page.")
            return
        left_out = _make_due(**options)
        done = deliver_waiting(limit)
        self.stdout.write(f"Sent: {done.sent}. Not sent: {done.failed}.")
        if left_out:
            self.stdout.write(f"Left out as out of date: {plural(left_out, 'letter')}. {WHY_LEFT_OUT}")
        for line in _left(timezone.now()):
            self.stdout.write(line)


def _day(said: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError as problem:
        raise CommandError(f"'{said}' is no day. Write it as 2026-11-30.") from problem


def _make_due(*, now: bool = False, again: bool = False, given_up_since: date | None = None, **options: Any) -> int:
    """Let letters go now, and return how many of those given up are left out as out of date."""
    moment = timezone.now()
    if now:
        Letter.objects.filter(state=State.WAITING).update(not_before=moment)
    if again:
        Letter.objects.interrupted(moment).update(state=State.WAITING, not_before=moment)
    if given_up_since is None:
        return 0
    found = Letter.objects.filter(state=State.GIVEN_UP, claimed_at__date__gte=given_up_since)
    stale = out_of_date(found)
    found.exclude(pk__in=stale).update(state=State.WAITING, not_before=moment, tries=0)
    return len(stale)


def _left(moment: datetime) -> Iterator[str]:
    """What is not sent, one sentence a line."""
    if left := Letter.objects.interrupted(moment).count():
        yield f"Interrupted: {left}. Run with --again to send them; they may arrive twice."
    waiting = Letter.objects.filter(state=State.WAITING)
    if first := waiting.order_by("not_before").first():
        yield f"Waiting: {waiting.count()}. The next goes on {day_clock(first.not_before)}; --now tries all."
        yield from _reasons(waiting)
    given_up = Letter.objects.filter(state=State.GIVEN_UP, claimed_at__gt=moment - LOOKS_BACK)
    if oldest := given_up.order_by("claimed_at").first():
        since = timezone.localdate(oldest.claimed_at)
        stale = len(out_of_date(given_up))
        said = f", {stale} of them out of date" if stale else ""
        again = f" --given-up-since {since.isoformat()} tries {'the others' if stale else 'them'} again."
        many = given_up.count()
        yield f"Given up since {day(since)}: {many}{said}.{again if stale < many else ''}"
        yield from _reasons(given_up)


def _reasons(letters: LetterQuerySet) -> Iterator[str]:
    said = letters.exclude(last_problem="").order_by().values_list("last_problem").annotate(many=Count("pk"))
    for problem, many in said.order_by("-many", "last_problem")[:10]:
        yield f"  {plural(many, 'letter')}: {problem}"
