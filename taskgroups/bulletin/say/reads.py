"""What moderators have before them, and how many of it waits."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from taskgroups.bulletin.models import Comment

State = Comment.State


@dataclass(frozen=True)
class Pile:
    """Comments that belong together: its name in an address, what it is called, what is said where it is empty."""

    name: str
    title: str
    nothing: str
    finds: str

    def comments(self) -> "QuerySet[Comment]":
        """Return them as a moderator reads them: what waits from the oldest, what is decided from the newest."""
        found = piles_of()[self.finds].select_related("article__section__issue")
        waits = self.finds in ("waiting", "spam", "reported")
        return found.order_by("written_at", "pk") if waits else found.order_by("-decided_at", "-pk")


PILES = (
    Pile("", "Waiting", "No comment waits. New ones stand here until you have read them.", "waiting"),
    Pile("spam", "Probably spam", "Nothing looks like spam.", "spam"),
    Pile("reported", "Reported", "No reader has reported a comment.", "reported"),
    Pile("published", "Published", "No comment is published yet.", "published"),
    Pile("not-published", "Declined or removed", "No comment was declined or removed.", "out"),
)


def piles_of() -> dict[str, "QuerySet[Comment]"]:
    """Every comment, by what becomes of it."""
    return {
        "waiting": Comment.objects.waiting(),
        "spam": Comment.objects.probably_spam(),
        "reported": Comment.objects.reported(),
        "published": Comment.objects.filter(state=State.PUBLISHED),
        "out": Comment.objects.filter(state__in=[State.DECLINED, State.REMOVED]),
    }


def pile(name: str) -> Pile:
    """Return the pile of that name, or the first."""
    return next((one for one in PILES if one.name == name), PILES[0])


@dataclass(frozen=True)
class Waits:
    """How many comments wait for a moderator: new, probably spam, and reported by readers."""

    waiting: int
    spam: int
    reported: int

    @property
    def all(self) -> int:
        """All that a person has to look at; what is probably spam is no hurry, and counts by itself."""
        return self.waiting + self.reported


def what_waits() -> Waits:
    """Return how many comments wait, in two queries."""
    undecided = Comment.objects.filter(state=State.WAITING)
    counted = undecided.aggregate(new=Count("pk", filter=Q(doubts="")), spam=Count("pk", filter=~Q(doubts="")))
    return Waits(counted["new"], counted["spam"], Comment.objects.reported().count())
