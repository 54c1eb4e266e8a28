"""Papers held to their standards by programs that are not ours: PDF to PDF/UA-1, Word and Excel to Office Open XML."""

import hashlib
import io
import tempfile
import zipfile
from pathlib import Path

import page
from openxml_audit import OpenXmlValidator

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_known: dict[bytes, list[str]] = {}


def amiss(kind: str, body: bytes) -> list[str]:
    """What is wrong with a file of this media type, in the words of the program; of other kinds, nothing is said."""
    look = {"application/pdf": _in_pdf, WORD: _in_word, EXCEL: _in_excel}.get(kind.partition(";")[0])
    if look is None:
        return []
    digest = _digest(body)
    if digest not in _known:
        _known[digest] = look(body)
    return _known[digest]


def _digest(body: bytes) -> bytes:
    """What tells one file from another; of Word and Excel, not the second in which it was made."""
    if not body.startswith(b"PK"):
        return hashlib.sha256(body).digest()
    with zipfile.ZipFile(io.BytesIO(body)) as parts:
        told = [(one.filename, one.CRC) for one in parts.infolist() if one.filename != "docProps/core.xml"]
    return hashlib.sha256(repr(told).encode()).digest()


def _in_pdf(body: bytes) -> list[str]:
    try:
        found = page.validate_pdf_bytes(body, profile="ua1")
    except page.PageError as problem:
        return [f"it cannot be read: {problem}"]
    said = [f"{one.rule_id}: {one.message}" for one in found.failures]
    return said if said or found.is_compliant else ["it does not meet PDF/UA-1"]


def _in_word(body: bytes) -> list[str]:
    return _in_office(body, ".docx")


def _in_excel(body: bytes) -> list[str]:
    return _in_office(body, ".xlsx")


def _in_office(body: bytes, ending: str) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"paper{ending}"
        file.write_bytes(body)
        return [f"{one.part_uri}: {one.description}" for one in OpenXmlValidator().validate(file).errors]
