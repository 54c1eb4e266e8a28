"""Forms of actions and improvement issues."""

from typing import Any

from taskgroups.evaluation.models import Evidence
from taskgroups.frameworks import shelf
from taskgroups.improvement.models import Action, ImprovementIssue, LetterChoice
from taskgroups.improvement.queries import evidence_for
from taskgroups.kit.design import forms
from taskgroups.kit.design.forms import Form
from taskgroups.kit.design.naming import NamesNoPupil
from taskgroups.kit.design.words import day
from taskgroups.schools.models import School
from taskgroups.schools.policy import today
from taskgroups.schools.queries.circle import staff_of

MOST_EVIDENCE = 100
NEAREST = (
    f"These are {MOST_EVIDENCE}: for the action's statement first, then for its area, then the newest. To choose "
    "another, link it to the action's area."
)
NEWEST = (
    f"These are the {MOST_EVIDENCE} newest. To choose another, first press ‘Say which statement it serves’ on the "
    "action's page, and link the evidence to that statement: it then stands first here."
)


def owners(school: School) -> list[tuple[str, str]]:
    """Those who may own an action: the school's head, leaders and governors today."""
    found = {
        str(role.person_id): f"{role.person.name}, {role.title or role.get_kind_display()}" for role in staff_of(school)
    }
    return list(found.items())


def areas(school: School) -> list[tuple[str, str]]:
    """The areas of the framework in force that apply to the school."""
    pack = shelf.pack_on(today())
    return [(one.slug, one.name) for one in pack.areas_for(early_years=school.early_years, post_16=school.post_16)]


