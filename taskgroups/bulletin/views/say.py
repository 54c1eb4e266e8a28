"""Having one's say: a form on a page of its own, so that the article's page stays the same for everybody."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from taskgroups.bulletin import queries
from taskgroups.bulletin.domain.comment import Way, leave_comment, report_comment
from taskgroups.bulletin.models import Comment
from taskgroups.bulletin.say.forms import CommentForm, ReportForm
from taskgroups.bulletin.say.seal import Seal, new_seal, place_of, read_seal
from taskgroups.bulletin.views.read import moved
from taskgroups.kit.access import public
from taskgroups.kit.access.refused import Refused

WHY = "anybody may have their say, and a moderator reads it before anybody else does"


@public(WHY)
@never_cache
def page(request: HttpRequest, day: date, section: str, article: str) -> HttpResponseBase:
    """Take a comment on an article."""
    found = queries.article_out(day, section, article, timezone.now())
    if found is None:
        return moved(day, section, article, ending="have-your-say/")
    about = f"article:{found.pk}"
    form = CommentForm(request.POST if request.method == "POST" else None, initial={"seal": new_seal(about)})
    if request.method == "POST" and form.is_valid():
        seal = read_seal(form.cleaned_data["seal"], about)
        try:
            leave_comment(article=found, **form.said, way=way_of(request, form.cleaned_data["website"], seal=seal))
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect(f"{request.path}?sent=yes")
    context = {"article": found, "form": form, "sent": request.GET.get("sent") == "yes" and not form.is_bound}
    return render(request, "bulletin/have_your_say.jinja", context, status=422 if form.errors else 200)


def way_of(request: HttpRequest, trap: str, *, seal: Seal | None = None) -> Way:
    """How something came in."""
    return Way(seal=seal, place=place_of(request.META.get("REMOTE_ADDR", "")), trap=trap)


@public(WHY)
@never_cache
def report(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Take a report of a comment."""
    comment = _published(comment_id)
    form = ReportForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            report_comment(comment=comment, reason=form.cleaned_data["reason"], way=way_of(request, ""))
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect(f"{request.path}?sent=yes")
    context = {"comment": comment, "form": form, "sent": request.GET.get("sent") == "yes" and not form.is_bound}
    return render(request, "bulletin/report.jinja", context, status=422 if form.errors else 200)


def _published(comment_id: int) -> Comment:
    found = Comment.objects.filter(pk=comment_id).select_related("article__section__issue").first()
    if found is None or not found.is_published or not found.article.is_out(timezone.now()):
        raise Http404
    return found
