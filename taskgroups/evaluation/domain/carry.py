"""Carrying judgements and drafts over to the school that a school became. Nothing is lost, one judgement stands."""

from datetime import datetime

from taskgroups.evaluation.models import Draft, Judgement
from taskgroups.schools.models import School


def _place(one: Judgement) -> tuple[str, ...]:
    return one.pack, one.area, one.descriptor, one.voice


def carry_judgements(old: School, new: School) -> None:
    """Let the old school's judgements be the new one's. Where the new one has judged already, its own word stands.

    Of those that come late the last one made stands, wherever it was made.
    """
    if old.passed_whole:
        _join(old, new)
        return
    began: dict[tuple[str, ...], datetime] = {}
    for one in Judgement.objects.filter(school=new).order_by("-made_at", "-id"):
        began[_place(one)] = one.made_at
    ended = [one for one in Judgement.objects.current().filter(school=old) if _place(one) in began]
    for one in ended:
        one.superseded_at = max(one.made_at, began[_place(one)])
    Judgement.objects.bulk_update(ended, ["superseded_at"], batch_size=500)
    Judgement.objects.filter(school=old).update(school=new)


def _join(old: School, new: School) -> None:
    standing = {_place(one): one for one in Judgement.objects.current().filter(school=new)}
    for one in Judgement.objects.current().filter(school=old):
        if other := standing.get(_place(one)):
            first, last = sorted((one, other), key=lambda each: (each.made_at, each.pk))
            first.superseded_at = last.made_at
            first.save(update_fields=["superseded_at"])
    Judgement.objects.filter(school=old).update(school=new)


def carry_drafts(old: School, new: School) -> None:
    """Let words not yet kept wait at the new school, unless their writer has begun afresh there."""
    begun = set(Draft.objects.filter(school=new).values_list("person", "form"))
    for draft in Draft.objects.filter(school=old):
        if (draft.person_id, draft.form) in begun:
            draft.delete()
        else:
            draft.school = new
            draft.save(update_fields=["school"])
