"""Writing an article: its words, its pictures, review, preview and publishing."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from taskgroups.bulletin.domain import pictures, publish, write
from taskgroups.bulletin.forms import ArticleForm, PictureForm, PublishForm
from taskgroups.bulletin.models import Article, Section
from taskgroups.bulletin.policy import edited_article, edited_section
from taskgroups.bulletin.views.read import shown
from taskgroups.kit.access import access
from taskgroups.kit.access.refused import ChangedMeanwhile, Refused, telling
from taskgroups.kit.design.words import day_clock
from taskgroups.people.asking import Asked

Step = Callable[..., Article]
STEPS: dict[str, tuple[Step, str]] = {
    "review": (publish.send_to_review, "Sent to review. Another editor reads it and publishes it."),
    "draft": (publish.give_back, "It is a draft again."),
    "take-back": (publish.take_back, "Taken back. Only editors read it now."),
}


@access(edited_section)
def add(request: Asked, section: Section) -> HttpResponse:
    """Begin an article."""
    form = ArticleForm(
        request.POST if request.method == "POST" else None, issue=section.issue, initial={"section": section.pk}
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = write.add_article(
                by=request.user, section=form.sections[form.cleaned_data["section"]], words=form.words
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect("heads-up-desk-article", made.pk)
    return render(request, "bulletin/article_form.jinja", {"form": form, "issue": section.issue, "article": None})


@access(edited_article)
def change(request: Asked, article: Article) -> HttpResponse:
    """Show an article to write on, with its state and what can be done next."""
    sent = request.POST.copy() if request.method == "POST" else None
    form = ArticleForm(sent, issue=article.issue, initial=initial_of(article))
    now = None
    if sent is not None and form.is_valid():
        try:
            write.change_article(
                by=request.user, article=article, section=form.sections[form.cleaned_data["section"]],
                words=form.words, base=form.cleaned_data["base"] or 0,
            )  # fmt: skip
        except ChangedMeanwhile as changed:
            form.refuse(changed)
            now = changed.now
            sent["base"] = str(now.version)  # their words stay; saving again goes over what came in between
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, "Saved.")
            return redirect("heads-up-desk-article", article.pk)
    context = {
        "form": form, "issue": article.issue, "article": article, "since": now, "pictures": article.pictures.all(),
        "out": article.is_out(timezone.now()), "why_not": publish.why_not_publish(request.user, article),
    }  # fmt: skip
    return render(request, "bulletin/article_form.jinja", context)


def initial_of(article: Article) -> dict[str, object]:
    """What stands in the form before anything is changed."""
    said = {name: getattr(article, name) for name in ("title", "body", "contributor", "contact", "slug")}
    related = article.related.get_absolute_url() if article.related else ""
    return said | {"short": article.summary, "section": article.section_id, "related": related, "base": article.version}


@access(edited_article)
def preview(request: Asked, article: Article) -> HttpResponse:
    """Show an article as its page will be."""
    return render(request, "bulletin/article.jinja", shown(article) | {"preview": True})


@access(edited_article)
def step(request: Asked, article: Article) -> HttpResponse:
    """Send to review, give back, or take back."""
    if request.method == "POST" and request.POST.get("to") in STEPS:
        do, said = STEPS[request.POST["to"]]
        with telling(request):
            do(by=request.user, article=article)
            messages.success(request, said)
    return redirect("heads-up-desk-article", article.pk)


@access(edited_article)
def comments(request: Asked, article: Article) -> HttpResponse:
    """Close comments on an article, or open them again."""
    if request.method == "POST" and request.POST.get("to") in ("open", "close"):
        done = publish.take_comments(by=request.user, article=article, open=request.POST["to"] == "open")
        messages.success(request, "Readers may comment." if done.takes_comments else "Comments are closed.")
    return redirect("heads-up-desk-article", article.pk)


@access(edited_article)
def out(request: Asked, article: Article) -> HttpResponse:
    """Publish, now or at a time to come."""
    form = PublishForm(request.POST if request.method == "POST" else None, initial={"when": "now"})
    if request.method == "POST" and form.is_valid():
        try:
            done = publish.publish(by=request.user, article=article, at=form.at)
        except Refused as refused:
            form.refuse(refused)
        else:
            said = "Published." if done.is_out(timezone.now()) else f"It comes out on {day_clock(done.published_at)}."
            messages.success(request, said)
            return redirect("heads-up-desk-article", article.pk)
    context = {"form": form, "article": article, "why_not": publish.why_not_publish(request.user, article)}
    return render(request, "bulletin/publish.jinja", context)


@access(edited_article)
def add_picture(request: Asked, article: Article) -> HttpResponse:
    """Add a picture, with what it shows in words."""
    form = PictureForm(
        request.POST if request.method == "POST" else None, request.FILES if request.method == "POST" else None
    )
    if request.method == "POST" and getattr(request, "too_large", False):
        form.add_error("file", "The file is too large. Choose one of 2 MB or less.")
    elif request.method == "POST" and form.is_valid():
        try:
            pictures.add_picture(
                by=request.user, article=article, file=form.cleaned_data["file"], alt=form.cleaned_data["alt"]
            )
        except Refused as refused:
            form.refuse(refused, "file")
        else:
            messages.success(request, "The picture is kept. Copy its line into the article.")
            return redirect("heads-up-desk-article", article.pk)
    return render(request, "bulletin/picture_form.jinja", {"form": form, "article": article})


@access(edited_article)
def remove_picture(request: Asked, article: Article, picture: str) -> HttpResponse:
    """Delete a picture of an article."""
    found = article.pictures.filter(public_id=picture).first()
    if request.method == "POST" and found:
        pictures.remove_picture(by=request.user, picture=found)
    return redirect("heads-up-desk-article", article.pk)
