"""One row of the table: who of the cast gets in, said in words, and which object stands for the address's parts."""

from dataclasses import dataclass, field

Names = frozenset[str]


def names(words: str) -> Names:
    """The people named in a sentence of names."""
    return frozenset(words.split())


CAST = names("head_a leader_a governor_a head_b head_c clerk lead observer officer administrator stranger")
NOBODY: Names = frozenset()
EVERYBODY = CAST | {"nobody"}  # 'nobody' is a browser in which nobody is signed in


@dataclass(frozen=True)
class Row:
    """Who opens an address with GET (`a` for school A's objects, `d` for school D's) and who may POST to it.

    `posts_a` and `posts_d` are given where they differ from who may look. `stage` says which Task Group is meant, and
    `at` which word of the side fills a part of the address whose name alone does not tell.
    """

    a: Names
    d: Names
    posts_a: Names | None = None
    posts_d: Names | None = None
    stage: str = "planned"
    at: dict[str, str] = field(default_factory=dict)

    def allowed(self, side: str, method: str) -> Names:
        """Who gets in with this method on this side's object."""
        looks, posts = (self.a, self.posts_a) if side == "a" else (self.d, self.posts_d)
        return looks if method == "GET" or posts is None else posts


def public(**at: str) -> Row:
    """Open to everybody, signed in or not."""
    return Row(EVERYBODY, EVERYBODY, at=at)


def signed_in(**at: str) -> Row:
    """Open to everybody with an account."""
    return Row(CAST, CAST, at=at)
