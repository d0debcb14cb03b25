"""Fills the data folder of a running site for the browser: ``python -m tests.asks.furnish`` prints what it made.

Rosa is signed in. In Elmwood a round has closed, whose result nobody has been sent, and the next one is prepared; money
was paid, and the Tenants have a record of their own.
"""

import json

import django


def main() -> None:
    """Make everything and print a session and the ids, as JSON."""
    django.setup()
    from datetime import timedelta
    from decimal import Decimal

    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.utils import timezone

    from tallgrass.elements.players.actions import add_partner, make_link, record_told
    from tallgrass.elements.players.asks.stipends.actions import Payment, record_stipend, take_back_stipend
    from tallgrass.elements.players.method.fields import PartnerFields
    from tallgrass.elements.players.models import Tie
    from tallgrass.foundation.accounts.models import User
    from tallgrass.places.actions import add_place
    from tallgrass.strength.rounds.holding.actions import (
        Guest,
        ask_group,
        change_round,
        close_round,
        invite,
        make_paper_codes,
        open_round,
        prepare_round,
    )
    from tallgrass.strength.scorecard.actions import make_scorecard
    from tallgrass.strength.scorecard.giving_back.links import result_address
    from tallgrass.strength.scorecard.own_record.actions import (
        say_what_came,
        write_down_asked,
        write_down_time,
    )

    rosa = User.objects.create_user("rosa@example.org", name="Rosa")
    elmwood = add_place(
        slug="elmwood", name="Elmwood", by=rosa, languages=["en", "es"], run_by="Elmwood Library"
    )
    add_place(slug="oakdale", name="Oakdale", by=rosa)
    today = timezone.now().date()

    def round_of_elmwood() -> tuple[int, int]:
        number = prepare_round(place=elmwood, by=rosa).pk
        days = {"closes_on": today + timedelta(days=9), "result_by": today + timedelta(days=20)}
        change_round(place=elmwood, number=number, by=rosa, changes={"asked_by": "Elmwood Library", **days})
        asked = {"kind": "community", "form": "short"}
        group = ask_group(place=elmwood, number=number, by=rosa, **asked)
        return number, group.pk

    number, group = round_of_elmwood()
    bea = Guest("Bea with a Rather Long Name of Her Own", "bea-with-a-long-address@example.org")
    invite(place=elmwood, group=group, by=rosa, guests=[bea])
    make_paper_codes(place=elmwood, group=group, by=rosa, count=2)
    open_round(place=elmwood, number=number, by=rosa)
    close_round(place=elmwood, number=number, by=rosa)
    made = make_scorecard(place=elmwood, as_of=today, by=rosa).snapshot
    draft, next_group = round_of_elmwood()

    def partner(name: str) -> int:
        row = add_partner(place=elmwood, fields=PartnerFields(name, kinds=("community",)), by=rosa)
        record_told(place=elmwood, players=[row.pk], way="phone", on=today, by=rosa)
        return row.pk

    tenants, library = partner("Tenants of the Very Long Avenue"), partner("Elmwood Library")
    Tie.objects.create(
        place=elmwood,
        one_id=tenants,
        other_id=library,
        type="works_with",
        state="confirmed",
        confirmed_on=today,
    )
    at = {"place": elmwood, "player": tenants, "by": rosa, "on": today}
    write_down_time(**at, minutes=90, what_for="A meeting on evictions in the old school")
    line = write_down_asked(**at, what="A room for twenty people, with an interpreter and child care")
    say_what_came(**at, line=line.pk, came="The library’s hall")
    write_down_asked(**at, what="Data")
    paid = [
        record_stipend(
            place=elmwood, by=rosa, payment=Payment(what, Decimal(amount), "USD", today, to, round_, 60)
        ).pk
        for what, amount, to, round_ in (
            ("An hour at a meeting", "25", "a resident", number),
            ("Help with words in Spanish", "1250.50", "Tenants of the Very Long Avenue", None),
            ("Child care", "40", "Ana Neighbor", number),
        )
    ]
    take_back_stipend(place=elmwood, number=paid[2], by=rosa)

    session = SessionStore()
    session[SESSION_KEY] = str(rosa.pk)
    session[BACKEND_SESSION_KEY] = str(settings.AUTHENTICATION_BACKENDS[0])
    session[HASH_SESSION_KEY] = rosa.get_session_auth_hash()
    session.create()
    print(
        json.dumps(
            {
                "session": session.session_key,
                "closed": number,
                "draft": draft,
                "group": next_group,
                "made": made.pk,
                "result": result_address(made),
                "tenants": tenants,
                "stipend": paid[0],
                "secret": make_link(place=elmwood, player=tenants, by=rosa).text,
            }
        )
    )


if __name__ == "__main__":
    main()
