"""Stops an upload that is too large: one file by its form, a whole request before anything reads it."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest, HttpResponseBase

from taskgroups.kit.design import errors


class SizeLimit(FileUploadHandler):
    """Refuses a request whose body is larger than one file may be, and says so to the form (`request.too_large`)."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803
        content_length: int,
        boundary: Any,
        encoding: Any = None,
    ) -> None:
        self.left = settings.FILE_UPLOAD_MAX_BYTES
        self.too_large = content_length > self.left + 64 * 1024

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.left -= len(raw_data)
        if self.too_large or self.left < 0:
            self.request.too_large = True  # type: ignore[union-attr]
            raise StopUpload(connection_reset=False)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


class TooLargeMiddleware:
    """Answers in words where a request was so large that nothing of it was kept (`config.incoming`)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if getattr(request, "scope", {}).get("too_large"):
            return errors.too_large(request)
        return self.get_response(request)
