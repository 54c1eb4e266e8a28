"""On the way to accreditation: written down, signed, renewed, withdrawn, struck out; and every page of it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.dates import parts
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.kit.post.models import Letter
from taskgroups.people.models import Person
from taskgroups.schools.models import Authority, Consortium
from taskgroups.schools.policy import today
from taskgroups.training.accrediting.policy import may_mentor, still_near
from taskgroups.training.accrediting.reading import rights, standing_of
from taskgroups.training.accrediting.sources import Practice, tell_practice
from taskgroups.training.domain import accredit, mentor
from taskgroups.training.models import MayChair, Mentoring, Step
from tests.cast import Cast, consortium, give
from tests.cast import accredit as let_be_accredited
from tests.cast import person as new_person

pytestmark = pytest.mark.django_db
ALL = ("trained", "practised", "observed", "chaired")


@pytest.fixture
def learner(cast: Cast) -> Mentoring:
    """The observer of Harbour, mentored by the head of Birch."""
    return mentor.name_mentor(person=cast.observer, by=cast.lead, mentor=cast.head_b)


def came_so_far(cast: Cast, *kinds: str) -> None:
    for kind in kinds:
        accredit.record(person=cast.observer, by=cast.lead, kind=kind, on=today(), what=f"Seen: {kind}")


def at(name: str, *more: object) -> str:
    return reverse(f"accreditation{name}", args=more)


def test_a_mentor_signs_once_everything_is_there(cast: Cast, as_, learner: Mentoring) -> None:
    came_so_far(cast, *ALL[:3])
    browser, place = as_(cast.head_b), at("-sign", cast.observer.pk)
    page = check_page(browser.get(place).content)
    assert text_of(page.find(".//h1")) == "Omar Observer Sign the accreditation"
    assert "Still to come: a Task Group chaired with the mentor present" in text_of(page)
    given = {"phases": ["primary"], "what": "She left the answers to the school", "sure": "on"}
    assert browser.post(place, given).status_code == 422
    came_so_far(cast, "chaired")
    check_page(browser.get(place).content)
    assert browser.post(place, given).status_code == 302
    now = standing_of(cast.observer)
    assert (now.state, now.phases) == ("accredited", {"primary"})
    letter = Letter.objects.filter(to=cast.observer.email).latest("pk")
    assert "Ben Birch has signed your accreditation" in letter.text


def test_a_mentor_whose_own_has_lapsed_does_not_sign(cast: Cast, learner: Mentoring) -> None:
    came_so_far(cast, *ALL)
    Step.objects.filter(person=cast.head_b).update(until=today() - timedelta(days=1))
    with pytest.raises(Refused, match="Your own accreditation does not hold today"):
        accredit.sign(mentoring=learner, phases=["primary"], what="")


def test_who_is_mentor_no_longer_does_not_sign(cast: Cast, learner: Mentoring) -> None:
    came_so_far(cast, *ALL)
    mentor.name_mentor(person=cast.observer, by=cast.lead, mentor=cast.head_c)
    with pytest.raises(Refused, match="Somebody else mentors them now"):
        accredit.sign(mentoring=learner, phases=["primary"], what="")


def test_a_mentor_whose_last_role_has_ended_reads_and_signs_nothing(cast: Cast, as_, learner: Mentoring) -> None:
    came_so_far(cast, *ALL)
    cast.head_b.roles.update(ends=today() - timedelta(days=1))
    browser = as_(cast.head_b)
    assert [browser.get(at(part, cast.observer.pk)).status_code for part in ("", "-sign")] == [404, 404]
    assert "Omar Observer" not in browser.get("/mentoring/").text + browser.get("/").text


def test_a_mentor_who_heads_and_chairs_nothing_near_any_more_reads_why_they_cannot_sign(
    cast: Cast, as_, learner: Mentoring
) -> None:
    """Any other role, a governor's or an observer's, is not enough."""
    came_so_far(cast, *ALL)
    cast.head_b.roles.update(ends=today() - timedelta(days=1))
    give(cast.head_b, "leader", school=cast.b)
    told = "You head no school and chair nothing in the authority Omar Observer belongs to any more."
    browser = as_(cast.head_b)
    for part in ("", "-sign"):
        assert told in text_of(check_page(browser.get(at(part, cast.observer.pk)).content))
    with pytest.raises(Refused, match=told):
        accredit.sign(mentoring=learner, phases=["primary"], what="")
    give(cast.head_b, "chair", consortium=cast.moor)  # a neighbour's, of the same authority
    accredit.sign(mentoring=learner, phases=["primary"], what="")
    assert standing_of(cast.observer).accredited


@pytest.mark.parametrize("why", ["nothing stands in the way", "they left the county", "their own has lapsed"])
def test_home_and_whom_you_mentor_ask_for_what_the_page_lets_them_sign(
    cast: Cast, as_, learner: Mentoring, why: str
) -> None:
    came_so_far(cast, *ALL)
    if why == "they left the county":
        cast.head_b.roles.update(ends=today() - timedelta(days=1))
        give(cast.head_b, "leader", school=cast.b)
    if why == "their own has lapsed":
        Step.objects.filter(person=cast.head_b).update(until=today() - timedelta(days=1))
    browser, place = as_(cast.head_b), at("-sign", cast.observer.pk)
    asked = [f'href="{place}"' in browser.get(one).text for one in ("/", "/mentoring/")]
    signs = accredit.why_not_sign(learner) == ""
    assert (signs, asked) == (why == "nothing stands in the way", [signs, signs])


@pytest.mark.parametrize("why", ["they left the county", "their account is closed"])
def test_the_lead_is_asked_to_name_another_where_the_mentor_may_mentor_no_more(
    cast: Cast, as_, learner: Mentoring, why: str
) -> None:
    came_so_far(cast, *ALL)
    browser = as_(cast.lead)
    assert "Name a mentor for Omar Observer" not in browser.get("/").text
    if why == "they left the county":
        cast.head_b.roles.update(ends=today() - timedelta(days=1))
        give(cast.head_b, "leader", school=cast.b)
    else:
        Person.objects.filter(pk=cast.head_b.pk).update(is_active=False)
    assert "Name a mentor for Omar Observer" in browser.get("/").text


def test_the_rule_for_many_is_the_rule_for_one(cast: Cast) -> None:
    """Every two of the cast, with one who chairs in the neighbour's consortium and a school that waits to join."""
    give(cast.clerk, "chair", consortium=cast.moor)
    cast.a.memberships.update(waits=True)
    away = Authority.objects.create(code="999", name="Elsewhere")
    give(cast.governor_a, "chair", consortium=consortium("Far", away, []))
    give(cast.administrator, "chair", consortium=consortium("Free", None, []))
    give(cast.leader_a, "observer", consortium=Consortium.objects.get(name="Free"))
    people, found = list(Person.objects.all()), dict[Person, set[int]]()
    for one in people:
        Mentoring.objects.all().delete()
        others = [other for other in people if other != one]
        now = {"named_by": cast.lead, "named_at": timezone.now()}
        Mentoring.objects.bulk_create(Mentoring(person=other, mentor=one, **now) for other in others)
        found[one] = set(still_near(Mentoring.objects.all()).values_list("person", flat=True))
        assert found[one] == {other.pk for other in others if may_mentor(one, other)}
    assert (found[cast.head_a], found[cast.administrator]) == (set(), {cast.leader_a.pk})
    assert cast.observer.pk in found[cast.head_b] & found[cast.clerk] & found[cast.stranger]


