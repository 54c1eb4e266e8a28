"""Words not yet kept, when a school becomes another."""

import pytest

from taskgroups.evaluation.domain.carry import carry_drafts
from taskgroups.evaluation.domain.draft import save_draft
from taskgroups.evaluation.models import Draft

pytestmark = pytest.mark.django_db


def test_words_not_yet_kept_wait_at_the_new_school_unless_begun_afresh_there(cast) -> None:
    save_draft(school=cast.a, form="one", text="Of the old school.", by=cast.head_a)
    save_draft(school=cast.a, form="two", text="Begun before.", by=cast.head_a)
    save_draft(school=cast.b, form="two", text="Begun afresh.", by=cast.head_a)
    save_draft(school=cast.b, form="one", text="Another person's.", by=cast.head_b)
    carry_drafts(cast.a, cast.b)
    waiting = Draft.objects.order_by("text").values_list("school", "person__name", "text")
    assert list(waiting) == [
        (cast.b.pk, "Ben Birch", "Another person's."),
        (cast.b.pk, "Asha Alder", "Begun afresh."),
        (cast.b.pk, "Asha Alder", "Of the old school."),
    ]
