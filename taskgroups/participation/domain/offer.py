"""A lead offers a part to those who have none yet; each answers by the link in the letter."""

from collections.abc import Collection
from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from taskgroups.kit import post
from taskgroups.kit.access import audit
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.words import day, plural
from taskgroups.participation.models import Offer
from taskgroups.people.models import ERASED, Person
from taskgroups.rounds.domain.enrol import enrol
from taskgroups.rounds.domain.make import hold
from taskgroups.rounds.domain.stand_back import leads_of
from taskgroups.rounds.models import Round
from taskgroups.schools.lasting import MAY_CHANGE, last_day, lasts_words
from taskgroups.schools.models import Consortium, Role
from taskgroups.schools.policy import today

Kind, Reply = Offer.Kind, Offer.Reply
KEPT_FOR = timedelta(days=365)
OVER = "This offer was for heads and chairs of {consortium}, and you are neither there now. Its lead can tell you more."
ENDED = "You observed by this offer, and that has been ended. Ask the lead of your consortium whether you may again."
NO_ROUND = "There is no round being planned that they could take part in. Set one up, or offer another part."
ASKS = {
    Kind.ROUND: "to take part in the next round of Task Groups, {round}: say when you could come, and you are given a "
    "place as far as there are places",
    Kind.MEMBER: "to sit as a member in a Task Group of another school: you bring the view of another school, and ask",
    Kind.CO_CHAIR: "to chair a Task Group of another school together with somebody else: you prepare it with the "
    "chair, sit beside them, and take the chair for a part of it if you both like",
    Kind.OBSERVER: "to observe a Task Group, as a chair in training: you watch how it is chaired, and need say nothing",
}


def next_round(consortium: Consortium) -> Round | None:
    """The newest round that is being planned, or None."""
    return Round.objects.filter(consortium=consortium, published_at=None).order_by("-number").first()


@transaction.atomic
def offer(*, consortium: Consortium, by: Person, people: Collection[Person], kind: str) -> int:
    """Write to each and return how many letters; an offer that waits is sent again, not made twice. Raises Refused."""
    if not people:
        raise Refused("Nobody is chosen. Choose at least one.", "people")
    round = next_round(consortium) if kind == Kind.ROUND else None
    if kind == Kind.ROUND:
        if round is None:
            raise Refused(NO_ROUND, "kind")
        enrol(hold(round))
    for person in people:
        made, _ = Offer.objects.update_or_create(
            consortium=consortium, person=person, kind=kind, reply=Reply.NONE,
            defaults={"round": round, "by": by, "sent_at": timezone.now()},
        )  # fmt: skip
        subject = "Would you take part in Task Groups?"
        post.send(to=person.email, subject=subject, text=letter(made), about=f"offer:{made.pk}")
    audit.note(by=by, verb="offered a part", about=consortium.slug, what=Kind(kind).label, many=len(people))
    return len(people)


def letter(made: Offer) -> str:
    """What somebody is written: who asks, for what, and the one link. No school is named."""
    link = post.link("offer", made.token)
    asks = ASKS[Kind(made.kind)].format(round=str(made.round).lower())
    lasts = lasts_of(made)
    return (
        f"Dear {made.person.name},\n\n{made.by.name} asks you, for {made.consortium}, {asks}.\n\n"
        f"{lasts + chr(10) * 2 if lasts else ''}"
        f"Say yes or not now with one press; you need no account:\n{link}\n\n"
        "Not now is a good answer too. The link is yours alone: please do not pass it on.\n"
    )


def lasts_of(made: Offer) -> str:
    """Until when what is offered would last, in words; of what was taken up until when it does. '' for no last day."""
    if made.kind != Kind.OBSERVER:
        return ""
    held = _observing(made).first()
    if held and made.reply == Reply.YES:
        return f"You observe until {day(held.ends)}. {MAY_CHANGE}" if held.ends else ""
    return lasts_words(Role.Kind.OBSERVER, offered=timezone.localdate(made.sent_at), on=today())


