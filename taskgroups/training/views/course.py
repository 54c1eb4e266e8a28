"""The course: to read, print and take away. No account, no database."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from taskgroups.frameworks import shelf
from taskgroups.frameworks.pack import KINDS, Pack
from taskgroups.kit.access import public
from taskgroups.kit.paper.download import as_file
from taskgroups.kit.paper.pdf import to_pdf
from taskgroups.kit.paper.word import to_word
from taskgroups.training.course import begin_with, course, protocols, to_practise
from taskgroups.training.course_paper import paper

WHY = "the course is for everybody who chairs or may chair, and holds nothing of any school"
MAKERS = {"pdf": to_pdf, "docx": to_word}


@public(WHY)
def page(request: HttpRequest) -> HttpResponse:
    """Show the course, with the agenda of the framework in force or of the one that `?framework=` names."""
    pack = _pack(request)
    context = {
        "course": course(),
        "pack": pack,
        "packs": list(reversed(shelf.packs().values())),
        "items": [(item, begin_with(pack, item)) for item in pack.agenda],
        "minutes": sum(item.minutes for item in pack.agenda),
        "protocols": protocols(),
        "exchanges": to_practise(),
        "kinds": KINDS,
    }
    return render(request, "training/course.jinja", context)


@public(WHY)
def download(request: HttpRequest, ending: str) -> HttpResponse:
    """Give the course as PDF or Word."""
    if ending not in MAKERS:
        raise Http404
    pack = _pack(request)
    return as_file(MAKERS[ending](paper(course(), pack, on=timezone.localdate())), f"course-{pack.slug}.{ending}")


def _pack(request: HttpRequest) -> Pack:
    slug = request.GET.get("framework", "")
    pack = shelf.pack(slug) if slug else shelf.pack_on(timezone.localdate())
    if pack is None:
        raise Http404
    return pack
