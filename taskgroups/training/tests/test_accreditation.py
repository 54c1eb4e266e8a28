"""On the way to accreditation: written down, signed, renewed, withdrawn, struck out; and every page of it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.dates import parts
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.kit.post.models import Letter
from taskgroups.people.models import Person
from taskgroups.schools.models import Consortium
from taskgroups.schools.policy import today
from taskgroups.training.accrediting.policy import way_of_authority
from taskgroups.training.accrediting.reading import rights, standing_of
from taskgroups.training.accrediting.sources import Practice, tell_practice
from taskgroups.training.domain import accredit, mentor
from taskgroups.training.models import MayChair, Mentoring, Step
from taskgroups.training.tests.on_the_way import ALL, at, came_so_far
from tests.cast import Cast, give
from tests.cast import accredit as let_be_accredited

pytestmark = pytest.mark.django_db


def test_a_decision_without_a_last_day_or_a_reason_says_what_to_do(cast: Cast, as_) -> None:
    answer = as_(cast.lead).post(f"/consortia/harbour/chairs/{cast.head_a.pk}/", {"phases": ["primary"]})
    told = text_of(check_page(answer.content))
    assert answer.status_code == 422
    assert "There is no last day. Enter the date as three numbers" in told
    assert "There is no reason. Say why in a sentence." in told
    assert not MayChair.objects.filter(person=cast.head_a, ended_at=None).exists()


def test_why_a_lead_lets_somebody_chair_is_not_the_mentors_to_read(cast: Cast, as_, learner: Mentoring) -> None:
    mentor.let_chair_until(
        consortium=cast.harbour, person=cast.observer, by=cast.lead, until=today(), reason="Two heads are ill",
        phases=["primary"],
    )  # fmt: skip
    pages = {who: as_(getattr(cast, who)).get(at("", cast.observer.pk)).text
             for who in ("observer", "lead", "officer", "head_b")}  # fmt: skip
    assert [who for who, page in pages.items() if "Two heads are ill" in page] == ["observer", "lead", "officer"]
    assert "May chair in Harbour until" in pages["head_b"]


def test_a_number_no_table_can_hold_is_nobody(cast: Cast, as_) -> None:
    assert as_(cast.head_b).get(at("-sign", 10**22)).status_code == 404


def test_nobody_writes_down_what_they_did_themselves(cast: Cast) -> None:
    with pytest.raises(Refused, match="Somebody else writes down what you did"):
        accredit.record(person=cast.lead, by=cast.lead, kind="trained", on=today(), what="Day 1")


def test_the_lead_writes_down_a_training_by_hand_and_strikes_it_out(cast: Cast, as_) -> None:
    browser = as_(cast.lead)
    place = at("-record", cast.observer.pk)
    check_page(browser.get(place).content)
    said = {"kind": "trained", "what": "Day 1 of the county’s course", **parts("on", today())}
    assert browser.post(place, said).status_code == 302
    twice = browser.post(place, said)
    assert "The same is written down already" in twice.text
    step = Step.objects.get(person=cast.observer)
    gone = at("-strike", cast.observer.pk, step.pk)
    check_page(browser.get(gone).content)
    assert browser.post(gone, {"reason": "That was somebody else"}).status_code == 302
    page = text_of(check_page(as_(cast.observer).get(at("", cast.observer.pk)).content))
    assert "Struck out by Lena Lead" in page
    assert (
        text_of(check_page(browser.get(at("", cast.observer.pk)).content).find(".//h1"))
        == "Accreditation Omar Observer"
    )
    assert "That was somebody else" in page
    assert standing_of(cast.observer).state == "beginning"


def test_a_step_is_never_changed(cast: Cast) -> None:
    step = accredit.record(person=cast.observer, by=cast.lead, kind="trained", on=today(), what="Day 1")
    step.what = "Day 2"
    with pytest.raises(TypeError):
        step.save()


def test_what_a_signature_rests_on_is_not_struck_out(cast: Cast, learner: Mentoring) -> None:
    came_so_far(cast, *ALL)
    accredit.sign(mentoring=learner, phases=["primary"], what="Seen")
    with pytest.raises(Refused, match="Withdraw the accreditation instead"):
        accredit.strike(step=Step.objects.filter(person=cast.observer)[0], by=cast.lead, reason="No")


def test_what_no_signature_rests_on_is_struck_out(cast: Cast, learner: Mentoring) -> None:
    """Of somebody else, with more of theirs after it; and what the person did after the mentor had signed."""
    said = {"by": cast.lead, "kind": "trained", "on": today()}
    others = [accredit.record(person=cast.clerk, what=what, **said) for what in ("Day one", "Day two")]
    came_so_far(cast, *ALL)
    accredit.sign(mentoring=learner, phases=["primary"], what="")
    later = accredit.record(person=cast.observer, what="Another day", **said)
    struck = [accredit.strike(step=one, by=cast.lead, reason="Another day").strikes for one in (others[0], later)]
    assert struck == [others[0], later]


def test_an_accreditation_is_withdrawn_with_a_reason_that_the_person_reads(cast: Cast, as_) -> None:
    browser, place = as_(cast.lead), at("-withdraw", cast.head_c.pk)
    check_page(browser.get(place).content)
    assert browser.post(place, {"reason": "Advice in place of questions"}).status_code == 302
    assert standing_of(cast.head_c).state == "withdrawn"
    assert "Advice in place of questions" in Letter.objects.get(to=cast.head_c.email).text
    again = browser.post(place, {"reason": "Once more"})
    assert "There is no accreditation to withdraw" in again.text


def test_an_officer_records_one_that_was_given_elsewhere(cast: Cast, as_) -> None:
    browser, place = as_(cast.officer), at("-elsewhere", cast.observer.pk)
    check_page(browser.get(place).content)
    long_ago = today() - timedelta(days=4 * 366)
    said = {"what": "The county’s list", "phases": ["primary", "secondary"]}
    assert "has lapsed by now" in browser.post(place, {**said, **parts("on", long_ago)}).text
    assert browser.post(place, {**said, **parts("on", today() - timedelta(days=9))}).status_code == 302
    assert standing_of(cast.observer).accredited
    page = text_of(check_page(browser.get(at("", cast.observer.pk)).content))
    assert "Accredited elsewhere" in page


@pytest.mark.parametrize(("days", "says"), [(1, "in the future"), (-4 * 366, "has lapsed by now")])
def test_one_that_was_given_elsewhere_began_and_has_not_lapsed(cast: Cast, days: int, says: str) -> None:
    with pytest.raises(Refused, match=says):
        accredit.bring(
            person=cast.observer, by=cast.officer, on=today() + timedelta(days=days), what="A list", phases=["primary"]
        )


def test_who_is_accredited_is_not_so_by_another_list_too(cast: Cast) -> None:
    with pytest.raises(Refused, match="accredited already"):
        accredit.bring(person=cast.head_c, by=cast.officer, on=today(), what="A list", phases=["primary"])


def test_nobody_accredits_themselves_nor_withdraws_nor_strikes_out_their_own(cast: Cast) -> None:
    step, own = Step.objects.filter(person=cast.head_a)[0], {"person": cast.head_a, "by": cast.head_a}
    acts = [
        (accredit.bring, own | {"on": today(), "what": "A list", "phases": ["primary"]}),
        (accredit.withdraw, own | {"reason": "No"}),
        (accredit.strike, {"step": step, "by": cast.head_a, "reason": "No"}),
    ]
    for act, said in acts:
        with pytest.raises(Refused, match="Somebody else writes down"):
            act(**said)


def test_what_is_struck_out_is_not_struck_out_again(cast: Cast, learner: Mentoring) -> None:
    came_so_far(cast, ALL[0])
    step = Step.objects.get(person=cast.observer)
    accredit.strike(step=step, by=cast.lead, reason="Another day")
    with pytest.raises(Refused, match="already"):
        accredit.strike(step=step, by=cast.lead, reason="Another day")


def test_somebody_hands_over_the_figures_of_their_practice_and_no_words(cast: Cast, as_, monkeypatch) -> None:
    from taskgroups.training.accrediting import sources

    monkeypatch.setattr(sources, "_practice", [])
    browser, place = as_(cast.observer), at("-practice", cast.observer.pk)
    tell_practice(lambda who: Practice(exchanges=27, tried=9, asked=9))
    assert "not enough practice yet" in browser.post(place, follow=True).text
    tell_practice(lambda who: Practice(exchanges=27, tried=12, asked=8))
    page = text_of(check_page(browser.get(at("", cast.observer.pk)).content))
    assert "tried 12 of 27 exchanges; 8 ended with a question" in page
    browser.post(place)
    assert Step.objects.get(person=cast.observer).what == "Tried 12 of 27 exchanges; 8 ended with a question"


def test_a_lead_lets_somebody_chair_for_now_and_it_is_shown_as_what_it_is(cast: Cast, as_) -> None:
    browser = as_(cast.lead)
    place = reverse("consortium-chair-decide", args=["harbour", cast.observer.pk])
    check_page(browser.get(place).content)
    said = {"reason": "Nobody is accredited yet", "phases": ["primary"]}
    assert "A decision holds for a year at most" in browser.post(
        place, {**said, **parts("until", today() + timedelta(days=400))}
    ).text  # fmt: skip
    assert browser.post(place, {**said, **parts("until", today() + timedelta(days=90))}).status_code == 302
    right = rights([cast.observer.pk], cast.harbour, today())[cast.observer.pk]
    assert (right.phases, right.standing.accredited) == ({"primary"}, False)
    assert right.why_not("secondary").endswith("but not for this phase: Primary only")
    assert "This is not an accreditation" in as_(cast.observer).get(at("", cast.observer.pk)).text
    assert rights([cast.observer.pk], cast.moor, today())[cast.observer.pk].phases == frozenset()
    browser.post(place, {"do": "end"})
    assert not MayChair.objects.filter(ended_at=None).exists()


@pytest.mark.parametrize(("days", "phases", "says"), [(-1, ["primary"], "in the past"), (0, [], "No phase is chosen")])
def test_a_decision_is_for_a_day_to_come_and_a_phase(cast: Cast, days: int, phases: list[str], says: str) -> None:
    with pytest.raises(Refused, match=says):
        decided(cast, cast.harbour, cast.observer, until=today() + timedelta(days=days), phases=phases)


def test_a_decision_takes_the_place_of_that_about_the_same_person_here_and_of_no_other(cast: Cast) -> None:
    elsewhere, other = decided(cast, cast.moor, cast.observer), decided(cast, cast.harbour, cast.clerk)
    first, _ = decided(cast, cast.harbour, cast.observer), decided(cast, cast.harbour, cast.observer)
    first.refresh_from_db()
    third = decided(cast, cast.harbour, cast.observer)
    assert set(MayChair.objects.filter(ended_at=None)) == {elsewhere, other, third}
    ends = [mentor.end_decision(consortium=cast.harbour, person=cast.observer, by=cast.lead) for _ in range(2)]
    assert (ends, set(MayChair.objects.filter(ended_at=None))) == ([1, 0], {elsewhere, other})
    assert MayChair.objects.get(pk=first.pk).ended_at == first.ended_at


def test_a_lead_decides_about_nobody_of_another_consortium(cast: Cast, as_) -> None:
    place = reverse("consortium-chair-decide", args=["harbour", cast.stranger.pk])
    assert as_(cast.lead).get(place).status_code == 404


def test_an_officer_who_chairs_finds_no_way_of_their_own_to_accredit(cast: Cast) -> None:
    for who in (cast.officer, cast.observer):
        give(who, "chair", consortium=cast.harbour)
    found = [way_of_authority(cast.officer, who.pk) for who in (cast.officer, cast.observer)]
    assert found == [None, cast.observer]


def decided(cast: Cast, where: Consortium, who: Person, **other: object) -> MayChair:
    said = {"until": today(), "reason": "Nobody is accredited yet", "phases": ["primary"]} | other
    return mentor.let_chair_until(consortium=where, person=who, by=cast.lead, **said)


def test_the_chairs_of_a_consortium_are_the_leads_to_look_after(cast: Cast, as_, learner: Mentoring) -> None:
    let_be_accredited(cast.lead, on=today() - timedelta(days=1300))
    page = check_page(as_(cast.lead).get("/consortia/harbour/chairs/").content)
    rows = {text_of(row.find("th")): text_of(row) for row in page.xpath("//tbody/tr")}
    assert sorted(rows) == ["Asha Alder", "Ben Birch", "Carys Cedar", "Lena Lead", "Omar Observer"]
    assert "Lapsed" in rows["Lena Lead"]
    assert "Every phase" in rows["Ben Birch"]
    assert ("Ben Birch" in rows["Omar Observer"], "Let chair for now" in rows["Omar Observer"]) == (True, True)
    assert "Chairs" not in text_of(as_and_nav(as_(cast.head_a)))


def as_and_nav(browser):
    return check_page(browser.get("/consortia/harbour/").content).xpath("//nav[@aria-label='Parts of Harbour']")[0]


def test_the_way_goes_along_when_somebody_moves(cast: Cast, as_) -> None:
    """The lead they leave reads it no longer; the one they come to does."""
    cast.head_c.roles.update(ends=today() - timedelta(days=1))
    assert as_(cast.lead).get(at("", cast.head_c.pk)).status_code == 404
    cast.head_c.roles.create(kind="chair", consortium=cast.moor, starts=today())
    cast.lead.roles.create(kind="lead", consortium=cast.moor, starts=today())
    page = text_of(check_page(as_(cast.lead).get(at("", cast.head_c.pk)).content))
    assert "The county's list" in page


def test_a_step_names_no_school_to_who_may_not_know_it(cast: Cast, as_, learner: Mentoring) -> None:
    found = accredit.Seen(cast.observer.pk, "observed", today(), "task-group:of-alder")
    assert accredit.note_seen([found]) == 1
    assert accredit.note_seen([found]) == 0
    page = text_of(check_page(as_(cast.officer).get(at("", cast.observer.pk)).content))
    assert "Observed a Task Group" in page
    assert "Alder" not in page


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_the_pages_ask_as_often_for_thirty_as_for_one(cast: Cast, as_, rows, django_assert_max_num_queries) -> None:
    for number in range(rows):
        accredit.record(person=cast.observer, by=cast.lead, kind="trained", on=today(), what=f"Day {number}")
    places = [(cast.lead, at("", cast.observer.pk)), (cast.lead, "/consortia/harbour/chairs/")]
    for who, place in places:
        browser = as_(who)
        browser.get(place)
        with django_assert_max_num_queries(15):
            assert browser.get(place).status_code == 200
