"""The world of the leak tests: four schools that each write a word of their own in every kind of thing they own."""

from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO

from django.core.files import File
from django.utils import timezone

from taskgroups.assurance.domain.afterwards import answer as answer_afterwards
from taskgroups.assurance.domain.governors import choose_for_governors
from taskgroups.assurance.domain.link import make_link
from taskgroups.assurance.domain.release import as_chosen, choose, mark_of, release
from taskgroups.assurance.models import Link
from taskgroups.assurance.statement.facts import Chosen
from taskgroups.evaluation.domain import evidence
from taskgroups.evaluation.domain.draft import form_of, save_draft
from taskgroups.evaluation.domain.judge import Change, judge
from taskgroups.evaluation.models import Evidence
from taskgroups.frameworks import shelf
from taskgroups.improvement.domain import actions, issues
from taskgroups.improvement.domain.expected import say_when
from taskgroups.improvement.domain.gaps import set_aside
from taskgroups.improvement.models import Action
from taskgroups.improvement.owner_letters import about_actions
from taskgroups.kit.files.kinds import Checked
from taskgroups.meetings.domain import capture, record, run
from taskgroups.meetings.domain import plan as planning
from taskgroups.meetings.domain.agenda import add_own
from taskgroups.meetings.domain.invite import send_invitations
from taskgroups.meetings.domain.prepare import send_preparation
from taskgroups.meetings.domain.seats import seat
from taskgroups.meetings.models import TaskGroup
from taskgroups.people.models import Person
from taskgroups.practice.models import Kept, Transcript
from taskgroups.schools.models import ConsortiumSchool, School, Sharing
from taskgroups.training.domain import book, hear
from tests.cast import LONG_AGO, Cast, give, person
from tests.cast import school as a_school
from tests.leaks import rules
from tests.leaks.rules import token
from tests.training import ANSWERS, a_session, held

PACK = shelf.pack_on(timezone.localdate())
AREA, LATER = PACK.areas[:2]
GRADE = AREA.scale[0].slug
SINCE = timedelta(days=200)


@dataclass
class Side:
    """One school with its head, what it wrote, and the Task Groups held at it, by what became of them."""

    letter: str
    school: School
    head: Person
    groups: dict[str, TaskGroup] = field(default_factory=dict)
    item: str = ""
    action: str = ""
    issue: str = ""
    link: Link | None = None
    training: dict[str, str] = field(default_factory=dict)
    written: set[str] = field(default_factory=set)

    def says(self, kind: str) -> str:
        """Words of a kind; that they were written is remembered."""
        self.written.add(kind + self.letter)
        return rules.words(kind, self.letter)


@dataclass
class World:
    """The cast by name, and the four schools by letter."""

    cast: Cast
    people: dict[str, Person]
    sides: dict[str, Side]

    @property
    def written(self) -> set[str]:
        """Every word that was written."""
        return set().union(*(side.written for side in self.sides.values()))


def build(cast: Cast) -> World:
    """Return the world: all that four schools own, in words, shared as `rules.audience` says."""
    people = {name: getattr(cast, name) for name in rules.PEOPLE if hasattr(cast, name)}
    for name in ("before", "consultant"):  # consultants who chair for the consortium: one sat once, one never
        people[name] = person(f"{name.title()} Chair")
        give(people[name], "chair", consortium=cast.harbour)
    sides = {one.letter: one for one in _sides(cast)}
    for side in sides.values():
        _write(side, cast, people["before"])
    _now(sides["a"], cast)
    for side in sides.values():
        _later(side)
        for thing in rules.THINGS:
            Sharing.objects.create(school=side.school, thing=thing, audience=rules.audience(side.letter, thing))
    return World(cast, people, sides)


def _sides(cast: Cast) -> list[Side]:
    found = [Side("a", cast.a, cast.head_a)]
    for urn, (letter, name) in enumerate((("e", "Elm"), ("f", "Fir"), ("g", "Gorse")), start=990011):
        school, head = a_school(urn, f"{name} Primary School", cast.authority), person(f"Head {name}")
        give(head, "head", school=school)
        ConsortiumSchool.objects.create(consortium=cast.harbour, school=school, joined_on=LONG_AGO)
        found.append(Side(letter, school, head))
    return found


