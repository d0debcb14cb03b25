"""What a merge carries from one record to another, and how each piece is brought back.

Every function that carries says in plain JSON what was there before; its counterpart takes that and brings back what
nobody has changed since.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.db.models import Q

from tallgrass.elements.players.fields_kept import fields_of, write_fields
from tallgrass.elements.players.method.fields import PartnerFields, differences, plain
from tallgrass.elements.players.models import PartnerLink, Player, Speaker, Standing, Tie
from tallgrass.places.models import Place

#: What a partner itself, or telling it, put into its record: carried where the record that stays has nothing of it.
_OWN: Final = ("led_by", "led_by_shown")
_TOLD: Final = ("standing", "told_on", "told_by")


def carry_fields(stays: Player, goes: Player, before: PartnerFields, after: PartnerFields) -> dict[str, Any]:
    """Let the record that stays count as told, and keep a partner's own words, where the other one had them.

    Says every value before and after, by field.
    """
    own = {name: getattr(stays, name) for name in (*_OWN, *_TOLD)}
    if not stays.led_by and goes.led_by:
        stays.led_by, stays.led_by_shown = goes.led_by, goes.led_by_shown
    # Who was told that only members read about them was not told that everybody does.
    told_enough = after.is_person or not goes.is_person
    if stays.standing == Standing.PROPOSED and goes.standing == Standing.LISTED and told_enough:
        stays.standing, stays.told_on, stays.told_by = goes.standing, goes.told_on, goes.told_by
    changed = {
        name: [_json(value), _json(getattr(stays, name))]
        for name, value in own.items()
        if value != getattr(stays, name)
    }
    return {"said": differences(before, after), "own": changed}


def bring_back_fields(stays: Player, undo: Mapping[str, Any]) -> None:
    """Let the record that stayed say what it said before, where it still says what the merge wrote."""
    now = fields_of(stays)
    said = {
        name: tuple(before) if isinstance(before, list) else before
        for name, (before, after) in undo["said"].items()
        if plain(getattr(now, name)) == after
    }
    fields = {name: getattr(now, name) for name in PartnerFields.__dataclass_fields__} | said
    write_fields(stays, PartnerFields(**fields))
    own = undo["own"]
    for group in (_OWN, _TOLD):
        if all(_json(getattr(stays, name)) == own[name][1] for name in group if name in own):
            for name in group:
                if name in own:
                    setattr(stays, name, _value(name, own[name][0]))


def carry_ties(place: Place, stays: int, goes: int) -> dict[str, Any]:
    """Let the working links of one record lead to the other. Links that fall together with one that is there go."""
    rows = list(Tie.objects.select_for_update().filter(Q(one=goes) | Q(other=goes), place=place))
    mine = Tie.objects.filter(Q(one=stays) | Q(other=stays), place=place)
    there = {(tie.one_id, tie.other_id, tie.type) for tie in mine}
    moved, removed = [], []
    for tie in rows:
        one = stays if tie.one_id == goes else tie.one_id
        other = stays if tie.other_id == goes else tie.other_id
        if one == other or (one, other, tie.type) in there:
            removed.append(_tie_to_json(tie))
            tie.delete()
        else:
            there.add((one, other, tie.type))
            moved.append([tie.pk, [tie.one_id, tie.other_id], [one, other]])
            Tie.objects.filter(place=place, pk=tie.pk).update(one=one, other=other)
    return {"moved": moved, "removed": removed}


def bring_back_ties(place: Place, undo: Mapping[str, Any]) -> None:
    """Let links lead back to where they led, and those that fell together be there again."""
    for number, (one, other), (now_one, now_other) in undo["moved"]:
        Tie.objects.filter(place=place, pk=number, one=now_one, other=now_other).update(one=one, other=other)
    for removed in undo["removed"]:
        tie = _tie_from_json(place, removed)
        ends = {tie.one_id, tie.other_id}
        same = Tie.objects.filter(place=place, one=tie.one_id, other=tie.other_id, type=tie.type)
        if Player.objects.filter(place=place, pk__in=ends).count() == len(ends) and not same.exists():
            tie.save(force_insert=True)


def carry_people(place: Place, stays: int, goes: int) -> dict[str, Any]:
    """Let who speaks for one record speak for the other, and its secret links open it."""
    known = set(Speaker.objects.filter(place=place, player=stays).values_list("person", flat=True))
    speakers = [
        speaker.pk
        for speaker in Speaker.objects.filter(place=place, player=goes)
        if speaker.person_id not in known
    ]
    links = list(PartnerLink.objects.filter(place=place, player=goes).values_list("pk", flat=True))
    Speaker.objects.filter(place=place, pk__in=speakers).update(player=stays)
    PartnerLink.objects.filter(place=place, pk__in=links).update(player=stays)
    return {"speakers": speakers, "links": links}


def bring_back_people(place: Place, stays: int, goes: int, undo: Mapping[str, Any]) -> None:
    """Let speakers and secret links belong to the record that they came from, those that are still there."""
    Speaker.objects.filter(place=place, pk__in=undo["speakers"], player=stays).update(player=goes)
    PartnerLink.objects.filter(place=place, pk__in=undo["links"], player=stays).update(player=goes)


def _json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _value(name: str, value: Any) -> Any:
    return date.fromisoformat(value) if name == "told_on" and value else value


def _tie_to_json(tie: Tie) -> dict[str, Any]:
    return {
        "id": tie.pk, "one": tie.one_id, "other": tie.other_id, "type": tie.type, "state": tie.state,
        "since": _json(tie.since), "confirmed_on": _json(tie.confirmed_on), "further": tie.further,
    }  # fmt: skip


def _tie_from_json(place: Place, kept: Mapping[str, Any]) -> Tie:
    since, confirmed = (
        date.fromisoformat(day) if day else None for day in (kept["since"], kept["confirmed_on"])
    )
    return Tie(
        pk=kept["id"], place=place, one_id=kept["one"], other_id=kept["other"], type=kept["type"],
        state=kept["state"], since=since, confirmed_on=confirmed, further=kept["further"],
    )  # fmt: skip
