"""Who may do what in a place: permissions by name, and the three roles that hold them."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Permission:
    """Something that a person may be allowed to do in a place. ``meaning`` is for those who read the code."""

    name: str
    meaning: str


SEE_PLACE: Final = Permission(
    "see_place", "Read what members read: partners that are listed, kept scorecards."
)
SEE_HISTORY: Final = Permission("see_history", "Read what was changed, by whom and when.")
EXPORT: Final = Permission("export", "Take the list of partners away as a file. Never answers.")
ADD_PARTNERS: Final = Permission("add_partners", "Propose a partner.")
CHANGE_PARTNERS: Final = Permission("change_partners", "Correct what is on record of a listed partner.")
SEE_PROPOSED: Final = Permission(
    "see_proposed", "See partners who have not been told yet, and how to reach every partner."
)
TELL_PARTNERS: Final = Permission("tell_partners", "Tell partners that they were added; list them.")
MERGE_PARTNERS: Final = Permission("merge_partners", "Join two records of one partner, and part them again.")
IMPORT: Final = Permission("import", "Bring in partners from a file, and take an import back.")
MANAGE_PEOPLE: Final = Permission("manage_people", "Say who has which role.")
CHANGE_PLACE: Final = Permission("change_place", "Change the place's name, languages and settings.")
END_PLACE: Final = Permission(
    "end_place", "Close the place for good: tell everybody, and have all about people deleted on a day."
)
RUN_ROUNDS: Final = Permission(
    "run_rounds", "Prepare, open and close rounds, invite people, see who was heard, key in paper forms."
)
CLEAR_REMARKS: Final = Permission("clear_remarks", "Read what people wrote, and say which may be shown.")
PAY_STIPENDS: Final = Permission("pay_stipends", "Record what people were paid for their time, and to whom.")
TAKE_UP_STEPS: Final = Permission(
    "take_up_steps", "Take up a next step for oneself, and say what became of it."
)
MAKE_SCORECARD: Final = Permission("make_scorecard", "Make a scorecard from the records.")
PUBLISH_SCORECARD: Final = Permission("publish_scorecard", "Show a scorecard to everybody, or no longer.")
USE_TOKENS: Final = Permission(
    "use_tokens", "Make a token with which a program reads or writes in one's name."
)


@dataclass(frozen=True, slots=True)
class Role:
    """What a person is in a place. ``key`` is what is kept; its words are in ``languages/*/places.json``."""

    key: str
    meaning: str
    may: frozenset[Permission]


VIEWER: Final = Role("viewer", "Reads along.", frozenset({SEE_PLACE, SEE_HISTORY}))
EDITOR: Final = Role(
    "editor",
    "A partner who keeps the record true.",
    VIEWER.may | {EXPORT, ADD_PARTNERS, CHANGE_PARTNERS, TAKE_UP_STEPS, USE_TOKENS},
)
STEWARD: Final = Role(
    "steward",
    "Runs the backbone: decides who may do what, what leaves, and when.",
    EDITOR.may
    | {
        SEE_PROPOSED,
        TELL_PARTNERS,
        MERGE_PARTNERS,
        IMPORT,
        MANAGE_PEOPLE,
        CHANGE_PLACE,
        END_PLACE,
        RUN_ROUNDS,
        CLEAR_REMARKS,
        PAY_STIPENDS,
        MAKE_SCORECARD,
        PUBLISH_SCORECARD,
    },
)

#: Every role by its key, the one that may most first.
ROLES: Final = {role.key: role for role in (STEWARD, EDITOR, VIEWER)}
#: Every permission by its name.
PERMISSIONS: Final = {permission.name: permission for permission in STEWARD.may}
