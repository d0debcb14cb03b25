"""Who is asked, by type of people."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from tallgrass.elements.players.method.kinds import RESPONDENT_KINDS
from tallgrass.foundation.access import signed_in_person
from tallgrass.foundation.accounts.models import User
from tallgrass.foundation.ui.fields import ShownForm, show_form
from tallgrass.foundation.ui.parts import Buttons
from tallgrass.places.access import in_place
from tallgrass.places.models import Place
from tallgrass.places.roles import RUN_ROUNDS
from tallgrass.strength.rounds.holding.actions import ask_group, change_form, leave_out_group
from tallgrass.strength.rounds.holding.forms import AskedForm, forms_for
from tallgrass.strength.rounds.holding.queries import groups_of
from tallgrass.strength.rounds.holding.saying import Speech
from tallgrass.strength.rounds.holding.views.frame import page, speech_of, the_round, to, way_up
from tallgrass.strength.rounds.models import AskedGroup, Round


@in_place(RUN_ROUNDS)
def asked(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """For each type of people the form they are asked on, or none."""
    found = the_round(place, number, Round.State.DRAFT, Round.State.OPEN)
    groups = {group.kind: group for group in reversed(groups_of(found))}
    form = AskedForm(request.POST if request.method == "POST" else None, groups=groups)
    if form.is_valid() and _keep(place, found, groups, form, signed_in_person(request)):
        return to(place, "round", number, told="saved")
    speech = speech_of(request, place)
    said = speech.said["asked"]
    shown = show_form(form, _words(speech), speech.language, mark_optional=False)
    values = {
        "form": shown,
        "kinds": [_fields(shown, kind, speech) for kind in RESPONDENT_KINDS],
        "buttons": Buttons(said["button"]),
        "crumbs": way_up(place, speech, found),
    }
    return page(request, place, "asked.html", values, status=422 if form.is_bound else 200)


def _keep(
    place: Place, found: Round, groups: Mapping[str, AskedGroup], form: AskedForm, by: User | None
) -> bool:
    """Keep all that was said, or nothing; whether it was kept."""
    try:
        with transaction.atomic():
            for kind in RESPONDENT_KINDS:
                if not _keep_kind(place, found, groups.get(kind), kind, form, by):
                    raise _NotKept
    except _NotKept:
        return False
    return True


class _NotKept(Exception):
    """Something could not be kept, and the form says what."""


def _keep_kind(
    place: Place, found: Round, before: AskedGroup | None, kind: str, form: AskedForm, by: User | None
) -> bool:
    wanted, besides, open_link = form.said(kind)
    at: dict[str, Any] = {"place": place, "number": found.pk, "by": by, "kind": kind}
    field = f"form_{kind}"
    if before is not None and wanted != before.form and found.state == Round.State.OPEN:
        form.add_error(field, ValidationError("It stays.", code="form_stays"))
        return False
    try:
        if before is not None and not wanted:
            leave_out_group(**at, form=before.form)
        elif wanted:
            if before is not None and wanted != before.form:
                change_form(**at, before=before.form, after=wanted)
            ask_group(**at, form=wanted, besides=besides, open_link=open_link)
    except ValidationError as error:
        form.add_error(field, ValidationError("No.", code=getattr(error, "code", None) or "cannot_be_asked"))
        return False
    return True


def _words(speech: Speech) -> dict[str, Any]:
    """The words of the fields, which are the same for each kind but for its name."""
    said = speech.said["asked"]
    fields: dict[str, Any] = {}
    for kind in RESPONDENT_KINDS:
        name = speech.said["kinds"][kind]
        choices = {"": said["not_asked"], **{form: said[form] for form in forms_for(kind)}}
        errors = {key: str(text).replace("{label}", name) for key, text in said["errors"].items()}
        fields[f"form_{kind}"] = {"label": said["form_label"], "choices": choices, "errors": errors}
        fields[f"number_{kind}"] = {"label": said["number_label"], "hint": said["number_hint"]}
        fields[f"open_{kind}"] = {"label": said["open_label"], "hint": said["open_hint"]}
    return {"fields": fields}


def _fields(shown: ShownForm, kind: str, speech: Speech) -> dict[str, Any]:
    fields = [shown.field[f"{name}_{kind}"] for name in ("form", "number", "open")]
    return {"name": speech.said["kinds"][kind], "fields": fields}
