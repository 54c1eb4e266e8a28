"""What is kept of those who commented on Heads Up, for how long, and in their own file."""

from datetime import timedelta

from django.utils import timezone

from taskgroups.assurance.domain.erase import erase_person
from taskgroups.assurance.person.everything import everything
from taskgroups.assurance.retention import RULES
from taskgroups.bulletin.domain.moderate import decline_comment, publish_comment, remove_comment
from taskgroups.bulletin.models import Comment
from taskgroups.kit.post.models import Letter
from tests.bulletin import EMAIL, a_comment, an_article, moderates
from tests.cast import Cast


def test_a_person_s_own_file_holds_their_comments(cast: Cast) -> None:
    said = a_comment(an_article(cast))
    Comment.objects.update(email=cast.head_a.email)
    (section,) = [one for one in everything(cast.head_a, private=True) if one.name == "Comments on Heads Up"]
    assert section.rows[0][3] == said.text
    assert "Comments on Heads Up" not in [one.name for one in everything(cast.head_b, private=True)]


def test_with_somebody_s_details_their_comments_go_too(cast: Cast) -> None:
    a_comment(an_article(cast))
    Comment.objects.update(email=cast.observer.email)
    erase_person(person=cast.observer, by=cast.administrator)
    assert Comment.objects.count() == 0


def rule(key: str) -> int:
    (found,) = [one for one in RULES if one.key == key]
    assert found.past is not None
    assert found.delete is not None
    return found.delete(found.past())


def test_addresses_words_and_places_go_when_their_time_is_over(cast: Cast) -> None:
    made, by = an_article(cast), moderates(cast.clerk)
    stands = publish_comment(by=by, comment=a_comment(made, "Stands", place="there"))
    gone = remove_comment(by=by, comment=publish_comment(by=by, comment=a_comment(made, "Gone")), reason="No")
    declined = decline_comment(by=by, comment=a_comment(made, "Declined"), reason="No")
    waits = a_comment(made, "Waits")
    assert [rule(key) for key in ("say-addresses", "say-declined", "say-removed", "say-places")] == [0, 0, 0, 0]
    then = timezone.now() - timedelta(days=91)
    Comment.objects.exclude(pk=waits.pk).update(decided_at=then)
    Comment.objects.update(written_at=then)
    assert [rule(key) for key in ("say-addresses", "say-declined", "say-removed", "say-places")] == [3, 1, 1, 1]
    assert set(Comment.objects.values_list("pk", "name", "email", "text", "came_from")) == {
        (stands.pk, "Rita Reader", "", "Stands", ""), (gone.pk, "", "", "", ""), (waits.pk, "Rita Reader", EMAIL, "Waits", ""),
    }  # fmt: skip
    assert (Letter.objects.filter(to=EMAIL).count(), Comment.objects.filter(pk=declined.pk).exists()) == (0, False)
    Comment.objects.filter(pk=waits.pk).update(written_at=timezone.now() - timedelta(days=366))
    assert rule("say-addresses") == 1
