"""The file of an item of evidence: given to those who may see the item, and never shown inside our own pages."""

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase

from taskgroups.evaluation.models import Evidence
from taskgroups.evaluation.policy import Seen, seen_item
from taskgroups.kit.access import access


@access(seen_item)
def download(request: HttpRequest, found: tuple[Seen, Evidence]) -> HttpResponseBase:
    """Send the file as something to save: no sniffing, no scripts, nothing kept by others on the way."""
    _, item = found
    if not item.file:
        raise Http404
    try:
        content = item.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(content, as_attachment=True, filename=item.file_name, content_type=item.file_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response