def _write(side: Side, cast: Cast, before: Person) -> None:
    """All that a school writes before its first Task Group, in it, and because of it."""
    _evaluate(side)
    _improve(side)
    group = _planned(side, cast, 90)
    side.groups["held"] = group
    if side.letter == "a":
        seat(group=group, by=cast.lead, person=before, part="member")
    group = _meet(side, cast, _sent(side, cast, group), days=90)
    _record(side, cast, group)
    side.groups["held"] = group
    _afterwards(side, group)


def _evaluate(side: Side) -> None:
    said = {key: Change("partly" if key else GRADE, 0, side.says(kind))
            for key, kind in (("", "why"), (AREA.descriptors[0].slug, "descriptor"))}  # fmt: skip
    judge(school=side.school, pack=PACK, area=AREA.slug, changes=said, by=side.head)
    save_draft(school=side.school, form=form_of(PACK.slug, AREA.slug), text=side.says("draft"), by=side.head)
    first = evidence.Facts(side.says("was"), "data", timezone.localdate())
    place = evidence.Place(PACK.slug, AREA.slug, AREA.descriptors[0].slug)
    item = evidence.add_evidence(school=side.school, facts=first, by=side.head, places=[place])
    told = {"where": side.says("where"), "note": side.says("note"), "confirmed_by": side.says("confirmer")}
    facts = evidence.Facts(side.says("title"), "data", timezone.localdate(), **told)
    inside = side.says("inside").encode()
    name = f"{token('file', side.letter)}.csv"
    side.written.add(f"file{side.letter}")
    upload = evidence.Upload(Checked(name, "text/csv", len(inside)), File(BytesIO(inside)))
    evidence.change_evidence(evidence=item, facts=facts, by=side.head, base=None, upload=upload)
    gone = evidence.Facts(side.says("gone"), "data", timezone.localdate())
    evidence.withdraw(
        evidence=evidence.add_evidence(school=side.school, facts=gone, by=side.head, places=[place]), by=side.head
    )
    side.item = item.public_id


def _improve(side: Side, *, due_in: int = 30) -> None:
    long_ago = timezone.now() - SINCE
    issue = issues.add_issue(
        by=side.head, school=side.school, title=side.says("issue"), source="school", raised_on=long_ago.date(),
        pack=PACK.slug, area=AREA.slug,
    )  # fmt: skip
    type(issue).objects.filter(pk=issue.pk).update(added_at=long_ago)  # a record holds what was written down by its end
    said = {"by": side.head, "school": side.school, "owner": side.head, "issue": issue, "at": long_ago}
    due = timezone.localdate() + timedelta(days=due_in)
    action = actions.set_action(what=side.says("action"), proof=side.says("proof"), due=due, **said)  # type: ignore[arg-type]
    action = actions.update_action(by=side.head, action=action, version=action.version, status="under_way",
                                   note=side.says("update"))  # fmt: skip
    shown = Evidence.objects.filter(public_id=side.item)
    action = actions.finish_action(by=side.head, action=action, version=action.version, evidence=shown,
                                   done_on=timezone.localdate())  # fmt: skip
    actions.say_difference(by=side.head, action=action, version=action.version, impact="some",
                           note=side.says("difference"))  # fmt: skip
    actions.reopen_action(by=side.head, action=Action.objects.get(pk=action.pk), version=action.version + 1,
                          reason="Not all of it")  # fmt: skip
    side.action, side.issue = action.public_id, issue.public_id
    key = (AREA.slug, AREA.descriptors[0].slug, "partly")
    set_aside(by=side.head, school=side.school, pack=PACK.slug, key=key, reason=side.says("aside"))
    say_when(by=side.head, school=side.school, likely_from=due, why=side.says("expected"))


