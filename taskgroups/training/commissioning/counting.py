"""Half-days in words, and days as people write them. No database."""


def days_of(half_days: int) -> str:
    """'no day', 'half a day', '1 day', '2½ days'."""
    whole, half = divmod(half_days, 2)
    if half_days <= 0:
        return "no day"
    if half_days == 1:
        return "half a day"
    return f"{whole}{'½' if half else ''} {'day' if half_days == 2 else 'days'}"


def in_days(half_days: int) -> float:
    """Half-days as a number of days, for a sheet."""
    return half_days / 2


def half_days_in(text: str) -> int | None:
    """How many half-days '3', '2.5' or '2½' are; None where it is no such number."""
    plain = text.strip().replace("½", ".5")
    whole, _, part = plain.partition(".")
    if not (whole or part) or (whole and not (whole.isascii() and whole.isdigit())) or part not in ("", "0", "5"):
        return None
    if len(whole) > 3:
        return None
    return 2 * int(whole or 0) + (part == "5")
