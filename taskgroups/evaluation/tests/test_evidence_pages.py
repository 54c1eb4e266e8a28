"""The evidence base on its pages: adding, finding, changing, withdrawing, and files that are only given out to keep."""

from datetime import timedelta

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from taskgroups.evaluation.domain.judge import Change, judge
from taskgroups.evaluation.models import Evidence, EvidenceUse
from taskgroups.evaluation.queries import standing
from taskgroups.kit.access import press
from taskgroups.kit.design.dates import parts
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from tests.cast import PASSWORD

PDF = b"%PDF-1.7\nwords"


def said(**more) -> dict:
    day = more.pop("dated", timezone.localdate())
    return {"title": "Phonics check, Year 1", "kind": "data", **parts("dated", day), **more}


def file(name: str = "check.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/x-msdownload")


def titles(answer) -> list[str]:
    return [text_of(one) for one in check_page(answer.content).xpath("//tbody//th/a")]


def problems(answer) -> list[str]:
    return [text_of(one) for one in check_page(answer.content).xpath("//*[@class='govuk-error-summary']//li")]


def test_a_leader_adds_evidence_from_a_statement_and_comes_back_to_it(cast, as_, area, home) -> None:
    slug = area.descriptors[0].slug
    browser, address = as_(cast.leader_a), home("evidence/add", of="") + f"?area={area.slug}&descriptor={slug}"
    form = check_page(browser.get(address).content)
    ticked = form.xpath("//input[@name='places'][@checked]/@value")
    back = {one.get("name"): one.get("value") for one in form.xpath("//input[@name='area' or @name='descriptor']")}

    answer = browser.post(home("evidence/add", of=""), said(places=ticked, **back))

    assert ticked == [f"{area.slug}/{slug}"]
    assert answer.headers["Location"] == f"{home()}#row-{slug}"
    assert list(EvidenceUse.objects.values_list("area", "descriptor")) == [(area.slug, slug)]


def test_a_file_is_kept_and_given_out_only_as_something_to_save(cast, as_, home) -> None:
    browser = as_(cast.head_a)
    browser.post(home("evidence/add", of=""), said(file=file("Größe 🎉.pdf")))
    item = Evidence.objects.get()

    answer = browser.get(home(f"evidence/{item.public_id}/file", of=""))

    assert b"".join(answer.streaming_content) == PDF
    kept = {
        name: answer.headers[name] for name in ("Content-Type", "X-Content-Type-Options", "Content-Security-Policy")
    }
    assert kept == {
        "Content-Type": "application/pdf",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }
    assert answer.headers["Content-Disposition"] == "attachment; filename*=utf-8''Gr%C3%B6%C3%9Fe.pdf"
    assert "Größe" not in item.file.name


@pytest.mark.parametrize(
    ("upload", "says"),
    [
        (file(content=b"MZ\x90\0"), "The name ends in .pdf, but the content is a program. Choose the file itself, or save it again."),
        (file(content=b""), "The file is empty. Choose another."),
        (file("page.docx", b"<!DOCTYPE html>"), "The name ends in .docx, but the content is a web page or drawing. Choose the file itself, or save it again."),
    ],
)  # fmt: skip
def test_a_file_that_is_not_what_it_says_is_refused_and_the_words_stay(cast, as_, home, upload, says) -> None:
    answer = as_(cast.head_a).post(home("evidence/add", of=""), said(file=upload, note="My words"))

    assert (answer.status_code, problems(answer), Evidence.objects.count()) == (422, [says], 0)
    assert "My words" in answer.text


def test_a_file_that_is_too_large_is_refused_and_the_words_stay(cast, as_, home, settings) -> None:
    settings.FILE_UPLOAD_MAX_BYTES = 1000
    answer = as_(cast.head_a).post(
        home("evidence/add", of=""), said(note="My words", file=file(content=PDF + b"x" * 99_000))
    )

    assert problems(answer) == [
        "The file is larger than 20 MB. Choose a smaller one, or keep it elsewhere and say where."
    ]
    assert "My words" in answer.text


def test_a_sign_in_that_ran_out_keeps_the_words_and_asks_for_the_file_again(cast, as_, home) -> None:
    browser = as_(None)
    token = signing.dumps(["0" * 32, cast.head_a.pk], salt=press.SALT)
    asked = browser.post(home("evidence/add", of=""), said(file=file(), press=token))
    signed = {"login": cast.head_a.email, "password": PASSWORD}
    kept = text_of(check_page(browser.post(asked.headers["Location"], signed, follow=True).content))
    assert "Phonics check, Year 1" in kept
    assert "The file check.pdf could not be kept. Save your words, then choose the file again." in kept


def test_a_day_in_the_future_is_refused(cast, as_, home) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)

    [says] = problems(as_(cast.head_a).post(home("evidence/add", of=""), said(dated=tomorrow)))

    assert says[:27] == "The date is in the future. "


def test_nothing_given_is_said_field_by_field(cast, as_, home) -> None:
    assert problems(as_(cast.head_a).post(home("evidence/add", of=""), {})) == [
        "The evidence has no name. Say in a few words what it is.",
        "No kind is chosen. Choose what kind of evidence it is.",
        "‘When is it from?’ has no answer. Enter the date as three numbers, for example 14 6 2024.",
    ]


