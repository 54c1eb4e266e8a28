"""The pictures of articles: for everybody where the article is out, before that for editors."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response

from taskgroups.bulletin.models import Picture
from taskgroups.bulletin.policy import editor
from taskgroups.bulletin.views.caching import MINUTE, forget_who
from taskgroups.kit.access import public


@public("pictures of published articles are for everybody; all others are shown to editors only")
def picture(request: HttpRequest, picture: str) -> HttpResponseBase:
    """Send a picture."""
    found = Picture.objects.filter(public_id=picture).select_related("article").first()
    if found is None:
        raise Http404
    out = found.article.is_out(timezone.now())
    if out:
        forget_who(request)
    elif not (request.user.is_authenticated and editor(request.user)):
        raise Http404
    tag = f'"{found.public_id}"'  # what an address shows never changes
    unchanged = get_conditional_response(request, etag=tag) if out else None
    response = unchanged or _content(found)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = MINUTE if out else "private, no-store"  # taken back, it is gone as soon as its article
    if out:
        response["ETag"] = tag
    return response


def _content(found: Picture) -> FileResponse:
    try:
        return FileResponse(found.file.open("rb"), content_type=found.file_type)
    except FileNotFoundError:
        raise Http404 from None
