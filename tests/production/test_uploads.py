"""An upload far too large is read past, not kept: refused in words, whoever sends it and however."""

import http.client
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cast import PASSWORD
from tests.serving import Server

MEGABYTE = b"x" * 1024 * 1024
HEAD = b'--edge\r\nContent-Disposition: form-data; name="file"; filename="film.pdf"\r\n\r\n%PDF-1.7\n'
TAIL = b"\r\n--edge--\r\n"
FORM = "multipart/form-data; boundary=edge"


def body(megabytes: int) -> Iterator[bytes]:
    yield HEAD
    yield from [MEGABYTE] * megabytes
    yield TAIL


def send(server: Server, path: str, megabytes: int, *, stated: bool, **headers: str) -> tuple[int, str]:
    """Send a file of that many megabytes, its length stated or in chunks; return the status and the page."""
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    more = {"Content-Length": str(len(HEAD) + megabytes * len(MEGABYTE) + len(TAIL))} if stated else {}
    line.request("POST", path, body(megabytes), {"Content-Type": FORM, **more, **headers}, encode_chunked=not stated)
    answer = line.getresponse()
    return answer.status, answer.read().decode()


@pytest.mark.parametrize("stated", [True, False], ids=["length stated", "in chunks"])
def test_two_hundred_megabytes_are_refused_in_words_and_not_kept_in_memory(
    server: Server, world: tuple[Path, dict[str, Any]], stated: bool
) -> None:
    sign_in(server, "/you/")  # so that what is read once for all has been read
    before = server.most_memory
    status, page = send(server, f"/schools/{world[1]['a']['urn']}/evidence/add/", 200, stated=stated)
    said = re.sub(r"<[^>]+>", "", page)
    assert (status, "A file may have 20 MB at most. Nothing was saved." in said) == (413, True)
    assert server.most_memory - before < 20 * len(MEGABYTE)


def test_five_gigabytes_are_refused_in_words_by_the_length_they_state(
    server: Server, world: tuple[Path, dict[str, Any]]
) -> None:
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    line.putrequest("POST", f"/schools/{world[1]['a']['urn']}/evidence/add/")
    for name, value in (("Content-Type", FORM), ("Content-Length", str(5 * 1024**3))):
        line.putheader(name, value)
    line.endheaders(HEAD)
    answer = line.getresponse()
    assert (answer.status, b"20 MB at most" in answer.read()) == (413, True)


def test_a_file_somewhat_too_large_comes_as_far_as_its_form(server: Server, world: tuple[Path, dict[str, Any]]) -> None:
    address = f"/schools/{world[1]['a']['urn']}/evidence/add/"
    cookies, proof = sign_in(server, address)
    for stated in (True, False):
        status, page = send(server, address, 30, stated=stated, Cookie=cookies, **{"X-CSRFToken": proof})
        assert (status, "The file is larger than 20 MB." in page) == (422, True)


def sign_in(server: Server, onward: str) -> tuple[str, str]:
    """Sign in as the head of A; return the cookies and the proof of origin of the page led to."""
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    line.request("GET", "/sign-in/")
    first = line.getresponse()
    proof = re.search(r'csrfmiddlewaretoken" value="(\w+)"', first.read().decode())
    assert proof
    jar = cookies_of(first)
    words = f"login=asha.alder@cast.example&password={PASSWORD.replace(' ', '+')}&csrfmiddlewaretoken={proof[1]}"
    form = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": "; ".join(jar)}
    line.request("POST", f"/sign-in/?next={onward}", words, form)
    second = line.getresponse()
    assert (second.status, second.headers["Location"], second.read()) == (302, onward, b"")
    jar = cookies_of(second)
    line.request("GET", onward, headers={"Cookie": "; ".join(jar)})
    token = re.search(r'x-csrftoken": "(\w+)"', line.getresponse().read().decode())
    assert token
    return "; ".join(jar), token[1]


def cookies_of(answer: http.client.HTTPResponse) -> list[str]:
    return [one.partition(";")[0] for one in answer.headers.get_all("Set-Cookie") or []]
