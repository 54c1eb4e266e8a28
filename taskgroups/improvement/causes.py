"""What moved risk on a day, in words that name it. No Django."""

from collections.abc import Collection, Iterator
from datetime import date

from taskgroups.evaluation.strength import SPANS, Age, age_of
from taskgroups.improvement.because import Because, Ref
from taskgroups.improvement.past import GROUP, Judged, Key, Past, Spell, Use
from taskgroups.kit.design.words import plural

ANSWERS = {"met": "met", "partly": "partly met", "not_yet": "not yet met", "": "not judged"}


def of_judgement(past: Past, one: Judged, was: str) -> Because:
    """Return what a judgement changed: where the area stands, or what is said of a statement."""
    place = next((place for place in past.places if place.area.slug == one.area), None)
    who = "A Task Group" if one.voice == GROUP else "The school"
    if one.descriptor:
        text = next((s.text for s in place.statements if s.slug == one.descriptor), one.descriptor) if place else ""
        words = f"{who} said of ‘{text}’: {ANSWERS.get(one.value, one.value)}; it was {ANSWERS.get(was, was)}."
        return Because("answered", words, Ref("statement", f"{one.area}/{one.descriptor}"))
    grades = {grade.slug: grade.name for grade in place.area.scale} if place else {}
    name, before = grades.get(one.value, "no grade"), f"; it was {grades[was]}" if was in grades else ""
    words = f"{who} {'agreed on' if one.voice == GROUP else 'placed the area at'} {name}{before}."
    return Because("agreed" if one.voice == GROUP else "placed", words, Ref("area", one.area))


def of_evidence(
    past: Past, key: Key, put: Collection[Use], taken: Collection[Use], items: Collection[int], on: date
) -> list[Because]:
    """Return what happened that day to the evidence under one statement."""
    text = _text(past, key)
    here = {use.evidence for use in past.uses if (use.area, use.descriptor) == key}
    linked = {use.evidence for use in put if (use.area, use.descriptor) == key}
    away = {use.evidence for use in taken if (use.area, use.descriptor) == key}
    found = []
    for evidence in sorted(linked | away | (here & set(items))):
        title = _title(past, evidence, on)
        if evidence in linked:
            for_action = f", which shows the action ‘{past.shows[evidence]}’," if evidence in past.shows else ""
            words, kind = f"‘{title}’{for_action} was linked to ‘{text}’.", "linked"
        elif evidence in away:
            words, kind = f"‘{title}’ was taken away from ‘{text}’.", "unlinked"
        else:
            kind, did = _what_happened(past.spells.get(evidence, ()), on)
            words = f"‘{title}’, under ‘{text}’, {did}."
        found.append(Because(kind, words, Ref("evidence", str(evidence))))
    return found


def together(found: list[Because]) -> list[Because]:
    """Return the causes with what happened to one item at several statements said once."""
    same: dict[tuple[str, Ref], list[Because]] = {}
    for one in found:
        same.setdefault((one.kind, one.about), []).append(one)
    return [first if not more else _at_several(first, len(more)) for first, *more in same.values()]


def _at_several(first: Because, more: int) -> Because:
    return Because(first.kind, f"{first.words[:-1]}; the same at {plural(more, 'statement')} more.", first.about)


def _what_happened(spells: Collection[Spell], on: date) -> tuple[str, str]:
    for spell in spells:
        if spell.since == on:
            return spell.why, {"restored": "was put back", "changed": "was changed"}.get(spell.why, "was added")
    now = next((spell for spell in spells if spell.holds(on)), None)
    if now is None:
        return "withdrawn", "was withdrawn"
    if age_of(now.item.kind, now.item.dated, on) == Age.PAST:
        return "past", f"went out of date: it is more than {SPANS[now.item.kind].past} months old"
    return "fading", f"began to fade: it is more than {SPANS[now.item.kind].current} months old"


def _title(past: Past, evidence: int, on: date) -> str:
    return next(_titles(past.spells.get(evidence, ()), on), "An item that is gone")


def _titles(spells: Collection[Spell], on: date) -> Iterator[str]:
    yield from (spell.item.title for spell in spells if spell.holds(on))
    yield from (spell.item.title for spell in reversed(list(spells)))


def _text(past: Past, key: Key) -> str:
    found = (s.text for place in past.places if place.area.slug == key[0] for s in place.statements if s.slug == key[1])
    return next(found, key[1])
