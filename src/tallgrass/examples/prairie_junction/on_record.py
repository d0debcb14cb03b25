"""What is on record in Prairie Junction: readings taken elsewhere, and evidence. All invented."""

from collections.abc import Iterator
from datetime import date, timedelta

READING_COLUMNS = ("reading", "value", "records", "records_needed", "measured_on", "source")
EVIDENCE_COLUMNS = ("criterion", "title", "link", "dated_on", "grade", "provided_by_kind", "checked_by_kind")

#: (reading, value, records it rests on, days before the date of the scorecard, source).
READINGS: tuple[tuple[str, str, int, int, str], ...] = (
    ("groups.share_with.civic_tech", "0.6", 10, 30, "minutes of the working groups"),
    ("groups.share_with.government", "0.5", 10, 30, "minutes of the working groups"),
    ("groups.offices.government", "3", 10, 30, "minutes of the working groups"),
    ("groups.share_with.issue_expert", "0.4", 10, 30, "minutes of the working groups"),
    ("approach.asked_before.community", "0.3", 10, 45, "minutes of the working groups"),
    ("approach.helped_choose.community", "0.2", 10, 45, "minutes of the working groups"),
    ("resources.funders_live", "1", 4, 60, "grant letters"),
    ("voice.asked.people_affected", "4", 6, 60, "sign-in sheets"),
    ("groups.share_with.people_affected", "0.2", 10, 30, "minutes of the working groups"),
    ("groups.share_with_vote.people_affected", "0.1", 10, 30, "charters of the working groups"),
    ("approach.problems_listed", "6", 6, 90, "the list of problems on the library wall"),
    ("approach.picked_by_three_types", "0.3", 10, 90, "minutes of the working groups"),
    ("approach.picked_with_residents", "0.1", 10, 90, "minutes of the working groups"),
    ("approach.hopes_written", "5", 5, 90, "charters of the working groups"),
    ("approach.results_clear", "0.2", 10, 90, "charters of the working groups"),
    ("groups.updates_shared", "9", 9, 40, "the monthly letter"),
    ("groups.actions_tied", "0.29", 31, 40, "action lists"),
    ("approach.numbers_looked_at", "3", 10, 40, "minutes of the working groups"),
    ("approach.checked_on_time", "0.1", 10, 40, "minutes of the working groups"),
    ("approach.plans_changed", "0", 10, 40, "minutes of the working groups"),
    ("approach.looked_back.year", "0.1", 10, 40, "minutes of the working groups"),
    ("approach.projects_linked", "0", 10, 40, "minutes of the working groups"),
    ("approach.shared_way", "0", 10, 40, "charters of the working groups"),
    ("groups.decisions_written", "12", 12, 40, "minutes of the working groups"),
    ("groups.decisions_asked_first", "0.17", 12, 40, "minutes of the working groups"),
    ("groups.decisions_clear", "0.25", 12, 40, "minutes of the working groups"),
    ("approach.stories_of_change", "4", 4, 120, "the monthly letter"),
    ("approach.results_better", "0", 5, 120, "yearly review"),
    ("knowledge.held.data", "0.8", 10, 150, "skills evening at the library"),
    ("knowledge.covered.data", "0.7", 10, 150, "skills evening at the library"),
    ("resources.hours.given", "0.34", 22, 50, "promise sheet"),
    ("resources.hours.set_aside", "0.1", 22, 50, "promise sheet"),
    ("data.needed.held", "0.6", 15, 70, "list of data that partners need"),
    ("data.needed.ready", "0.13", 15, 70, "list of data that partners need"),
    ("resources.cash.sources", "2", 2, 60, "grant letters"),
    ("resources.cash.months_in_all", "5", 2, 60, "budget of the table"),
    ("resources.cash.months", "4", 2, 60, "budget of the table"),
    ("resources.lasting.concentration", "0.7", 2, 60, "budget of the table"),
    ("resources.lasting.budget_line", "no", 1, 60, "city budget"),
    ("resources.fair.cash_ratio", "0.2", 14, 60, "budget of the table"),
    ("resources.fair.paid_groups", "0.15", 13, 60, "budget of the table"),
    ("resources.pay_offered.residents", "0.2", 10, 60, "budget of the table"),
    ("infrastructure.systems_shared", "7", 7, 20, "list of shared systems"),
    ("infrastructure.systems_steady", "0.93", 7, 20, "uptime log"),
    ("infrastructure.systems_open_to_all", "0.72", 7, 20, "phone test at the library"),
    ("infrastructure.keepers", "5", 5, 20, "rota of the table"),
    ("infrastructure.paid_hours", "12", 1, 20, "city budget"),
    ("infrastructure.agreements_live", "2", 2, 20, "signed agreements"),
    ("voice.areas_with_place", "0.64", 11, 35, "list of neighborhoods"),
    ("voice.report_back", "0.82", 11, 35, "event log"),
    ("data.quality_good", "0.65", 26, 35, "check of the open data page"),
    ("data.checked", "0.69", 26, 35, "check of the open data page"),
    ("data.used", "0.45", 20, 35, "log of uses"),
    ("data.user_kinds", "4", 20, 35, "log of uses"),
    ("groups.plans_shared", "0.6", 10, 35, "minutes of the working groups"),
    ("groups.lowest_kind_in_touch", "0.22", 48, 35, "contact log"),
    ("voice.ways_open", "3", 11, 35, "event log"),
    ("voice.help_given", "0.7", 11, 35, "event log"),
    ("voice.areas_taking_part", "0.64", 11, 35, "sign-in sheets"),
    ("learning.shared_here", "2", 2, 500, "the monthly letter"),
    ("learning.pairs_both_ways", "0.12", 48, 80, "exchange evening"),
    ("groups.promises_kept", "0.55", 31, 40, "action lists"),
    ("data.personal_in_care", "0.5", 8, 90, "list of data about people"),
    ("data.personal_asked_first", "0.4", 8, 90, "list of data about people"),
    ("players.map_confirmed", "0.9", 30, 200, "a wall chart that somebody counted by hand"),
)