@pytest.mark.parametrize("many", [1, 12])
def test_twelve_who_are_mentored_cost_as_many_questions_as_one(
    cast: Cast, as_, many: int, django_assert_max_num_queries
) -> None:
    for number in range(many):
        give(one := new_person(f"Learner {number}"), "observer", consortium=cast.harbour)
        mentor.name_mentor(person=one, by=cast.lead, mentor=cast.head_b)
    browser = as_(cast.head_b)
    browser.get("/mentoring/")
    with django_assert_max_num_queries(15):
        assert f"Learner {many - 1}" in browser.get("/mentoring/").text


def test_nobody_is_named_mentor_who_heads_and_chairs_nothing_near(cast: Cast) -> None:
    let_be_accredited(cast.officer)
    with pytest.raises(Refused, match="Ola Officer heads no school and chairs nothing in the authority"):
        mentor.name_mentor(person=cast.observer, by=cast.lead, mentor=cast.officer)
    assert not Mentoring.objects.filter(mentor=cast.officer).exists()


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


def test_nobody_mentors_who_is_not_accredited_nor_themselves(cast: Cast) -> None:
    for who, told in ((cast.clerk, "is not accredited today"), (cast.observer, "their own mentor")):
        with pytest.raises(Refused, match=told):
            mentor.name_mentor(person=cast.observer, by=cast.lead, mentor=who)


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


def test_a_mentor_sees_whom_they_mentor_and_what_waits_for_them(cast: Cast, as_, learner: Mentoring) -> None:
    browser = as_(cast.head_b)
    assert "Still to come: training" in text_of(check_page(browser.get("/mentoring/").content))
    came_so_far(cast, *ALL)
    page = check_page(browser.get("/mentoring/").content)
    assert page.xpath("//main//a[starts-with(text(), 'Sign')]/@href") == [at("-sign", cast.observer.pk)]
    assert "Nobody yet" in text_of(check_page(as_(cast.head_c).get("/mentoring/").content))


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


def test_home_tells_the_mentor_to_sign_and_the_lead_to_name_one(cast: Cast, as_, learner: Mentoring) -> None:
    came_so_far(cast, *ALL)
    assert "Sign the accreditation of Omar Observer" in as_(cast.head_b).get("/").text
    Mentoring.objects.update(ended_at=timezone.now())
    assert "Name a mentor for Omar Observer" in as_(cast.lead).get("/").text
    Step.objects.filter(person=cast.head_c).update(until=today() + timedelta(days=20))
    assert "Have your accreditation as a chair renewed" in as_(cast.head_c).get("/").text
