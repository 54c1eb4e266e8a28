"""The same words as a poor transcript would have them."""

import re


def bare(text: str) -> str:
    """Lower case, without punctuation but for apostrophes: what an automatic transcript leaves."""
    return re.sub(r"\s+", " ", re.sub(r"[^\w\s']", " ", text.lower())).strip()
