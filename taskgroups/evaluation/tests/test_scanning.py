"""The scanner the installation names: clean, found, and not answering."""

import io
import socketserver
import struct
import sys
import threading
from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from taskgroups.evaluation.models import Evidence
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.files.received import received
from taskgroups.kit.files.scanning import FAILED, FOUND, scan
from taskgroups.kit.files.tests.test_photographs import LATITUDE, exif, jpeg

pytestmark = pytest.mark.process
COMMAND = f"{sys.executable} -c 'import sys; sys.exit(b\"EVIL\" in sys.stdin.buffer.read())'"


class Clamd(socketserver.BaseRequestHandler):
    """Answers as clamd does: it reads pieces until an empty one."""

    def handle(self) -> None:
        line, whole = self.request.makefile("rb"), b""
        assert line.read(10) == b"zINSTREAM\0"
        while size := struct.unpack(">I", line.read(4))[0]:
            whole += line.read(size)
        said = b"stream: Eicar FOUND\0" if b"EVIL" in whole else b"stream: OK\0"
        self.request.sendall(b"INSTREAM size limit exceeded. ERROR\0" if b"HUGE" in whole else said)


@pytest.fixture
def clamd() -> Iterator[str]:
    with socketserver.TCPServer(("127.0.0.1", 0), Clamd) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield f"clamd://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def said(scanner: str, content: bytes) -> str:
    try:
        scan(scanner, io.BytesIO(content))
    except Refused as refused:
        return str(refused)
    return ""


def test_none_is_asked_where_none_is_set() -> None:
    assert said("", b"EVIL") == ""


def test_a_command_says_clean_or_found() -> None:
    assert [said(COMMAND, content) for content in (b"good", b"EVIL")] == ["", FOUND]


@pytest.mark.parametrize("scanner", ["/no/such/command", f"{sys.executable} -c 'exit(2)'", "clamd:///no/such.socket",
                                     "clamd://127.0.0.1:1", "'"])  # fmt: skip
def test_a_scanner_that_does_not_answer_refuses_the_file(scanner: str) -> None:
    assert said(scanner, b"good") == FAILED


def test_clamd_says_clean_found_or_neither(clamd: str) -> None:
    assert [said(clamd, content) for content in (b"good" * 50_000, b"EVIL", b"HUGE")] == ["", FOUND, FAILED]


def test_the_content_is_left_at_its_start() -> None:
    content = io.BytesIO(b"good")
    scan(COMMAND, content)

    assert content.read() == b"good"


def test_what_the_scanner_finds_is_not_kept(cast, as_, home, settings) -> None:
    settings.SCANNER = COMMAND
    words = {"title": "Log", "kind": "data", "dated-day": "1", "dated-month": "9", "dated-year": "2026"}

    answer = as_(cast.head_a).post(home("evidence/add", of=""), words | {"file": SimpleUploadedFile("a.txt", b"EVIL")})

    assert (answer.status_code, FOUND in answer.text, Evidence.objects.count()) == (422, True, 0)


def test_a_photograph_is_received_without_its_place(settings) -> None:
    upload = received(SimpleUploadedFile("book.jpg", jpeg(exif())))
    content = upload.content.read()

    assert (LATITUDE in content, upload.checked.size) == (False, len(content))
