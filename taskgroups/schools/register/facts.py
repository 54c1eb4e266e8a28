"""One row of the register as the facts we keep."""

from collections.abc import Callable
from operator import itemgetter
from typing import Any

from taskgroups.schools.register.columns import COLUMNS, LINKED, PHASES
from taskgroups.schools.register.words import search_text
from taskgroups.schools.sheets import Skip
from taskgroups.schools.sheets.cells import iso, percentage, urn, whole, words

# The order of a row's facts. The first three are keys of groups until the loader knows their numbers:
# (code, name), (code, name) and (authority's code, name).
FIELDS = (
    "authority", "trust", "district", "urn", "name", "number", "kind", "kind_group", "phase", "open", "status",
    "opened_on", "closed_on", "low_age", "high_age", "nursery_provision", "sixth_form", "special", "gender",
    "religious_character", "diocese", "capacity", "pupils", "free_meals_pct", "street", "locality", "town", "county",
    "postcode", "website", "easting", "northing", "search_text", "changed_on",
)  # fmt: skip
URN = FIELDS.index("urn")
CHANGED_ON = FIELDS.index("changed_on")
_FROM = {"special": "kind", "open": "status", "authority": "authority_code", "trust": "trust_name"}


class Reader:
    """Reads rows under one header. `absent` are the fields that this layout does not tell."""

    def __init__(self, header: list[str]) -> None:
        places = {name: at for at, name in reversed(list(enumerate(header)))}
        at = [places.get(column, -1) for column in COLUMNS.values()]
        self._pick: Callable[[list[str]], tuple[str, ...]] = itemgetter(*at)
        self._some_absent = -1 in at  # these are read from a blank cell at the end
        self.needed = max(at) + 1
        self.width = len(header)
        self._linked = places.get(LINKED)
        self.tells_links = self._linked is not None
        column_of = COLUMNS | {field: COLUMNS[source] for field, source in _FROM.items()}
        self.absent = {f for f in FIELDS if f in column_of and column_of[f] not in places}

    def facts(self, cells: list[str]) -> list[Any]:
        """Return the facts in the order of FIELDS. Raises Skip, saying why, where there is no school in the row."""
        if len(cells) < self.needed:
            raise Skip(f"the row has {len(cells)} of {self.width} cells")
        (number, la, la_name, trust_code, trust, district, name, est, kind, group, status, opened, closed, phase,
         low, high, nursery, sixth, gender, religion, diocese, capacity, pupils, fsm, street, locality, town, county,
         postcode, site, east, north, changed) = self._pick([*cells, ""] if self._some_absent else cells)  # fmt: skip
        key = urn(number)
        if key is None:
            raise Skip(f"'{number.strip()[:20]}' is not a URN" if number.strip() else "the row has no URN")
        name = name.strip()[:200]
        if not name:
            raise Skip(f"URN {key} has no name")
        la, trust, town, postcode = la.strip().split(".")[0], words(trust), town.strip()[:100], postcode.strip()[:10]
        district = words(district)
        locality = locality.strip()[:200]
        return [
            (la.zfill(3), la_name.strip()[:120]) if la else None,
            (words(trust_code)[:12].split(".")[0], trust[:200]) if trust else None,
            (la.zfill(3), district[:120]) if la and district else None,
            key, name, est.strip()[:8], words(kind)[:80], words(group)[:80], PHASES.get(phase.strip(), "other"),
            status.startswith("Open"), status.strip()[:60], iso(opened), iso(closed), whole(low), whole(high),
            words(nursery)[:60], words(sixth)[:60], "special" in kind.lower(), words(gender)[:30],
            words(religion)[:80], words(diocese)[:120], whole(capacity), whole(pupils), percentage(fsm),
            street.strip()[:200], locality, town, words(county)[:100], postcode, site.strip()[:300],
            whole(east) or None, whole(north) or None, search_text((name, locality, town), postcode, key), iso(changed),
        ]  # fmt: skip

    def links(self, cells: list[str]) -> list[tuple[int, str]]:
        """The linked establishments of a row of the search export: (URN, 'Predecessor' and the like).

        There is one cell for each, so rows are wider than the header.
        """
        if self._linked is None:
            return []
        found = [cell.strip().partition(" ") for cell in cells[self._linked :]]
        return [(int(number), kind[:60]) for number, _, kind in found if number.isdigit() and kind]
