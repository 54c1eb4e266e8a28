"""What editors fill in."""

from datetime import datetime
from typing import Any, ClassVar
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.urls import Resolver404, resolve
from django.utils import timezone

from taskgroups.bulletin.domain.pictures import KINDS, MOST
from taskgroups.bulletin.domain.write import Words
from taskgroups.bulletin.models import Article, Issue
from taskgroups.kit.design.forms import (
    ChoiceField,
    DateField,
    FileField,
    Form,
    LongTextField,
    NumberField,
    SelectField,
    TextField,
    TimeField,
)
from taskgroups.kit.design.naming import NamesNoPupil


class IssueForm(NamesNoPupil):
    """The day of an issue, and the words at its head."""

    day = DateField("Day of the issue", hint="It stands in the address, as in /heads-up/14-june-2017/.")
    intro = LongTextField("Words at its head", required=False, max_length=600, rows=3)


class SectionForm(Form):
    """A section of an issue."""

    name = TextField("Name", max_length=80, hint="For example School improvement.")
    slug = TextField(
        "Address", required=False, max_length=80, spellcheck=False,
        hint="Made from the name where you leave it empty. An old address leads on to the new one.",
    )  # fmt: skip
    position = NumberField("Place among the sections", min_value=1, max_value=99, width=2)


class NewSectionForm(SectionForm):
    """The same for a new one, which stands last."""

    position = None  # type: ignore[assignment]


class ArticleForm(NamesNoPupil):
    """What an article says, and where it stands."""

    unread: ClassVar[tuple[str, ...]] = ("contributor", "contact", "slug", "related")

    title = TextField("Title", max_length=150)
    section = SelectField("Section", empty=None)
    short = LongTextField(
        "Summary", required=False, max_length=300, rows=2, counted=True,
        hint="For lists and the feed. The article's first words stand there where you leave it empty.",
    )  # fmt: skip
    body = LongTextField("Article", max_length=50_000, rows=22, hint="In Markdown. Name no pupil.")
    contributor = TextField(
        "Who contributed it", required=False, max_length=150,
        hint="The page thanks them by this name, at its end. Ask them first.",
    )  # fmt: skip
    contact = LongTextField(
        "Contact details", required=False, max_length=500, rows=3,
        hint="As they want them published. Everybody can read them.",
    )  # fmt: skip
    related = TextField(
        "Related article", required=False, max_length=300, spellcheck=False,
        hint="Its address, for example /heads-up/14-june-2017/school-improvement/task-group-model/.",
    )  # fmt: skip
    slug = TextField(
        "Address", required=False, max_length=80, spellcheck=False,
        hint="Made from the title where you leave it empty. An old address leads on to the new one.",
    )  # fmt: skip
    base = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, issue: Issue, **options: Any) -> None:
        super().__init__(*args, **options)
        self.sections = {str(one.pk): one for one in issue.sections.all()}
        self.fields["section"].choices = [(key, one.name) for key, one in self.sections.items()]  # type: ignore[attr-defined]

    def clean_related(self) -> Article | None:
        """The article at the address given."""
        address = self.cleaned_data["related"].strip()
        if not address:
            return None
        found = article_at(address)
        if found is None:
            raise ValidationError("There is no article at this address. Copy it from the article's page.")
        return found

    @property
    def words(self) -> Words:
        said = self.cleaned_data
        return Words(
            title=said["title"], body=said["body"], summary=" ".join(said["short"].split()), slug=said["slug"],
            contributor=said["contributor"], contact=said["contact"], related=said["related"],
        )  # fmt: skip


def article_at(address: str) -> Article | None:
    """Return the article whose address this is, published or not, or None."""
    try:
        found = resolve(urlsplit(address).path)
    except (Resolver404, ValueError):
        return None
    if found.url_name != "heads-up-article":
        return None
    day, section, slug = found.kwargs["day"], found.kwargs["section"], found.kwargs["article"]
    return Article.objects.filter(section__issue__day=day, section__slug=section, slug=slug).first()


class PublishForm(Form):
    """From when anybody may read an article."""

    when = ChoiceField(
        "When does it come out?", [("now", "Now"), ("later", "Later, at a day and a time")], inline=False
    )
    day = DateField("Day", required=False, not_before=timezone.localdate)
    time = TimeField("Time", required=False, hint="For example 7:30am.")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("when") == "later" and not self.errors:
            for name, word in (("day", "the day"), ("time", "the time")):
                if not said.get(name):
                    self.add_error(name, f"Later is chosen without {word}. Enter {word}, or choose Now.")
            if not self.errors and self.at <= timezone.now():
                self.add_error("time", "That time has passed. Enter a later one, or choose Now.")
        return said

    @property
    def at(self) -> datetime:
        said = self.cleaned_data
        if said["when"] == "now":
            return timezone.now()
        return timezone.make_aware(datetime.combine(said["day"], said["time"]))


class PictureForm(NamesNoPupil):
    """A picture and what it shows."""

    file = FileField(
        "Picture", kinds=KINDS, most=MOST, hint="JPG, PNG or WEBP, 2 MB or less. No pupil who could be recognised."
    )
    alt = TextField(
        "What the picture shows", max_length=300,
        hint="For those who cannot see it, and where it does not load: Five heads round a table in a school library.",
    )  # fmt: skip
