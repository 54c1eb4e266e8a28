"""From a transcript to the chair's own clauses. The file is read and let go, unless it is kept on purpose."""

from datetime import datetime, timedelta

from django.db import transaction

from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.pupil_names import looks_like_pupil_name
from taskgroups.kit.talk import Clause, clauses
from taskgroups.kit.talk.transcript import Turn, read
from taskgroups.kit.talk.unreadable import Unreadable
from taskgroups.meetings.models import Event, TaskGroup
from taskgroups.people.models import Person
from taskgroups.practice.domain.keep import Keeping, keep, let_go, may_be_kept, sentences
from taskgroups.practice.models import Consent, Said, Transcript

LEAVE_OUT, NO_PUPIL, SHOW = "leave", "none", "show"
MOST_NAMED = 12
Heard = list[tuple[Turn, Clause]]


class NamesFound(Refused):
    """Some clauses look as if they name a pupil: they are shown before anything is kept."""

    def __init__(self, texts: list[str]) -> None:
        super().__init__("Some sentences look as if they name a pupil. Nothing is kept yet: say what to do.", "names")
        self.texts = texts


@transaction.atomic
def transcribe(
    *,
    by: Person,
    group: TaskGroup,
    content: bytes,
    speaker: str,
    agreed: bool,
    names: str,
    began: datetime | None = None,
    keeping: Keeping | None = None,
) -> Transcript:
    """Keep the clauses of `speaker` and their part of the talk, in place of an earlier transcript; return that.

    `agreed` is the chair's word that everybody present agreed; `names` what to do with clauses that may name a pupil;
    `began` when the recording did, which places clauses under agenda items; with `keeping` the transcript itself is
    kept too. Raises Refused, with nothing kept, where somebody said no, for a file that is no transcript, for a
    speaker who is not in it, where it may not be kept, and NamesFound.
    """
    TaskGroup.objects.select_for_update().get(pk=group.pk)
    may_be_used(group, agreed=agreed)
    if keeping:
        may_be_kept(group, keeping, by=by)
    turns = _turns(content)
    own = _own(turns, speaker)
    heard = [(turn, one) for turn in own for one in clauses(turn.text)]
    looked_at = sentences(turns) if keeping else [one.text for _, one in heard]
    named = _naming(looked_at, names)
    placed = [(turn, one) for turn, one in heard if one.text not in named]
    let_go(by=by, group=group)  # one kept on purpose leaves its line in the history when another takes its place
    Transcript.objects.filter(person=by, task_group=group).delete()
    left_out = len(heard) - len(placed)
    made = Transcript.objects.create(person=by, task_group=group, left_out=left_out, **_talk(turns, own))
    _place(made, placed, began)
    if keeping:
        keep(made, turns, keeping, by=by, named=named)
    return made


def _naming(texts: list[str], names: str) -> dict[str, None]:
    """Return the texts that may name a pupil, in order. Raises NamesFound unless it is said what to do with them."""
    named = dict.fromkeys(one for one in texts if looks_like_pupil_name(one)) if names != NO_PUPIL else {}
    if named and names != LEAVE_OUT:
        raise NamesFound(list(named))
    return named


def may_be_used(group: TaskGroup, *, agreed: bool) -> None:
    """Refuse where somebody said no, or the chair has not recorded that all who were there agreed."""
    if Consent.objects.filter(task_group=group, agrees=False).exists():
        raise Refused("Somebody of this Task Group has said no to the use of a transcript. It cannot be used.")
    if not agreed:
        raise Refused("Record that everybody present agreed, or do not use the transcript.", "agreed")


def _turns(content: bytes) -> list[Turn]:
    try:
        return read(content).turns
    except Unreadable as problem:
        raise Refused(str(problem), "file") from problem


def _own(turns: list[Turn], speaker: str) -> list[Turn]:
    wanted = " ".join(speaker.split()).casefold()
    found = [turn for turn in turns if turn.speaker.casefold() == wanted]
    if not found:
        names = ", ".join(list(dict.fromkeys(turn.speaker for turn in turns if turn.speaker))[:MOST_NAMED])
        says = f"It has: {names}. Enter one of them." if names else "It names no speakers. Save it again with names."
        raise Refused(f"Nobody called {speaker} speaks in this transcript. {says}", "speaker")
    return found


def _talk(turns: list[Turn], own: list[Turn]) -> dict[str, float | None]:
    lengths, mine = _lengths(turns), _lengths(own)
    return {
        "words": sum(len(turn.text.split()) for turn in own),
        "all_words": sum(len(turn.text.split()) for turn in turns),
        "seconds": sum(mine) if mine else None,
        "all_seconds": sum(lengths) if lengths else None,
        "longest": max(mine) if mine else None,
    }


def _lengths(turns: list[Turn]) -> list[float]:
    return [max(0.0, turn.end - turn.start) for turn in turns if turn.start is not None and turn.end is not None]


def _place(made: Transcript, heard: Heard, began: datetime | None) -> None:
    moves = list(
        Event.objects.filter(task_group=made.task_group, kind=Event.Kind.ITEM).order_by("at", "number")
    ) if began else []  # fmt: skip

    def item_at(seconds: float | None) -> int | None:
        if began is None or seconds is None:
            return None
        before = [move.item_id for move in moves if move.at <= began + timedelta(seconds=seconds)]
        return before[-1] if before else None

    Said.objects.bulk_create(
        Said(
            transcript=made, place=place, starts=turn.start, item_id=item_at(turn.start), text=one.text,
            machine_act=one.act, machine_kind=one.kind, reason=one.reason,
        )
        for place, (turn, one) in enumerate(heard)
    )  # fmt: skip


@transaction.atomic
def drop_transcript(*, by: Person, group: TaskGroup) -> None:
    """Delete what was kept of a transcript; the log and the taps count again."""
    let_go(by=by, group=group)
    Transcript.objects.filter(person=by, task_group=group).delete()
