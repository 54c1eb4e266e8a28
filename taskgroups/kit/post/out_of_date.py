"""Letters that would say what is no longer so: a later one followed, or what they offer cannot be taken up any more."""

from collections.abc import Callable, Collection

from django.db.models import Exists, OuterRef, Q

from taskgroups.kit.post.models import Letter, LetterQuerySet

OfNoUse = Callable[[Collection[str]], Collection[str]]
_of_no_use: dict[str, OfNoUse] = {}


def register(kind: str, of_no_use: OfNoUse) -> None:
    """Register, for letters about `kind:key`, the function that says which of some keys no letter should go about.

    The same kind again replaces it. Call from an application's `ready()`.
    """
    _of_no_use[kind] = of_no_use


def out_of_date(letters: LetterQuerySet) -> set[int]:
    """Return the primary keys of those letters that should not go any more.

    A later letter to the same person about the same thing takes a letter's place; that of one with a calendar entry
    only where it has an entry too. References without a key, such as 'account', stand for many things: none of theirs
    takes another's place.
    """
    later = Letter.objects.filter(to=OuterRef("to"), about=OuterRef("about"), pk__gt=OuterRef("pk"))
    entry = Q(enclosures__content_type__startswith="text/calendar")
    with_entry = Letter.objects.filter(entry, pk=OuterRef("pk"))
    followed = Exists(later.filter(entry)) | (Exists(later) & ~Exists(with_entry))
    found = set(letters.filter(followed, about__contains=":").values_list("pk", flat=True))
    for kind, of_no_use in _of_no_use.items():
        keys = {pk: about.partition(":")[2] for pk, about in _about(letters, kind)}
        useless = of_no_use(set(keys.values())) if keys else ()
        found |= {pk for pk, key in keys.items() if key in useless}
    return found


def contradicted(letters: LetterQuerySet) -> set[int]:
    """Return the primary keys of those that would say the opposite of what the same person is told of the thing since.

    What comes before a cancellation is called off by it, and a cancellation by the next invitation. References without
    a key stand for many things, as above. One query where nothing they are about was ever called off.
    """
    off, on = (Q(enclosures__content_type__contains=f"method={word}") for word in ("CANCEL", "REQUEST"))
    about = letters.filter(about__contains=":").order_by().values("about").distinct()
    called_off = set(Letter.objects.filter(off, about__in=about).values_list("about", flat=True))
    if not called_off:
        return set()
    later = Letter.objects.filter(to=OuterRef("to"), about=OuterRef("about"), pk__gt=OuterRef("pk"))
    is_off = Exists(Letter.objects.filter(off, pk=OuterRef("pk")))
    opposite = Exists(later.filter(off)) | (is_off & Exists(later.filter(on)))
    return set(letters.filter(opposite, about__in=called_off).values_list("pk", flat=True))


def _about(letters: LetterQuerySet, kind: str) -> list[tuple[int, str]]:
    return list(letters.filter(about__startswith=f"{kind}:").values_list("pk", "about"))