def _planned(side: Side, cast: Cast, days: int, *, place: str = "place", reason: str = "item") -> TaskGroup:
    starts = timezone.now() + timedelta(days=days)
    wanted = planning.Plan(
        starts_at=starts, ends_at=starts + timedelta(hours=2), place=side.says(place), video_link="", pack=PACK.slug,
        chair=cast.head_b, clerk=cast.clerk,
    )  # fmt: skip
    group = planning.plan(by=cast.lead, consortium=cast.harbour, school=side.school, wanted=wanted)
    return group if reason != "item" else _own_words(side, cast, group)


def _own_words(side: Side, cast: Cast, group: TaskGroup) -> TaskGroup:
    add_own(group=group, by=cast.lead, title="What we ask ourselves", reason=side.says("item"), minutes=5)
    return group


def _sent(side: Side, cast: Cast, group: TaskGroup) -> TaskGroup:
    seat(group=group, by=cast.lead, person=cast.observer, part="observer", reason=side.says("seat"))
    send_invitations(group=group, by=cast.lead)
    return send_preparation(group=group, by=side.head)


def _meet(side: Side, cast: Cast, group: TaskGroup, *, days: int) -> TaskGroup:
    """Hold it on a day that has passed: whatever is said in the room is said."""
    began = timezone.now() - timedelta(days=days)
    group.starts_at, group.ends_at = began, began + timedelta(hours=2)
    group.save(update_fields=["starts_at", "ends_at"])
    group = run.enter_from_paper(by=cast.head_b, group=group, began=began)
    item = group.agenda.get(area=AREA.slug)
    group = run.move(by=cast.head_b, group=group, item=item, at=began + timedelta(minutes=10))

    def stamp(minutes: int) -> capture.Stamp:
        return capture.Stamp(cast.clerk, group, item, at=began + timedelta(minutes=10 + minutes))

    capture.ask(stamp(1), text=side.says("question"))
    capture.answer(stamp(2), text=side.says("answer"))
    capture.see_evidence(stamp(3), text=side.says("shown"))
    capture.note_confidential(stamp(4), text=side.says("confidential"))
    capture.agree(stamp(5), value=GRADE, why=side.says("agreed"))
    due = timezone.localdate() + timedelta(days=20)
    capture.set_action(stamp(6), what=side.says("set"), proof=side.says("setproof"), owner=side.head, due=due)
    Transcript.objects.create(person=cast.head_b, task_group=group, words=1, all_words=2)
    until = timezone.localdate() + timedelta(days=30)
    coded = Transcript.objects.get(task_group=group)
    Kept.objects.create(transcript=coded, reason=side.says("kept"), until=until, turns=[["Ben", 0, "Why?"]])
    return run.close(by=cast.head_b, group=group)


def _record(side: Side, cast: Cast, group: TaskGroup) -> None:
    """Word it, hear the head twice, and lock it with the head's words."""
    held = group.record
    section = f"area:{AREA.slug}"
    held = record.word_section(by=cast.clerk, record=held, section=section, text=side.says("wording"),
                               was=written_first(group, section))  # fmt: skip
    record.keep_apart(by=cast.clerk, record=held, text=side.says("apart"), was="")
    for _ in range(2):
        held = record.send_to_head(by=cast.clerk, record=held)
        held = record.say_not_accurate(by=side.head, record=held, remarks={"": side.says("remark")})
        for one in held.remarks.all():
            record.answer_remark(by=cast.clerk, record=held, remark=one, answer=side.says("reply"))
    record.lock_as_differing(by=cast.clerk, record=held)


def written_first(group: TaskGroup, section: str) -> str:
    """What a section of the record says before anybody words it."""
    from taskgroups.meetings.record.gathering import facts_of
    from taskgroups.meetings.record.sections import sections

    return next(one.first for one in sections(facts_of(group)) if one.key == section)


def _afterwards(side: Side, group: TaskGroup) -> None:
    answers = {"tested": 4, "own": 3, "supported": 4}
    group = TaskGroup.objects.get(pk=group.pk)
    answer_afterwards(by=side.head, group=group, answers=answers, words=side.says("answers"))
    choose_for_governors(
        by=side.head, school=side.school, parts=["where", "doing", "met"], words=side.says("governors")
    )
    chosen = Chosen({group.public_id: ["who"]})
    draft = choose(by=side.head, school=side.school, chosen=chosen, words=side.says("statement"))
    release(by=side.head, school=side.school, seen=mark_of(as_chosen(draft)))
    until = timezone.localdate() + timedelta(days=30)
    side.link = make_link(by=side.head, school=side.school, whom="Lead inspector", until=until)


