"""Whether a line of CSV ends inside a quoted cell."""


def leaves_open(raw: bytes) -> bool:
    """Return whether the row goes on in the next line.

    A quotation mark opens a cell only at its start; one in the middle of a plain cell is a letter like any other.
    """
    at, end = 0, len(raw)
    while at < end:
        if raw[at] != 0x22:
            comma = raw.find(b",", at)
            if comma < 0:
                return False
            at = comma + 1
            continue
        at = _after_quoted(raw, at + 1)
        if at < 0:
            return True
    return False


def _after_quoted(raw: bytes, at: int) -> int:
    """The place after the comma that follows a quoted cell, or -1 where the cell is never closed."""
    while True:
        quote = raw.find(b'"', at)
        if quote < 0:
            return -1
        if raw[quote + 1 : quote + 2] == b'"':
            at = quote + 2
            continue
        comma = raw.find(b",", quote)
        return len(raw) if comma < 0 else comma + 1
