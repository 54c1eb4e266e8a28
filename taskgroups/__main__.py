"""`python -m taskgroups` is the console script."""

from taskgroups.command import main

main()
