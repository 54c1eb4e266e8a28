"""Reading the national data files, whatever the year and the program that saved them. No Django here."""

from taskgroups.schools.sheets.sheet import Problem, Sheet, Skip, open_sheet

__all__ = ["Problem", "Sheet", "Skip", "open_sheet"]
