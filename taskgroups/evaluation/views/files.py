"""The files of an item of evidence, now and before: given to whoever may see it, never shown in our own pages."""

import logging

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase

from taskgroups.evaluation.models import Evidence, EvidenceVersion
from taskgroups.evaluation.models.said import SaidOfEvidence
from taskgroups.evaluation.policy import Seen, seen_item, seen_version
from taskgroups.kit.access import access
from taskgroups.kit.design.errors import no_file

log = logging.getLogger(__name__)


@access(seen_item)
def download(request: HttpRequest, found: tuple[Seen, Evidence]) -> HttpResponseBase:
    """Send the file of the item."""
    _seen, item = found
    return _to_save(request, item, item.public_id)


@access(seen_version)
def earlier(request: HttpRequest, found: tuple[Seen, EvidenceVersion]) -> HttpResponseBase:
    """Send the file an earlier version of the item had."""
    _seen, version = found
    return _to_save(request, version, version.evidence.public_id)


def _to_save(request: HttpRequest, said: SaidOfEvidence, item: str) -> HttpResponseBase:
    """A file as something to save: no sniffing, no scripts, nothing kept by others on the way. 404 without one.

    Where the store does not answer the page says which file cannot be had now.
    """
    if not said.file:
        raise Http404
    try:
        content = said.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    except OSError:
        log.exception("A file could not be read")
        return no_file(request, said.file_name, request.path.partition(item)[0] + f"{item}/")
    response = FileResponse(content, as_attachment=True, filename=said.file_name, content_type=said.file_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response
