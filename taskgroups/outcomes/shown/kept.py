"""The outcomes of an area as they are shown, kept until another national file is loaded or taken back.

They are the same for everybody who may open them. Each process keeps its own, packed, since a page is a quarter of a
megabyte: the first to look waits for it to be made, the next ones do not.
"""

import zlib
from collections.abc import Callable
from hashlib import blake2b

from django.core.cache import cache
from django.template.loader import render_to_string
from markupsafe import Markup

from taskgroups.outcomes.models import Stamp
from taskgroups.outcomes.shown.panels import Outcome

DAY = 24 * 60 * 60  # seconds


def shown(name: str, key: object, outcomes: Callable[[], tuple[Outcome, ...]]) -> Markup:
    """The sections of three outcomes of the area called `name`; empty where no figure was loaded for it.

    `key` is all they depend on but the files: which authority, or which schools. Its `repr` is to tell it apart.
    """
    mark = Stamp.objects.filter(pk=Stamp.ONLY).values_list("mark", flat=True).first()
    if mark is None:  # nothing was loaded yet, or it is not known when
        return _made(name, outcomes())
    place = "outcomes-" + blake2b(repr((mark, name, key)).encode(), digest_size=20).hexdigest()
    if (kept := cache.get(place)) is not None:
        return Markup(zlib.decompress(kept).decode())  # noqa: S704 our own template made it
    made = _made(name, outcomes())
    cache.set(place, zlib.compress(made.encode(), 1), DAY)
    return made


def _made(name: str, outcomes: tuple[Outcome, ...]) -> Markup:
    about = {"name": name, "outcomes": outcomes}
    return Markup(render_to_string("outcomes/_outcomes.jinja", about, using="jinja2"))  # noqa: S704 our own template
