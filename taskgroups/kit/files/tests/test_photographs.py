"""A photograph is kept without the place it was taken at, and with everything else."""

import struct
import time
import zlib
from collections.abc import Callable

import pytest

from taskgroups.kit.files.photographs import without_place

LATITUDE = struct.pack("<6I", 52, 1, 17, 1, 4321, 100)
XMP = b'<x:xmpmeta><rdf:Description exif:GPSLatitude="52,17.43N" tiff:Make="Pear"/></x:xmpmeta>'


def exif(order: str = "<") -> bytes:
    """A block with the way up, and a GPS directory with one latitude."""
    head = b"II*\0" if order == "<" else b"MM\0*"
    main = struct.pack(order + "H", 2)
    main += struct.pack(order + "HHIHH", 0x0112, 3, 1, 6, 0) + struct.pack(order + "HHII", 0x8825, 4, 1, 38)
    gps = struct.pack(order + "H", 1) + struct.pack(order + "HHII", 2, 5, 3, 56) + struct.pack(order + "I", 0)
    return head + struct.pack(order + "I", 8) + main + struct.pack(order + "I", 0) + gps + LATITUDE


def jpeg(block: bytes) -> bytes:
    inside = b"Exif\0\0" + block
    return b"\xff\xd8\xff\xe1" + struct.pack(">H", len(inside) + 2) + inside + b"\xff\xda pixels \xff\xd9"


def png(*chunks: tuple[bytes, bytes]) -> bytes:
    parts = [struct.pack(">I", len(d)) + n + d + struct.pack(">I", zlib.crc32(n + d)) for n, d in chunks]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@pytest.mark.parametrize("order", ["<", ">"])
def test_the_place_goes_and_the_way_up_stays(order: str) -> None:
    before = jpeg(exif(order))
    after = without_place(".jpg", before)

    assert (LATITUDE in before, LATITUDE in after, len(after)) == (True, False, len(before))
    assert struct.pack(order + "HHIHH", 0x0112, 3, 1, 6, 0) in after
    assert after[-10:] == before[-10:]


@pytest.mark.parametrize("ending", [".heic", ".webp", ".jpeg"])
def test_so_it_does_wherever_the_block_stands(ending: str) -> None:
    assert LATITUDE not in without_place(ending, b"RIFF\0\0\0\0other parts" + exif() + b"picture")


def test_what_xmp_says_of_it_goes_too() -> None:
    after = without_place(".jpg", jpeg(exif()) + XMP)

    assert (b"52,17.43N" in after, b'tiff:Make="Pear"' in after) == (False, True)


def test_a_png_keeps_its_picture_and_loses_what_tells() -> None:
    picture = [(b"IHDR", b"\0" * 13), (b"IDAT", b"pixels"), (b"IEND", b"")]
    told = png(picture[0], (b"eXIf", exif()), (b"iTXt", XMP), *picture[1:])

    assert without_place(".png", told) == png(*picture)


def test_a_picture_without_it_is_left_as_it_is() -> None:
    plain = b"\xff\xd8\xff\xdb" + bytes(range(256)) * 40 + b"II*\0" + b"\xff" * 40 + b"MM\0*"

    assert without_place(".jpg", plain) == plain


def test_another_file_is_left_as_it_is() -> None:
    assert without_place(".pdf", exif()) == exif()


@pytest.mark.parametrize("cut", range(0, 90, 3))
def test_a_block_cut_short_breaks_nothing(cut: int) -> None:
    assert len(without_place(".jpg", exif()[:cut])) == min(cut, len(exif()))


def entry(tag: int, kind: int, count: int, value: int) -> bytes:
    return struct.pack("<HHII", tag, kind, count, value)


HUGE = 8_000_000
DIRECTORY = struct.pack("<H", 512)
CRAFTED: dict[str, Callable[[], bytes]] = {  # made when they are tried: each is eight megabytes
    "many headers that share one directory": lambda: (
        b"".join(b"II*\0" + struct.pack("<I", at) for at in range(HUGE, 0, -8)) + DIRECTORY + entry(2, 1, 1, 0) * 512
    ),
    "one header, and each entry the whole file": lambda: (
        b"II*\0\x08\0\0\0"
        + b"".join([DIRECTORY, entry(0x8825, 4, 1, 8 + 2 + 512 * 12) * 512, DIRECTORY, entry(2, 7, HUGE, 0) * 512])
        + b"\0" * HUGE
    ),
    "attributes that never end": lambda: b'exif:GPSLatitude="' * (HUGE // 18),
    "elements that never end": lambda: b"<exif:GPSLatitude " * 40 + b"<exif:GPS" + b"a" * HUGE,
    "a name that begins again and again": lambda: b"Iptc4xmp" * (HUGE // 8),
}


@pytest.mark.parametrize("crafted", CRAFTED.values(), ids=CRAFTED.keys())
def test_a_crafted_photograph_takes_no_longer_than_another(crafted: Callable[[], bytes]) -> None:
    photograph = crafted()
    begun = time.process_time()
    without_place(".jpg", photograph)
    assert time.process_time() - begun < 3


def test_a_value_too_long_for_a_place_is_left_alone() -> None:
    long = exif().replace(entry(2, 5, 3, 56), entry(2, 7, 65 * 1024, 56)) + b"picture" * 20_000
    assert without_place(".jpg", long).endswith(LATITUDE + b"picture" * 20_000)
