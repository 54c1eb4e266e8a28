"""An authority's commissions as rows of a sheet: agreed, used and left. It names no school."""

from collections.abc import Iterable, Iterator

from taskgroups.kit.design.words import day
from taskgroups.kit.paper.sheet import Value
from taskgroups.training.commissioning.counting import in_days
from taskgroups.training.models import Commission

HEADERS = (
    "Consultant",
    "Districts",
    "What for",
    "From",
    "To",
    "Days agreed",
    "Days used",
    "Days left",
    "On which days",
)


def rows_of(commissions: Iterable[Commission]) -> Iterator[tuple[Value, ...]]:
    """A row for each commission that was `counted`, with its districts and days at hand."""
    for one in commissions:
        standing = [each for each in one.days.all() if each.taken_back_at is None]
        noted = [f"{day(each.on)} ({in_days(each.half_days):g})" for each in sorted(standing, key=lambda d: d.on)]
        yield (
            one.consultant.name, ", ".join(each.name for each in one.districts.all()), one.what, one.starts, one.ends,
            in_days(one.half_days), in_days(one.half_days - one.left), in_days(one.left), "; ".join(noted),
        )  # fmt: skip