class ActionForm(NamesNoPupil):
    """A new action."""

    what = forms.TextField(
        "What will the school do?",
        hint="Begin with a verb: 'Check …', 'Teach …', 'Agree …'.",
        max_length=300,
        missing="The action is empty. Say what the school will do, beginning with a verb.",
    )
    owner = forms.SelectField(
        "Who owns it?", choices=[], hint="Somebody of the school: the school and its leaders are responsible.",
        missing="Choose who owns it.",
    )  # fmt: skip
    due = forms.DateField("By when?", missing="An action needs a day by which it is done. Enter a date, not 'ongoing'.")
    proof = forms.TextField(
        "What evidence will prove it?",
        max_length=300,
        missing="Nothing would prove this action yet. Say what evidence will show that it is done.",
    )
    area = forms.SelectField("Area", choices=[], required=False, empty="No area")
    issue = forms.SelectField("Improvement issue it serves", choices=[], required=False, empty="None")

    def __init__(self, school: School, data: Any = None, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        issues = ImprovementIssue.objects.filter(school=school, closed_on=None).values_list("public_id", "title")
        self.fields["owner"].choices = owners(school)  # type: ignore[attr-defined]
        self.fields["area"].choices = areas(school)  # type: ignore[attr-defined]
        self.fields["issue"].choices = list(issues)  # type: ignore[attr-defined]


class UpdateForm(NamesNoPupil):
    """How far an action is."""

    status = forms.ChoiceField("How far is it?", choices=Action.Status.choices[:2], inline=True)
    due = forms.DateField("By when?")
    due_reason = forms.TextField(
        "Why the day moves", hint="Only where you change the day.", required=False, max_length=300
    )
    proof = forms.TextField("Evidence that will prove it", max_length=300)
    note = forms.LongTextField("What has happened", required=False, rows=3, max_length=2000)

    def __init__(self, action: Action, data: Any = None) -> None:
        super().__init__(data, initial={"status": action.status, "due": action.due, "proof": action.proof})


class FinishForm(NamesNoPupil):
    """Closing an action with evidence: chosen, or added there and then."""

    evidence = forms.ManyField("What shows that it is done?", choices=[], required=False)
    title = forms.TextField("Or add evidence: what is it?", required=False, max_length=200)
    kind = forms.SelectField("Kind of evidence", choices=Evidence.Kind.choices, required=False)
    dated = forms.DateField("Date of the evidence", required=False, not_after=today)
    where = forms.TextField("Where it is kept, or a link", required=False, max_length=300)
    done_on = forms.DateField("When was the action done?")
    note = forms.LongTextField("Anything to add", required=False, rows=3, max_length=2000)

    def __init__(self, action: Action, data: Any = None) -> None:
        super().__init__(data, initial={"done_on": today()})
        found = list(evidence_for(action)[: MOST_EVIDENCE + 1])
        offered = [(one.public_id, f"{one.title}, {day(one.dated)}") for one in found[:MOST_EVIDENCE]]
        self.fields["evidence"].choices = offered  # type: ignore[attr-defined]
        if len(found) > MOST_EVIDENCE:
            self.fields["evidence"].help_text = NEAREST if action.area else NEWEST

    def clean(self) -> dict[str, Any]:
        """Evidence added here needs its kind and its date."""
        said = super().clean() or {}
        if said.get("title"):
            for name, words in (("kind", "Choose the kind of evidence."), ("dated", "Enter the date of the evidence.")):
                if not said.get(name) and name not in self.errors:
                    self.add_error(name, words)
        return said


class DifferenceForm(NamesNoPupil):
    """What difference an action made: another thing than its being done."""

    impact = forms.ChoiceField("What difference has it made?", choices=Action.Impact.choices)
    impact_note = forms.LongTextField("What has changed, and how you know", required=False, rows=4, max_length=4000)

    def __init__(self, action: Action, data: Any = None) -> None:
        super().__init__(data, initial={"impact": action.impact, "impact_note": action.impact_note})


class StatementForm(Form):
    """Which statement an action serves: of its area, or of every area where it has none."""

    statement = forms.SelectField("Which statement does it serve?", choices=[], missing="Choose a statement.")

    def __init__(self, action: Action, data: Any = None) -> None:
        super().__init__(data, initial={"statement": f"{action.area}/{action.descriptor}"})
        self.pack = shelf.pack(action.pack) or shelf.pack_on(today())
        school = action.school
        known = self.pack.areas_for(early_years=school.early_years, post_16=school.post_16)
        self.fields["statement"].choices = [  # type: ignore[attr-defined]
            (f"{area.slug}/{one.slug}", one.text if action.area else f"{area.name}: {one.text}")
            for area in known
            if action.area in ("", area.slug)
            for one in area.for_phase(school.phase)
        ]

    def clean(self) -> dict[str, Any]:
        """Return the pack, the area and the descriptor that were chosen."""
        said = super().clean() or {}
        area, _, slug = said.get("statement", "").partition("/")
        found = self.pack.area(area)
        return {"pack": self.pack, "area": found, "descriptor": found.by_slug[slug]} if found else said


class ReasonForm(NamesNoPupil):
    """Why an action stops, or is open again."""

    reason = forms.LongTextField("Why?", rows=3, max_length=2000, missing="Say why.")

    def __init__(self, action: Action, data: Any = None) -> None:
        super().__init__(data)


class GiveForm(NamesNoPupil):
    """Giving an action to another of the school's people."""

    owner = forms.SelectField("Who owns it from now on?", choices=[], missing="Choose who owns it.")
    note = forms.TextField("Why it changes hands", required=False, max_length=300)

    def __init__(self, action: Action, data: Any = None) -> None:
        super().__init__(data)
        self.fields["owner"].choices = owners(action.school)  # type: ignore[attr-defined]


class IssueForm(NamesNoPupil):
    """A new improvement issue."""

    title = forms.TextField(
        "What must get better?", max_length=300, missing="The issue is empty. Say what must get better."
    )
    source = forms.ChoiceField("Where does it come from?", choices=ImprovementIssue.Source.choices)
    raised_on = forms.DateField("When was it raised?")
    area = forms.SelectField("Area", choices=[], required=False, empty="No area")

    def __init__(self, school: School, data: Any = None) -> None:
        super().__init__(data, initial={"raised_on": today()})
        self.fields["area"].choices = areas(school)  # type: ignore[attr-defined]


class ProposedForm(ActionForm):
    """An action proposed for a gap: its area and statement are the gap's, its words the school's to change."""

    def __init__(self, school: School, data: Any = None, initial: dict[str, Any] | None = None) -> None:
        super().__init__(school, data, initial=initial)
        del self.fields["area"]


class AsideForm(NamesNoPupil):
    """Setting a gap aside."""

    reason = forms.LongTextField(
        "Why does the school set it aside?", rows=3, max_length=300, missing="Say why the school sets this gap aside."
    )


class ExpectedForm(NamesNoPupil):
    """From when the school expects an inspection."""

    likely_from = forms.DateField(
        "From when does the school expect an inspection?",
        hint="Leave it empty to go by the usual interval again.",
        required=False,
    )
    why = forms.TextField("Why?", max_length=300, missing="Say why the school expects it then, or why no longer.")


class LettersForm(Form):
    """How often somebody is written to about their actions, and whether of the week of a school they head."""

    often = forms.ChoiceField("How often?", choices=LetterChoice.Often.choices, missing="Choose how often.")
    digest = forms.TickField("Each Monday, write to me about the actions of the school I head", required=False)

    def __init__(self, *args: Any, heads: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not heads:
            del self.fields["digest"]
