"""Governors see what the head chose for them; a school on one side holds what its reader may see."""

import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from taskgroups.assurance.domain.governors import choose_for_governors
from taskgroups.assurance.governors.parts import for_governors, on_a_page
from taskgroups.evaluation.domain.judge import Change, judge
from taskgroups.evaluation.queries import pack_for
from taskgroups.frameworks import shelf
from taskgroups.improvement.models import Action
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.kit.paper.document import texts
from taskgroups.meetings.tests.record.cast import PACK, earlier_action, judged
from taskgroups.schools.models import Audience, Sharing, Thing
from tests.cast import NAMES, Cast

WHERE = "/schools/990001/governors/"


def seen(as_, who) -> str:
    return text_of(check_page(as_(who).get(WHERE).content))


def test_nothing_is_on_it_before_the_head_chooses(cast: Cast, as_) -> None:
    assert "Nothing is chosen yet" in seen(as_, cast.governor_a)


def test_the_head_chooses_and_a_governor_reads_that_alone(cast: Cast, as_) -> None:
    judged(cast, "achievement", "attention")
    earlier_action(cast)
    as_(cast.head_a).post(f"{WHERE}choose/", {"parts": ["where", "ask"], "words": "Our autumn."})
    shown = seen(as_, cast.governor_a)
    wanted = ("Our autumn.", "Where we are", "Questions governors may ask", "What we do about it", "Hear every new")
    assert [one in shown for one in wanted] == [True, True, True, False, False]


def test_what_is_taken_out_is_gone_at_once(cast: Cast, as_) -> None:
    for parts in (["where"], []):
        choose_for_governors(by=cast.head_a, school=cast.a, parts=parts, words="")
    assert "Where we are" not in seen(as_, cast.governor_a)


@pytest.mark.parametrize("shared", [True, False])
def test_after_a_change_of_framework_what_was_said_before_is_told_under_its_own_name(cast: Cast, shared: bool) -> None:
    judged(cast, "achievement", "needs-attention")
    now, before = pack_for(), shelf.pack(PACK)
    seen = frozenset({Thing.EVALUATION, Thing.RECORD} if shared else {Thing.RECORD})
    for paper in (for_governors(cast.a, ["where"], "")[0], on_a_page(cast.a, seen, own=True)[0]):
        said = "\n".join(texts(paper))
        whole = shared or paper.title == "For governors"
        assert [one in said for one in (before.title, "Needs attention", f"under {now.title} nothing is said yet")] == [
            whole
        ] * 3


def test_once_anything_is_said_under_the_new_framework_that_is_told(cast: Cast) -> None:
    judged(cast, "achievement", "needs-attention")
    judge(school=cast.a, pack=pack_for(), area="inclusion", changes={"": Change("expected", 0)}, by=cast.head_a)
    said = texts(for_governors(cast.a, ["where", "ask"], "")[0])
    assert (pack_for().title in said, shelf.pack(PACK).title in said) == (True, False)


def test_questions_are_asked_under_the_framework_in_force(cast: Cast) -> None:
    judged(cast, "achievement", "needs-attention")
    said = "\n".join(texts(for_governors(cast.a, ["ask"], "")[0]))
    assert ("How will we find out where we are in Achievement?" in said, "Needs attention" in said) == (True, False)


@pytest.mark.parametrize(("things", "shows"), [((), False), ((Thing.IMPROVEMENT,), True)])
def test_one_side_holds_what_is_shared_with_its_reader(things: tuple[str, ...], shows: bool, cast: Cast) -> None:
    earlier_action(cast)
    said = "\n".join(texts(on_a_page(cast.a, frozenset(things), own=False)[0]))
    assert ("Hear every new pupil read" in said, "Where we are" in said) == (shows, False)


def test_it_is_taken_along_as_pdf(cast: Cast, as_) -> None:
    choose_for_governors(by=cast.head_a, school=cast.a, parts=["where"], words="")
    for name in ("school-governors-pdf", "school-one-side"):
        assert as_(cast.governor_a).get(reverse(name, args=[cast.a.urn])).content.startswith(b"%PDF")


@pytest.mark.parametrize(("who", "role"), [("officer", "Deputy head"), ("officer", ""), ("head_a", "")])
def test_one_side_names_an_owner_without_a_role_to_the_schools_own_people_alone(cast: Cast, as_, who, role) -> None:
    Sharing.objects.create(school=cast.a, thing=Thing.IMPROVEMENT, audience=Audience.AUTHORITY)
    earlier_action(cast)
    Action.objects.update(owner_role=role)
    content = as_(getattr(cast, who)).get(reverse("school-one-side", args=[cast.a.urn])).content
    said = " ".join(" ".join(one.extract_text() for one in PdfReader(io.BytesIO(content)).pages).split())
    owner = role or ("Lewis Alder" if who == "head_a" else "Somebody of the school")
    assert (owner in said, [name for name in NAMES.values() if name in said]) == (
        True, ["Lewis Alder"] if who == "head_a" else []
    )  # fmt: skip
