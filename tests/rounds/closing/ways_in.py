"""An open round over the example place, with a way in for everybody of ``crowd``."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from tallgrass.elements.players.method.kinds import SIX_KINDS
from tallgrass.foundation.accounts.models import User
from tallgrass.places.models import Place
from tallgrass.strength.rounds.holding import actions as rounds


def make_ways_in(place: Place, by: User, mode: str, partners: int) -> dict[str, Any]:
    """Open the round. Gives its number, its groups, and the secrets: by type and form, ``codes``, ``open``."""
    now = rounds.today()
    number = rounds.prepare_round(place=place, by=by).pk
    days = {"closes_on": now + timedelta(days=20), "result_by": now + timedelta(days=50)}
    codes = {"codes_until": now + timedelta(days=80)} if mode == "confidential" else {}
    said = {"mode": mode, "languages": ["en", "es"], "asked_by": "The Prairie Junction Data Table"}
    rounds.change_round(place=place, number=number, by=by, changes={**said, **days, **codes})
    made: dict[str, Any] = {"round": number, "groups": {}}
    for kind, form in (*((k, f) for k in SIX_KINDS for f in ("full", "short")), ("resident", "resident")):
        group = rounds.ask_group(place=place, number=number, by=by, kind=kind, form=form, besides=12)
        guests = [rounds.Guest(f"{kind} {at}") for at in range(partners)]
        ways = rounds.invite(place=place, group=group.pk, by=by, guests=guests)
        made["groups"][f"{kind} {form}"] = group.pk
        made[f"{kind} {form}"] = [one.secret for one in ways]
    residents = made["groups"]["resident resident"]
    slips = rounds.make_paper_codes(place=place, group=residents, by=by, count=15, language="es")
    made["codes"] = [one.secret for one in slips]
    made["open"] = rounds.make_open_link(place=place, group=residents, by=by).secret
    rounds.open_round(place=place, number=number, by=by)
    return made


def session_of(person: User) -> str:
    """The key of a session in which somebody is signed in."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = str(settings.AUTHENTICATION_BACKENDS[0])
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return str(session.session_key)
