"""What goes of comments when its time is over, and when somebody asks for it by their e-mail address."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from taskgroups.bulletin.domain.found_by import keep_words_said
from taskgroups.bulletin.domain.subscribe import stop
from taskgroups.bulletin.models import Comment, Report, Subscriber
from taskgroups.bulletin.models.comments import touched
from taskgroups.bulletin.say.letters import about
from taskgroups.kit import post
from taskgroups.kit.access import audit
from taskgroups.kit.access.refused import refuse_longer
from taskgroups.kit.design.words import day, plural
from taskgroups.kit.post.models import Letter
from taskgroups.kit.post.models import State as Post
from taskgroups.people.models import Person

AFTER_DECISION, WITHOUT_ONE, PLACES_FOR = timedelta(days=90), timedelta(days=365), timedelta(days=1)
State = Comment.State
ASKED = "Its writer asked for it to be taken out."
EVERYTHING = """Hello,

somebody asked what Heads Up keeps under this e-mail address. This is all of it:

{kept}

To have it taken out for good, ask whoever looks after accounts.
"""


def addresses_past() -> "QuerySet[Comment]":
    """Comments whose e-mail address has done its work."""
    now = timezone.now()
    old = Q(decided_at__lt=now - AFTER_DECISION) | Q(written_at__lt=now - WITHOUT_ONE)
    return Comment.objects.exclude(email="").filter(old)


def forget_addresses(found: "QuerySet[Comment]") -> int:
    """Empty the e-mail addresses of comments, with the letters that went there; return how many."""
    pks = list(found.values_list("pk", flat=True))
    Letter.objects.filter(about__in=[about(Comment(pk=pk)) for pk in pks]).delete()
    return Comment.objects.filter(pk__in=pks).update(email="")


def declined_past() -> "QuerySet[Comment]":
    """Declined comments that nobody comes back to."""
    return Comment.objects.filter(state=State.DECLINED, decided_at__lt=timezone.now() - AFTER_DECISION)


def removed_past() -> "QuerySet[Comment]":
    """Removed comments whose words are still there."""
    gone = Comment.objects.filter(state=State.REMOVED, decided_at__lt=timezone.now() - AFTER_DECISION)
    return gone.exclude(text="", name="")


def forget_words(found: "QuerySet[Comment]") -> int:
    """Empty what removed comments said; that one was removed stays."""
    return found.update(name="", text="", same_words="")


def places_past() -> "QuerySet[Comment]":
    """Comments that still know where they came from, a day later."""
    return Comment.objects.exclude(came_from="").filter(written_at__lt=timezone.now() - PLACES_FOR)


def forget_places(found: "QuerySet[Comment]") -> int:
    """Empty where comments came from, and reports of the same age."""
    Report.objects.exclude(came_from="").filter(made_at__lt=timezone.now() - PLACES_FOR).update(came_from="")
    return found.update(came_from="")


def rows_of(email: str) -> list[tuple[Any, ...]]:
    """Return when, where, what and how it stands, of each comment written with an address."""
    found = Comment.objects.of_address(email).select_related("article__section__issue").order_by("written_at")
    return [(one.written_at, one.article.title, one.name, one.text, one.get_state_display()) for one in found]


@transaction.atomic
def send_what_is_kept(*, by: Person, email: str) -> int:
    """Write to an address what is kept under it, and return how many things; no letter goes where there are none."""
    rows, gets_it = rows_of(email), Subscriber.objects.filter(email=email.strip().lower()).first()
    told = [f"{day(at)}, on ‘{title}’, as {name} ({state.lower()}):\n{text}" for at, title, name, text, state in rows]
    if gets_it:
        told.append(f"Since {day(gets_it.confirmed_at or gets_it.asked_at)}: Heads Up comes to this address by e-mail.")
    if told:
        kept = "\n\n".join(told)
        refuse_longer(kept, 200_000)
        text = EVERYTHING.format(kept=kept)
        post.send(to=email, subject="What Heads Up keeps about you", text=text, about="heads-up-kept")
        audit.note(by=by, verb="sent what is kept under an e-mail address", about=plural(len(told), "thing"))
    return len(told)


@transaction.atomic
def forget_address(*, by: Person | None, email: str) -> int:
    """Take out all that is kept under an e-mail address, and return how many things. Heads Up goes there no more.

    What was published leaves its trace: that a comment was removed. What was not goes without one.
    """
    found, now = Comment.objects.of_address(email), timezone.now()
    pks = list(found.values_list("pk", flat=True))
    articles = set(found.values_list("article_id", flat=True))
    stopped = stop(email=email) if email.strip() else 0
    letters = Letter.objects.filter(to__iexact=email.strip(), about__startswith="heads-up-")
    letters.exclude(state=Post.SENDING).delete()
    found.exclude(state__in=[State.PUBLISHED, State.REMOVED]).delete()
    for one in Comment.objects.filter(pk__in=pks):
        one.state, one.reason, one.decided_at, one.decided_by = State.REMOVED, ASKED, now, by
        one.name, one.email, one.text, one.same_words, one.came_from = "", "", "", "", ""
        one.save()
        keep_words_said(one)
    for article in articles:
        touched(article, now)
    many = len(pks) + stopped
    if many:
        audit.note(by=by, verb="took out what was kept under an address", about=plural(many, "thing"))
    return many
