"""Stops an upload that is too large: one file by its form, a whole request before anything reads it."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload
from django.http import HttpRequest, HttpResponseBase
from django.urls import Resolver404, resolve

from taskgroups.kit.design import errors

SEVERAL = 3  # files' worth that a form for several takes in all; `config.incoming` keeps no more
View = Callable[..., HttpResponseBase]


def several_files(view: View) -> View:
    """Let a view take several files in one request; one that is too large is left out, and the others come."""
    view.several_files = True  # type: ignore[attr-defined]
    return view


class SizeLimit(FileUploadHandler):
    """Refuses a request whose body is larger than one file may be, and says so to the form (`request.too_large`).

    Where a view takes several, the names of those that are too large stand in `request.too_large_files`.
    """

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803
        content_length: int,
        boundary: Any,
        encoding: Any = None,
    ) -> None:
        self.several = _takes_several(self.request)
        self.left = settings.FILE_UPLOAD_MAX_BYTES * (SEVERAL if self.several else 1)
        self.too_large = content_length > self.left + 64 * 1024

    def new_file(self, *args: Any, **more: Any) -> None:
        super().new_file(*args, **more)
        self.left_of_file = settings.FILE_UPLOAD_MAX_BYTES

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.left -= len(raw_data)
        self.left_of_file -= len(raw_data)
        if self.too_large or self.left < 0:
            self.request.too_large = True  # type: ignore[union-attr]
            raise StopUpload(connection_reset=False)
        if self.left_of_file < 0:
            names = self.request.__dict__.setdefault("too_large_files", [])
            names.append(self.file_name)
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


def _takes_several(request: HttpRequest | None) -> bool:
    try:
        return request is not None and getattr(resolve(request.path_info).func, "several_files", False)
    except Resolver404:
        return False


class TooLargeMiddleware:
    """Answers in words where a request was so large that nothing of it was kept (`config.incoming`)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if getattr(request, "scope", {}).get("too_large"):
            return errors.too_large(request)
        return self.get_response(request)
