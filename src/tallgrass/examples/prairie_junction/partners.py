"""The 48 partners of Prairie Junction and who works with whom. All of them are invented."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tallgrass.examples.prairie_junction.draw import Draw

PLAYER_COLUMNS = ("player_id", "name", "kind", "active", "roles", "area")
TIE_COLUMNS = ("from", "to", "type", "state", "since", "confirmed_on")


@dataclass(frozen=True, slots=True)
class Partner:
    """One row of the contact sheet, as untidy as such sheets are.

    ``reach`` says how often others name this partner: 0 for one that nobody named yet.
    """

    player_id: str
    name: str
    kind: str
    active: str = ""
    roles: str = ""
    area: str = ""
    reach: int = 2

    @property
    def main_kind(self) -> str:
        """The first kind; ``unknown`` where the sheet says nothing."""
        return self.kind.split("|")[0] or "unknown"


PARTNERS: tuple[Partner, ...] = (
    Partner("P-001", "Open Prairie Junction", "civic_tech", "yes", "builder|data", "Depot", 6),
    Partner("P-002", "Saltgrass Data Night", "civic_tech|community", "yes", "data", "Depot", 4),
    Partner(
        "P-003", "Kettle Creek Mapping Circle", "civic_tech|issue_expert", "yes", "data", "Kettle Creek", 3
    ),
    Partner("P-004", "The Depot Makers’ Bench", "civic_tech", "", "builder", "Depot", 2),
    Partner("P-005", "Datos para Tod@s", "civic_tech|community", "yes", "data|advocate", "Cottonwood", 3),
    Partner("P-006", "Open Prairie Jct.", "civic_tech", "", "", "", 0),
    Partner("P-009", "Sunday Site Menders", "civic_tech", "no", "builder", "Northside", 1),
    Partner(
        "P-010", "City of Prairie Junction, Office of the Clerk", "government", "yes", "data", "Depot", 4
    ),
    Partner("P-011", "Prairie Junction Municipal Court", "government", "yes", "", "Depot", 4),
    Partner(
        "P-012",
        "Prairie Junction Public Library – Sorrel Street",
        "government|community",
        "yes",
        "",
        "Sorrel",
        5,
    ),
    Partner("P-013", "Health Dept (city)", "government", "yes", "data", "Depot", 3),
    Partner("P-014", "Health Department, City of Prairie Junction", "government", "", "", "", 0),
    Partner("P-015", "Public Works & Streets", "government", "", "", "Depot", 2),
    Partner("P-016", "Mayor’s Office, “Front Door” team", "government", "yes", "", "Depot", 3),
    Partner("P-017", "Prairie Junction Housing Office", "government", "", "", "Sorrel", 2),
    Partner("P-018", "Kettle County Planning", "government", "no", "data", "", 1),
    Partner("P-019", "School District 14", "government", "", "", "Northside", 1),
    Partner("P-022", "Junction Buses", "government", "yes", "", "Depot", 2),
    Partner("P-023", "Tenants of Sorrel Street", "community", "yes", "advocate", "Sorrel", 5),
    Partner("P-024", "Vecinos de Cottonwood", "community", "yes", "advocate", "Cottonwood", 4),
    Partner("P-025", "Vecinos de Cottonwood (Eastside)", "community", "", "", "Cottonwood", 1),
    Partner("P-026", "Mesa de los Niños", "community", "", "", "Cottonwood", 2),
    Partner("P-027", "Second Chance Rides", "community", "yes", "advocate", "Northside", 3),
    Partner("P-028", "Elders’ Table", "community", "yes", "", "Northside", 2),
    Partner("P-029", "Église Saint-Rémi Soup Kitchen", "community", "", "", "Depot", 1),
    Partner(
        "P-031",
        "Ramp It Up: Disabled Neighbors of PJ",
        "community|civic_tech",
        "yes",
        "advocate",
        "Sorrel",
        3,
    ),
    Partner("P-032", "northside block captains", "community", "", "", "Northside", 2),
    Partner("P-033", "Grandmothers for Safe Crossings", "community", "yes", "", "Kettle Creek", 1),
    Partner(
        "P-034", "Tickets & Fees Listening Line", "community|issue_expert", "yes", "advocate", "Depot", 4
    ),
    Partner("P-035", "Night Shift Parents", "community", "", "", "Northside", 0),
    Partner("P-036", "Consejo Juvenil Ñandú", "community", "no", "", "Cottonwood", 1),
    Partner("P-037", "Kettle Valley College, Dept. of Public Health", "issue_expert", "yes", "data", "", 3),
    Partner(
        "P-038", "Legal Help Desk of Kettle County", "issue_expert|community", "yes", "advocate", "Depot", 3
    ),
    Partner("P-039", "Asthma Watch, Kettle County", "issue_expert", "", "data", "", 1),
    Partner("P-041", "Coming Home Study Group", "issue_expert", "", "", "", 1),
    Partner("P-042", "a housing researcher at the college", "issue_expert", "yes", "", "", 1),
    Partner("P-043", "Wheatear Family Fund", "philanthropy", "yes", "", "", 3),
    Partner("P-044", "Prairie Junction Neighbors’ Chest", "philanthropy", "", "", "Depot", 2),
    Partner("P-045", "Bluestem & Daughters", "philanthropy", "", "", "", 0),
    Partner("P-046", "Grainline Software", "tech_company", "yes", "builder", "Depot", 3),
    Partner("P-047", "Hollow Oak Hosting, LLC", "tech_company", "", "", "", 1),
    Partner("P-048", "Pivot & Plow Analytics, Inc.", "tech_company", "", "data", "", 1),
    Partner("P-050", "Meadowlark Maps", "tech_company|civic_tech", "yes", "builder", "Kettle Creek", 2),
    Partner("P-051", "The Junction Ledger (newspaper)", "other", "yes", "", "Depot", 2),
    Partner("P-052", "Saturday People", "", "", "", "Northside", 1),
    Partner("P-053", "S.O.S. (Sort Our Streets)", "", "", "", "", 1),
    Partner("P-054", "?? (met at the summer fair)", "", "", "", "", 0),
    Partner("P-055", "Ward 4 group", "", "", "", "", 0),
)

#: What a working link is, in the words people used.
TIE_TYPES = (
    "work on the same project",
    "share data",
    "meet every month",
    "send people to each other",
    "gives money",
    "lend a room",
)
STATES = (
    ("confirmed", 0.66),
    ("one_sided_silent", 0.17),
    ("one_sided_unticked", 0.12),
    ("disputed", 0.05),
)
#: How easily two types of partner work together here; every other pair stands at 1.
EASE = {
    frozenset(("government", "civic_tech")): 2.5,
    frozenset(("civic_tech",)): 1.5,
    frozenset(("community", "tech_company")): 0.15,
    frozenset(("community", "philanthropy")): 0.4,
    frozenset(("tech_company", "issue_expert")): 0.1,
    frozenset(("philanthropy", "tech_company")): 0.2,
    frozenset(("philanthropy", "issue_expert")): 0.3,
}
TIES = 84
#: Days since both sides last agreed: most within the year, some before it.
RECENT_DAYS, OLD_DAYS, OLD_SHARE = 330, 800, 0.14


def player_rows() -> Iterator[tuple[str, ...]]:
    """The rows of players.csv."""
    for one in PARTNERS:
        yield one.player_id, one.name, one.kind, one.active, one.roles, one.area


def tie_rows(draw: Draw, as_of: date, confirmed_more: float = 1.0) -> Iterator[tuple[str, ...]]:
    """The rows of ties.csv: every state, some old, a few without a date.

    ``confirmed_more`` makes confirmed links more or less likely.
    """
    states = tuple(
        (state, weight * (confirmed_more if state == "confirmed" else 1)) for state, weight in STATES
    )
    pairs = [
        ((one, other), one.reach * other.reach * EASE.get(frozenset((one.main_kind, other.main_kind)), 1))
        for place, one in enumerate(PARTNERS)
        for other in PARTNERS[place + 1 :]
        if one.reach and other.reach
    ]
    for _ in range(TIES):
        one, other = chosen = draw.weighted(pairs)
        pairs = [pair for pair in pairs if pair[0] != chosen]
        giver = other.main_kind == "philanthropy"
        kind = "gives money" if giver else draw.pick(TIE_TYPES[:4])
        ends = (other, one) if giver or draw.chance(0.5) else (one, other)
        state = draw.weighted(states)
        since = as_of - timedelta(days=400 + draw.below(1800))
        agreed = draw.below(RECENT_DAYS) if not draw.chance(OLD_SHARE) else 370 + draw.below(OLD_DAYS - 370)
        dated = state == "confirmed" and not draw.chance(0.05)
        yield (
            ends[0].player_id,
            ends[1].player_id,
            kind,
            state,
            since.isoformat() if draw.chance(0.7) else "",
            (as_of - timedelta(days=agreed)).isoformat() if dated else "",
        )
