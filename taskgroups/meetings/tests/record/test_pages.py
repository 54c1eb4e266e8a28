"""The record's pages: who reads it when, and each step of its way by form."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.meetings.domain import record as way
from taskgroups.meetings.models import Record
from taskgroups.meetings.record.gathering import facts_of
from taskgroups.meetings.record.sections import sections
from taskgroups.meetings.tests.record.cast import held, with_head
from taskgroups.meetings.tests.record.pages import at, page, post
from taskgroups.meetings.tests.room.cast import planned
from taskgroups.schools.models import Audience, Sharing, Thing

WHY = "Mathematics is not yet shown."


@pytest.mark.parametrize("who", ["head_a", "head_b", "clerk"])
def test_the_draft_is_read_by_head_chair_and_clerk(cast, as_, who):
    record = way.begin_record(group=held(cast))
    assert WHY in page(as_(getattr(cast, who)), at(record))
    assert as_(getattr(cast, who)).get(at(record, "-pdf")).status_code == 200


@pytest.mark.parametrize("who", ["head_c", "observer", "leader_a", "governor_a"])
def test_members_and_leaders_read_it_once_it_is_agreed(cast, as_, who):
    record, client = with_head(cast), as_(getattr(cast, who))
    before = page(client, at(record))
    assert WHY not in before
    assert "You can read it here once its head has agreed it" in before
    assert client.get(at(record, "-pdf")).status_code == 404
    way.mark_accurate(by=cast.head_a, record=record)
    assert WHY in page(client, at(record))
    assert client.get(at(record, "-word")).status_code == 200


@pytest.mark.parametrize(("who", "audience"), [("lead", Audience.CONSORTIUM), ("officer", Audience.AUTHORITY)])
def test_others_read_a_locked_record_by_the_schools_sharing_alone(cast, as_, who, audience):
    record, client = with_head(cast), as_(getattr(cast, who))
    Sharing.objects.create(school=cast.a, thing=Thing.RECORD, audience=audience)
    page(client, at(record), 404)
    way.mark_accurate(by=cast.head_a, record=record)
    assert WHY in page(client, at(record))
    Sharing.objects.update(audience=audience - 1)
    page(client, at(record), 404)


@pytest.mark.parametrize("who", ["stranger", "administrator", "officer", "lead"])
def test_nobody_else_finds_it(cast, as_, who):
    record = way.mark_accurate(by=cast.head_a, record=with_head(cast))
    for name in ("", "-pdf", "-word", "-wording", "-confidential", "-accurate"):
        page(as_(getattr(cast, who)), at(record, name), 404)


def test_before_the_task_group_is_held_the_page_says_how_it_starts(cast, as_):
    group = planned(cast)
    text = page(as_(cast.clerk), reverse("task-group-record", args=[group.public_id]))
    assert "writes itself when the Task Group is closed" in text


def test_the_clerk_saves_a_section_and_comes_back_to_it(cast, as_):
    record, client = way.begin_record(group=held(cast)), as_(cast.clerk)
    page(client, at(record, "-wording"))
    facts = facts_of(record.task_group)
    first = next(s.first for s in sections(facts) if s.key == "area:achievement")
    number = facts.area("achievement").questions[0].number
    address = at(record, "-section", section="area:achievement")
    sent = post(client, address, **{"area-achievement-text": "Calmer.", "was": first, "area-achievement-kept": number})
    assert (sent.status_code, sent.url) == (302, at(record, "-wording") + "#area-achievement")
    assert Record.objects.get().wording == {"area:achievement": "Calmer."}
    assert "Calmer." in page(client, at(record))


def test_it_saves_by_itself_and_says_when(cast, as_):
    record, client = way.begin_record(group=held(cast)), as_(cast.clerk)
    address = at(record, "-section", section="overall")
    first = next(s.first for s in sections(facts_of(record.task_group)) if s.key == "overall")
    saved = client.post(address, {"overall-text": "Going well.", "was": first}, headers={"HX-Request": "true"})
    assert "Saved at" in saved.content.decode()
    assert 'value="Going well."' in saved.content.decode()


def test_four_questions_are_refused_by_the_form(cast, as_):
    record = way.begin_record(group=held(cast))
    number = facts_of(record.task_group).area("achievement").questions[0].number
    refused = post(
        as_(cast.clerk), at(record, "-section", section="area:achievement"),
        **{"area-achievement-text": "", "was": "", "area-achievement-kept": [str(number), "99"]},
    )  # fmt: skip
    assert refused.status_code == 422


@pytest.mark.parametrize("who", ["head_a", "head_b", "head_c", "leader_a"])
def test_only_the_clerk_words_it_where_there_is_one(cast, as_, who):
    record = way.begin_record(group=held(cast))
    assert as_(getattr(cast, who)).get(at(record, "-wording")).status_code == 404
    assert post(as_(getattr(cast, who)), at(record, "-send")).status_code == 404


def test_without_a_clerk_the_chair_words_it(cast, as_):
    record = way.begin_record(group=held(cast, clerk=False))
    assert "Put the record into words" in page(as_(cast.head_b), at(record, "-wording"))


def test_the_head_signs_by_ticking_and_only_the_head(cast, as_):
    record = with_head(cast)
    for who in (cast.clerk, cast.head_b, cast.leader_a):
        assert post(as_(who), at(record, "-accurate"), agreed="on").status_code == 404
    unticked = post(as_(cast.head_a), at(record, "-accurate"), round=1)
    assert unticked.status_code == 422
    check_page(unticked.content, at(record))
    for _ in range(2):
        assert post(as_(cast.head_a), at(record, "-accurate"), agreed="on", round=1).status_code == 302
    assert "Agreed as accurate" in page(as_(cast.head_c), at(record))


def test_the_way_through_a_difference_by_form(cast, as_):
    record, head, clerk = with_head(cast), as_(cast.head_a), as_(cast.clerk)
    page(head, at(record, "-not-accurate"))
    empty = post(head, at(record, "-not-accurate"), round=1)
    assert "Say what is not accurate" in text_of(check_page(empty.content, "not-accurate"))
    post(head, at(record, "-not-accurate"), **{"said-0": "There were two.", "round": 1})
    assert "There were two." in page(clerk, at(record))
    remark = way.open_remarks(record).get()
    address = at(record, "-answer", remark=remark.pk)
    page(clerk, address)
    assert head.get(address).status_code == 404
    post(clerk, address, answer="The log has one.")
    post(clerk, at(record, "-send"))
    assert "The log has one." in page(head, at(record, "-not-accurate"))
    post(head, at(record, "-not-accurate"), **{"said-1": "Still not.", "round": 2})
    again = way.open_remarks(record).get(answered_at=None)
    assert "Lock it with" not in page(clerk, at(record))
    post(clerk, at(record, "-answer", remark=again.pk), answer="As noted.")
    seen = page(clerk, at(record))
    assert [words in seen for words in ("Lock it with", ", first draft", ", second draft")] == [True] * 3
    post(as_(cast.head_b), at(record, "-differs"))
    text = page(as_(cast.head_c), at(record))
    assert "Locked, not agreed" in text
    assert "Still not." in text


def test_the_confidential_part_is_for_three(cast, as_):
    record = with_head(cast)
    saved = post(as_(cast.head_b), at(record, "-confidential"), text="For three.", was="")
    assert saved.status_code == 302
    for who in (cast.head_a, cast.head_b, cast.clerk):
        assert "For three." in page(as_(who), at(record, "-confidential"))
        assert as_(who).get(at(record, "-confidential-pdf")).content.startswith(b"%PDF")
    way.mark_accurate(by=cast.head_a, record=record)
    for who in (cast.head_c, cast.observer, cast.leader_a, cast.lead):
        assert as_(who).get(at(record, "-confidential")).status_code == 404
        assert as_(who).get(at(record, "-confidential-word")).status_code == 404


def test_the_head_reads_the_confidential_part_and_does_not_write_it(cast, as_):
    record = with_head(cast)
    post(as_(cast.head_a), at(record, "-confidential"), text="Mine.", was="")
    assert Record.objects.get().confidential == ""


def queries(client, address):
    with CaptureQueriesContext(
        connection,
    ) as found:
        client.get(address)
    return len(found)


def test_the_page_asks_as_much_of_the_database_for_one_action_as_for_thirty(cast, as_):
    from taskgroups.meetings.tests.record.cast import earlier_action

    record, client = way.begin_record(group=held(cast)), as_(cast.clerk)
    counts = []
    for more in (1, 2, 27):
        for number in range(more):
            earlier_action(cast, what=f"Check {more} {number}")
        client.get(at(record))
        counts.append(queries(client, at(record)))
    assert len(set(counts)) == 1, counts
    assert counts[0] <= 20


NAMES = "Jamie Sparrow in Year 4 reads now."
TICK = {"no_pupil": "on"}


def test_wording_that_may_name_a_pupil_is_asked_about_once_and_saved_by_itself(cast, as_):
    record, client = way.begin_record(group=held(cast)), as_(cast.clerk)
    address = at(record, "-section", section="overall")
    first = next(s.first for s in sections(facts_of(record.task_group)) if s.key == "overall")
    asked = client.post(address, {"overall-text": NAMES, "was": first})
    page = check_page(asked.content, address)
    assert page.xpath("//*[@id='kept-overall']/input/@value") == [first]
    assert (asked.status_code, Record.objects.get().wording) == (422, {})
    saved = client.post(address, {"overall-text": NAMES, "was": first}, headers={"HX-Request": "true"})
    assert "‘Jamie Sparrow’ looks like a pupil&#39;s name. If it is, take it out" in saved.content.decode()
    assert Record.objects.get().wording == {"overall": NAMES}
    ticked = client.post(address, {"overall-text": f"{NAMES} More.", "was": NAMES, "overall-no_pupil": "on"})
    assert (ticked.status_code, Record.objects.get().wording) == (302, {"overall": f"{NAMES} More."})


def test_being_asked_about_a_name_never_hides_what_another_clerk_wrote(cast, as_):
    record, client = way.begin_record(group=held(cast)), as_(cast.clerk)
    address = at(record, "-section", section="overall")
    Record.objects.update(wording={"overall": "Theirs."})
    asked = check_page(client.post(address, {"overall-text": NAMES, "was": "Old."}).content, address)
    assert asked.xpath("//*[@id='kept-overall']/input/@value") == ["Old."]
    late = client.post(address, {"overall-text": NAMES, "was": "Old.", "overall-no_pupil": "on"})
    assert (late.status_code, Record.objects.get().wording) == (422, {"overall": "Theirs."})


def test_the_confidential_part_is_asked_about_once(cast, as_):
    record, client = way.begin_record(group=held(cast)), as_(cast.clerk)
    address, sent = at(record, "-confidential"), {"text": NAMES, "was": ""}
    assert (client.post(address, sent).status_code, Record.objects.get().confidential) == (422, "")
    assert (client.post(address, sent | TICK).status_code, Record.objects.get().confidential) == (302, NAMES)


def test_what_the_head_says_and_the_clerk_answers_is_asked_about_once(cast, as_):
    record, head, clerk = with_head(cast), as_(cast.head_a), as_(cast.clerk)
    address, sent = at(record, "-not-accurate"), {"said-0": NAMES, "round": 1}
    assert (head.post(address, sent).status_code, record.remarks.count()) == (422, 0)
    head.post(address, sent | TICK)
    remark = record.remarks.get()
    address, sent = at(record, "-answer", remark=remark.pk), {"answer": f"We mean {NAMES}"}
    assert clerk.post(address, sent).status_code == 422
    assert clerk.post(address, sent | TICK).status_code == 302
    assert record.remarks.get().answer == f"We mean {NAMES}"


def test_reading_begins_no_record(cast, as_):
    group = held(cast)
    address, where = at(group.record), at(group.record, "-wording")
    group.record.delete()
    assert "There is no record yet" in page(as_(cast.clerk), address)
    page(as_(cast.clerk), where, 404)
    assert not Record.objects.exists()
