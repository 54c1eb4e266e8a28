"""The agenda of a framework no code knows is proposed like any other."""

from taskgroups.frameworks.pack import Pack
from taskgroups.meetings.agenda import Situation, propose
from taskgroups.meetings.agenda.proposing import NO_PROVISION


def test_the_invented_frameworks_own_agenda_is_proposed(island_pack: Pack) -> None:
    found = propose(island_pack, Situation(early_years=True, post_16=False, first=False, open_actions=2))
    assert [(item.title, item.minutes, item.reason) for item in found.items] == [
        (item.title, item.minutes, item.reason) for item in island_pack.agenda
    ]


def test_its_area_for_young_children_is_left_out_where_there_are_none(island_pack: Pack) -> None:
    found = propose(island_pack, Situation(early_years=False, post_16=True, first=False, open_actions=2))
    assert [(one.item.area, one.because) for one in found.left_out] == [("hatchlings", NO_PROVISION["early_years"])]
    assert sum(item.minutes for item in found.items) == 110 - 15
