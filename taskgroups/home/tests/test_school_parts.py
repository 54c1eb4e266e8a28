"""The parts of a school stand in one place on every page of it, and say which one this is."""

import pytest
from django.urls import reverse

from taskgroups.kit.design.tests.page_rules import check_page, text_of

PAGES = {
    "school": "On a page",
    "school-evaluation": "Self-evaluation",
    "school-evidence": "Evidence",
    "school-evidence-add": "Evidence",
    "school-improvement": "Improvement",
    "school-task-groups": "Task Groups",
    "school-sharing": "Sharing",
}


@pytest.mark.parametrize(("name", "part"), PAGES.items())
def test_each_page_of_a_school_marks_its_part_above_the_heading(cast, as_, name, part):
    page = check_page(as_(cast.head_a).get(reverse(name, args=[cast.a.urn])).content)
    above = page.xpath("//nav[@class='tg-sub'][not(ancestor::main)]//a[@aria-current]")
    assert [text_of(one) for one in above] == [part]
