"""The rule by which evidence is strong, partial or thin, as anybody may read it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from taskgroups.evaluation import strength
from taskgroups.evaluation.models import Evidence
from taskgroups.kit.access import public


@public("the rule is published, and says nothing of any school")
def page(request: HttpRequest) -> HttpResponse:
    """Show the rule, from the same data that the application weighs with."""
    context = {
        "levels": strength.LEVELS.items(),
        "marks": strength.MARKS.values(),
        "ages": strength.AGES.values(),
        "spans": [(label, strength.SPANS[kind]) for kind, label in Evidence.Kind.choices],
        "tones": TONES,
    }
    return render(request, "evaluation/rule.jinja", context)


TONES = {
    strength.Level.STRONG: "good",
    strength.Level.PARTIAL: "part",
    strength.Level.THIN: "bad",
    strength.Level.NONE: "quiet",
}
