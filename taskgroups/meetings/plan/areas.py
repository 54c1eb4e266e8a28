"""Which area of the framework an item of the agenda is about."""

from taskgroups.evaluation.picture import OVERALL
from taskgroups.meetings.models import AgendaItem


def area_of_item(item: AgendaItem) -> str:
    """Return the slug of the item's area, that of the overall judgement for the overall item, or '' for none."""
    return OVERALL if item.kind == AgendaItem.Kind.OVERALL else item.area
