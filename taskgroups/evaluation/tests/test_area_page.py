"""The page of one area: judge first, then the statements; saved whole, choice by choice, and as one types."""

import pytest

from taskgroups.evaluation.domain.judge import Change, judge, record_agreed
from taskgroups.evaluation.models import Draft, Judgement
from taskgroups.evaluation.queries import standing
from taskgroups.frameworks.shelf import packs
from taskgroups.kit.access.press import new_token
from taskgroups.kit.design.tests.page_rules import check_page, text_of


class Somebody:
    """A request as far as a token needs one."""

    def __init__(self, user) -> None:
        self.user = user


def whole(area, grade="", why="", base="0", **answers) -> dict[str, str]:
    said = {"grade": grade, "why": why, "base": base} if grade else {"why": why, "base": base}
    for one in area.descriptors:
        said |= {f"answer-{one.slug}": answers.get(one.slug, ""), f"base-{one.slug}": "0"}
    return said


def test_the_list_shows_the_areas_that_apply_with_their_state_in_words(cast, as_, pack, area, home) -> None:
    judge(school=cast.a, pack=pack, area=area.slug, changes={"": Change(area.secure_from, 0)}, by=cast.head_a)

    page = check_page(as_(cast.head_a).get(home(of="self-evaluation/")).content, "self-evaluation")

    names = [text_of(one) for one in page.xpath("//*[@class='govuk-task-list__name-and-hint']/*[1]")]
    assert names == [one.name for one in pack.areas_for(early_years=True, post_16=False)]
    states = {text_of(one) for one in page.xpath("//*[contains(@class, 'tg-tag ')]")}
    assert {s.lstrip("–▸ ").strip() for s in states} == {
        "Not started",
        f"0 of {len(area.descriptors)} statements judged",
    }


def test_the_area_asks_where_you_are_first_best_first(cast, as_, area, home) -> None:
    page = check_page(as_(cast.head_a).get(home()).content, home())

    radios = [one.get("value") for one in page.xpath("//input[@type='radio']")]
    assert radios[: len(area.scale)] == [grade.slug for grade in area.scale]
    assert radios[len(area.scale) :] == ["met", "partly", "not_yet", ""] * len(area.for_phase("primary"))


def test_the_whole_area_is_saved_in_one_go_and_only_what_changed_is_written(cast, as_, pack, area, home) -> None:
    slug = area.descriptors[0].slug
    said = whole(area, area.secure_from, "Because.", **{slug: "met"})

    answer = as_(cast.head_a).post(home("save"), said)

    assert answer.headers["Location"] == home()
    assert sorted(Judgement.objects.values_list("descriptor", "value")) == [("", area.secure_from), (slug, "met")]


def test_save_and_go_to_the_next_area(cast, as_, pack, area, home) -> None:
    other = next(a for a in pack.areas if a.applies == "all" and a != area)

    answer = as_(cast.head_a).post(home("save"), whole(area) | {"then": other.slug})

    assert answer.headers["Location"] == f"/schools/{cast.a.urn}/self-evaluation/{other.slug}/"


def test_a_double_press_saves_once(cast, as_, area, home) -> None:
    said = whole(area, area.secure_from) | {"press": new_token(Somebody(cast.head_a))}
    browser = as_(cast.head_a)

    assert [browser.post(home("save"), said).status_code for _ in range(2)] == [302, 302]
    assert Judgement.objects.count() == 1


def test_what_another_wrote_meanwhile_is_shown_and_ones_own_words_stay(cast, as_, pack, area, home) -> None:
    [theirs] = judge(
        school=cast.a,
        pack=pack,
        area=area.slug,
        changes={"": Change(area.scale[0].slug, 0, "Theirs.")},
        by=cast.leader_a,
    )
    mine = whole(area, area.scale[-1].slug, "My own words.")

    answer = as_(cast.head_a).post(home("save"), mine)
    page = check_page(answer.content, home())

    assert answer.status_code == 409
    assert page.xpath("//*[@id='why']")[0].text.strip() == "My own words."
    assert page.xpath("//input[@name='grade'][@checked]")[0].get("value") == area.scale[-1].slug
    assert "Lewis Alder changed this at" in text_of(page.xpath("//*[@class='tg-clash']")[0])
    assert page.xpath("//input[@name='base']")[0].get("value") == str(theirs.pk)
    assert Judgement.objects.count() == 1

    as_(cast.head_a).post(home("save"), mine | {"base": str(theirs.pk)})
    assert standing(cast.a, pack).area(area.slug).said.why == "My own words."


def test_where_only_the_reasons_were_changed_meanwhile_no_choice_is_said_to_be(cast, as_, pack, area, home) -> None:
    grade = area.scale[0].slug
    judge(school=cast.a, pack=pack, area=area.slug, changes={"": Change(grade, 0, "Theirs.")}, by=cast.leader_a)

    answer = as_(cast.head_a).post(home("save"), whole(area, grade, "My own words."))
    clash = text_of(check_page(answer.content, home()).xpath("//*[@class='tg-clash']")[0])

    assert clash.startswith("Lewis Alder changed the reasons at")
    assert clash.endswith("Your own words are below, and not saved. Look at both, then press Save.")


