"""A stand-in for S3-compatible storage on this machine: the six calls the application makes, and nothing else."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

AT_ONCE = 2  # names in one answer, so that a list of three takes two


class Store(ThreadingHTTPServer):
    """Keeps what it is sent in memory. `unsigned` counts calls that came without a signature."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.kept: dict[str, bytes] = {}
        self.unsigned, self.down = 0, False
        self.slow, self.cut = 0.0, False  # seconds before each answer; whether it breaks off in the middle of a file

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Answers(BaseHTTPRequestHandler):
    """/bucket/key: PUT, GET, HEAD, DELETE; /bucket?list-type=2: the names."""

    server: Store
    protocol_version = "HTTP/1.1"

    def do_PUT(self) -> None:
        content = self.rfile.read(int(self.headers["Content-Length"]))
        if self._may():
            self.server.kept[self._key] = content
            self._say(200)

    def do_GET(self) -> None:
        if not self._may():
            return
        asked = parse_qs(urlsplit(self.path).query)
        if "list-type" in asked:
            self._say(200, self._names(asked))
        else:
            self._found(body=True)

    def do_HEAD(self) -> None:
        if self._may():
            self._found(body=False)

    def do_DELETE(self) -> None:
        if self._may():
            self.server.kept.pop(self._key, None)
            self._say(204)

    @property
    def _key(self) -> str:
        return unquote(urlsplit(self.path).path).split("/", 2)[-1]

    def _may(self) -> bool:
        if not self.headers.get("Authorization", "").startswith("AWS4-HMAC-SHA256 Credential=key/"):
            self.server.unsigned += 1
            self._say(403)
            return False
        time.sleep(self.server.slow)
        if self.server.down:
            self._say(503)
        return not self.server.down

    def _found(self, *, body: bool) -> None:
        content = self.server.kept.get(self._key)
        if content is None:
            self._say(404, b"<Error><Code>NoSuchKey</Code></Error>" if body else b"")
        else:
            self._say(200, content, body=body)

    def _names(self, asked: dict[str, list[str]]) -> bytes:
        names = sorted(name for name in self.server.kept if name.startswith(asked.get("prefix", [""])[0]))
        start = int(asked.get("continuation-token", ["0"])[0])
        now, more = names[start : start + AT_ONCE], len(names) > start + AT_ONCE
        each = "".join(f"<Contents><Key>{escape(name)}</Key><Size>1</Size></Contents>" for name in now)
        token = f"<NextContinuationToken>{start + AT_ONCE}</NextContinuationToken>" if more else ""
        said = f"<ListBucketResult><IsTruncated>{str(more).lower()}</IsTruncated>{token}{each}</ListBucketResult>"
        return said.encode()

    def _say(self, status: int, content: bytes = b"", *, body: bool = True) -> None:
        self.send_response(status)
        self.send_header("Last-Modified", "Mon, 23 Nov 2026 10:00:00 GMT")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if body:
            self.wfile.write(content[: len(content) // 2] if self.server.cut else content)
            self.close_connection = self.server.cut

    def log_message(self, *args: object) -> None:
        """Nothing to say."""


@contextmanager
def standing_in() -> Iterator[Store]:
    """A store for the length of a block."""
    with Store() as store:
        thread = threading.Thread(target=store.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield store
        finally:
            store.shutdown()
            thread.join()