def _now(side: Side, cast: Cast) -> None:
    """At one school besides: a record its head disputes, and a room that is open."""
    disputed = _planned(side, cast, 30, place="nowplace", reason="")
    seat(group=disputed, by=cast.lead, person=cast.observer, part="observer")
    began = timezone.now() - timedelta(days=30)
    TaskGroup.objects.filter(pk=disputed.pk).update(starts_at=began, ends_at=began + timedelta(hours=2))
    disputed = run.enter_from_paper(by=cast.head_b, group=TaskGroup.objects.get(pk=disputed.pk), began=began)
    disputed = run.close(by=cast.head_b, group=disputed)
    held = record.word_section(by=cast.clerk, record=disputed.record, section="overall", text=side.says("drafted"),
                               was=written_first(disputed, "overall"))  # fmt: skip
    held = record.send_to_head(by=cast.clerk, record=held)
    record.say_not_accurate(by=side.head, record=held, remarks={"": side.says("disputed")})
    group = _planned(side, cast, 1, place="nowplace", reason="")
    seat(group=group, by=cast.lead, person=cast.observer, part="observer")
    group = send_preparation(group=group, by=side.head)
    group.starts_at = timezone.now()
    group.save(update_fields=["starts_at"])
    group = run.open_room(by=cast.head_b, group=group)
    capture.answer(capture.Stamp(cast.clerk, group, group.current_item), text=side.says("nowanswer"))
    capture.note_confidential(capture.Stamp(cast.clerk, group, group.current_item), text=side.says("nowconfidential"))
    side.groups |= {"disputed": disputed, "now": group}
    side.training = _train(side, cast)


def _train(side: Side, cast: Cast) -> dict[str, str]:
    """The lead arranges training: the head of C has a place at one session, and said how another was."""
    video = f"https://video.example/{token('video', side.letter)}"
    side.written.add(f"video{side.letter}")
    coming = a_session(cast, joining=side.says("joining"), video_link=video)
    book.book(by=cast.head_c, session=coming)
    past = held(a_session(cast), cast.head_c)
    hear.say(by=cast.head_c, session=past, answers=ANSWERS, words=side.says("said"))
    return {"training_session": coming.public_id, "training_held": past.public_id, "sheet": "csv"}


def _later(side: Side, *, due_in: int = 5) -> None:
    """What the school wrote since: no Task Group was sent it, and no record repeats it."""
    where, day = LATER, timezone.localdate()
    judge(school=side.school, pack=PACK, area=where.slug, by=side.head,
          changes={"": Change(where.scale[0].slug, 0, side.says("laterwhy"))})  # fmt: skip
    facts = evidence.Facts(side.says("latertitle"), "data", day)
    evidence.add_evidence(school=side.school, facts=facts, by=side.head,
                          places=[evidence.Place(PACK.slug, where.slug)])  # fmt: skip
    issue = issues.add_issue(by=side.head, school=side.school, title=side.says("laterissue"), source="school",
                             raised_on=day, pack=PACK.slug, area=where.slug)  # fmt: skip
    actions.set_action(by=side.head, school=side.school, what=side.says("lateraction"), proof="The log",
                       owner=side.head, issue=issue, due=day + timedelta(days=due_in))  # fmt: skip
    said = Action.objects.get(school=side.school, what__contains=token("set", side.letter))
    actions.update_action(by=side.head, action=said, version=said.version, proof=side.says("laterproof"))
    about_actions(side.head, list(Action.objects.filter(school=side.school)), day, weekly=False)


def more(side: Side) -> None:
    """More of everything a school owns and shares with nobody."""
    _evaluate(side)
    _improve(side, due_in=31)
    _later(side, due_in=6)
    choose_for_governors(by=side.head, school=side.school, parts=["where"], words="Other words")