def test_what_looks_like_a_pupils_name_is_asked_about_once(cast, as_, home) -> None:
    browser, words = as_(cast.head_a), said(note="Jamie Sparrow in Year 4 now reads.")
    [says] = problems(browser.post(home("evidence/add", of=""), words))
    kept = browser.post(home("evidence/add", of=""), words | {"no_pupil": "on"})

    assert says == "‘Jamie Sparrow’ looks like a pupil's name. Take it out, or tick that it is not."
    assert (kept.status_code, Evidence.objects.count()) == (302, 1)


def test_evidence_is_found_by_words_area_and_kind(cast, as_, area, home, keep) -> None:
    keep(title="Reading results")
    keep(title="Spelling results", note="Whole of Year 4")
    list_, browser = home("evidence", of=""), as_(cast.head_a)

    assert titles(browser.get(list_, {"q": "spelling year"})) == ["Spelling results"]
    assert titles(browser.get(list_, {"area": area.slug, "sort": "title"})) == ["Reading results", "Spelling results"]
    assert titles(browser.get(list_, {"area": "-"})) == []
    assert titles(browser.get(list_, {"kind": "work"})) == []
    assert len(titles(browser.get(list_, {"sort": "nonsense", "page": "x", "kind": "\0"}))) == 2


def test_where_there_is_nothing_to_look_through_no_form_asks_what_for(cast, as_, home, keep) -> None:
    list_, browser = home("evidence", of=""), as_(cast.head_a)

    def asks(**want) -> bool:
        return bool(check_page(browser.get(list_, want).content).xpath("//main//form[@role='search']"))

    empty = asks()
    keep()
    assert (empty, asks(), asks(q="not to be found")) == (False, True, True)


def test_thirty_to_a_page(cast, as_, home, keep) -> None:
    keep(31)
    pages = [titles(as_(cast.head_a).get(home("evidence", of=""), {"page": n})) for n in (1, 2)]

    assert [len(page) for page in pages] == [30, 1]


def test_withdrawing_offers_to_put_it_back(cast, as_, home, keep) -> None:
    [item] = keep()
    browser = as_(cast.head_a)
    after = browser.post(home(f"evidence/{item.public_id}/withdraw", of=""), follow=True)
    gone = titles(browser.get(home("evidence", of="")))
    [undo] = check_page(after.content).xpath("//form[contains(@action, 'restore')]/@action")
    browser.post(undo)

    assert (gone, titles(browser.get(home("evidence", of="")))) == ([], ["Reading test results"])


def test_changing_an_item_another_changed_shows_theirs_and_keeps_ones_own(cast, as_, home, keep) -> None:
    [item] = keep()
    address = home(f"evidence/{item.public_id}/change", of="")
    as_(cast.leader_a).post(address, said(title="Theirs", base=""))

    answer = as_(cast.head_a).post(address, said(title="Mine", base=""))
    page = check_page(answer.content)

    assert answer.status_code == 409
    assert (Evidence.objects.get().title, page.xpath("//input[@name='title']/@value")) == ("Theirs", ["Mine"])
    as_(cast.head_a).post(address, said(title="Mine", base=page.xpath("//input[@name='base']/@value")[0]))
    assert Evidence.objects.get().title == "Mine"


def test_choosing_from_the_evidence_base(cast, as_, pack, area, home, keep) -> None:
    one, two = keep(2)
    slug = area.descriptors[2].slug
    address = home(f"evidence/{slug}")

    answer = as_(cast.head_a).post(address, {"offered": [one.public_id, two.public_id], "chosen": [two.public_id]})

    assert answer.headers["Location"] == f"{home()}#row-{slug}"
    assert list(EvidenceUse.objects.filter(descriptor=slug).values_list("evidence", flat=True)) == [two.pk]
    assert check_page(as_(cast.head_a).get(address).content).xpath("//input[@checked]/@value") == [two.public_id]


def test_another_schools_evidence_cannot_be_linked(cast, as_, area, home, keep) -> None:
    [item] = keep()
    address = f"/schools/{cast.d.urn}/self-evaluation/{area.slug}/evidence/{area.descriptors[2].slug}/"
    as_(cast.stranger).post(address, {"offered": [item.public_id], "chosen": [item.public_id]})

    assert EvidenceUse.objects.filter(descriptor=area.descriptors[2].slug).count() == 0


def test_coverage_says_in_figures_what_the_bar_shows(cast, as_, pack, area, home, keep) -> None:
    keep()
    met = {d.slug: Change("met", 0) for d in area.descriptors[1:4]}
    judge(school=cast.a, pack=pack, area=area.slug, changes=met, by=cast.head_a)

    page = check_page(as_(cast.head_a).get(home("evidence/coverage", of="")).content)

    known = len(standing(cast.a, pack).area(area.slug).descriptors)
    assert f"3 of {known} met, 1 with evidence" in page.xpath("//svg/@aria-label")
