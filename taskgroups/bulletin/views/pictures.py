"""The pictures of articles: for everybody where the article is out, before that for editors."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.utils import timezone

from taskgroups.bulletin.models import Picture
from taskgroups.bulletin.policy import editor
from taskgroups.bulletin.views.caching import forget_who
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
    try:
        content = found.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(content, content_type=found.file_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "public, max-age=86400" if out else "private, no-store"
    return response
