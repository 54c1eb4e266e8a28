"""The files of an item of evidence, now and before: given to whoever may see it, never shown in our own pages."""

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase

from taskgroups.evaluation.models import Evidence, EvidenceVersion
from taskgroups.evaluation.models.said import SaidOfEvidence
from taskgroups.evaluation.policy import Seen, seen_item, seen_version
from taskgroups.kit.access import access


@access(seen_item)
def download(request: HttpRequest, found: tuple[Seen, Evidence]) -> HttpResponseBase:
    """Send the file of the item."""
    return _to_save(found[1])


@access(seen_version)
def earlier(request: HttpRequest, found: tuple[Seen, EvidenceVersion]) -> HttpResponseBase:
    """Send the file an earlier version of the item had."""
    return _to_save(found[1])


def _to_save(said: SaidOfEvidence) -> HttpResponseBase:
    """A file as something to save: no sniffing, no scripts, nothing kept by others on the way. 404 without one."""
    if not said.file:
        raise Http404
    try:
        content = said.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(content, as_attachment=True, filename=said.file_name, content_type=said.file_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response
