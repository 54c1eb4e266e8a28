"""Loading what the register says of predecessors and successors."""

from collections.abc import Iterable
from datetime import date

from taskgroups.schools.domain import rows
from taskgroups.schools.models import Link
from taskgroups.schools.sheets import Sheet, Skip
from taskgroups.schools.sheets.cells import day, urn
from taskgroups.schools.sheets.sheet import is_blank
from taskgroups.schools.sheets.tally import Tally

DATE = "LinkEstablishedDate"
Told = tuple[int, int, str, str, date | None]


def read_links(sheet: Sheet, tally: Tally) -> list[Told]:
    """Return every link of the file, each once. Raises Problem."""
    at = [sheet.header.index(name) for name in ("URN", "LinkURN", "LinkName", "LinkType")]
    dated = sheet.header.index(DATE) if DATE in sheet.header else -1
    found: dict[tuple[int, int, str], Told] = {}
    last, width, short = 0, 0, 0
    for line, raw in sheet.rows():
        if is_blank(raw):
            continue
        cells = sheet.cells(raw)
        width, last = len(cells), line
        short += width < len(sheet.header)
        try:
            told = _link(cells, at, dated)
            if (told[0], told[1], told[3]) in found:
                raise Skip(f"the link from {told[0]} to {told[1]} is in the file twice")
            found[told[0], told[1], told[3]] = told
        except Skip as why:
            tally.skip(last, str(why))
    sheet.refuse_bare(last)
    sheet.refuse_cut(last, width, others_short=short > 1)
    return list(found.values())


def _link(cells: list[str], at: list[int], dated: int) -> Told:
    if len(cells) <= max(at):
        raise Skip(f"the row has {len(cells)} cells, fewer than are needed")
    number, other, name, kind = (cells[place].strip() for place in at)
    one, two = urn(number), urn(other)
    if one is None or two is None:
        raise Skip(f"'{(number if one is None else other)[:20]}' is not a URN")
    if not kind:
        raise Skip(f"the link from {one} to {two} has no type")
    return one, two, name[:200], kind[:60], day(cells[dated]) if 0 <= dated < len(cells) else None


def keep_links(told: Iterable[Told]) -> tuple[int, int]:
    """Keep links (URN, linked URN, name or '', kind, day or None); return how many were made and how many changed.

    A link that is held with another name or date is changed. What is not told (a name, a day) stays as it is held.
    """
    links = list(told)
    held: dict[tuple[int, int, str], Link] = {}
    numbers = sorted({told_of[0] for told_of in links})
    for start in range(0, len(numbers), 2000):
        for one in Link.objects.filter(urn__in=numbers[start : start + 2000]):
            held[one.urn, one.linked_urn, one.kind] = one
    new: dict[tuple[int, int, str], Link] = {}
    changed = []
    for urn_, other, name, kind, since in links:
        key = (urn_, other, kind)
        link = held.get(key)
        if link is None:
            new[key] = Link(urn=urn_, linked_urn=other, linked_name=name, kind=kind, from_date=since)
        elif (name or link.linked_name, since or link.from_date) != (link.linked_name, link.from_date):
            link.linked_name, link.from_date = name or link.linked_name, since or link.from_date
            changed.append(link)
    Link.objects.bulk_create(new.values(), batch_size=2000)
    rows.change(Link, ["linked_name", "from_date"], changed)
    return len(new), len(changed)
