"""What the agenda of a pack must hold."""

from collections.abc import Iterator

from taskgroups.frameworks.pack import KINDS, Pack, TemplateItem

AGENDA_KINDS = ("opening", "actions", "context", "area", "overall", "readback", "close")
SHORTEST, LONGEST = 60, 240
FEWEST_ON_THE_WHOLE = 5


def agenda(pack: Pack) -> Iterator[str]:
    """Every area stands on the agenda once, with its reason; the whole fits an afternoon."""
    named = [item.area for item in pack.agenda if item.kind == "area"]
    for area in pack.areas:
        if named.count(area.slug) != 1:
            yield f"{area.name} stands {named.count(area.slug)} times on the agenda. Give it one item."
    for slug in sorted(set(named) - {a.slug for a in pack.areas}):
        yield f"The agenda has an item for '{slug}', which is no area of the pack."
    for item in pack.agenda:
        yield from _item(pack, item)
    if pack.overall and not any(item.kind == "overall" for item in pack.agenda):
        yield f"The pack judges '{pack.overall}', and the agenda has no item of the kind 'overall'. Give it one."
    if not SHORTEST <= (total := sum(item.minutes for item in pack.agenda)) <= LONGEST:
        yield f"The agenda takes {total} minutes. Keep it between {SHORTEST} and {LONGEST}."


def _item(pack: Pack, item: TemplateItem) -> Iterator[str]:
    where = f"The agenda item '{item.title}'"
    if item.kind not in AGENDA_KINDS:
        yield f"{where} has the kind '{item.kind}'. Choose one of: {', '.join(AGENDA_KINDS)}."
    if item.area and item.kind != "area":
        yield f"{where} names an area and has the kind '{item.kind}'. Make it 'area', or take the area away."
    if item.kind == "overall" and not pack.overall:
        yield f"{where} is about the whole, which this pack does not judge. Take it away, or name 'overall'."
    if item.kind == "overall" and len(item.questions) < FEWEST_ON_THE_WHOLE:
        yield f"{where} has {len(item.questions)} questions. Give {FEWEST_ON_THE_WHOLE} or more."
    if item.questions and item.kind != "overall":
        yield f"{where} has questions of its own. Put them in the file of an area."
    for question in item.questions:
        asked = f"{where}, question '{question.slug}'"
        if question.kind not in KINDS:
            yield f"{asked}: the kind is '{question.kind}'. Choose one of: {', '.join(KINDS)}."
        if question.descriptors:
            yield f"{asked} names a descriptor. A question on the whole names none."
    for slug in sorted({q.slug for q in item.questions if sum(q.slug == o.slug for o in item.questions) > 1}):
        yield f"{where}: two questions have the slug '{slug}'."
