"""A confidential round: saved as people go, taken up again on another device, changed until the end."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tallgrass.strength.rounds.holding.actions import close_round
from tallgrass.strength.rounds.models import Invitation, Remark, Sheet, SheetCode
from tests.cast import Cast
from tests.rounds.answering.people import RESIDENT, at
from tests.rounds.held import Held


def answer(client: Client, address: str, number: int, sign: str, **more: str) -> Any:
    """Answer one question of the residents' form and go on. ``address`` is that of the start page."""
    return client.post(f"{address}{number}/", {f"answer-{RESIDENT[number - 1]}": sign, **more})


def test_each_answer_is_saved_and_leads_to_the_next(client: Client, confidential: Held) -> None:
    address = at(confidential.personal["resident"][0])
    went = answer(client, address, 1, "2")
    assert (went.status_code, went.headers["Location"]) == (303, f"{address}2/?lang=en")
    answer(client, address, 3, "d")
    answer(client, address, 6, "4")
    [sheet] = Sheet.objects.all()
    assert sheet.levels == "2-d--4"


def test_it_goes_on_where_somebody_stopped(client: Client, confidential: Held) -> None:
    address = at(confidential.personal["resident"][0])
    answer(client, address, 1, "2")
    other_device = Client()
    assert f'href="{address}2/?lang=en">Go on<' in other_device.get(address).content.decode()
    assert 'value="2" checked' in other_device.get(f"{address}1/").content.decode()


def test_the_last_word_counts_and_says_so(client: Client, confidential: Held) -> None:
    address = at(confidential.personal["resident"][0])
    answer(client, address, 1, "2")
    telephone, laptop = Client(), Client()
    assert 'name="was" value="2"' in telephone.get(f"{address}1/").content.decode()
    answer(laptop, address, 1, "0", was="2")
    went = answer(telephone, address, 1, "3", was="2")
    assert "told=changed" in went.headers["Location"]
    assert "What you chose last now counts." in telephone.get(went.headers["Location"]).content.decode()
    assert Sheet.objects.get().levels == "3-----"
    assert "told" not in answer(laptop, address, 2, "1", was="").headers["Location"]


def test_two_devices_that_both_begin_fill_one_sheet(client: Client, confidential: Held) -> None:
    """Each has read that there is no row yet."""
    from tallgrass.strength.rounds.answering.actions import save_answers
    from tallgrass.strength.rounds.answering.method.typed import Filled
    from tallgrass.strength.rounds.answering.queries import way_in

    ways = [way_in("elmwood", confidential.personal["resident"][0]) for _ in range(2)]
    for way, criterion, sign in zip(ways, RESIDENT, "24", strict=False):
        assert way is not None
        save_answers(way=way, filled=Filled({criterion: sign}, (), (), ()), criteria=RESIDENT)
    assert Sheet.objects.get().levels == "24----"


def test_back_saves_too(client: Client, confidential: Held) -> None:
    address = at(confidential.personal["resident"][0])
    went = answer(client, address, 2, "1", do="back")
    assert went.headers["Location"] == f"{address}1/?lang=en"
    assert Sheet.objects.get().levels == "-1----"
    assert answer(client, address, 1, "1", do="back").headers["Location"] == f"{address}?lang=en"


def test_going_on_without_an_answer_keeps_nothing(client: Client, confidential: Held) -> None:
    address = at(confidential.personal["resident"][0])
    assert client.post(f"{address}1/", {}).status_code == 303
    assert not Sheet.objects.exists()
    assert not Invitation.objects.filter(place=confidential.round.place, used=True).exists()


def test_the_first_answer_says_that_somebody_is_no_longer_silent(client: Client, confidential: Held) -> None:
    answer(client, at(confidential.personal["resident"][0]), 1, "s")
    assert Invitation.objects.filter(place=confidential.round.place, used=True).count() == 1


def test_picks_and_words(client: Client, confidential: Held) -> None:
    address = at(confidential.personal["resident"][0])
    client.post(f"{address}first/", {"pick-1": "CA8", "pick-2": "culture"})
    for _ in range(2):  # a screen that is sent twice says one thing
        client.post(f"{address}missed/", {"missed": "the river"})
    sheet = Sheet.objects.get()
    assert (sheet.picks, sheet.levels) == ("CA8|culture", "------")
    assert Remark.objects.count() == 1
    page = client.get(f"{address}check/").content.decode()
    assert "1. The problem that matters most to me" in page
    assert '<option value="culture" selected>' in client.get(f"{address}first/").content.decode()


def test_the_end_shows_everything_and_lets_it_be_changed(client: Client, confidential: Held) -> None:
    address = at(confidential.personal["resident"][0])
    answer(client, address, 1, "2")
    looked = client.get(f"{address}check/").content.decode()
    assert looked.count("Change<") == 7
    done = client.get(f"{address}done/").content.decode()
    assert "I could take part in a way that worked for me." in done
    assert "You can come back and change them until" in done


