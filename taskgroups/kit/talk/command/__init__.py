"""The commands of this room. They need no settings and no database, so Django is never loaded for them."""

COMMANDS = {
    "classify": "taskgroups.kit.talk.command.classify",
    "transcript": "taskgroups.kit.talk.command.transcript",
}