#: (question, title, link, days before or None, grade, given by, checked by).
EVIDENCE: tuple[tuple[str, str, str, int | None, str, str, str], ...] = (
    ("KP1", "Sign-in sheets of 11 work nights", "https://example.org/work-nights", 25, "E2", "civic_tech", ""),
    ("KP2", "Memo: four hours a month for the clerk’s data desk", "https://example.org/memo", 120, "E3",
     "government", "civic_tech"),
    ("KP3", "Photo of the paper list of groups at the library", "", 60, "E2", "community", ""),
    ("KP5", "Somebody said a second funder is thinking about it", "", None, "E0", "philanthropy", ""),
    ("CA1", "List of problems from two open evenings", "https://example.org/problems", 90, "E3", "community",
     "government"),
    ("CA4", "A number on a whiteboard", "", 40, "E1", "civic_tech", ""),
    ("CA7", "Notes: how the table decides", "https://example.org/how-we-decide", 200, "E3", "government",
     "government"),
    ("CA8", "Three people told how the text reminders helped them get to court", "", 100, "E1", "community", ""),
    ("KN2", "Skills list from the spring evening", "https://example.org/skills", 150, "E2", "civic_tech", ""),
    ("KN3", "Skills list from the spring evening", "https://example.org/skills", 150, "E3", "civic_tech",
     "issue_expert"),
    ("KN5", "Two-page brief on evictions", "https://example.org/evictions", 45, "E3", "issue_expert", "community"),
    ("KN6", "Described at the May meeting", "", None, "E2", "community", ""),
    ("RE3", "Grant letter, ended in June", "https://example.org/grant", 95, "E2", "philanthropy", ""),
    ("RE6", "Who was paid, by neighborhood", "https://example.org/paid", 60, "E2", "civic_tech", ""),
    ("IN1", "List of shared systems with their uptime", "https://example.org/systems", 20, "E3", "civic_tech",
     "government"),
    ("IN4", "Quality check of 26 datasets", "https://example.org/quality", 35, "E3", "government", "issue_expert"),
    ("IN7", "Event log with interpreters and child care", "https://example.org/events", 35, "E2", "government", ""),
    ("IN8", "Talk at a county meeting", "https://example.org/talk", 700, "E2", "civic_tech", ""),
    ("CV1", "Wall chart of who works with whom", "", 200, "E2", "civic_tech", ""),
    ("CV6", "One-page rule for personal data", "https://example.org/rule", 90, "E3", "government", "community"),
)  # fmt: skip


def reading_rows(as_of: date) -> Iterator[tuple[str, ...]]:
    """The rows of readings.csv: one is too old to count, and one is computed anew from the files."""
    for reading, value, records, days, source in READINGS:
        yield reading, value, str(records), "", (as_of - timedelta(days=days)).isoformat(), source


def evidence_rows(as_of: date) -> Iterator[tuple[str, ...]]:
    """The rows of evidence.csv: every grade, one too old, two undated, one whose checker does not count."""
    for criterion, title, link, days, grade, giver, checker in EVIDENCE:
        dated = (as_of - timedelta(days=days)).isoformat() if days is not None else ""
        yield criterion, title, link, dated, grade, giver, checker
