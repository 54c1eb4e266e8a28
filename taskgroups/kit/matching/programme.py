"""A linear programme that grows: columns and rows are added, and it is solved again from where it stood (HiGHS)."""

import math
from dataclasses import dataclass

import highspy
import numpy as np

from taskgroups.kit.matching.board import Floats, Ints

QUIET = {"output_flag": False, "log_to_console": False, "threads": 1, "random_seed": 7}
INFINITE = highspy.kHighsInf
Status = highspy.HighsModelStatus


@dataclass(frozen=True)
class Answer:
    """What came of solving: `proved` when it went to the end; `x` is empty where there is no solution."""

    x: Floats
    row_dual: Floats
    value: float
    bound: float
    proved: bool
    infeasible: bool


class Programme:
    """Minimise cost·x over columns within bounds and rows within bounds. One thread and one seed: always the same."""

    def __init__(self) -> None:
        self.highs = highspy.Highs()  # type: ignore[no-untyped-call]
        for option, value in QUIET.items():
            self.option(option, value)
        self.columns = self.rows = 0

    def option(self, name: str, value: float | str) -> None:
        """Set an option of the solver."""
        self.highs.setOptionValue(name, value)

    def add_rows(self, low: Floats, high: Floats, entries: tuple[Ints, Ints, Floats] | None = None) -> Ints:
        """Add rows; returns their numbers. Entries are (row counted from 0 among these, column, value)."""
        more = len(low)
        row, column, value = entries or (np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), np.zeros(0))
        order = np.lexsort((column, row))
        starts = np.searchsorted(row[order], np.arange(more)).astype(np.int32)
        self.highs.addRows(more, low, high, len(order), starts, column[order].astype(np.int32), value[order])
        self.rows += more
        return np.arange(self.rows - more, self.rows)

    def add_columns(self, cost: Floats, high: Floats, entries: tuple[Ints, Ints, Floats]) -> Ints:
        """Add columns from 0 to `high`; entries are (column counted from 0 among these, row, value)."""
        column, row, value = entries
        order = np.lexsort((row, column))
        starts = np.searchsorted(column[order], np.arange(len(cost))).astype(np.int32)
        self.highs.addCols(
            len(cost), cost, np.zeros(len(cost)), high, len(order), starts, row[order].astype(np.int32), value[order]
        )
        self.columns += len(cost)
        return np.arange(self.columns - len(cost), self.columns)

    def set_costs(self, columns: Ints, cost: Floats) -> None:
        """Change what columns cost."""
        self.highs.changeColsCost(len(columns), columns.astype(np.int32), cost)

    def set_bounds(self, columns: Ints, low: float, high: float) -> None:
        """Change the bounds of columns."""
        many = len(columns)
        self.highs.changeColsBounds(many, columns.astype(np.int32), np.full(many, low), np.full(many, high))

    def whole(self, columns: Ints, whole: bool) -> None:
        """Ask for whole numbers in these columns, or no longer."""
        kind = highspy.HighsVarType.kInteger if whole else highspy.HighsVarType.kContinuous
        self.highs.changeColsIntegrality(
            len(columns), columns.astype(np.int32), np.array([int(kind)] * len(columns), dtype=np.uint8)
        )

    def solve(self, seconds: float = math.inf) -> Answer:
        """Solve within so many seconds."""
        self.highs.setOptionValue("time_limit", self.highs.getRunTime() + max(0.01, seconds))
        self.highs.run()
        status, info = self.highs.getModelStatus(), self.highs.getInfo()
        none = np.zeros(0)
        if status in (Status.kInfeasible, Status.kUnboundedOrInfeasible):
            return Answer(none, none, math.inf, math.inf, True, True)
        is_mip = info.mip_node_count >= 0
        has = info.primal_solution_status == 2 and (is_mip or status == Status.kOptimal)
        found = self.highs.getSolution()
        value = info.objective_function_value if has else math.inf
        bound = info.mip_dual_bound if is_mip else (value if status == Status.kOptimal else -math.inf)
        duals = np.array(found.row_dual) if found.dual_valid else none
        return Answer(np.array(found.col_value) if has else none, duals, value, bound, status == Status.kOptimal, False)
