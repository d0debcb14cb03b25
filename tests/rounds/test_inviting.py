"""Links and codes: shown once, kept as fingerprints, for one person each."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client

from tallgrass.elements.players.actions import add_partner
from tallgrass.elements.players.asks.models import Ask
from tallgrass.elements.players.method.fields import PartnerFields
from tallgrass.elements.players.models import Player, Standing, ToldBy
from tallgrass.foundation.events.models import Event
from tallgrass.foundation.tokens import digest_of
from tallgrass.foundation.word_codes import read_code
from tallgrass.strength.rounds.holding.actions import (
    Guest,
    NotNow,
    close_round,
    end_invitation,
    invite,
    make_open_link,
    make_paper_codes,
    today,
)
from tallgrass.strength.rounds.holding.actions import open_round as open_it
from tallgrass.strength.rounds.holding.actions.inviting import MOST_AT_ONCE, PREFIX
from tallgrass.strength.rounds.holding.one_link import Twice
from tallgrass.strength.rounds.holding.queries import Ways, asked_by_kind, ways_in
from tallgrass.strength.rounds.models import Invitation
from tests.cast import Cast
from tests.rounds.held import Held, draft_round


def everything_kept() -> str:
    """Every value of every table."""
    with connection.cursor() as cursor:
        rows = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            rows += cursor.fetchall()
    return str(rows)


def test_a_link_leads_to_its_invitation_by_its_fingerprint(draft: Held, cast: Cast) -> None:
    group = draft.groups["community"].pk
    made = invite(
        place=cast.elmwood, group=group, by=cast.rosa, guests=[Guest("Ann", "ann@example.org", "es")]
    )
    (way,) = made
    assert way.secret.startswith(PREFIX)
    kept = Invitation.objects.get(place=cast.elmwood, digest=digest_of(way.secret))
    assert (kept.label, kept.email, kept.language, kept.used) == ("Ann", "ann@example.org", "es", False)


def test_no_secret_is_kept_anywhere(anonymous: Held) -> None:
    kept = everything_kept()
    secrets = [
        one for many in (anonymous.personal, anonymous.paper) for ways in many.values() for one in ways
    ]
    for secret in [*secrets, *anonymous.links.values()]:
        assert secret not in kept
        assert secret.removeprefix(PREFIX) not in kept


def test_history_names_nobody_who_is_asked(draft: Held, cast: Cast) -> None:
    group = draft.groups["community"].pk
    (way,) = invite(
        place=cast.elmwood, group=group, by=cast.rosa, guests=[Guest("Ann Teak", "ann@example.org")]
    )
    end_invitation(place=cast.elmwood, invitation=way.invitation.pk, by=cast.rosa)
    told = str(list(Event.objects.values()))
    assert "Ann" not in told
    assert "ann@example.org" not in told


def test_a_code_on_paper_is_found_by_what_is_typed(anonymous: Held, cast: Cast) -> None:
    code = anonymous.paper["resident"][0]
    digest = read_code(code.upper().replace("-", " "))
    assert Invitation.objects.get(place=cast.elmwood, digest=digest or "").sort == "paper"


def test_an_open_link_makes_the_number_unknown(draft: Held, cast: Cast) -> None:
    group = draft.groups["community"]
    make_paper_codes(place=cast.elmwood, group=group.pk, by=cast.rosa, count=4)
    assert asked_by_kind(draft.round)["community"] == 4
    make_open_link(place=cast.elmwood, group=group.pk, by=cast.rosa)
    assert asked_by_kind(draft.round)["community"] is None
    assert ways_in(draft.round)[group.pk] == Ways(paper=4, open=1)


def test_what_is_ended_counts_no_longer(draft: Held, cast: Cast) -> None:
    group = draft.groups["community"].pk
    ways = invite(place=cast.elmwood, group=group, by=cast.rosa, guests=[Guest("Ann"), Guest("Bo")])
    for _ in range(2):  # the second time makes no difference
        end_invitation(place=cast.elmwood, invitation=ways[0].invitation.pk, by=cast.rosa)
    assert asked_by_kind(draft.round)["community"] == 1
    assert Event.objects.filter(kind="rounds.link_ended").count() == 1


def test_ending_tells_nothing_of_whether_somebody_has_answered(anonymous: Held, cast: Cast) -> None:
    used, unused = Invitation.objects.filter(
        place=cast.elmwood, sort="personal", group=anonymous.groups["community"]
    )[:2]
    Invitation.objects.filter(place=cast.elmwood, pk=used.pk).update(used=True)
    for one in (used, unused):
        end_invitation(place=cast.elmwood, invitation=one.pk, by=cast.rosa)
    events = Event.objects.filter(kind="rounds.link_ended").order_by("pk")
    assert [event.told for event in events] == [{"sort": "personal"}] * 2
    assert asked_by_kind(anonymous.round)["community"] == 3


def test_a_closed_round_has_no_new_ways_in(anonymous: Held, cast: Cast) -> None:
    close_round(place=cast.elmwood, number=anonymous.round.pk, by=cast.rosa)
    with pytest.raises(NotNow):
        make_open_link(place=cast.elmwood, group=anonymous.groups["community"].pk, by=cast.rosa)
    with pytest.raises(NotNow):
        end_invitation(
            place=cast.elmwood, invitation=Invitation.objects.filter(place=cast.elmwood)[0].pk, by=cast.rosa
        )


@pytest.mark.parametrize("count", [0, -1, MOST_AT_ONCE + 1])
def test_so_many_at_once(draft: Held, cast: Cast, count: int) -> None:
    with pytest.raises(ValidationError) as refused:
        make_paper_codes(place=cast.elmwood, group=draft.groups["community"].pk, by=cast.rosa, count=count)
    assert refused.value.code == "how_many"


def test_an_address_that_is_none_is_refused_and_nothing_is_made(draft: Held, cast: Cast) -> None:
    with pytest.raises(ValidationError):
        invite(
            place=cast.elmwood,
            group=draft.groups["community"].pk,
            by=cast.rosa,
            guests=[Guest("Ann"), Guest("Bo", "no address")],
        )
    assert not Invitation.objects.filter(place=cast.elmwood).exists()


BEA = Guest("Bea", "bea@example.org")


@pytest.mark.parametrize(
    "again",
    [BEA, Guest("Beatriz", "BEA@Example.org"), Guest("Dee", phone="+13145550123")],
    ids=["as before", "in capitals", "a number"],
)
def test_nobody_has_two_good_links_in_a_round(draft: Held, cast: Cast, again: Guest) -> None:
    community, government = draft.groups["community"].pk, draft.groups["government"].pk
    first, _ = invite(
        place=cast.elmwood, group=community, by=cast.rosa, guests=[BEA, Guest("Dee", phone="+13145550123")]
    )
    for group in (community, government):
        with pytest.raises(Twice) as refused:
            invite(place=cast.elmwood, group=group, by=cast.rosa, guests=[Guest("Ann"), again])
        [error] = refused.value.error_list
        assert (error.code, error.params) == (
            "twice",
            {"value": again.email.lower() or again.phone, "kind": "community"},
        )
    assert Invitation.objects.filter(place=cast.elmwood).count() == 2
    for way in Invitation.objects.filter(place=cast.elmwood):
        end_invitation(place=cast.elmwood, invitation=way.pk, by=cast.rosa)
    assert invite(place=cast.elmwood, group=government, by=cast.rosa, guests=[again])
    assert first.invitation.email == "bea@example.org"


def test_nobody_stands_in_a_list_twice(draft: Held, cast: Cast) -> None:
    guests = [BEA, Guest("Ann"), Guest("Ann"), Guest("B.", "Bea@example.org")]
    with pytest.raises(Twice) as refused:
        invite(place=cast.elmwood, group=draft.groups["community"].pk, by=cast.rosa, guests=guests)
    assert [one.params for one in refused.value.error_list] == [{"value": "bea@example.org", "kind": ""}]
    assert not Invitation.objects.filter(place=cast.elmwood).exists()


# --- pages ---


def group_address(held: Held, kind: str = "community") -> str:
    return f"/elmwood/rounds/{held.round.pk}/invitations/{held.groups[kind].pk}/"


def make(client: Client, held: Held, there: int, people: str) -> str:
    answer = client.post(
        group_address(held),
        {"do": "personal", "personal-seen": there, "personal-people": people, "personal-language": "en"},
    )
    return str(answer.content.decode())


def test_links_are_shown_once_with_a_picture(draft: Held, cast: Cast, client: Client) -> None:
    client.force_login(cast.rosa)
    page = make(client, draft, 0, "Ann Teak, ann@example.org\n\nbo@example.org\nThe group, the second one")
    assert page.count("/elmwood/answer/ask-") == 3
    assert page.count('<svg class="qr"') == 3
    assert "style=" not in page
    assert "While the round is open, the site can send them" in page
    rows = Invitation.objects.filter(place=cast.elmwood).order_by("pk").values_list("label", "email")
    assert list(rows) == [
        ("Ann Teak", "ann@example.org"),
        ("", "bo@example.org"),
        ("The group, the second one", ""),
    ]
    later = client.get(group_address(draft)).content.decode()
    assert "ask-" not in later
    assert "Ann Teak" in later


def test_those_with_an_address_can_be_sent_theirs(anonymous: Held, cast: Cast, client: Client) -> None:
    client.force_login(cast.rosa)
    there = Invitation.objects.filter(place=cast.elmwood, group=anonymous.groups["community"]).count()
    way = f'<a href="/elmwood/rounds/{anonymous.round.pk}/send/">Send links and reminders</a>'
    assert way in make(client, anonymous, there, "Ann Teak, ann@example.org")
    assert way not in make(client, anonymous, there + 1, "Bo, without an address")


def test_sending_the_page_twice_makes_links_once(draft: Held, cast: Cast, client: Client) -> None:
    client.force_login(cast.rosa)
    make(client, draft, 0, "Ann")
    again = make(client, draft, 0, "Ann")
    assert "These were made already" in again
    assert Invitation.objects.filter(place=cast.elmwood).count() == 1
    # What came back can be sent again on purpose.
    assert 'name="personal-seen" id="id_personal-seen" value="1"' in again


@pytest.mark.parametrize(
    ("people", "said"),
    [
        ("", "Write at least one line."),
        ("Ann\nBo, bo@", "Line 2: bo@ does not look like an e-mail address."),
        ("x" * 201, "Line 1: use at most 200 characters."),
        ("a\n" * 1001, "At most 1000 at once."),
    ],
)
def test_what_cannot_be_read_is_said_by_its_line(
    draft: Held, cast: Cast, client: Client, people: str, said: str
) -> None:
    client.force_login(cast.rosa)
    assert said in make(client, draft, 0, people)
    assert not Invitation.objects.filter(place=cast.elmwood).exists()


def test_the_page_never_says_which_link_was_used(anonymous: Held, cast: Cast, client: Client) -> None:
    client.force_login(cast.rosa)
    before = client.get(group_address(anonymous)).content
    Invitation.objects.filter(place=cast.elmwood, sort="personal").update(used=True)
    after = client.get(group_address(anonymous)).content
    assert _without_token(before) == _without_token(after)


def _without_token(page: bytes) -> list[str]:
    return [line for line in page.decode().splitlines() if "csrfmiddlewaretoken" not in line]


def test_ending_is_asked_once_more(anonymous: Held, cast: Cast, client: Client) -> None:
    client.force_login(cast.rosa)
    one = Invitation.objects.filter(place=cast.elmwood, sort="personal")[0]
    address = f"/elmwood/rounds/{anonymous.round.pk}/invitations/end/{one.pk}/"
    client.get(address)
    one.refresh_from_db()
    assert not one.ended
    assert "It leads nowhere now" in client.post(address, follow=True).content.decode()
    one.refresh_from_db()
    assert one.ended


@pytest.mark.parametrize(
    ("language", "has", "here"),
    [
        (
            "en",
            "bea@example.org already has a link in this round, as ",
            "cal@example.org stands in the list twice.",
        ),
        (
            "es",
            "bea@example.org ya tiene un enlace en esta ronda, como ",
            "cal@example.org aparece dos veces",
        ),
    ],
)
def test_the_page_says_who_would_have_two_links(
    draft: Held, cast: Cast, client: Client, language: str, has: str, here: str
) -> None:
    invite(place=cast.elmwood, group=draft.groups["government"].pk, by=cast.rosa, guests=[BEA])
    client.force_login(cast.rosa)
    client.get(f"{group_address(draft)}?lang={language}")
    page = make(client, draft, 0, "Bea, bea@example.org\ncal@example.org\nCal, cal@example.org")
    assert has in page
    assert here in page
    assert Invitation.objects.filter(place=cast.elmwood).count() == 1


# --- partners on record ---


def on_record(
    cast: Cast, name: str, email: str = "", kind: str = "community", *, told: bool = True
) -> Player:
    fields = PartnerFields(name, kinds=(kind,), contact_email=email)
    player = add_partner(place=cast.elmwood, fields=fields, by=cast.rosa)
    if told:
        player.standing, player.told_on, player.told_by = Standing.LISTED, today(), ToldBy.LETTER
        player.save()
    return player


def take(client: Client, held: Held, *players: Player, there: int = 0, do: str = "partners") -> str:
    said = {
        "do": do,
        "partners-seen": there,
        "partners-language": "es",
        "partners-partners": [player.pk for player in players],
    }
    return str(client.post(group_address(held), said).content.decode())


OFFER = "Take the partners of this type who have an address"


def test_partners_on_record_are_taken_without_typing(draft: Held, cast: Cast, client: Client) -> None:
    tenants = on_record(cast, "Tenants", "tenants@example.org")
    bank = on_record(cast, "Food Bank", "bank@example.org")
    on_record(cast, "Same address", "TENANTS@example.org")
    for unseen in (
        on_record(cast, "No address"),
        on_record(cast, "City Hall", "hall@example.org", "government"),
        on_record(cast, "Not told", "untold@example.org", told=False),
    ):
        assert unseen.pk
    client.force_login(cast.rosa)
    page = client.get(group_address(draft)).content.decode()
    assert OFFER in page
    assert page.count(" checked") == 2
    assert page.index("Food Bank, bank@example.org") < page.index("Tenants, tenants@example.org")
    assert not [one for one in ("No address", "City Hall", "Not told", "Same address") if one in page]
    made = take(client, draft, tenants)
    assert made.count("/elmwood/answer/ask-") == 1
    row = Invitation.objects.get(place=cast.elmwood)
    assert (row.label, row.email, row.language) == ("Tenants", "tenants@example.org", "es")
    assert Ask.objects.get(place=cast.elmwood).player_id == tenants.pk
    page = client.get(group_address(draft)).content.decode()
    assert page.count(" checked") == 1
    again = take(client, draft, tenants, bank)
    assert "These were made already" in again
    take(client, draft, bank, there=1)
    assert OFFER not in client.get(group_address(draft)).content.decode()
    assert "These were made already" in take(client, draft, bank, there=1)
    assert Invitation.objects.filter(place=cast.elmwood).count() == 2


def test_whoever_has_a_link_by_address_or_was_asked_as_a_partner_is_not_offered(
    draft: Held, cast: Cast, client: Client
) -> None:
    on_record(cast, "Tenants", "tenants@example.org")
    moved = on_record(cast, "Food Bank", "old@example.org")
    group = draft.groups["community"].pk
    guests = [Guest("T.", "Tenants@example.org"), Guest("Food Bank", "old@example.org", partner=moved.pk)]
    invite(place=cast.elmwood, group=group, by=cast.rosa, guests=guests)
    Player.objects.filter(place=cast.elmwood, pk=moved.pk).update(contact_email="new@example.org")
    client.force_login(cast.rosa)
    assert OFFER not in client.get(group_address(draft)).content.decode()


def test_residents_are_no_partners_to_take(draft: Held, cast: Cast, client: Client) -> None:
    on_record(cast, "Tenants", "tenants@example.org")
    client.force_login(cast.rosa)
    assert OFFER not in client.get(group_address(draft, "resident")).content.decode()


def test_what_is_wrong_with_the_ticks_is_said(draft: Held, cast: Cast, client: Client) -> None:
    bad, good = on_record(cast, "Tenants"), on_record(cast, "Food Bank", "bank@example.org")
    Player.objects.filter(place=cast.elmwood, pk=bad.pk).update(contact_email="nobody at home")
    client.force_login(cast.rosa)
    assert "Tick at least one partner." in take(client, draft)
    page = take(client, draft, bad, good)
    assert "Tenants: nobody at home does not look like an e-mail address." in page
    other = on_record(cast, "City Hall", "hall@example.org", "government")
    assert "no longer on this list" in take(client, draft, other)
    assert not Invitation.objects.filter(place=cast.elmwood).exists()


def test_of_many_partners_the_first_are_offered(
    draft: Held, cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tallgrass.strength.rounds.holding.views.inviting.MOST_OFFERED", 2)
    for name in ("Cc", "Bb", "Aa"):
        on_record(cast, name, f"{name}@example.org")
    client.force_login(cast.rosa)
    page = client.get(group_address(draft)).content.decode()
    assert "These are the first 2." in page
    assert page.count(" checked") == 2
    assert "Cc, " not in page


def test_partners_who_were_asked_this_year_are_left_out_by_a_second_button(
    draft: Held, cast: Cast, client: Client
) -> None:
    tenants = on_record(cast, "Tenants", "tenants@example.org")
    invite(
        place=cast.elmwood,
        group=draft.groups["community"].pk,
        by=cast.rosa,
        guests=[Guest("Tenants", "tenants@example.org", partner=tenants.pk)],
    )
    open_it(place=cast.elmwood, number=draft.round.pk, by=cast.rosa)
    close_round(place=cast.elmwood, number=draft.round.pk, by=cast.rosa)
    held, bank = draft_round(cast), on_record(cast, "Food Bank", "bank@example.org")
    client.force_login(cast.rosa)
    page = take(client, held, tenants, bank)
    assert "Tenants’s second round" in page
    assert page.count('value="other_partners"') == 1
    assert 'value="others"' not in page
    assert "ask-" in take(client, held, tenants, bank, do="other_partners")
    assert Invitation.objects.get(place=cast.elmwood, round=held.round).label == "Food Bank"


# --- the silent ---


def test_an_anonymous_round_has_no_list_of_the_silent(anonymous: Held, cast: Cast, client: Client) -> None:
    client.force_login(cast.rosa)
    answer = client.get(f"/elmwood/rounds/{anonymous.round.pk}/silent/")
    assert answer.status_code == 302
    page = client.get(f"/elmwood/rounds/{anonymous.round.pk}/").content.decode()
    assert "silent" not in page
    assert "has not answered" not in page


def test_a_confidential_round_lists_names_whose_link_is_unused(
    confidential: Held, cast: Cast, client: Client
) -> None:
    client.force_login(cast.rosa)
    address = f"/elmwood/rounds/{confidential.round.pk}/silent/"
    Invitation.objects.filter(place=cast.elmwood, label="community 2").update(used=True)
    Invitation.objects.filter(place=cast.elmwood, label="community 3").update(ended=True)
    page = client.get(address).content.decode()
    assert "community 1" in page
    assert "community 2" not in page
    assert "community 3" not in page
    assert page.count("@example.org") - page.count("rosa@example.org") == 22


def test_who_is_silent_is_not_asked_after_the_close(confidential: Held, cast: Cast, client: Client) -> None:
    client.force_login(cast.rosa)
    close_round(place=cast.elmwood, number=confidential.round.pk, by=cast.rosa)
    assert client.get(f"/elmwood/rounds/{confidential.round.pk}/silent/").status_code == 404
