"""Everything about one person, as a file; and their details taken out, with what must stay told by role and school."""

import io
import json
import zipfile
from contextlib import nullcontext
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.utils import timezone

from taskgroups.assurance.domain.erase import erase_person
from taskgroups.evaluation.domain.evidence import Facts, add_evidence
from taskgroups.evaluation.models import Draft, Evidence
from taskgroups.improvement.tests.made import an_action
from taskgroups.kit import post
from taskgroups.kit.access import audit
from taskgroups.kit.access.models import Entry
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.kit.post.models import Letter
from taskgroups.meetings.models import Record
from taskgroups.people.models import Person
from taskgroups.schools.domain.account import close_account, open_account
from taskgroups.schools.domain.invite import invite
from taskgroups.schools.models import Role
from taskgroups.schools.policy import today
from tests.cast import PASSWORD, give, person
from tests.world import build

pytestmark = pytest.mark.django_db
DEPUTY = "Deputy head, Alder Primary School"
Attempt = apps.get_model("practice", "Attempt")  # of the floor above, which tells what of it is a person's own


def vacant(cast):
    """School A with work and no head."""
    an_action(cast)
    Role.objects.filter(person=cast.head_a).update(ends=today() - timedelta(days=1))
    return cast.a


def no_longer_head(who: Person) -> None:
    Role.objects.filter(person=who, kind="head").update(ends=today() - timedelta(days=1))


def told(answer) -> dict[str, list[dict]]:
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="everything-about-')
    packed = zipfile.ZipFile(io.BytesIO(answer.content))
    assert packed.read("everything.pdf")[:5] == b"%PDF-"
    return json.loads(packed.read("everything.json"))


def wrote(cast) -> None:
    """The deputy of A wrote evidence and a draft, had a letter, and tried an exchange."""
    facts = Facts("Phonics check", "data", timezone.localdate(), note="The school's own words")
    add_evidence(school=cast.a, facts=facts, by=cast.leader_a)
    Draft.objects.create(person=cast.leader_a, school=cast.a, form="x", text="Not kept yet", saved_at=timezone.now())
    post.send(to=cast.leader_a.email, subject="Come", text="Dear Lewis Alder, please come.")
    Attempt.objects.create(
        person=cast.leader_a, exchange="x", text="What shows it?", act="question", kind="x", asks=True
    )


def test_somebody_reads_all_that_is_kept_about_them_with_their_own_words(cast, as_) -> None:
    wrote(cast)
    found = told(as_(cast.leader_a).get("/you/everything/"))
    assert found["Account"][1] == {"What": "E-mail address", "Kept": cast.leader_a.email}
    assert found["Roles"][0]["Where"] == "Alder Primary School"
    assert found["Evidence: added by"][0]["School"] == "Alder Primary School"
    assert found["Typed and not kept yet"][0]["Words"] == "Not kept yet"
    assert found["Letters"][0]["Words"] == "Dear Lewis Alder, please come."
    assert found["Your practice as a chair"][0]["Words"] == "What shows it?"


def test_an_administrator_hands_it_on_without_any_schools_words_or_private_ones(cast, as_) -> None:
    wrote(cast)
    answer = as_(cast.administrator).get(f"/accounts/{cast.leader_a.pk}/everything/")
    said = json.dumps(told(answer))
    assert [
        one for one in ("own words", "Phonics", "Not kept yet", "What shows it?", "please come") if one in said
    ] == []
    assert told(answer)["Evidence: added by"] != []


def test_a_school_left_behind_is_no_way_back_to_its_words(cast, as_) -> None:
    """A head who has left takes their own file, and reads there that they wrote, not what."""
    wrote(cast)
    Role.objects.filter(person=cast.leader_a).update(ends=date(2021, 8, 31))
    assert "own words" not in json.dumps(told(as_(cast.leader_a).get("/you/everything/")))


def test_who_took_it_is_noted(cast, as_) -> None:
    as_(cast.administrator).get(f"/accounts/{cast.leader_a.pk}/everything/")
    entry = Entry.objects.get()
    assert (entry.by, entry.verb, entry.school_urn) == (
        cast.administrator,
        "took out what is kept about a person",
        None,
    )


