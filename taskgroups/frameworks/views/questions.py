"""The question bank: choose, print, download. No account, no database."""

from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from taskgroups.frameworks import shelf
from taskgroups.frameworks.bank import Shelf, Wanted, areas_to_choose, count, find
from taskgroups.frameworks.bank_paper import chosen, in_force, paper
from taskgroups.frameworks.forms import BankForm
from taskgroups.frameworks.pack import KINDS, KINDS_MEAN, PHASES, Pack
from taskgroups.kit.access import public
from taskgroups.kit.paper.document import Document
from taskgroups.kit.paper.download import as_file
from taskgroups.kit.paper.pdf import to_pdf
from taskgroups.kit.paper.word import to_word

WHY = "the questions a chair may ask are for every school, and hold nothing of any school"
MAKERS = {"pdf": to_pdf, "docx": to_word}
LONGEST = 120


@dataclass(frozen=True)
class Asking:
    """What an address asks for: what is wanted, what was found, and the query that asks for it again."""

    wanted: Wanted
    found: list[Shelf]

    @property
    def fields(self) -> dict[str, str]:
        """What is wanted, by the names of the form's fields."""
        wanted = self.wanted
        choices = {"framework": wanted.pack.slug, "area": wanted.area, "kind": wanted.kind, "phase": wanted.phase}
        return choices | {"words": wanted.words}

    @property
    def query(self) -> str:
        return urlencode({key: value for key, value in self.fields.items() if value})


@public(WHY)
def bank(request: HttpRequest) -> HttpResponse:
    """Show the questions that answer; to htmx only the part that changes."""
    asking = _asking(request)
    wanted = asking.wanted
    form = BankForm(pack=wanted.pack, initial=asking.fields)
    partly = getattr(request, "htmx", False)
    context = {
        "bank_form": form,
        "wanted": wanted,
        "found": asking.found,
        "number": count(asking.found),
        "chosen": chosen(wanted),
        "query": asking.query,
        "kinds": KINDS,
        "kinds_mean": KINDS_MEAN,
        "in_force": in_force(wanted.pack),
        "partly": partly,
        "areas_too": partly and _framework_before(request) != wanted.pack.slug,
    }
    answer = render(request, "frameworks/_found.jinja" if partly else "frameworks/questions.jinja", context)
    answer["Vary"] = "HX-Request"
    if partly:
        answer["HX-Replace-Url"] = f"{request.path}?{asking.query}"
    return answer


@public(WHY)
def to_print(request: HttpRequest) -> HttpResponse:
    """Show the paper of what is chosen as a page, to be printed."""
    asking = _asking(request)
    context = {"paper_document": _paper(asking), "query": asking.query}
    return render(request, "frameworks/questions_print.jinja", context)


@public(WHY)
def download(request: HttpRequest, ending: str) -> HttpResponse:
    """Give the paper of what is chosen as Word or PDF."""
    if ending not in MAKERS:
        raise Http404
    asking = _asking(request)
    return as_file(MAKERS[ending](_paper(asking)), f"questions-{asking.wanted.pack.slug}.{ending}")


def _paper(asking: Asking) -> Document:
    return paper(asking.wanted, asking.found, on=timezone.localdate())


def _asking(request: HttpRequest) -> Asking:
    """Read an address. An area that the framework does not have is dropped, since another framework was chosen;
    what nobody offered is not found."""
    pack = _pack(request.GET.get("framework", ""))
    kind, phase = request.GET.get("kind", ""), request.GET.get("phase", "")
    if kind not in ("", *KINDS) or phase not in ("", *PHASES):
        raise Http404
    area = request.GET.get("area", "")
    area = area if area in dict(areas_to_choose(pack)) else ""
    words = " ".join("".join(c if c.isprintable() else " " for c in request.GET.get("words", "")).split())
    wanted = Wanted(pack, area, kind, phase, words[:LONGEST])
    return Asking(wanted, find(wanted))


def _framework_before(request: HttpRequest) -> str:
    """Which framework the page in the browser shows, whose areas it offers."""
    before = parse_qs(request.headers.get("HX-Current-URL", "").partition("?")[2])
    return before["framework"][0] if "framework" in before else shelf.pack_on(timezone.localdate()).slug


def _pack(slug: str) -> Pack:
    pack = shelf.pack(slug) if slug else shelf.pack_on(timezone.localdate())
    if pack is None:
        raise Http404
    return pack
