"""How far a difference between two sides of pairs could be otherwise by chance.

R. G. Newcombe, 'Improved confidence intervals for the difference between binomial proportions based on paired data',
Statistics in Medicine 17 (1998), 2635 to 2650, method 10: each side's own interval by Wilson (1927), joined with regard
to how alike the two of a pair are. It keeps near its 95 per cent with few pairs, and where nearly all reach the line.
"""

from dataclasses import dataclass
from math import sqrt

Z = 1.959963984540054  # of the standard normal, for 95 per cent


@dataclass(frozen=True)
class Table:
    """Pairs by whether the first and the second of the pair reached the line."""

    both: int = 0
    first_only: int = 0
    second_only: int = 0
    neither: int = 0

    @property
    def pairs(self) -> int:
        return self.both + self.first_only + self.second_only + self.neither

    @property
    def first(self) -> int:
        """How many of the first sides reached it."""
        return self.both + self.first_only

    @property
    def second(self) -> int:
        """How many of the second sides reached it."""
        return self.both + self.second_only

    @property
    def difference(self) -> float:
        """The share of the first sides less that of the second. There must be a pair."""
        return (self.first_only - self.second_only) / self.pairs


def wilson(reached: int, of: int) -> tuple[float, float]:
    """The interval of one share, from 0 to 1."""
    share, square = reached / of, Z * Z / of
    middle = (share + square / 2) / (1 + square)
    half = Z / (1 + square) * sqrt(share * (1 - share) / of + square / (4 * of))
    return max(0.0, middle - half), min(1.0, middle + half)


def newcombe(table: Table) -> tuple[float, float]:
    """The interval of the difference, from -1 to 1. There must be a pair."""
    first, second = table.first / table.pairs, table.second / table.pairs
    low_1, high_1 = wilson(table.first, table.pairs)
    low_2, high_2 = wilson(table.second, table.pairs)
    alike = _phi(table)
    down = _joined(first - low_1, high_2 - second, alike)
    up = _joined(high_1 - first, second - low_2, alike)
    return max(-1.0, table.difference - down), min(1.0, table.difference + up)


def _joined(one: float, other: float, alike: float) -> float:
    return sqrt(max(0.0, one * one - 2 * alike * one * other + other * other))


def _phi(table: Table) -> float:
    """How alike the two of a pair are, drawn towards nothing where that is in their favour (the correction of 10)."""
    sides = table.first * (table.pairs - table.first) * table.second * (table.pairs - table.second)
    if not sides:
        return 0.0
    crossed: float = table.both * table.neither - table.first_only * table.second_only
    if crossed > 0:
        crossed = max(0.0, crossed - table.pairs / 2)
    return crossed / sqrt(sides)
