"""Noticing that some words may name a pupil. A guess that leads to a question, never to a refusal. No Django."""

import re

PART = r"[A-ZÀ-ÖØ-Þ](?:[a-zß-öø-ÿ]+|['’][A-Z][a-z]+)"
WORD = rf"{PART}(?:[’'\-][A-Za-zÀ-ÿ][a-zß-öø-ÿ]*)*"
PAIR = re.compile(rf"\b(?P<first>{WORD}) (?P<last>{WORD}|[A-Z]\b\.?)")
ADULT = re.compile(
    r"\b(mr|mrs|ms|miss|mx|dr|sir|dame|rev|reverend|father|professor|prof|cllr|councillor|governor|head|headteacher|"
    r"principal|teacher|senco|sendco|leader|deputy|chair|clerk|bursar|lead|by)\.?$",
    re.I,
)
PUPIL = re.compile(
    r"\b(pupils?|child|children|boys?|girls?|students?|learners?|looked[- ]after|LAC|CLA|SEND?|EHCP?s?|PP|FSM|EAL|"
    r"year (?:group )?(?:[1-9]|1[0-3])|yr ?(?:[1-9]|1[0-3])|Y(?:[1-9]|1[0-3])|[1-9][A-Z]|1[0-3][A-Z]|reception|nursery|"
    r"class|tutor group|excluded|suspended|suspension|exclusion|attendance of|case study|parents? of|mum|dad|"
    r"his|her|he|she|sibling|brother|sister)\b"
)
PUPIL_ANY_CASE = re.compile(PUPIL.pattern.replace("|PP|", "|").replace("[1-9][A-Z]|1[0-3][A-Z]|", ""), re.I)
NEAR = 60  # characters on either side in which a word about pupils counts

# Words that begin or end a pair in school prose without being anybody's name.
SCHOOL_WORDS = frozenset(
    """
    academy achievement action annual any art arts assembly assessment attainment attendance audit autumn before
    behaviour bill board book books british business by careers catch case centre chair character child children
    christmas church class classes club code college community computing conduct consortium core council county creative
    culture curriculum daily data day deep deputy design development dive dr drama early easter education eleven english
    enrichment equality every evidence example exam exams executive external farm feedback festival finance first five
    food for forest form forum foundation four free french from full games geography german good governing governor
    governors grammar green group groups guidance half hall handbook head health healthy high history home house how
    improvement in inclusion independent infant infants information inset inspection interim junior juniors key
    knowledge lane language languages latin leader leaders leadership leading learner learners learning lesson lessons
    library life line list literacy local look lower maths mathematics meals meeting mental middle mixed mock monitoring
    more most multi music national newsletter no notes november number numeracy nursery observation october of officer
    ofsted on open our outcomes outdoor outstanding parent parents partial pastoral peer performance personal phase
    phonics physical plan planning play policy practice premium preparation presentation primary principal priorities
    priority prize programme progress project protocol provision pshe pupil pupils quality questionnaire questions re
    reading reception record records register religious report requires research review road room rugby safeguarding
    sample samples saint sats scheme school schools science scrutiny second secondary self semh sen senco send senior
    september service shared sheet sixth skills snapshot social south spanish special spelling spiritual spoken sport
    sports spring staff stage standards standing statement statutory strategy street strong student students studies
    study subject subjects summary summer support survey target task teacher teachers teaching team term termly test
    tests the theme third this three times timetable tracking training trip trust tutor twelve two upper values visit
    voice walk walks we week weekly welfare well were what when where while white whole with work world writing written
    year years young january february march april june july august december monday tuesday wednesday thursday friday
    saturday sunday england english wales scotland ireland london northern west east north expected exceptional
    after all an and are as at be but can each has have he her his i if is it its last my not now or she so some that
    their them then there these they to under until up was will
    """.split()  # noqa: SIM905
)


def looks_like_pupil_name(text: str) -> str:
    """Return the words that may be a pupil's name, or '' where none are.

    A first name beside a surname (or its initial) counts where a word such as pupil, Year 4 or SEND stands near, and
    no title or role of an adult stands before it. It misses single first names, and now and then takes a place for a
    person, so it is only ever a reason to ask.
    """
    at = 0
    while found := PAIR.search(text, at):
        at = found.start("last")
        if _is_name(text, found) and _about_pupils(text, found):
            return found.group()
    return ""


def _is_name(text: str, found: re.Match[str]) -> bool:
    first, last = found["first"].lower(), found["last"].rstrip(".").lower()
    adult = ADULT.search(first) or ADULT.search(text[max(0, found.start() - 30) : found.start()].rstrip())
    return not ({first, last} & SCHOOL_WORDS or adult)


def _about_pupils(text: str, found: re.Match[str]) -> bool:
    near = text[max(0, found.start() - NEAR) : found.start()] + " | " + text[found.end() : found.end() + NEAR]
    return bool(PUPIL.search(near) or PUPIL_ANY_CASE.search(near))