def test_the_open_link_gives_everybody_a_code_of_their_own(client: Client, confidential: Held) -> None:
    address = at(confidential.links["resident"])
    assert client.get(f"{address}1/").headers["Location"].startswith(address)
    codes = []
    for sign in "13":
        went = client.post(address)
        assert went.status_code == 303
        page = client.get(went.headers["Location"]).content.decode()
        [code] = re.findall(r'class="code">([^<]+)<', page)
        codes.append(code)
        own = went.headers["Location"].partition("?")[0]
        answer(client, own, 1, sign)
        answer(client, own, 2, sign)
    assert sorted(sheet.levels for sheet in Sheet.objects.all()) == ["11----", "33----"]
    elsewhere = Client()
    went = elsewhere.post("/code/", {"code": codes[0]})
    again = went.headers["Location"].partition("?")[0]
    assert codes[0].split()[0] not in again
    assert 'value="1" checked' in elsewhere.get(f"{again}1/").content.decode()
    answer(elsewhere, again, 3, "0")
    assert sorted(sheet.levels for sheet in Sheet.objects.all()) == ["110---", "33----"]
    assert not Invitation.objects.filter(place=confidential.round.place, sort="open", used=True).exists()


def test_a_code_on_paper_comes_back_too(client: Client, confidential: Held) -> None:
    code = confidential.paper["resident"][0]
    first, second = (Client().post("/code/", {"code": code}).headers["Location"] for _ in range(2))
    assert first == second
    answer(client, first, 1, "2")
    assert 'value="2" checked' in Client().get(f"{second}1/").content.decode()


@pytest.mark.parametrize("step", ["0", "7", "99999999999999999999", "nothing", "questions"])
def test_there_is_no_other_step(client: Client, confidential: Held, step: str) -> None:
    answered = client.get(at(confidential.personal["resident"][0], step))
    assert answered.status_code in (303, 404)


def test_the_steps_are_not_there_in_an_anonymous_round(client: Client, anonymous: Held) -> None:
    for method in (client.get, client.post):
        assert method(at(anonymous.personal["resident"][0], "1")).status_code == 404
    assert not Sheet.objects.exists()


def test_after_the_close_nothing_changes(client: Client, cast: Cast, confidential: Held) -> None:
    address = at(confidential.personal["resident"][0])
    answer(client, address, 1, "2")
    close_round(place=cast.elmwood, number=confidential.round.pk, by=cast.rosa)
    assert answer(client, address, 1, "0").status_code == 410
    assert client.get(f"{address}done/").status_code == 410
    assert Sheet.objects.get().levels == "2-----"


def test_a_close_between_opening_a_page_and_sending_it_is_seen(confidential: Held, cast: Cast) -> None:
    from tallgrass.strength.rounds.answering.actions import Outcome, save_answers, save_picks
    from tallgrass.strength.rounds.answering.method.typed import Filled
    from tallgrass.strength.rounds.answering.queries import way_in

    way = way_in("elmwood", confidential.personal["resident"][0])
    assert way is not None
    close_round(place=cast.elmwood, number=confidential.round.pk, by=cast.rosa)
    filled = Filled({"IN7": "2"}, ("CA8",), (), ())
    assert save_answers(way=way, filled=filled, criteria=RESIDENT) is Outcome.NOT_OPEN
    assert save_picks(way=way, filled=filled, length=6) is Outcome.NOT_OPEN
    assert not Sheet.objects.exists()


def test_few_questions_to_the_database(
    client: Client, confidential: Held, django_assert_num_queries: Callable[[int], Any]
) -> None:
    """Who it is, whether the round is open, the change; around the last two a transaction (two more)."""
    address = at(confidential.personal["resident"][0])
    answer(client, address, 1, "2")
    with django_assert_num_queries(5):
        answer(client, address, 2, "2")
    with django_assert_num_queries(1):
        client.get(f"{address}3/")


def test_changing_the_language_keeps_what_is_chosen_and_saves_nothing(
    client: Client, confidential: Held
) -> None:
    address = at(confidential.personal["resident"][0])
    page = client.post(f"{address}1/", {"answer-IN7": "3", "language": "es"}).content.decode()
    assert '<html lang="es"' in page
    assert 'value="3" checked' in page
    assert not Sheet.objects.exists()
    assert not SheetCode.objects.exists()


def test_what_else_to_work_on_is_kept_apart_and_once(client: Client, confidential: Held) -> None:
    address = at(confidential.personal["resident"][0], "first")
    typed = {"pick-1": "CA8", "pick-else": "The bus at night"}
    for _ in range(2):
        assert client.post(address, typed).status_code == 303
    assert Sheet.objects.get().picks == "CA8"
    assert list(Remark.objects.values_list("sort", "criterion", "text", "cleared")) == [
        ("something_else", "", "The bus at night", None)
    ]