def why_closed(made: Offer) -> str:
    """Why an offer cannot be answered any more, in words, or '' where it can."""
    if made.round and made.round.published_at:
        return "The round is planned by now. Your lead can still be told of a change."
    if made.sent_at + KEPT_FOR < timezone.now():
        return "This offer is more than a year old. Ask the lead of your consortium what there is to do now."
    return "" if _takes_part(made) else OVER.format(consortium=made.consortium)


def _takes_part(made: Offer) -> bool:
    """Whether the person still heads a school of the consortium, or chairs in it: those alone are offered a part."""
    held = Role.objects.on(today()).heads_and(made.consortium, Role.Kind.CHAIR)
    return held.filter(person=made.person).exists()


@transaction.atomic
def answer(*, made: Offer, reply: str) -> Offer:
    """Keep yes or not now; the last answer counts, the same again writes nothing. Raises Refused.

    Who says yes to observing holds that role in the consortium from today to the end of the school year; to end it
    sooner or later is the lead's, and what has ended the link does not give back.
    """
    held = Offer.objects.select_for_update(of=("self",)).select_related("person", "by", "consortium", "round")
    one = held.get(pk=made.pk)
    if reply not in (Reply.YES, Reply.NO):
        raise Refused("That is not one of the answers. Choose yes or not now.")
    if why := why_closed(one):
        raise Refused(why)
    if one.reply != reply:
        one.reply, one.replied_at = reply, timezone.now()
        one.save(update_fields=["reply", "replied_at"])
        if reply == Reply.YES and one.kind == Kind.OBSERVER:
            _let_observe(one)
        audit.note(by=one.person, verb="answered an offer", about=one.consortium.slug, reply=one.get_reply_display())
        _tell(one)
    return one


def _let_observe(one: Offer) -> None:
    where = {"person": one.person, "consortium": one.consortium, "kind": Role.Kind.OBSERVER}
    offered = timezone.localdate(one.sent_at)
    if _observing(one).exists():
        return
    if Role.objects.filter(**where, starts__gte=offered).exists():
        raise Refused(ENDED)
    ends = last_day(Role.Kind.OBSERVER, offered=offered, on=today())
    Role.objects.create(**where, starts=today(), ends=ends)


def _observing(one: Offer) -> QuerySet[Role]:
    """The person's roles as an observer in the consortium today."""
    kind = Role.Kind.OBSERVER
    return Role.objects.on(today()).filter(person=one.person, consortium=one.consortium, kind=kind)


def _tell(one: Offer) -> None:
    """Write the answer to the lead who asked, or, where they lead no longer, to those who do."""
    leads = leads_of(one.consortium)
    said = "yes" if one.reply == Reply.YES else "not now"
    link = post.link("participation", one.consortium.slug)
    lasts = _lasts_for_lead(one)
    for lead in [one.by] if one.by in leads else leads:
        text = f"Dear {lead.name},\n\n{one.person.name} says {said} to: {one.get_kind_display()}.{lasts}\n\n{link}\n"
        post.send(to=lead.email, subject="An answer to your offer", text=text, about=f"offer:{one.pk}")


def _lasts_for_lead(one: Offer) -> str:
    held = _observing(one).first() if one.kind == Kind.OBSERVER and one.reply == Reply.YES else None
    return f" They observe until {day(held.ends)}; you may change that day under People." if held and held.ends else ""


def forget_offers() -> int:
    """Delete offers a year after they were sent, and those of people whose details were taken out; return how many."""
    old = Offer.objects.filter(sent_at__lt=timezone.now() - KEPT_FOR)
    erased = Offer.objects.filter(person__email__endswith=ERASED)
    return sum(found.delete()[0] for found in (old, erased))


def sent_words(many: int) -> str:
    """What is said once letters are on their way."""
    return f"{plural(many, 'letter')} sent. Answers stand beside each name."
