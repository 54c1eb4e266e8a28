"""The rule of risk and of gaps, as anybody may read it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from taskgroups.frameworks.shelf import pack_on
from taskgroups.improvement import gaps, risk
from taskgroups.improvement.base_rates import BASE_RATES
from taskgroups.kit.access import public
from taskgroups.schools.policy import today

TONES = {risk.Risk.LOW: "good", risk.Risk.SOME: "part", risk.Risk.HIGH: "bad", risk.Risk.UNSAID: "quiet"}


@public("the rule is published, and says nothing of any school")
def page(request: HttpRequest) -> HttpResponse:
    """Show the rule, from the same data and by the same function that a school's risk follows from."""
    rows = [
        (risk.DISTANCES[far].name, risk.SHOWINGS[well].name, [risk.risk_from(far, well, soon) for soon in risk.Soon])
        for far in risk.Distance
        for well in risk.Showing
    ]
    context = {
        "distances": risk.DISTANCES.values(), "showings": risk.SHOWINGS.values(), "soons": risk.SOONS,
        "risks": risk.RISKS, "rows": rows, "tones": TONES, "kinds": gaps.KINDS.values(), "ranking": gaps.RANKING,
        "pack": pack_on(today()), "base_rates": BASE_RATES,
    }  # fmt: skip
    return render(request, "improvement/rule.jinja", context)
