"""Which files are taken: the name and the content must tell the same story. No database, no disk."""

import re
import unicodedata
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO

import puremagic

from taskgroups.kit.access.refused import Refused

HEAD = 4096
LONGEST_NAME = 100
LARGEST_INSIDE, MOST_INSIDE, MOST_TIMES = 400 * 1024**2, 5_000, 200  # of a packed document: bytes, entries, growth
OFFICE = "application/vnd.openxmlformats-officedocument."
OPEN = "application/vnd.oasis.opendocument."
TYPES = {
    ".pdf": "application/pdf",
    ".docx": f"{OFFICE}wordprocessingml.document",
    ".xlsx": f"{OFFICE}spreadsheetml.sheet",
    ".pptx": f"{OFFICE}presentationml.presentation",
    ".odt": f"{OPEN}text",
    ".ods": f"{OPEN}spreadsheet",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".heic": "image/heic",
    ".txt": "text/plain",
    ".csv": "text/csv",
    ".md": "text/markdown",
}
INSIDE = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml", ".pptx": "ppt/presentation.xml"}
SIGNED = {  # where the signature stands, and what it may be
    ".pdf": (0, (b"%PDF-",)),
    ".png": (0, (b"\x89PNG\r\n\x1a\n",)),
    ".jpg": (0, (b"\xff\xd8\xff",)),
    ".jpeg": (0, (b"\xff\xd8\xff",)),
    ".webp": (8, (b"WEBP",)),
    ".heic": (4, (b"ftypheic", b"ftypheix", b"ftyphevc", b"ftypheim", b"ftypheis", b"ftypmif1", b"ftypmsf1")),
}
ALLOWED = "PDF, Word, Excel, PowerPoint, OpenDocument, picture (PNG, JPG, WEBP, HEIC) or text (TXT, CSV, MD)"
KNOWN = {  # what is no text, by its first bytes
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"%PDF": "a PDF",
    b"MZ": "a program",
    b"\x7fELF": "a program",
    b"#!": "a program",
    b"PK\3\4": "a packed file of another kind",
}
MARKUP = re.compile(rb"\s*(\xef\xbb\xbf)?\s*<(!doctype|html|svg|script|\?xml|head|body|iframe)", re.I)
KEEP = re.compile(r"[^\w .,()&+'’\-]", re.UNICODE)


@dataclass(frozen=True)
class Checked:
    """A file that may be kept: its safe name and the type that its content agreed with."""

    name: str
    content_type: str
    size: int


def check(name: str, content: BinaryIO, size: int) -> Checked:
    """Return what the file is, or raise Refused in words. `content` is left at its start.

    Only names of entries are read inside a zipped document; nothing is unpacked.
    """
    safe = safe_name(name)
    ending = PurePosixPath(safe).suffix.lower()
    if size == 0:
        raise Refused("The file is empty. Choose another.")
    if ending not in TYPES:
        shown = f"A {ending} file" if ending else "A file without an ending such as .pdf"
        raise Refused(f"{shown} cannot be kept here. Choose a {ALLOWED} file.")
    content.seek(0)
    head = content.read(HEAD)
    if not _agrees(ending, head, content):
        raise Refused(
            f"The name ends in {ending}, but the content is {_really(head)}. Choose the file itself, or save it again."
        )
    content.seek(0)
    return Checked(safe, TYPES[ending], size)


def safe_name(name: str) -> str:
    """Return a name any computer can keep: no folders, control marks or emoji, 100 characters at most."""
    base = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    clean = re.sub(r"\s+", " ", KEEP.sub("", base)).rstrip(" .")
    stem, dot, ending = clean.rpartition(".")
    if not dot:
        stem, ending = clean, ""
    room = LONGEST_NAME - len(ending) - 1
    stem = stem.strip(" .")[:room].strip() or "file"
    return f"{stem}.{ending}" if ending else stem


def _agrees(ending: str, head: bytes, content: BinaryIO) -> bool:
    if ending in SIGNED:
        at, allowed = SIGNED[ending]
        return head[at:].startswith(allowed)
    if ending in (".txt", ".csv", ".md"):
        return _is_text(head)
    return _is_office(ending, content)


def _is_text(head: bytes) -> bool:
    return b"\0" not in head and not head.startswith(tuple(KNOWN)) and not MARKUP.match(head)


def _is_office(ending: str, content: BinaryIO) -> bool:
    try:
        with zipfile.ZipFile(content) as packed:
            _refuse_bomb(packed)
            names = packed.namelist()
            if ending in INSIDE:
                return INSIDE[ending] in names and "[Content_Types].xml" in names and not _has_macros(names)
            with packed.open("mimetype") as said:
                return said.read(200).decode("ascii", "replace").strip() == TYPES[ending]
    except Refused:
        raise
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, NotImplementedError, RuntimeError):
        return False
    finally:
        content.seek(0)


def _refuse_bomb(packed: zipfile.ZipFile) -> None:
    """What it says it unpacks to is asked, before anybody unpacks it."""
    entries = packed.infolist()
    whole, small = sum(one.file_size for one in entries), sum(one.compress_size for one in entries)
    if whole > LARGEST_INSIDE or len(entries) > MOST_INSIDE or (whole > 10 * 1024**2 and whole > MOST_TIMES * small):
        raise Refused(
            "The file unpacks to far more than a document holds. Save it again from Word or Excel, or as PDF."
        )


def _has_macros(names: list[str]) -> bool:
    return any(name.endswith("vbaProject.bin") for name in names)


def _really(head: bytes) -> str:
    """Say in words what a content is, as far as it can be told."""
    if MARKUP.match(head):
        return "a web page or drawing"
    for start, words in KNOWN.items():
        if head.startswith(start):
            return words
    try:
        found = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return "something else"
    return f"of another kind ({found[0].name})" if found else "something else"
