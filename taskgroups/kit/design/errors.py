"""Error pages: what is wrong, then what to do. None of them needs the database."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template import engines

from taskgroups.kit.access import held, public

WRITE_TO_US = (
    "If it happens again, tell whoever looks after Task Groups for your schools what you were doing, and when."
)


def shown(request: HttpRequest, status: int, heading: str, *says: str, **more: Any) -> HttpResponse:
    """Return an error page. Only a 404 and a 403 know who is signed in: the others must not touch the database."""
    knows = request if status in (403, 404) and hasattr(request, "user") else None
    context = {"heading": heading, "says": says, "request": knows, **more}
    page = engines["jinja2"].env.get_template("design/error.jinja")  # type: ignore[attr-defined]
    return HttpResponse(page.render(context), status=status)


@public("an error page tells nothing")
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the browser sent something that cannot be read."""
    return shown(
        request,
        400,
        "That could not be read",
        "What the browser sent was not whole, or too long.",
        "Go back, load the page again and try once more.",
    )


@public("an error page tells nothing")
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: known, but not for this person."""
    return shown(
        request,
        403,
        "This is not yours to do",
        "You are signed in, but your role does not allow this.",
        "Ask the head of the school, or the lead of your consortium, to do it or to give you the role.",
    )


@public("an error page tells nothing")
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: not here, or not for this person; the two look alike."""
    return shown(
        request,
        404,
        "There is no such page",
        "It may have been moved, or it belongs to a school that has not shared it with you.",
        "Check the address. If somebody sent you a link, ask them to share what it leads to.",
    )


@public("an error page tells nothing")
def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault."""
    return shown(
        request,
        500,
        "Something went wrong here",
        "This is our fault, not yours. What you saved before is safe.",
        "Go back and try again in a minute.",
        WRITE_TO_US,
    )


@public("an error page tells nothing")
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of a form whose proof of origin is missing or old; words of a form made for this person are kept."""
    if held.is_own(request):
        held.keep(request)
        return redirect("held")
    return shown(
        request,
        403,
        "This form has been open too long",
        "It was opened before you last signed in or out, or your browser refuses cookies. Nothing was saved.",
        "Go back, copy what you wrote, load the page again and send it once more.",
        back=request.path if request.method == "POST" else "",
        back_text="Open the form again",
    )


@public("an error page tells nothing")
def too_large(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """413: a file larger than one may be."""
    return shown(
        request,
        413,
        "The file is too large",
        "A file may have 20 MB at most. Nothing was saved.",
        "Make it smaller, for example by saving pictures in a lower quality, then send it again.",
        back=request.path,
        back_text="Open the form again",
    )


def no_file(request: HttpRequest, name: str, back: str) -> HttpResponse:
    """503: a file that is kept, in a store that does not answer now. `back` is the page that leads to it."""
    page = shown(
        request,
        503,
        "This file cannot be had now",
        f"‘{name}’ is kept, but the place where files are kept does not answer.",
        "Try again in a few minutes. Everything else goes on.",
        WRITE_TO_US,
        back=back,
        back_text="Go back",
    )
    page["Retry-After"] = "120"
    return page
