"""A reason as data: what kind, in words, and what on file it names. No Django."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from taskgroups.evaluation.picture import MET, NOT_YET, PARTLY, AreaState, DescriptorState, Said
from taskgroups.evaluation.strength import Level, Strength
from taskgroups.kit.design.words import day, plural

Strengths = Callable[[DescriptorState], Strength]


@dataclass(frozen=True)
class Ref:
    """Something on file: its kind (area, statement, evidence, inspection, expected, framework, action) and its key."""

    kind: str
    key: str = ""


@dataclass(frozen=True)
class Because:
    """One reason. `about` is what on file it names, so that a page can lead there."""

    kind: str
    words: str
    about: Ref


def since(state: AreaState) -> bool:
    """Whether the school has judged the area after the Task Group agreed on it."""
    return bool(state.said and state.agreed and state.said.made_at > state.agreed.made_at)


def secure(state: AreaState, said: Said | None) -> bool | None:
    """Whether a judgement of the area is at or above the line; None where there is none."""
    return state.area.is_secure(said.value) if said and said.value else None


def of_distance(state: AreaState) -> tuple[Because, ...]:
    """Return why an area is as far from the line as it is: always at least one reason."""
    here, name = Ref("area", state.area.slug), state.area.name
    found = []
    if state.grade and state.said:
        words = f"The school placed {name} at {state.grade.name} on {_on(state.said.made_at)}."
        found.append(Because("placed", words, here))
    else:
        found.append(Because("not_placed", f"The school has not placed {name} on the scale yet.", here))
    if state.agreed_grade and state.agreed:
        words = f"A Task Group agreed on {state.agreed_grade.name} on {_on(state.agreed.made_at)}."
        if since(state) and secure(state, state.agreed) is False:
            words = f"{words[:-1]}; the school has judged it since, and no Task Group has looked at that yet."
        found.append(Because("agreed", words, here))
    for answer, kind, words in ((NOT_YET, "not_yet", "Not yet met"), (PARTLY, "partly", "Partly met")):
        found += [
            Because(kind, f"{words}: ‘{one.descriptor.text}’.", _statement(state, one))
            for one in state.descriptors
            if one.answer == answer
        ]
    open_ones = [one for one in state.descriptors if not one.answer]
    if open_ones:
        of = plural(len(state.descriptors), "statement")
        words = f"Not judged yet: {len(open_ones)} of {of}, ‘{open_ones[0].descriptor.text}’ first."
        found.append(Because("not_judged", words, _statement(state, open_ones[0])))
    if state.descriptors and state.count(MET) == len(state.descriptors):
        words = f"All {plural(len(state.descriptors), 'statement')} of {name} are called met."
        found.append(Because("all_met", words, here))
    return tuple(found)


def of_showing(state: AreaState, strengths: Strengths) -> tuple[Because, ...]:
    """Return why an area could be shown as well as it could: always at least one reason."""
    if not state.descriptors:
        words = f"{state.area.name} has no statements of its own: it rests on the other areas."
        return (Because("rests", words, Ref("area", state.area.slug)),)
    met = [(one, strengths(one)) for one in state.descriptors if one.answer == MET]
    if not met:
        words = f"No statement of {state.area.name} is called met, so there is nothing to show yet."
        return (Because("nothing_met", words, Ref("area", state.area.slug)),)
    weak = [
        Because("unshown", _weakly(found), _statement(state, one)) for one, found in met if found.level < Level.PARTIAL
    ]
    solid = [found for _, found in met if found.level >= Level.PARTIAL]
    if solid:
        best = max(solid, key=lambda one: one.level)
        words = (
            f"{len(solid)} of the {plural(len(met), 'statement')} called met could be shown, "
            f"‘{best.what}’ by ‘{best.items[0].item.title}’ for one."
        )
        weak.append(Because("shown", words, Ref("evidence", str(best.items[0].item.key))))
    return tuple(weak)


def _weakly(found: Strength) -> str:
    if not found.items:
        return found.because[0]
    return f"‘{found.what}’ has thin evidence. {found.because[0]}"


def _statement(state: AreaState, one: DescriptorState) -> Ref:
    return Ref("statement", f"{state.area.slug}/{one.descriptor.slug}")


def _on(moment: datetime) -> str:
    return day(moment)
