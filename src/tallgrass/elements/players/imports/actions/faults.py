"""Why something cannot be done with an import."""

from django.core.exceptions import ObjectDoesNotExist, ValidationError


class NoSuchImport(ObjectDoesNotExist):
    """There is no such import in the place."""


class NotNow(ValidationError):
    """It is too late, or too early. Codes: ``applied``, ``undone``, ``dropped``, ``expired``, ``no_names``,
    ``not_applied``.
    """

    def __init__(self, code: str) -> None:
        super().__init__(f"not possible with this import: {code}", code=code)


class Undecided(ValidationError):
    """Rows look like partners on record, and nobody has said what they are."""

    def __init__(self, rows: int) -> None:
        self.rows = rows
        super().__init__(f"{rows} rows are not decided", code="undecided", params={"count": rows})


class UpdatedTwice(ValidationError):
    """Two rows would change the same partner."""

    def __init__(self, rows: tuple[int, int]) -> None:
        self.rows = rows
        first, second = rows
        super().__init__(
            f"rows {first} and {second} mean the same partner",
            code="updated_twice",
            params={"row": second, "first": first},
        )


class PlanChanged(ValidationError):
    """The place has changed since the preview. It was made anew; nothing was written."""

    def __init__(self) -> None:
        super().__init__("The place changed since the preview, which was made anew.", code="plan_changed")


class MergedSince(ValidationError):
    """Partners of the import were joined with others since; they must be parted first."""

    def __init__(self, players: list[int]) -> None:
        self.players = players
        super().__init__("partners were joined since", code="merged_since", params={"count": len(players)})


class LaterChanges(ValidationError):
    """Undoing would lose later changes, and nobody has said that it may."""

    def __init__(self, count: int) -> None:
        super().__init__("later changes would be lost", code="later_changes", params={"count": count})
