"""The command of this room. It needs no settings and no database, so Django is never loaded for it."""

COMMANDS = {"solve_round": "taskgroups.kit.matching.command.solve_round"}
