"""Noticing that some words may name a pupil. A guess that leads to a question, never to a refusal. No Django."""

import re
from bisect import bisect_left, bisect_right

PART = r"[A-ZÀ-ÖØ-Þ](?:[a-zß-öø-ÿ]+|['’][A-Z][a-z]+)"
WORD = rf"{PART}(?:[’'\-][A-Za-zÀ-ÿ][a-zß-öø-ÿ]*)*"
PAIR = re.compile(rf"\b(?P<first>{WORD}) (?P<last>{WORD}|[A-Z]\b\.?)")
ONE = re.compile(rf"\b{PART}\b")

TITLE = r"mr|mrs|ms|miss|mx|dr|sir|dame|lord|rev|reverend|father|canon|professor|prof|cllr|councillor|pc"
ROLE = (
    r"governor|head|headteacher|head teacher|principal|teacher|senco|sendco|leader|lead|deputy|chair|clerk|bursar|"
    r"coordinator|co-ordinator|manager|officer|assistant|ta|hlta|elsa|dsl|coach|tutor|trustee|inspector|hmi|adviser|"
    r"advisor|consultant|nurse|psychologist|therapist|worker|author|poet|artist|member|observer|colleague|staff"
)
ADULT_BEFORE = re.compile(rf"\b({TITLE}|{ROLE}|by)[.,:]?$", re.I)
NOT_A_ROLE = r"pupil|child|boy|girl|student|learner|whose|who|his|her|their|with|and|told|in|is|was"
# ', Year 3 teacher', ' (SENCO)', ' is the new deputy', or what only adults do in a meeting.
ADULT_AFTER = re.compile(
    rf"(?:’s|'s)?\s{{0,2}}(?:[,(–-]|is\b|as\b|was\b)\s{{0,2}}(?:(?!(?:{NOT_A_ROLE})\b)[\w&/’'-]+\s){{0,4}}(?:{ROLE})s?\b"
    r"|\s(?:leads|teaches|monitors|chairs|chaired|presented|presents|explained|reported|reports|confirmed|asked|"
    r"to (?:ask|check|coach|lead|meet|monitor|present|report|review|share|teach|train|visit|watch|write))\b",
    re.I,
)
# 'Oak Tree Primary', 'Sparrow Hill Junior School', 'Jubilee Park'.
PLACE_AFTER = re.compile(
    r"(?:[’']s)?(?: [A-Z][\w’'-]*){0,2} (?:Primary|Junior|Infants?|Secondary|High|First|Middle|Nursery|School|Academy|"
    r"College|Federation|Trust|Church|Catholic|C of E|CofE|CE|RC|Road|Street|Lane|Centre|Library|Museum|Park|Hall|"
    r"Farm|House|Theatre|Council|Class)\b"
)

YEAR = r"year (?:group )?(?:[1-9]|1[0-3])\b|yr ?(?:[1-9]|1[0-3])\b|Y(?:[1-9]|1[0-3])\b"
CLASS = r"(?:[1-9]|1[0-3])[A-Z]\b"  # '4B', '10C': only so written
KIN = (
    r"mum|mummy|mother|dad|daddy|father|step-?(?:mum|dad)|nan|gran|grandad|grandmother|foster carers?|parents?|carers?"
)
PUPIL = re.compile(
    rf"\b(?:{YEAR}|pupil|child|boy|girl|student|learner|looked[- ]after|SEND?\b(?! (?:lead|team))|EHCPs?|FSM|EAL|"
    r"reception|nursery|tutor group|excluded|suspended|suspension|exclusion|attendance of|case study|parents? of|"
    rf"(?:his|her|their) (?:{KIN})|mum|dad|sibling|brother|sister)\b",
    re.I,
)
PUPIL_AS_WRITTEN = re.compile(rf"\b(?:{CLASS}|(?:PP|LAC|CLA)\b)")
NEAR = 60  # characters on either side in which a word about pupils counts

# One first name by itself counts only where the words right beside it speak of one pupil.
ONE_BEFORE = re.compile(
    r"\b(?:pupil|child|boy|girl|student|learner|sibling|brother|sister|son|daughter|cousin|twin)s?"
    rf"(?: called| named)?[,:]? $|\b(?:his|her) (?:{KIN})\b[^.!?\n]{{0,40}} $",
    re.I,
)
ONE_AFTER = re.compile(
    rf"[’']s? (?:{KIN}|family|sister|brother|EHCP?|SEND|social worker|attendance|behaviour|exclusion|suspension|"
    r"diagnosis|needs|one-to-one|TA|class teacher|classmates|peers)\b"
    rf"|[, (]{{1,2}}(?:who is |is |now )?(?:in |from |of |aged? |an? )?(?:{YEAR}|reception|nursery|pupil|EHCP|SEND|"
    r"LAC|FSM|EAL)\b"
    rf"(?! (?:\w+ )?(?:{ROLE})\b)"
    rf"|\b[^.!?\n]{{0,60}}\b(?:his|her) (?:{KIN}|EHCP|social worker|classmates|peers)\b",
    re.I,
)

