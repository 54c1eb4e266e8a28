"""Having one's say: a comment is kept for a moderator whatever is said against it; a report too."""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from taskgroups.bulletin.models import Article, Comment, Report
from taskgroups.bulletin.say.plain import number_of
from taskgroups.bulletin.say.seal import Seal
from taskgroups.bulletin.say.spam import SAME_WORDS_FOR, Arrived, doubts
from taskgroups.kit.access.refused import Refused

HOUR = timedelta(hours=1)
REPORTS_AN_HOUR, REPORTS_OF_ONE = 10, 20
CLOSED = "Comments on this article are closed. Nothing was kept."


@dataclass(frozen=True)
class Way:
    """How something came: in which form of ours (None: in none), from which place, and what stood in the trap."""

    seal: Seal | None
    place: str = ""
    trap: str = ""


def leave_comment(*, article: Article, name: str, email: str, text: str, way: Way) -> Comment:
    """Keep a comment until a moderator has decided, and return it; pressed twice, the one that is there.

    Raises Refused where comments on the article are closed.
    """
    if not article.takes_comments:
        raise Refused(CLOSED)
    made = Comment(
        article=article, name=name, email=email.strip().lower(), text=text, written_at=timezone.now(),
        came_from=way.place, same_words=number_of(text), form=way.seal.form if way.seal else uuid.uuid4(),
    )  # fmt: skip
    return _keep(made, way, used=False)


def _keep(made: Comment, way: Way, *, used: bool) -> Comment:
    before = Comment.objects.filter(form=made.form).first() or _inserted(made, way, used)
    if before is None:
        return made
    if (before.same_words, before.article_id) == (made.same_words, made.article_id):
        return before
    made.pk, made.form = None, uuid.uuid4()  # other words in a form used already: kept as well, and said
    return _keep(made, way, used=True)


def _inserted(made: Comment, way: Way, used: bool) -> Comment | None:
    """Write a comment; return the one that was quicker with the same form, if any."""
    try:
        with transaction.atomic():
            made.doubts = "\n".join(doubts(_arrived(made, way, used)))
            made.save(force_insert=True)
            return None
    except IntegrityError:
        return Comment.objects.get(form=made.form)


def _arrived(made: Comment, way: Way, used: bool) -> Arrived:
    now = made.written_at
    same = Comment.objects.filter(same_words=made.same_words, written_at__gt=now - SAME_WORDS_FOR)
    there = Comment.objects.filter(came_from=made.came_from, written_at__gt=now - HOUR) if made.came_from else None
    return Arrived(
        name=made.name, text=made.text, seconds=way.seal.seconds if way.seal else None, used=used, trap=way.trap,
        same_words=same.exclude(form=made.form).count(), from_there=there.count() if there is not None else 0,
    )  # fmt: skip


@transaction.atomic
def report_comment(*, comment: Comment, reason: str, way: Way) -> Report | None:
    """Tell the moderators what a reader says is wrong with a comment.

    The same words about the same comment are kept once, and of one comment no more than 20 reports that wait: a
    moderator looks at it in any case. Raises Refused where ten came from the same place within an hour.
    """
    open_ones = comment.reports.filter(settled_at=None)
    if open_ones.filter(reason=reason).exists() or open_ones.count() >= REPORTS_OF_ONE:
        return None
    since = timezone.now() - HOUR
    if way.place and Report.objects.filter(came_from=way.place, made_at__gt=since).count() >= REPORTS_AN_HOUR:
        raise Refused("Ten reports came from where you are within an hour. Wait an hour, then send this one again.")
    return Report.objects.create(comment=comment, reason=reason, made_at=timezone.now(), came_from=way.place)