def test_a_choice_saves_itself_and_says_when(cast, as_, pack, area, home) -> None:
    slug = area.descriptors[0].slug

    answer = as_(cast.leader_a).post(home(f"answer/{slug}"), {f"answer-{slug}": "met", f"base-{slug}": "0"})

    now = Judgement.objects.get()
    assert (now.descriptor, now.value, now.by) == (slug, "met", cast.leader_a)
    assert f'name="base-{slug}" value="{now.pk}"' in answer.text
    assert "Saved at " in answer.text
    assert "Met, with nothing linked yet that shows it." in answer.text


def test_a_choice_about_a_statement_that_the_area_has_not_is_not_found(cast, as_, home) -> None:
    assert as_(cast.head_a).post(home("answer/of-another-area"), {"grade": "secure"}).status_code == 404
    assert not Judgement.objects.exists()


def test_a_choice_another_made_meanwhile_is_shown_beside_it(cast, as_, pack, area, home) -> None:
    slug = area.descriptors[0].slug
    judge(school=cast.a, pack=pack, area=area.slug, changes={slug: Change("met", 0)}, by=cast.leader_a)

    answer = as_(cast.head_a).post(home(f"answer/{slug}"), {f"answer-{slug}": "partly", f"base-{slug}": "0"})

    assert answer.status_code == 422
    assert "Lewis Alder changed this at" in answer.text
    assert standing(cast.a, pack).area(area.slug).descriptors[0].answer == "met"


def test_a_grade_that_saves_itself_leaves_the_words_as_they_stand(cast, as_, pack, area, home) -> None:
    [one] = judge(school=cast.a, pack=pack, area=area.slug, by=cast.head_a,
                  changes={"": Change(area.scale[0].slug, 0, "Kept.")})  # fmt: skip
    as_(cast.head_a).post(home("answer"), {"grade": area.scale[1].slug, "base": one.pk, "why": "half a sen"})

    said = standing(cast.a, pack).area(area.slug).said
    assert (said.value, said.why) == (area.scale[1].slug, "Kept.")


def test_words_are_kept_as_they_are_typed_for_their_writer_alone(cast, as_, area, home) -> None:
    answer = as_(cast.head_a).post(home("draft"), {"why": "Half a thought"})

    assert answer.text.strip()[:15] == "Draft saved at "
    texts = [
        check_page(as_(who).get(home()).content).xpath("//*[@id='why']")[0].text for who in (cast.head_a, cast.leader_a)
    ]
    assert [(text or "").strip() for text in texts] == ["Half a thought", ""]


def test_saving_takes_the_draft_and_throwing_it_away_does_too(cast, as_, area, home) -> None:
    browser = as_(cast.head_a)
    browser.post(home("draft"), {"why": "One"})
    browser.post(home("save"), whole(area, why="One two"))
    browser.post(home("draft"), {"why": "Three"})
    browser.post(home("draft"), {"throw": "1"})

    assert Draft.objects.count() == 0
    assert [one.why for one in Judgement.objects.all()] == ["One two"]


def test_words_that_may_name_a_pupil_are_asked_about_once_and_stay(cast, as_, area, home) -> None:
    browser, words = as_(cast.head_a), whole(area, why="Jamie Sparrow in Year 4 reads well.")
    answer = browser.post(home("save"), words)
    page = check_page(answer.content)

    assert (answer.status_code, Judgement.objects.count()) == (422, 0)
    assert text_of(page.get_element_by_id("why")) == "Jamie Sparrow in Year 4 reads well."
    assert page.xpath("//*[@class='govuk-error-summary']//a/@href") == [
        "#" + page.xpath("//input[@name='no_pupil']/@id")[0]
    ]

    assert browser.post(home("save"), words | {"no_pupil": "on"}).status_code == 302
    assert [one.why for one in Judgement.objects.all()] == ["Jamie Sparrow in Year 4 reads well."]


def test_words_kept_once_are_not_asked_about_again(cast, as_, area, home) -> None:
    browser, words = as_(cast.head_a), whole(area, why="Jamie Sparrow in Year 4 reads well.")
    browser.post(home("save"), words | {"no_pupil": "on"})

    assert browser.post(home("save"), words).status_code == 302


def test_a_draft_that_may_name_a_pupil_is_kept_and_says_so(cast, as_, home) -> None:
    answer = as_(cast.head_a).post(home("draft"), {"why": "Jamie Sparrow in Year 4"})

    assert "‘Jamie Sparrow’ looks like a pupil&#39;s name. If it is, take it out" in answer.text
    assert Draft.objects.get().text == "Jamie Sparrow in Year 4"


def test_a_choice_that_is_not_on_the_scale_is_refused_in_words(cast, as_, area, home) -> None:
    answer = as_(cast.head_a).post(home("save"), whole(area, "splendid", "My words."))

    assert answer.status_code == 422
    assert "That choice is not on the list. Choose one of those shown." in answer.text
    assert "My words." in answer.text


