"""While a school leaves, whoever chaired its Task Groups reads their own figures, and no word that was said there."""

import pytest

from taskgroups.assurance.domain.leave import leave_service
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.meetings.models import TaskGroup
from taskgroups.practice.queries import account_of
from tests.world import build

pytestmark = pytest.mark.django_db


def test_its_chair_goes_on_to_read_their_own_figures_and_no_word_of_the_school(cast, as_) -> None:
    group = build(cast).a.agreed
    TaskGroup.objects.filter(school=cast.a).exclude(state="closed").update(state="cancelled")
    where, chair = f"/task-groups/{group.public_id}/practice/", as_(cast.head_b)
    words = list(group.events.exclude(text="").values_list("text", flat=True))
    mine = account_of(cast.head_b, group)
    assert any(one.text in chair.get(where).text for one in mine.worded)
    leave_service(school=cast.a, by=cast.head_a)
    page = chair.get(where)
    cells = [
        text_of(one).removeprefix("Number")
        for one in check_page(page.content).xpath("//table[1]//tbody//*[self::th or self::td]")
    ]
    assert (page.status_code, [one for one in words if one in page.text]) == (200, [])
    assert cells[:4] == ["Questions", str(mine.whole.questions), "Advice", str(mine.whole.advice)]
    assert where in chair.get("/practice/").text
    others = [f"{where}kept/", f"{where}transcript/", f"{where}clauses/{mine.worded[0].mark}/"]
    assert [chair.get(one).status_code for one in others] == [404] * 3
    assert [as_(one).get(where).status_code for one in (cast.clerk, cast.head_c, cast.lead)] == [404] * 3