# First names often given to children in England. Left out are those that are words as well (Grace, Summer, Ruby, Mark).
FIRST_NAMES = frozenset(
    """
    aaliyah aaron abdul abdullah abigail adam adeel ahmed aidan aisha aishah alana albie aleksander alex alexander
    alexandra alexis alfie alice alicia alina aliyah amara amelia amelie amina aminah amira amy ana anaya andrei
    andrew anna annabelle anya aoife archie arham ariana arjun arlo arthur arya ayaan ayan ayesha ayla aylin bailey
    beatrice bella ben benjamin bethany bilal billie blake bobby bonnie bradley brandon brooke caleb callum cameron
    carter charlie charlotte chidi chloe chloé christopher clara clark connor conor daniel danielle darcey darcy
    david declan delilah demi denis dexter diego dominic dylan ebony eden edith edward eesa eleanor elena eliana
    elijah elise eliza elizabeth ella elliot elliott ellis elodie elsie emilia emily emma emmanuel erin esme ethan
    eva evelyn evie ezra fatima fatimah felicity felix fergus finlay finley finn florence francesca freddie freddy
    frederick freya gabriel gabriella george georgia georgie gracie gurpreet habiba hafsa hamza hanna hannah harley
    harriet harris harrison harry harvey hassan heidi henry hudson hugo husna hussain ibrahim ilyas imogen ines iqra
    isaac isabel isabella isabelle isla ismail ivan jacob jaden jake jakub jamal james jamie jasmine jason jasper
    jaxon jay jayden jenson jessica jodie joel joseph josephine joshua jude julia kaden kai kamil karim katie kayden
    kayla keira khadija khadijah kian kiera kieran kofi kwame kyle lacey laila layla leah lennon lennox leo leon
    leonardo lewis liam lila lilly logan lola lorenzo louie louis luca lucas lucia lucy luka lukas luke lydia lyla
    maariyah mabel maddison madeleine madison maisie malachi malik maria mariam martha maryam mateo matilda matthew
    maya megan mehmet mia michael mila millie mohamed mohammad mohammed molly morgan muhammad mustafa mya myla nadia
    nancy naomi natalia natan nathan nathaniel nevaeh ngozi niamh nicole nikita nikola noah nojus oakley oliver
    olivia ollie oluwaseun omar orla oscar oskar otis owen patrick penelope philip phoebe piotr polly priya quinn
    rafael rafferty raheem ralph rayan rebecca reece reggie reuben rhys riley rohan roman ronnie rory rosie ruben
    rufus ryan sadia safa saffron salma sam samira samuel sara sarah scarlett sean sebastian selin seren seth
    shanice shannon sienna simran skye sofia sonny sophia sophie spencer stanley stefan stella stephanie szymon
    tahmid talia tamara tariq teddy teodor thea theo theodore theresa thomas tia tiana tobias toby tommy tyler uzma
    valentina vanessa victoria vincent wiktor wiktoria william xander yahya yasmin yousef yusuf yuvraj zachary zahra
    zain zainab zak zakariya zara zayn zoe zofia zuzanna élodie
    """.split()  # noqa: SIM905
)

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
    accelerated add ask because begin blessed both breakfast check coach cofe cross during emotional find get give hear
    holy however if keep lady let little make meet nurture please put read reader respecting rights sacred send set
    share show since st star stars start take talk teach tell thank thrive train trinity use watch which who why yes
    zones although also beach castle cathedral garden gardens museum park theatre zoo
    """.split()  # noqa: SIM905
)


def looks_like_pupil_name(text: str) -> str:
    """Return the words that may be a pupil's name, or '' where none are.

    A first name beside a surname (or its initial) counts where a word such as pupil, Year 4 or SEND stands near, and
    nothing beside it says an adult or a place: a title, a role, 'Primary School'. One first name by itself counts
    where it is a usual one and the words right beside it speak of one pupil: 'Callum in Year 4', 'Zara’s mum'.
    It misses names, and now and then takes an adult for a pupil, so it is only ever a reason to ask.
    """
    return _first_and_last(text) or _first_alone(text)


def _first_and_last(text: str) -> str:
    spots = _about_pupils(text)
    at = 0
    while spots and (found := PAIR.search(text, at)):
        at = found.start("last")
        if _is_near(spots, found) and _is_name(text, found):
            return found.group()
    return ""


def _about_pupils(text: str) -> list[tuple[int, int]]:
    """Where words about pupils stand: (start, end), in order."""
    return sorted(found.span() for rule in (PUPIL, PUPIL_AS_WRITTEN) for found in rule.finditer(text))


def _is_near(spots: list[tuple[int, int]], found: re.Match[str]) -> bool:
    start, end = found.span()
    near = spots[bisect_left(spots, (start - NEAR, 0)) : bisect_right(spots, (end + NEAR, 0))]
    return any(to <= start or at >= end for at, to in near)


def _is_name(text: str, found: re.Match[str]) -> bool:
    first, last = found["first"].lower(), found["last"].rstrip(".").lower()
    if {first, last} & SCHOOL_WORDS or ADULT_BEFORE.search(first):
        return False
    return not _is_adult(text, found) and not PLACE_AFTER.match(text, found.end())


def _is_adult(text: str, found: re.Match[str]) -> bool:
    before = text[max(0, found.start() - 30) : found.start()].rstrip()
    return bool(ADULT_BEFORE.search(before) or ADULT_AFTER.match(text, found.end()))


def _first_alone(text: str) -> str:
    for found in ONE.finditer(text):
        if found.group().lower() in FIRST_NAMES and not PAIR.match(text, found.start()):
            before = text[max(0, found.start() - NEAR) : found.start()]
            beside = ONE_BEFORE.search(before) or ONE_AFTER.match(text, found.end())
            if beside and not _is_adult(text, found):
                return found.group()
    return ""