@pytest.mark.parametrize("who", ["head_a", "leader_a", "lead", "officer", "stranger"])
def test_nobody_but_an_administrator_reads_or_erases_another(cast, as_, who) -> None:
    browser = as_(getattr(cast, who))
    for what in ("everything", "erase"):
        assert browser.get(f"/accounts/{cast.head_b.pk}/{what}/").status_code == 404


def test_details_go_and_what_must_stay_stays_by_role_and_school(cast) -> None:
    wrote(cast)
    action = an_action(cast, owner=cast.leader_a, what="Let Lewis Alder check the log")
    audit.note(by=cast.head_a, verb="invited", school_urn=cast.a.urn, about="Lewis Alder: School leader")
    email = cast.leader_a.email
    done = erase_person(person=cast.leader_a, by=cast.administrator)
    gone = Person.objects.get(pk=done.person.pk)
    assert (gone.name, gone.email, gone.is_active) == (DEPUTY, f"gone-{gone.pk}@erased.invalid", False)
    assert not gone.has_usable_password()
    assert Evidence.objects.get().added_by.name == DEPUTY
    assert Entry.objects.get(verb="invited").about == f"{DEPUTY}: School leader"
    left = (Draft.objects.filter(person=gone), Letter.objects.filter(to=email), Attempt.objects.filter(person=gone))
    assert [one.count() for one in left] == [0, 0, 0]
    action.refresh_from_db()
    assert (action.owner_id, action.what) == (gone.pk, f"Let {DEPUTY} check the log")


def test_their_name_goes_out_of_locked_records_and_of_what_others_wrote(cast) -> None:
    build(cast)
    assert "Carys Cedar" in json.dumps(list(Record.objects.exclude(document=None).values_list("document", flat=True)))
    no_longer_head(cast.head_c)
    erase_person(person=cast.head_c, by=cast.administrator)
    kept = json.dumps(list(Record.objects.exclude(document=None).values_list("document", "wording")))
    assert "Carys Cedar" not in kept
    assert "Host head, Cedar High School" in kept


def test_each_school_whose_words_were_changed_reads_so_in_its_history_and_no_other_does(cast, as_) -> None:
    build(cast)
    no_longer_head(cast.head_c)
    erase_person(person=cast.head_c, by=cast.administrator)
    noted = Entry.objects.filter(verb="put a role in the place of a name")
    assert [(one.school_urn, one.about) for one in noted] == [(cast.a.urn, "Host head, Cedar High School")]
    assert noted.get().details["entries"] > 0
    told = "Put a role in the place of a name"
    assert told in text_of(check_page(as_(cast.head_a).get(f"/schools/{cast.a.urn}/history/").content, "history"))
    assert told not in text_of(check_page(as_(cast.head_b).get(f"/schools/{cast.b.urn}/history/").content, "history"))


def test_they_can_no_longer_sign_in(cast, client) -> None:
    email = cast.leader_a.email
    erase_person(person=cast.leader_a, by=cast.administrator)
    client.post("/sign-in/", {"login": email, "password": PASSWORD})
    assert "_auth_user_id" not in client.session


def test_where_another_bears_the_same_name_it_is_left_and_said(cast, as_) -> None:
    other = person("Lewis Alder 2")
    Person.objects.filter(pk=other.pk).update(name="lewis alder")
    audit.note(by=None, verb="invited", about="Lewis Alder: School leader")
    where = f"/accounts/{cast.leader_a.pk}/erase/"
    page = as_(cast.administrator).post(where, {"sure": "on"}, follow=True)
    assert "Somebody else here has the same name" in text_of(check_page(page.content))
    assert Entry.objects.get(verb="invited").about == "Lewis Alder: School leader"


def test_the_only_lead_the_chair_of_a_task_group_to_come_and_oneself_are_refused(cast) -> None:
    with pytest.raises(Refused, match="only lead of Harbour"):
        erase_person(person=cast.lead, by=cast.administrator)
    build(cast)
    with pytest.raises(Refused, match="Ben Birch chairs Task Group"):
        erase_person(person=cast.head_b, by=cast.administrator)
    with pytest.raises(Refused, match="your own account"):
        erase_person(person=cast.administrator, by=cast.administrator)


