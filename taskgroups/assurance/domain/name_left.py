"""Telling those whose words they are that a name still stands there, after somebody's details were taken out."""

from collections import defaultdict
from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse

from taskgroups.assurance.person.still_standing import Stands, is_one_word, who_looks
from taskgroups.kit import post
from taskgroups.kit.design.words import plural
from taskgroups.people.models import Person

ABOUT = "name-left"  # these letters hold the name, so they are kept for thirty days alone (../retention.py)
SHARED = "Somebody else here has the same name: leave it where it means them.\n\n"
ONE_WORD = "It is one word, found whole and in these capitals: leave it where it means something or somebody else.\n\n"
LETTER = """Dear {to},

the details of somebody were taken out of Task Groups. Their name, {name}, still stands in:

{places}

Please look there, and put their role in its place where the name need not stand. How many entries hold it was counted;
what they say was shown to nobody.

{note}{address}
"""


def tell_who_looks(name: str, stands: Sequence[Stands], *, shared: bool) -> int:
    """Write to each head, lead, editor or moderator where it stands in what is theirs; return how many letters."""
    told: dict[Person, list[Stands]] = defaultdict(list)
    for one in stands:
        for person in who_looks(one):
            told[person].append(one)
    note = ONE_WORD if is_one_word(name) else SHARED if shared else ""
    for person, places in told.items():
        lines = "\n".join(f"- {one}" for one in places)
        text = LETTER.format(to=person.name, name=name, places=lines, note=note, address=_address(places))
        many = sum(one.entries for one in places)
        subject = f"A name still stands in {plural(many, 'entry', 'entries')}"
        post.send(to=person.email, subject=subject, text=text, about=ABOUT)
    return len(told)


def _address(places: Sequence[Stands]) -> str:
    schools = dict.fromkeys(one.school for one in places if one.school)
    pages = [reverse("school", args=[one.urn]) for one in schools] or [reverse("heads-up")]
    return "\n".join(f"{settings.ADDRESS}{one}" for one in pages)
