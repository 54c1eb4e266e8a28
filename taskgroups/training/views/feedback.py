"""How a session was: whoever came says it, those who run it read it counted."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from taskgroups.kit.access import access
from taskgroups.kit.access.refused import Refused
from taskgroups.people.asking import Asked
from taskgroups.training import policy
from taskgroups.training.domain.hear import CHANGED_FOR, OPEN_FOR, say, why_closed
from taskgroups.training.feedback_counted import QUESTIONS
from taskgroups.training.forms import FeedbackForm
from taskgroups.training.models import Booking, Feedback, TrainingSession
from taskgroups.training.queries import heard

THANKS = "Thank you. You can change it for three days, and after that until it is counted with five others."


@access(policy.own_attendance)
def say_how(request: Asked, booking: Booking) -> HttpResponse:
    """Take what somebody who came says."""
    held = Feedback.objects.filter(booking=booking).first()
    form = FeedbackForm(request.POST if request.method == "POST" else None, held=held)
    if request.method == "POST" and form.is_valid():
        try:
            say(by=request.user, session=booking.session, answers=form.answers(), words=form.cleaned_data["words"])
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, THANKS)
            return redirect(booking.session)
    context = {
        "session": booking.session,
        "form": form,
        "held": held,
        "closed": why_closed(booking, timezone.now()),
        "said": [(text, getattr(held, f"get_{name}_display")()) for name, text in QUESTIONS] if held else [],
    }
    return render(request, "training/say.jinja", context, status=422 if form.errors else 200)


@access(policy.run_session)
def results(request: Asked, session: TrainingSession) -> HttpResponse:
    """Show what was said, counted by sixes."""
    context = {
        "session": session,
        "heard": heard(session),
        "settles": CHANGED_FOR.days,
        "until": session.ends_at + OPEN_FOR,
        "ended": session.has_ended(timezone.now()),
    }
    return render(request, "training/results.jinja", context)
