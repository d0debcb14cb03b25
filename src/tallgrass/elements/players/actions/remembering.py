"""Remembers who must not be listed or named, by salted digests and nothing else."""

from collections.abc import Collection, Iterable
from secrets import token_hex

from tallgrass.elements.players.models import NotToBeListed, Player
from tallgrass.elements.players.not_listed import digests_of, salt_of, traces_of
from tallgrass.places.models import Place


def remember_not_to_list(place: Place, players: Collection[int]) -> None:
    """Remember these partners. Call it while their rows are there."""
    rows = Player.objects.filter(place=place, pk__in=players).values_list("name", "identifiers")
    _remember(place, (trace for name, identifiers in rows for trace in traces_of(name, identifiers)))


def remember_not_to_name(place: Place, names: Iterable[str]) -> None:
    """Remember that nobody of these names is to be named."""
    _remember(place, (trace for name in names for trace in traces_of(name, {})))


def _remember(place: Place, traces: Iterable[str]) -> None:
    salt = salt_of(place) or token_hex(16)
    NotToBeListed.objects.bulk_create(
        [NotToBeListed(place=place, salt=salt, digest=digest) for digest in sorted(digests_of(traces, salt))],
        ignore_conflicts=True,
        batch_size=2000,
    )