def test_the_only_lead_whose_account_is_open_is_refused(cast) -> None:
    give(cast.head_c, "lead", consortium=cast.harbour)
    close_account(person=cast.head_c, by=cast.administrator)
    with pytest.raises(Refused, match="only lead of Harbour"):
        erase_person(person=cast.lead, by=cast.administrator)


def test_the_only_head_of_a_school_is_refused_and_the_page_says_each_thing_that_comes_first(cast, as_) -> None:
    build(cast)
    said = text_of(check_page(as_(cast.administrator).get(f"/accounts/{cast.head_b.pk}/erase/").content))
    assert "Ben Birch is the only head of Birch Primary School. First its chair of governors" in said
    assert "Its lead first puts another chair in their place, under People." in said
    with pytest.raises(Refused, match="only head of Alder Primary School"):
        erase_person(person=cast.head_a, by=cast.administrator)
    give(cast.head_c, "head", school=cast.a)
    assert erase_person(person=cast.head_a, by=cast.administrator).person.is_erased


def test_an_erased_account_is_opened_by_nothing(cast, as_, client) -> None:
    email, where = cast.leader_a.email, f"/accounts/{cast.leader_a.pk}/"
    gone = erase_person(person=cast.leader_a, by=cast.administrator).person
    keeper = as_(cast.administrator)
    keeper.post(f"{where}switch/", {"to": "open"})
    keeper.post(f"{where}reset/")
    for address in (email, gone.email):
        client.post("/password/reset/", {"email": address})
        with pytest.raises(Refused) if address == gone.email else nullcontext():
            invite(email=address, kind="leader", school=cast.a, by=cast.head_a)
    gone.refresh_from_db()
    assert (gone.is_active, Letter.objects.filter(to=gone.email).count()) == (False, 0)
    assert "Open the account" not in text_of(check_page(keeper.get(where).content))
    with pytest.raises(Refused, match="stays closed"):
        open_account(person=gone, by=cast.administrator)
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=gone.pk).update(is_active=True)


def test_done_twice_it_is_refused_and_nothing_more_happens(cast) -> None:
    erase_person(person=cast.leader_a, by=cast.administrator)
    with pytest.raises(Refused, match="taken out already"):
        erase_person(person=cast.leader_a, by=cast.administrator)


def test_the_page_says_what_goes_and_what_stays_and_asks_to_be_sure(cast, as_) -> None:
    where = f"/accounts/{cast.leader_a.pk}/erase/"
    browser = as_(cast.administrator)
    assert f"It stays, as by ‘{DEPUTY}’" in text_of(check_page(browser.get(where).content))
    assert browser.post(where, {}).status_code == 422
    assert Person.objects.get(pk=cast.leader_a.pk).name == "Lewis Alder"


def test_somebody_without_a_role_is_called_so(cast) -> None:
    one = person("Nia None")
    assert erase_person(person=one, by=cast.administrator).person.name == "Somebody whose name was taken out"


def test_a_lead_of_two_is_not_the_only_one(cast) -> None:
    second = person("Nia New")
    give(second, "lead", consortium=cast.harbour)
    assert erase_person(person=cast.lead, by=cast.administrator).person.name == "Consortium lead, Harbour"


def test_their_address_goes_out_of_the_trail_and_of_letters_to_others(cast) -> None:
    invite(email=cast.head_c.email, name="Carys Cedar", kind="head", school=vacant(cast), by=cast.lead)
    no_longer_head(cast.head_c)
    erase_person(person=cast.head_c, by=cast.administrator)
    trail, letters = Entry.objects.values_list("about"), Letter.objects.values_list("subject", "text")
    assert [one for one in (*trail, *letters) if cast.head_c.email in str(one) or "Carys Cedar" in str(one)] == []


def test_a_name_of_one_word_is_left_in_what_others_wrote(cast) -> None:
    """'Will' is a word of every record: none of them may be rewritten for it."""
    Person.objects.filter(pk=cast.leader_a.pk).update(name="Will")
    audit.note(by=cast.head_a, verb="set an action", school_urn=cast.a.urn, about="Who will check the log?")
    done = erase_person(person=cast.leader_a, by=cast.administrator)
    assert (done.name_left, Entry.objects.get(verb="set an action").about) == (True, "Who will check the log?")