def test_of_what_was_kept_only_the_words_are_read_back_and_no_choice_or_key(cast, as_, area, home) -> None:
    token = new_token(Somebody(cast.head_a))
    said = whole(area, "needs-attention", "A long and careful account.") | {"press": token}
    said |= {"key": "08d50319-0022-4367", "was": "What stood there before."}
    browser = as_(None)
    asked = browser.post(home("save"), said)
    browser.post(asked.headers["Location"], {"login": cast.head_a.email, "password": "correct horse battery staple"})

    shown = check_page(browser.get("/held/").content).xpath("//main//p[@class='govuk-inset-text']")
    assert [text_of(one) for one in shown] == ["A long and careful account."]


def test_the_words_survive_a_sign_in_that_ran_out(cast, as_, area, home) -> None:
    said = whole(area, area.secure_from, "A long and careful account.") | {"press": new_token(Somebody(cast.head_a))}
    browser = as_(None)
    asked = browser.post(home("save"), said)
    told = "It is kept: sign in, and it is there again."
    assert [told in one.get(asked.headers["Location"]).text for one in (browser, as_(None))] == [True, False]
    browser.post(asked.headers["Location"], {"login": cast.head_a.email, "password": "correct horse battery staple"})

    kept = browser.get("/held/")
    assert "A long and careful account." in kept.text
    fields = {
        one.get("name"): one.get("value") for one in check_page(kept.content).xpath("//main//input[@type='hidden']")
    }
    browser.post(home("save"), {name: value for name, value in fields.items() if name != "csrfmiddlewaretoken"})

    assert Judgement.objects.get(descriptor="").why == "A long and careful account."


def test_the_words_survive_a_sign_in_on_another_page(cast, as_, area, home) -> None:
    said = whole(area, area.secure_from, "A long and careful account.") | {"csrfmiddlewaretoken": "x" * 64}
    browser = as_(cast.head_a)
    browser.handler.enforce_csrf_checks = True
    away = browser.post(home("save"), said | {"press": new_token(Somebody(cast.stranger))})
    assert (away.status_code, Judgement.objects.count()) == (403, 0)
    kept = browser.post(home("save"), said | {"press": new_token(Somebody(cast.head_a))}, follow=True)
    assert (kept.redirect_chain, Judgement.objects.count()) == ([("/held/", 302)], 0)
    assert "A long and careful account." in kept.text


def test_the_side_says_what_the_last_task_group_agreed(cast, as_, pack, area, home) -> None:
    record_agreed(
        school=cast.a, pack=pack, area=area.slug, value=area.scale[1].slug, why="Seen.", agreed_in="t", by=cast.head_b
    )

    side = check_page(as_(cast.head_a).get(home()).content).xpath("//aside")[0]

    assert f"{area.scale[1].name}," in text_of(side)


def test_two_versions_stand_side_by_side(cast, as_, pack, area, home) -> None:
    [one] = judge(school=cast.a, pack=pack, area=area.slug, by=cast.head_a, changes={"": Change(area.scale[0].slug, 0)})
    [two] = judge(school=cast.a, pack=pack, area=area.slug, by=cast.leader_a,
                  changes={"": Change(area.scale[1].slug, one.pk)})  # fmt: skip

    query = {"one": one.made_at.isoformat(), "two": two.made_at.isoformat()}
    page = check_page(as_(cast.head_a).get(home("history"), query).content)

    changed = [text_of(cell) for cell in page.xpath("//*[contains(@class, 'tg-changed')]")[0]]
    assert [text.removeprefix("Before").removeprefix("After").strip() for text in changed[1:3]] == [
        area.scale[0].name, area.scale[1].name,
    ]  # fmt: skip


@pytest.mark.parametrize("address", ["no-such-area", "post-16"])
def test_an_area_the_school_does_not_have_is_not_there(cast, as_, home, address) -> None:
    assert as_(cast.head_a).get(home(address, of="self-evaluation/")).status_code == 404


def test_an_older_framework_is_another_history(cast, as_, pack, area, home) -> None:
    older = next(iter(packs().values()))
    first = older.areas[0]
    judge(school=cast.a, pack=older, area=first.slug, changes={"": Change(first.scale[0].slug, 0)}, by=cast.head_a)
    browser = as_(cast.head_a)

    now = check_page(browser.get(home(of="self-evaluation/")).content)
    then = check_page(browser.get(f"/schools/{cast.a.urn}/self-evaluation/{first.slug}/?pack={older.slug}").content)

    links = [one.get("href") for one in now.xpath("//aside//a[contains(@href, 'pack=')]")]
    assert links == [f"/schools/{cast.a.urn}/self-evaluation/?pack={older.slug}"]
    assert then.xpath("//input[@name='grade'][@checked]")[0].get("value") == first.scale[0].slug
    assert standing(cast.a, pack).placed == 0
