"""What a file changed of schools in a consortium, in sentences; and the letter that tells their leads."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max, Q

from taskgroups.kit import post
from taskgroups.kit.design.words import day, plural
from taskgroups.schools.models import ConsortiumSchool, Role, School
from taskgroups.schools.policy import today

COUNTED = Q(inspections__kind__in=["graded", "report_card"])


@dataclass(frozen=True)
class Seen:
    """What is held of a school: its name, whether it is open, the first day of its newest full inspection."""

    name: str
    open: bool
    inspected: date | None


Held = Mapping[int, Seen]


def held() -> Held:
    """What is held of every school in a consortium, by URN. One question."""
    schools = School.objects.filter(pk__in=ConsortiumSchool.objects.values("school"))
    found = schools.annotate(newest=Max("inspections__started_on", filter=COUNTED)).order_by("name", "urn")
    return {urn: Seen(*rest) for urn, *rest in found.values_list("urn", "name", "open", "newest")}


def changes(before: Held, after: Held) -> list[dict[str, Any]]:
    """What changed, a sentence each. A school of which nothing was held is not told of: everything about it is new."""
    return [
        {"urn": urn, "what": what, "inspected": inspected}
        for urn, now in after.items()
        if urn in before
        for what, inspected in _of(before[urn], now)
    ]


def _of(was: Seen, now: Seen) -> Iterator[tuple[str, bool]]:
    if was.inspected and now.inspected and now.inspected > was.inspected:
        yield f"{now.name} was inspected on {day(now.inspected)}.", True
    if was.open and not now.open:
        yield f"{was.name} has closed.", False
    if was.name != now.name:
        yield f"{was.name} is called {now.name}.", False


def tell_leads(found: list[dict[str, Any]]) -> int:
    """Write to the lead of each consortium of which schools were inspected; return how many letters."""
    inspected = {one["urn"]: one["what"] for one in found if one["inspected"]}
    if not inspected:
        return 0
    places = ConsortiumSchool.objects.filter(school__urn__in=inspected, waits=False).select_related("consortium")
    of: dict[Any, list[str]] = defaultdict(list)
    for place in places.order_by("school__name").values_list(
        "consortium", "consortium__name", "consortium__slug", "school__urn"
    ):
        of[place[:3]].append(inspected[place[3]])
    leads = Role.objects.on(today()).filter(kind=Role.Kind.LEAD, consortium__in=[key[0] for key in of])
    many = 0
    for role in leads.select_related("person", "consortium"):
        if role.consortium:
            _write(role, of[role.consortium.pk, role.consortium.name, role.consortium.slug])
            many += 1
    return many


def _write(role: Role, told: list[str]) -> None:
    subject = f"{plural(len(told), 'school')} inspected since"
    address = post.link("consortium-changes", role.consortium.slug if role.consortium else "")
    text = (
        f"Dear {role.person.name},\n\nA newer file of inspections was loaded. Of {role.consortium}:\n\n"
        + "\n".join(told)
        + f"\n\nSee what changed:\n{address}\n"
    )
    post.send(to=role.person.email, subject=subject, text=text)
