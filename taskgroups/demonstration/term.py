"""A term at the host school between two Task Groups: what it gathers, judges anew, sets, puts off and sets aside."""

from datetime import date, timedelta

from taskgroups.demonstration import clock
from taskgroups.demonstration.ground import account
from taskgroups.demonstration.preparation import at_nine
from taskgroups.evaluation.domain import evidence, judge
from taskgroups.evaluation.domain.evidence import Facts, Place
from taskgroups.evaluation.domain.judge import Change
from taskgroups.evaluation.models import Judgement
from taskgroups.frameworks.pack import Area, Pack
from taskgroups.frameworks.shelf import pack_on
from taskgroups.improvement.domain import actions, expected, gaps
from taskgroups.improvement.gaps import Gap
from taskgroups.improvement.models import Action
from taskgroups.improvement.proposal import proposal
from taskgroups.improvement.reading_risk import risk_of
from taskgroups.people.models import Person
from taskgroups.schools.models import School

GROWN = (4, 5, 6)  # places, among the areas, of those that grow over the term
ALMOST = 1  # of those: the one in which a statement is only partly met yet
SOURCES = (
    ("Visits to every class, with the two heads of the consortium", "seen", "several", 24),
    ("Figures of the term, compared with the last", "data", "whole", 16),
)
SET = ((21, 26), (20, 33), (19, 12))  # days ago it was set; days ahead it was due
MOVED = (14, 10)  # days ago on which the last of them was put off, each time by a week


def areas_of(school: School, pack: Pack) -> list[Area]:
    """The areas that the school tells a term of."""
    found = pack.areas_for(early_years=school.early_years, post_16=school.post_16)
    return [area for place, area in enumerate(found) if place in GROWN]


def tell(school: School, pack: Pack, today: date) -> None:
    """Tell the term, each part as if on its own day."""
    head, deputy = account("Maya Okafor"), account("Joel Barnes")
    _before(school, head, today - timedelta(days=160))
    with clock.at(at_nine(today - timedelta(days=40))):
        expected.say_when(
            by=head, school=school, likely_from=today + timedelta(days=240),
            why="Schools near us that were last seen when we were have been told of the summer.",
        )  # fmt: skip
    for number, area in enumerate(areas_of(school, pack)):
        _grow(school, pack, area, head, today, "partly" if number == ALMOST else "met")
    grown = {area.slug for area in areas_of(school, pack)}
    found = sorted(_gaps(school, pack, today - timedelta(days=10)), key=lambda gap: gap.area.slug not in grown)
    with clock.at(at_nine(today - timedelta(days=18))):
        gaps.set_aside(
            by=head, school=school, pack=pack.slug, key=found[-1].key,
            reason="The new scheme begins in January. We look at this once it has run for half a term.",
        )  # fmt: skip
    for gap, (ago, ahead) in zip(found, SET, strict=False):
        last = _set(school, pack, gap, deputy, today - timedelta(days=ago), today + timedelta(days=ahead))
    _put_off(last, deputy, today)


def _before(school: School, head: Person, day: date) -> None:
    """What the school said under the framework then in force, where that was another: it stays there."""
    pack = pack_on(day)
    for number, area in enumerate(pack.areas_for(early_years=school.early_years, post_16=school.post_16)):
        line = [grade.slug for grade in area.scale].index(area.secure_from)
        changes = {"": Change(value=area.scale[min(line + number % 2, len(area.scale) - 1)].slug, base=0)}
        changes |= {one.slug: Change(value="met", base=0) for one in area.for_phase(school.phase)[: 3 + number]}
        with clock.at(at_nine(day + timedelta(days=number))):
            judge.judge(school=school, pack=pack, area=area.slug, changes=changes, by=head)


def _grow(school: School, pack: Pack, area: Area, head: Person, today: date, first: str) -> None:
    """All of an area judged met but for its first statement, and what shows it, from one source after another."""
    statements = area.for_phase(school.phase)
    with clock.at(at_nine(today - timedelta(days=28))):
        known = Judgement.objects.current().filter(school=school, pack=pack.slug, area=area.slug, voice="school")
        bases = dict(known.values_list("descriptor", "pk"))
        changes = {"": Change(value=area.secure_from, base=bases.get("", 0), why="The term’s work brought it there.")}
        changes |= {one.slug: Change(value="met", base=bases.get(one.slug, 0)) for one in statements}
        changes[statements[0].slug] = Change(value=first, base=bases.get(statements[0].slug, 0))
        judge.judge(school=school, pack=pack, area=area.slug, changes=changes, by=head)
    for title, kind, covers, ago in SOURCES:
        with clock.at(at_nine(today - timedelta(days=ago))):
            evidence.add_evidence(
                school=school, by=head,
                facts=Facts(
                    title=f"{title}: {area.name}", kind=kind, dated=today - timedelta(days=ago), covers=covers,
                    direct="direct", where="Shared drive, self-evaluation folder",
                ),
                places=[Place(pack.slug, area.slug, one.slug) for one in statements],
            )  # fmt: skip
    with clock.at(at_nine(today - timedelta(days=11))):
        evidence.add_evidence(
            school=school, by=head,
            facts=Facts(
                title=f"Governors’ visit: {area.name}", kind="heard", dated=today - timedelta(days=11),
                covers="several", direct="direct", confirmed_by="Chair of governors", note="Pupils and staff asked.",
            ),
            places=[Place(pack.slug, area.slug, one.slug) for one in statements[:4]],
        )  # fmt: skip


def _gaps(school: School, pack: Pack, day: date) -> list[Gap]:
    """The gaps of a day with a statement each, the most pressing first, one of an area."""
    found = {gap.area.slug: gap for gap in reversed(risk_of(school, pack, day).gaps()) if gap.descriptor}
    return list(reversed(found.values()))


def _set(school: School, pack: Pack, gap: Gap, owner: Person, on: date, due: date) -> Action:
    words = proposal(gap, on)
    with clock.at(at_nine(on)):
        return actions.set_action(
            by=owner, school=school, what=words.what, proof=words.proof, owner=owner, due=due, pack=pack.slug,
            area=gap.area.slug, descriptor=gap.key[1],
            issue=school.improvement_issues.filter(area=gap.area.slug).first(),
        )  # fmt: skip


def _put_off(action: Action, owner: Person, today: date) -> None:
    """The day of an action moves twice, each time with a reason."""
    for ago in MOVED:
        with clock.at(at_nine(today - timedelta(days=ago))):
            action = actions.update_action(
                by=owner, action=action, version=action.version, status=Action.Status.UNDER_WAY,
                due=action.due + timedelta(days=7), due_reason="Two colleagues were away.", note="",
            )  # fmt: skip
