"""The list of a school's actions: what was asked for, and the rows that answer it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from taskgroups.frameworks import shelf
from taskgroups.improvement.called import owner_called
from taskgroups.improvement.models import Action, ImprovementIssue
from taskgroups.improvement.origin import Origin, origins
from taskgroups.improvement.wording import when_due
from taskgroups.kit.design.lists import whole
from taskgroups.schools.models import Role, School
from taskgroups.schools.policy import today

NEEDS_OWNER = "needs-owner"
STATUSES = {
    "open": "Still open",
    "late": "Late",
    **{str(value): str(label) for value, label in Action.Status.choices},
    "all": "All",
}
SORTS = {"due": ("Soonest due", ["due", "id"]), "newest": ("Newest first", ["-set_at", "-id"]),
         "owner": ("By owner", ["owner__name", "due"]), "area": ("By area", ["area", "due"])}  # fmt: skip
BY_ROLE = ["owner_role", "due", "id"]  # what `owner` sorts by for those who read no names
HEADERS = ("Action", "Owner", "Role", "Due", "Status", "Late", "Evidence that will prove it", "Area",
           "Improvement issue", "Set in", "Set on", "Done on", "Difference", "What changed")  # fmt: skip


@dataclass(frozen=True)
class Want:
    """What somebody asked to see. Anything not known is taken as not asked."""

    status: str = "open"
    owner: str = ""
    area: str = ""
    issue: str = ""
    set_in: str = ""
    words: str = ""
    sort: str = "due"

    @property
    def narrowed(self) -> bool:
        """Whether more than the open actions was asked for, or fewer."""
        return self != Want(sort=self.sort)


@dataclass(frozen=True)
class Row:
    """One action as lists show it. `owner` is called by name or, to other schools, by role; then `role` is empty."""

    action: Action
    owner: str
    role: str
    area: str
    due: str
    late: bool
    orphan: bool
    origin: Origin | None


def wanted(asked: Mapping[str, str]) -> Want:
    """Return what the address asks for."""
    status, sort = asked.get("status", "open"), asked.get("sort", "due")
    return Want(
        status=status if status in STATUSES else "open",
        owner=asked.get("owner", "")[:80],
        area=asked.get("area", "")[:60],
        issue=asked.get("issue", "")[:16],
        set_in=asked.get("set_in", "")[:16],
        words=asked.get("q", "").strip()[:120],
        sort=sort if sort in SORTS else "due",
    )


def with_owner(found: QuerySet[Action]) -> QuerySet[Action]:
    """The same actions, each with `has_owner`: whether its owner holds a role at the school today."""
    return found.annotate(has_owner=_has_owner()).select_related("owner", "issue", "school")


def _has_owner() -> Exists:
    at = Role.objects.on(today()).filter(person=OuterRef("owner"), school=OuterRef("school"))
    return Exists(at.filter(kind__in=Role.SCHOOL_KINDS))


def actions_of(school: School, want: Want, *, own: bool) -> QuerySet[Action]:
    """Return the school's actions that were asked for, in the order asked for.

    Who is not of the school (`own`) reads no names, and can neither find, narrow nor sort by them.
    """
    found = with_owner(Action.objects.filter(school=school))
    found = _by_status(found, want.status)
    if want.owner == NEEDS_OWNER:
        found = found.filter(~_has_owner(), status__in=Action.UNFINISHED)
    elif want.owner:
        found = found.filter(owner=whole(want.owner)) if own else found.filter(owner_role=want.owner)
    for field in ("area", "set_in"):
        if getattr(want, field):
            found = found.filter(**{field: getattr(want, field)})
    if want.issue:
        found = found.filter(issue__public_id=want.issue)
    for word in want.words.split():
        owner = Q(owner__name__icontains=word) if own else Q(owner_role__icontains=word)
        found = found.filter(Q(what__icontains=word) | Q(proof__icontains=word) | owner)
    return found.order_by(*(BY_ROLE if want.sort == "owner" and not own else SORTS[want.sort][1]))


def _by_status(found: QuerySet[Action], status: str) -> QuerySet[Action]:
    if status == "all":
        return found
    if status == "late":
        return found.filter(status__in=Action.UNFINISHED, due__lt=today())
    if status == "open":
        return found.filter(status__in=Action.UNFINISHED)
    return found.filter(status=status)


def rows(found: Any, *, own: bool, with_origins: bool = True) -> list[Row]:
    """Return actions (read by `with_owner`) as rows; one query more for where they were set, if that is shown.

    `own`: whether the reader is of the school, and so reads names.
    """
    known, day = list(found), today()
    where = origins({action.set_in for action in known}) if with_origins else {}
    return [
        Row(
            action=one,
            owner=owner_called(one, own=own),
            role=one.owner_role if own else "",
            area=area_name(one.pack, one.area),
            due=when_due(one.due, day) if one.is_open else "",
            late=one.is_overdue(day),
            orphan=one.is_open and not one.has_owner,
            origin=where.get(one.set_in),
        )
        for one in known
    ]


def area_name(pack: str, area: str) -> str:
    """The area's name in its framework version, '' for none."""
    known = shelf.pack(pack)
    found = known.area(area) if known else None
    return found.name if found else area


def choices_of(school: School, *, own: bool) -> dict[str, list[tuple[str, str]]]:
    """Return what the list can be narrowed by, for this school: owners, areas, issues, Task Groups."""
    actions = Action.objects.filter(school=school).order_by()
    areas = dict(sorted((area, area_name(pack, area)) for pack, area in actions.values_list("pack", "area").distinct()))
    issues = ImprovementIssue.objects.filter(school=school).order_by(F("closed_on").asc(nulls_first=True), "id")
    where = origins(set(actions.values_list("set_in", flat=True).distinct()))
    return {
        "status": list(STATUSES.items()),
        "owner": [("", "Anybody"), (NEEDS_OWNER, "Needs a new owner"), *_owners(actions, own)],
        "area": [("", "Any area"), *((area, name) for area, name in areas.items() if area)],
        "issue": [("", "Any issue"), *issues.values_list("public_id", "title")],
        "set_in": [("", "Anywhere"), *((key, one.text) for key, one in where.items())],
        "sort": [(key, words) for key, (words, _) in SORTS.items()],
    }


def _owners(actions: QuerySet[Action], own: bool) -> list[tuple[str, str]]:
    if own:
        named = actions.values_list("owner", "owner__name").distinct().order_by("owner__name")
        return [(str(pk), name) for pk, name in named]
    roles = actions.exclude(owner_role="").values_list("owner_role", flat=True).distinct().order_by("owner_role")
    return [(role, role) for role in roles]


def headers(*, own: bool) -> tuple[str, ...]:
    """Return the heads of the columns of `cells`: no owner by name but for the school's own people."""
    return HEADERS if own else ("Action", "Owner’s role", "Needs a new owner", *HEADERS[3:])


def cells(row: Row, *, own: bool) -> list[Any]:
    """Return a row as a spreadsheet holds it, under `headers`."""
    one = row.action
    owner = [row.owner, "Needs a new owner" if row.orphan else row.role] if own else [
        row.owner, "Yes" if row.orphan else ""]  # fmt: skip
    return [
        one.what, *owner, one.due,
        one.get_status_display(), row.due if row.late else "", one.proof, row.area,
        one.issue.title if one.issue else "", row.origin.text if row.origin else "", one.set_at, one.done_on,
        one.get_impact_display(), one.impact_note,
    ]  # fmt: skip
