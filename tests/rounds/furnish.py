"""Fills the data folder of a running site for the browser: ``python -m tests.rounds.furnish`` prints what it made.

Rosa is signed in. Elmwood prepares a round, in Birchwood a confidential one is open, in Cedarville one is closed.
"""

import json

import django


def main() -> None:
    """Make everything and print a session and the ids, as JSON."""
    django.setup()
    from datetime import timedelta

    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from tallgrass.elements.players.actions import add_partner, record_told
    from tallgrass.elements.players.method.fields import PartnerFields
    from tallgrass.foundation.accounts.models import User
    from tallgrass.places.actions import add_place
    from tallgrass.places.models import Place
    from tallgrass.strength.rounds.holding.actions import (
        Guest,
        ask_group,
        change_round,
        close_round,
        invite,
        make_paper_codes,
        open_round,
        prepare_round,
        today,
    )
    from tallgrass.strength.rounds.models import Remark, Round, Sheet

    rosa = User.objects.create_user("rosa@example.org", name="Rosa")
    in_days = {name: today() + timedelta(days=days) for name, days in (("closes_on", 20), ("result_by", 40))}

    def place(slug: str, name: str, *, public: bool = False) -> Place:
        return add_place(
            slug=slug,
            name=name,
            by=rosa,
            languages=["en", "es"],
            public_body=public,
            run_by=f"{name} Library",
        )

    def round_of(where: Place, mode: str, *, ready: bool = True) -> Round:
        begun = prepare_round(place=where, by=rosa)
        changes = {"mode": mode, "thanks": "a $10 gift card", "telephone": "555-0100"} | (
            in_days if ready else {}
        )
        if mode == "confidential":
            changes["codes_until"] = today() + timedelta(days=60)
        return change_round(place=where, number=begun.pk, by=rosa, changes=changes)

    def ask(held: Round, *kinds: str) -> dict[str, int]:
        return {
            kind: ask_group(
                place=held.place,
                number=held.pk,
                by=rosa,
                kind=kind,
                form="resident" if kind == "resident" else "short",
                besides=3,
                open_link=kind == "resident",
            ).pk
            for kind in kinds
        }

    place("oakdale", "Oakdale")
    elmwood = place("elmwood", "Elmwood")
    draft = round_of(elmwood, "anonymous", ready=False)
    birchwood = place("birchwood", "Birchwood", public=True)
    going = round_of(birchwood, "confidential")
    groups = ask(going, "civic_tech", "government", "community", "resident")
    people = [
        Guest("Ann Teak", "ann@example.org", "en"),
        Guest("Bo " + "Longname" * 12, "", "es"),
        Guest("", "a-rather-long-address-of-somebody@a-rather-long-host.example.org", "en"),
    ]
    ways = invite(place=birchwood, group=groups["community"], by=rosa, guests=people)
    for name in ("Tenants", "Food " + "Longname" * 6):
        fields = PartnerFields(name, kinds=("community",), contact_email=f"{name[:4].lower()}@example.org")
        told = [add_partner(place=birchwood, fields=fields, by=rosa).pk]
        record_told(place=birchwood, players=told, way="phone", on=today(), by=rosa)
    make_paper_codes(place=birchwood, group=groups["community"], by=rosa, count=4, language="es")
    open_round(place=birchwood, number=going.pk, by=rosa)
    Sheet.objects.bulk_create(
        Sheet(round=going, kind="community", form="short", levels="2" * 12) for _ in range(7)
    )
    cedarville = place("cedarville", "Cedarville")
    over = round_of(cedarville, "anonymous")
    ask(over, "civic_tech", "community", "resident")
    open_round(place=cedarville, number=over.pk, by=rosa)
    Sheet.objects.bulk_create(
        Sheet(round=over, kind="community", form="short", levels="2" * 12) for _ in range(3)
    )
    for text in ("The clinic closes at noon.", "<b>Nobody</b> asked us before.\n\n" + "longword" * 40):
        Remark.objects.create(place=cedarville, round=over, sort="missed", text=text)
    Remark.objects.create(
        place=cedarville, round=over, sort="did_not_fit", criterion="KP7", text="We are not a group."
    )
    close_round(place=cedarville, number=over.pk, by=rosa)

    session = SessionStore()
    session[SESSION_KEY] = str(rosa.pk)
    session[BACKEND_SESSION_KEY] = str(settings.AUTHENTICATION_BACKENDS[0])
    session[HASH_SESSION_KEY] = rosa.get_session_auth_hash()
    session.create()
    print(
        json.dumps(
            {
                "session": session.session_key,
                "draft": draft.pk,
                "open": going.pk,
                "closed": over.pk,
                "group": groups["community"],
                "way": ways[0].invitation.pk,
            }
        )
    )


if __name__ == "__main__":
    main()
