"""The people anybody may become with one click, in the demonstration alone."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Player:
    """Somebody of the cast, and what to try as them. `title` is their role's; '' where its own name says all."""

    key: str
    name: str
    role: str
    title: str
    try_this: str
    kind: str
    school: int | None = None
    authority: str = ""


PLAYERS = (
    Player(
        "head",
        "Maya Okafor",
        "Head of Larkmere Primary, the host school",
        "Head",
        "Judge an area, add evidence, and send the preparation to the group.",
        "head",
        980101,
    ),
    Player(
        "deputy",
        "Joel Barnes",
        "Deputy head of Larkmere Primary",
        "Deputy head",
        "Update an action you own, and close it with evidence.",
        "leader",
        980101,
    ),
    Player(
        "governor",
        "Edith Marlow",
        "Chair of governors, Larkmere Primary",
        "Chair of governors",
        "Read the self-evaluation and the actions.",
        "leader",
        980101,
    ),
    Player(
        "chair",
        "Gareth Pryce",
        "Chair of the Task Group, head of Saltmere High",
        "",
        "Open the room and ask the school about its first area.",
        "chair",
    ),
    Player(
        "second-chair",
        "Daniel Mensah",
        "Another chair, a member today, head of Quaybarrow Primary",
        "",
        "Take over the chair: Gareth Pryce hands it to you in the room's menu, and your own balance begins.",
        "chair",
    ),
    Player(
        "clerk",
        "Nadia Flint",
        "Clerk to the consortium",
        "Clerk",
        "Note answers in the room, and finish a record.",
        "clerk",
    ),
    Player(
        "member",
        "Ruth Penhale",
        "Member, head of St Wennock's Primary",
        "Head",
        "Follow the room, and prepare for your own Task Group.",
        "head",
        980103,
    ),
    Player(
        "lead",
        "Priya Raman",
        "Consortium lead, head of Thornhythe Junior",
        "",
        "Plan a Task Group, and see who has replied.",
        "lead",
    ),
    Player(
        "observer",
        "Tom Ashdown",
        "Observer, a chair in training",
        "",
        "Watch the room as somebody learning to chair.",
        "observer",
    ),
    Player(
        "officer",
        "Imran Sadiq",
        "Officer of Saltshire",
        "School improvement officer",
        "See what schools have chosen to share.",
        "officer",
        None,
        "980",
    ),
    Player(
        "officer-two",
        "Bethan Cole",
        "Officer of Ferrywold",
        "School improvement officer",
        "See what schools have chosen to share.",
        "officer",
        None,
        "981",
    ),
    Player(
        "consultant",
        "Margaret Holt",
        "Consultant whom Saltshire commissions to chair",
        "Consultant",
        "See the days you have left, and say who may find you in the directory of chairs.",
        "chair",
    ),
    Player(
        "administrator",
        "Alex Turner-Wynn",
        "Administrator",
        "Administrator",
        "Manage accounts, and see that no school's content is yours to read.",
        "administrator",
    ),
    Player(
        "editor",
        "Helen Trask",
        "Editor of Heads Up, the bulletin",
        "Editor",
        "Read the article that waits for review, and publish it.",
        "editor",
    ),
    Player(
        "moderator",
        "Rosalind Achebe",
        "Moderator of comments on Heads Up",
        "Moderator",
        "Read the comments that wait. Publish one, and decline another with a reason.",
        "moderator",
    ),
)
