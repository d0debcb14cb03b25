"""Links and codes: shown once, kept as fingerprints, for one person each."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client

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
)
from tallgrass.strength.rounds.holding.actions.inviting import MOST_AT_ONCE, PREFIX
from tallgrass.strength.rounds.holding.queries import Ways, asked_by_kind, ways_in
from tallgrass.strength.rounds.models import Invitation
from tests.cast import Cast
from tests.rounds.held import Held


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
    rows = Invitation.objects.filter(place=cast.elmwood).order_by("pk").values_list("label", "email")
    assert list(rows) == [
        ("Ann Teak", "ann@example.org"),
        ("", "bo@example.org"),
        ("The group, the second one", ""),
    ]
    later = client.get(group_address(draft)).content.decode()
    assert "ask-" not in later
    assert "Ann Teak" in later


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
