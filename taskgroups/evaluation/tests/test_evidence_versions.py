"""Nothing an item of evidence ever said is overwritten: its words and files stand as they stood then."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.files import File
from django.utils import timezone

from taskgroups.evaluation.domain.evidence import (
    BothChanged,
    Facts,
    Place,
    Upload,
    change_evidence,
    restore,
    withdraw,
)
from taskgroups.evaluation.evidence_history import changes, changes_since
from taskgroups.evaluation.models import Evidence, EvidenceUse, EvidenceVersion
from taskgroups.evaluation.queries import as_of, as_they_read, evidence_at
from taskgroups.kit.design.dates import parts
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.kit.files.kinds import Checked
from taskgroups.schools.models import Audience, Sharing, Thing

DAY = date(2026, 11, 2)
READING = Facts("Reading test results", "data", DAY)
SPELLING = Facts("Spelling test results", "data", date(2026, 11, 9), "All of Year 4.")


def upload(name: str, content: bytes = b"abc") -> Upload:
    return Upload(Checked(name, "text/plain", len(content)), File(BytesIO(content), name=name))


@pytest.fixture
def item(keep) -> Evidence:
    return keep()[0]


@pytest.fixture
def change(cast, item):
    """Change the item and return it; `by` is the head if not said."""

    def changed(facts: Facts = SPELLING, **more) -> Evidence:
        now = Evidence.objects.get(pk=item.pk)
        return change_evidence(evidence=item, facts=facts, **{"by": cast.head_a, "base": now.changed_at, **more})

    return changed


def told(item: Evidence) -> list[tuple]:
    return [
        (one.by.name, [(line.what, line.was, line.now) for line in one.lines])
        for one in changes(item, list(item.earlier.select_related("by")))
    ]


def test_a_change_is_a_version_with_who_and_when(cast, item, change) -> None:
    before = timezone.now()
    change(by=cast.leader_a)

    [kept] = item.earlier.all()
    assert (kept.number, kept.title, kept.dated, kept.by) == (1, "Reading test results", DAY, cast.head_a)
    assert (kept.made_at, kept.superseded_at > before) == (item.added_at, True)
    assert Evidence.objects.get().changed_by == cast.leader_a


def test_versions_follow_one_another_without_a_gap(cast, item, change) -> None:
    change(by=cast.leader_a)
    change(READING)
    second, first = item.earlier.all()

    assert (first.number, second.number, second.by) == (1, 2, cast.leader_a)
    assert second.made_at == first.superseded_at


def test_saving_what_is_already_there_writes_nothing(item, change) -> None:
    same = change(READING)

    assert (same.changed_at, EvidenceVersion.objects.count()) == (None, 0)


def test_every_moment_reads_as_it_read_then(item, change) -> None:
    moments = [timezone.now()]
    for title in ("Two", "Three"):
        change(Facts(title, "work", DAY))
        moments.append(timezone.now())
    now = Evidence.objects.get()

    assert [as_they_read([now], at)[0].title for at in moments] == ["Reading test results", "Two", "Three"]
    assert now.title == "Three"


def test_a_picture_of_an_earlier_day_names_the_title_and_the_day_of_then(cast, pack, area, item, change) -> None:
    sent = timezone.now()
    change()
    place = (area.slug, area.descriptors[0].slug)

    [then] = evidence_at(cast.a, pack, sent)[place]
    assert (then.title, then.dated) == ("Reading test results", DAY)
    assert as_of(cast.a, pack, sent).area(area.slug).descriptors[0].evidence.newest == DAY


def test_the_newest_of_an_earlier_day_comes_first(cast, pack, area, item, keep, change) -> None:
    keep(title="Handwriting")
    sent = timezone.now()
    change(Facts("Reading, later", "data", date(2026, 11, 20)))
    place = (area.slug, area.descriptors[0].slug)

    moments = (sent, timezone.now())
    assert [[one.title for one in evidence_at(cast.a, pack, at)[place]] for at in moments] == [
        ["Handwriting", "Reading test results"],
        ["Reading, later", "Handwriting"],
    ]


def test_the_old_file_is_kept(item, change) -> None:
    change(READING, upload=upload("a.txt", b"old"))
    change(READING, upload=upload("b.txt", b"newer"))

    now, kept = Evidence.objects.get(), item.earlier.get(number=2)
    assert (now.file_name, now.file.read()) == ("b.txt", b"newer")
    assert (kept.file_name, kept.file_size, kept.file.read()) == ("a.txt", 3, b"old")


def test_what_changed_is_told_in_words(cast, item, change) -> None:
    change(by=cast.leader_a)
    change(SPELLING, upload=upload("a.txt"))

    assert told(Evidence.objects.get()) == [
        ("Asha Alder", [("File", "No file", "a.txt")]),
        ("Lewis Alder", [
            ("What it is", "Reading test results", "Spelling test results"),
            ("Date", "2 November 2026", "9 November 2026"),
            ("What it shows", "", "All of Year 4."),
        ]),
    ]  # fmt: skip


def test_a_link_taken_away_is_a_change_too(item, change, pack, area) -> None:
    offered = [Place(pack.slug, area.slug, one.slug) for one in area.descriptors[:3]]
    change(READING, places=offered[1:], were=offered[:2])

    [(_, lines)] = told(Evidence.objects.get())
    assert lines == [
        ("Now also shows", "", f"{area.name}: {area.descriptors[2].text}"),
        ("No longer shows", f"{area.name}: {area.descriptors[0].text}", ""),
    ]


def test_a_time_withdrawn_stays_withdrawn_after_it_is_put_back(cast, item) -> None:
    moments = [timezone.now()]
    for verb in (withdraw, restore):
        verb(evidence=item, by=cast.head_a)
        moments.append(timezone.now())

    assert [EvidenceUse.objects.as_of(at).count() for at in moments] == [2, 0, 2]
    assert EvidenceUse.objects.current().count() == 2


def test_nothing_counted_before_it_was_added(item) -> None:
    assert EvidenceUse.objects.as_of(item.added_at - timedelta(seconds=1)).count() == 0


def test_the_page_tells_the_history_and_gives_the_old_file(cast, as_, home, item, change) -> None:
    change(READING, upload=upload("a.txt", b"old"))
    change(SPELLING, upload=upload("b.txt", b"newer"), by=cast.leader_a)
    browser = as_(cast.head_a)
    page = check_page(browser.get(home(f"evidence/{item.public_id}", of="")).content)

    assert [text_of(one).split(", ")[-1] for one in page.xpath("//p[@class='tg-change']")] == [
        "Lewis Alder", "Asha Alder",
    ]  # fmt: skip
    [old] = page.xpath("//dl[@class='tg-changes']//a/@href")
    answer = browser.get(old)
    assert b"".join(answer.streaming_content) == b"old"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_what_it_said_and_held_before_is_the_schools_alone(cast, as_, home, item, change) -> None:
    Sharing.objects.create(school=cast.a, thing=Thing.EVIDENCE, audience=Audience.CONSORTIUM)
    change(Facts("Reading test results of a pupil", "data", DAY), upload=upload("named.txt"))
    change(READING, upload=upload("a.txt"))
    address = home(f"evidence/{item.public_id}", of="")
    page = as_(cast.head_b).get(address)

    assert page.status_code == 200
    assert b"of a pupil" not in page.content
    assert b"named.txt" not in page.content
    found = [as_(one).get(f"{address}versions/2/file/").status_code for one in (cast.head_b, cast.head_a)]
    assert found == [404, 200]


def test_a_version_there_is_not_is_not_found(cast, as_, home, item, change) -> None:
    change(READING, upload=upload("a.txt"))
    start = f"evidence/{item.public_id}/versions"

    found = [as_(cast.head_a).get(home(f"{start}/{number}/file", of="")).status_code for number in (1, 2, 99)]
    assert found == [404, 404, 404]  # the first had no file, the second is the item itself


def test_an_earlier_file_is_found_only_under_its_own_school(cast, as_, item, change) -> None:
    change(READING, upload=upload("a.txt"))
    change(SPELLING, upload=upload("b.txt"))
    address = f"/schools/{cast.d.urn}/evidence/{item.public_id}/versions/2/file/"

    assert as_(cast.stranger).get(address).status_code == 404


def test_forty_changes_come_in_pages_and_none_is_lost(as_, cast, home, item, change) -> None:
    for number in range(1, 41):
        change(Facts(f"Title {number}", "data", DAY))
    address = home(f"evidence/{item.public_id}", of="")
    after = []
    for page in (1, 2):
        found = check_page(as_(cast.head_a).get(address, {"page": page}).content)
        after += [text_of(one) for one in found.xpath("//dl[@class='tg-changes']//dd[2]")]

    assert after == [f"After: Title {number}" for number in range(40, 0, -1)]


def test_the_second_of_two_sees_what_the_first_changed(cast, as_, home, item, change) -> None:
    change(SPELLING, by=cast.leader_a)
    words = {"title": "Mine", "kind": "data", **parts("dated", DAY), "base": ""}

    answer = as_(cast.head_a).post(home(f"evidence/{item.public_id}/change", of=""), words)

    page = check_page(answer.content)
    [before, *_] = [text_of(one) for one in page.xpath("//dl[@class='tg-changes']//dd")]
    assert (answer.status_code, before) == (409, "Before: Reading test results")
    assert [text_of(one).split(", ")[-1] for one in page.xpath("//p[@class='tg-change']")] == ["Lewis Alder"]


def test_ones_own_words_stay_and_theirs_stand_where_one_wrote_nothing(cast, as_, home, item, change) -> None:
    change(SPELLING, by=cast.leader_a)
    words = {"title": "Mine", "kind": "data", **parts("dated", DAY), "base": ""}

    page = check_page(as_(cast.head_a).post(home(f"evidence/{item.public_id}/change", of=""), words).content)

    shown = {one.get("name"): one.get("value") or one.text for one in page.xpath("//main//input | //textarea")}
    assert (shown["title"], shown["note"].strip(), shown["dated-day"]) == ("Mine", "All of Year 4.", "9")


def test_a_file_chosen_against_another_new_file_is_not_taken_silently(item, change) -> None:
    change(READING, upload=upload("theirs.txt"))

    with pytest.raises(BothChanged):
        change(READING, upload=upload("mine.txt"), base=None)
    assert Evidence.objects.get().file_name == "theirs.txt"


def test_only_what_came_after_ones_own_form_is_told(cast, item, change) -> None:
    seen = change(Facts("Two", "data", DAY)).changed_at
    change(Facts("Three", "data", DAY))

    [only] = changes_since(Evidence.objects.get(), seen)
    assert [(line.was, line.now) for line in only.lines] == [("Two", "Three")]
