"""The form of one area: where the school is, why, and an answer to every descriptor. A POST keeps its words."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import QueryDict

from taskgroups.evaluation.domain.judge import Change
from taskgroups.evaluation.forms import WhyForm
from taskgroups.evaluation.models import Draft, Judgement
from taskgroups.evaluation.picture import AreaState, DescriptorState, Said
from taskgroups.kit.design.lists import whole


@dataclass
class Row:
    """One place in the form: what is chosen, the version it was chosen against, and what another wrote meanwhile."""

    slug: str
    value: str
    base: int
    state: DescriptorState | None = None
    theirs: Judgement | None = None

    @property
    def name(self) -> str:
        """The name of its choice in the form."""
        return f"answer-{self.slug}" if self.slug else "grade"

    @property
    def base_name(self) -> str:
        """The name of the version it was chosen against."""
        return f"base-{self.slug}" if self.slug else "base"


@dataclass
class AreaForm:
    """One area's form, as it is shown."""

    state: AreaState
    whole: Row
    rows: list[Row]
    why: str
    draft: Draft | None = None
    errors: list[str] = field(default_factory=list)
    words: WhyForm | None = None

    @property
    def clashes(self) -> list[Row]:
        """The places somebody else changed meanwhile."""
        return [row for row in (self.whole, *self.rows) if row.theirs]


def fresh(state: AreaState, draft: Draft | None = None) -> AreaForm:
    """Return the form as things stand; words still waiting in a draft stand in place of the kept ones."""
    why = state.said.why if state.said else ""
    if draft and draft.text.strip() == why:
        draft = None
    rows = [Row(one.descriptor.slug, one.answer, _id(one.said), one) for one in state.descriptors]
    return AreaForm(state, _whole(state), rows, draft.text if draft else why, draft)


def _whole(state: AreaState) -> Row:
    return Row("", state.said.value if state.said else "", _id(state.said))


def _id(said: Said | None) -> int:
    return said.id if said else 0


def read(post: QueryDict, state: AreaState) -> dict[str, Change]:
    """Return what a POST says of the area ('') and of each descriptor it names; what it does not name is left alone."""
    form, changes = fresh(state), {}
    for row in (form.whole, *form.rows):
        words = _words(post) if row is form.whole and "why" in post else None
        if row.name in post or words is not None:
            base = _number(post.get(row.base_name, ""))
            changes[row.slug] = Change(post.get(row.name, ""), base, words)
    return changes


def _words(post: QueryDict) -> str:
    return post.get("why", "").replace("\r\n", "\n")


def _number(text: str) -> int:
    return whole(text) or 0


def refilled(
    post: QueryDict,
    state: AreaState,
    theirs: Mapping[str, Judgement] | None = None,
    error: str = "",
    words: WhyForm | None = None,
) -> AreaForm:
    """Return the form with the person's own choices and words kept, and what others wrote meanwhile beside them.

    A place nobody fought over shows what stands now where another changed it. The versions are today's: to save
    again is to have seen what the others wrote.
    """
    form, changes = fresh(state), read(post, state)
    for row in (form.whole, *form.rows):
        change = changes.get(row.slug)
        if change and (change.base == row.base or row.slug in (theirs or {})):
            row.value = change.value
        row.theirs = (theirs or {}).get(row.slug)
    if "why" in post and (form.whole.theirs or changes[""].base == form.whole.base):
        form.why = _words(post)
    form.errors, form.words = [error] if error else [], words
    return form
