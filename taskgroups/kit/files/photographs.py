"""Takes out of a photograph where it was taken. No Django, no disk, and no picture is decoded: nothing else changes.

JPEG, HEIC and WEBP: the GPS part of every Exif block is overwritten in place with nothing, and so is what XMP says of
it; the way up stays. PNG: the parts that hold such data are left out. A library such as Pillow would write every
picture anew, worse than it was, and reads no HEIC. Out of reach: the film inside a 'live' photograph, and what goes
beyond the bounds below, which no camera does.
"""

import re
import struct
from collections.abc import Iterator
from itertools import islice

PICTURES = (".jpg", ".jpeg", ".heic", ".webp", ".png")
GPS = 0x8825
SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}
MOST_ENTRIES, NOTHING = 512, 0
MOST_BLOCKS, LONGEST = 64, 64 * 1024  # Exif in a JPEG is one block of at most 64 KB, a thumbnail's among it
TIFF = re.compile(rb"II\*\0|MM\0\*")
SAID = (re.compile(rb'((?:exif|Iptc4xmp\w{0,20}|photoshop):GPS\w{1,40}\s{0,20}=\s{0,20}")([^"<>]{0,500})"'),
        re.compile(rb"(<(?:exif|Iptc4xmp\w{0,20}|photoshop):GPS\w{1,40}\b[^<>]{0,500}>)([^<]*)"))  # fmt: skip
PNG_HEAD = b"\x89PNG\r\n\x1a\n"
PNG_TELLS = (b"eXIf", b"tEXt", b"zTXt", b"iTXt")


def without_place(ending: str, data: bytes) -> bytes:
    """Return the content of a photograph without the place it was taken at; of another file, as it is."""
    if ending not in PICTURES:
        return data
    if ending == ".png":
        return b"".join(_png(data))
    clean = bytearray(data)
    for found in islice(TIFF.finditer(data), MOST_BLOCKS):
        _empty_gps(clean, found.start(), "<" if found.group().startswith(b"II") else ">")
    for said in SAID:
        for found in said.finditer(data):
            clean[found.start(2) : found.end(2)] = b" " * len(found.group(2))
    return bytes(clean)


def _png(data: bytes) -> Iterator[bytes]:
    yield data[:8]
    at = 8
    while at + 8 <= len(data):
        length, name = struct.unpack(">I4s", data[at : at + 8])
        if name not in PNG_TELLS:
            yield data[at : at + 12 + length]
        at += 12 + length


def _empty_gps(data: bytearray, start: int, order: str) -> None:
    """Overwrite the GPS directory that an Exif block starting here points to, its values among it."""
    first = _number(data, start + 4, order)
    for at in _entries(data, start, first, order):
        if _number(data, at, order, "H") == GPS:
            place = _number(data, at + 8, order)
            for entry in _entries(data, start, place, order):
                _empty(data, start, entry, order)
            count = _number(data, start + place, order, "H")
            if 0 < count <= MOST_ENTRIES:
                _fill(data, start + place, 2)
            return


def _empty(data: bytearray, start: int, entry: int, order: str) -> None:
    size = SIZES[_number(data, entry + 2, order, "H")] * _number(data, entry + 4, order)
    if 4 < size <= LONGEST:
        _fill(data, start + _number(data, entry + 8, order), size)
    _fill(data, entry, 12)


def _entries(data: bytearray, start: int, offset: int, order: str) -> list[int]:
    """Where the entries of a directory stand; none where it is not one (what looked like Exif was picture)."""
    at = start + offset
    count = _number(data, at, order, "H")
    if not 8 <= offset < len(data) or not 0 < count <= MOST_ENTRIES or at + 2 + 12 * count > len(data):
        return []
    found = [at + 2 + 12 * number for number in range(count)]
    return found if all(_number(data, one + 2, order, "H") in SIZES for one in found) else []


def _number(data: bytearray, at: int, order: str, kind: str = "I") -> int:
    size = struct.calcsize(kind)
    if not 0 <= at <= len(data) - size:
        return NOTHING
    return int(struct.unpack_from(order + kind, data, at)[0])


def _fill(data: bytearray, at: int, size: int) -> None:
    end = min(at + size, len(data))
    data[at:end] = bytes(max(end - at, 0))
