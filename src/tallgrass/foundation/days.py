"""A day as a sentence holds it: spelled out, so that nobody has to guess which number is the month."""

from datetime import date

from tallgrass.foundation.languages import words


def spelled(day: date, language: str) -> str:
    """The day in a language, as *24 November 2026*."""
    said = words(language, "site")["date"]
    return str(said["day"]).format(day=day.day, month=said["months"][day.month - 1], year=day.year)
