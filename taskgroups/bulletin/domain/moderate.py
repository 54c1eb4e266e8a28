"""What a moderator decides about a comment. Nobody changes what it says."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from taskgroups.bulletin.domain.found_by import keep_words_said
from taskgroups.bulletin.models import Comment, Report
from taskgroups.bulletin.models.comments import touched
from taskgroups.bulletin.say.letters import DECLINED, REMOVED, tell_writer
from taskgroups.kit.access import audit
from taskgroups.kit.access.refused import Refused
from taskgroups.people.models import Person

State = Comment.State
SPAM = "It is spam."


@transaction.atomic
def publish_comment(*, by: Person, comment: Comment) -> Comment:
    """Let everybody read a comment. Raises Refused where it does not wait any more."""
    return _decide(comment, by, State.WAITING, State.PUBLISHED, "published a comment on Heads Up")


@transaction.atomic
def decline_comment(*, by: Person, comment: Comment, reason: str) -> Comment:
    """Decline a comment and write to its writer why. Raises Refused where it does not wait any more."""
    _refuse_no_reason(reason)
    done = _decide(comment, by, State.WAITING, State.DECLINED, "declined a comment on Heads Up", reason)
    tell_writer(done, DECLINED, "Your comment on Heads Up was not published")
    return done


@transaction.atomic
def decline_as_spam(*, by: Person, comments: Sequence[Comment]) -> int:
    """Decline comments as spam and return how many still waited. Nobody is written to: the address is seldom theirs."""
    declined = 0
    for comment in comments:
        if Comment.objects.filter(pk=comment.pk, state=State.WAITING).exists():
            _decide(comment, by, State.WAITING, State.DECLINED, "declined a comment as spam", SPAM)
            declined += 1
    return declined


@transaction.atomic
def remove_comment(*, by: Person, comment: Comment, reason: str) -> Comment:
    """Remove a published comment: the page says that one was removed, its writer is told why. Raises Refused."""
    _refuse_no_reason(reason)
    done = _decide(comment, by, State.PUBLISHED, State.REMOVED, "removed a comment from Heads Up", reason)
    _settle(done, by)
    tell_writer(done, REMOVED, "Your comment on Heads Up was removed")
    return done


@transaction.atomic
def keep_comment(*, by: Person, comment: Comment) -> Comment:
    """Let a reported comment stand. Raises Refused where it is not published any more."""
    comment = _locked(comment, State.PUBLISHED)
    if _settle(comment, by):
        audit.note(by=by, verb="let a reported comment stand", about=comment.article.title, comment=comment.pk)
    return comment


def _refuse_no_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused("The reason is missing. Say why, so that the writer can put it right.", "reason")


def _decide(comment: Comment, by: Person, before: str, after: str, verb: str, reason: str = "") -> Comment:
    comment, now = _locked(comment, before), timezone.now()
    comment.state, comment.reason, comment.decided_by, comment.decided_at = after, reason, by, now
    comment.save(update_fields=["state", "reason", "decided_by", "decided_at"])
    keep_words_said(comment)
    if after in (State.PUBLISHED, State.REMOVED):
        touched(comment.article_id, now)
    audit.note(by=by, verb=verb, about=comment.article.title, comment=comment.pk)
    return comment


def _locked(comment: Comment, state: str) -> Comment:
    found = Comment.objects.select_for_update(of=("self",)).select_related("article__section__issue").get(pk=comment.pk)
    if found.state != state:
        raise Refused(f"Somebody was quicker: the comment is now ‘{found.get_state_display()}’. Nothing was changed.")
    return found


def _settle(comment: Comment, by: Person) -> int:
    waiting = Report.objects.filter(comment=comment, settled_at=None)
    return waiting.update(settled_by=by, settled_at=timezone.now())
