"""The pages of the kit: every piece of a round, own words for it, and nothing kept that is only shown."""

import re

import pytest
from django.test import Client

from tallgrass.foundation.events.models import Event
from tallgrass.places.actions import change_place
from tallgrass.strength.rounds.holding.actions import close_round, end_invitation
from tallgrass.strength.rounds.kit.actions import back_to_original, change_kit_text
from tallgrass.strength.rounds.kit.known import facts_of
from tallgrass.strength.rounds.kit.method.facts import PARTNER
from tallgrass.strength.rounds.kit.method.pieces import PIECES
from tallgrass.strength.rounds.models import Invitation, KitText
from tests.cast import Cast
from tests.rounds.held import Held

pytestmark = pytest.mark.database


def kit(held: Held, *more: str, people: str = "") -> str:
    """The address of a page of the kit."""
    path = "".join(f"{one}/" for one in more)
    return f"/elmwood/rounds/{held.round.pk}/kit/{path}" + (f"?for={people}" if people else "")


def read(client: Client, address: str) -> str:
    """The words of a page, without its tags."""
    answer = client.get(address)
    assert answer.status_code == 200
    return plain(answer.content.decode())


def plain(page: str) -> str:
    text = re.sub(r"<[^>]+>", " ", page.replace("&#10;", "\n"))
    for mark, letter in (("&#x27;", "'"), ("&quot;", '"'), ("&amp;", "&"), ("&lt;", "<")):
        text = text.replace(mark, letter)
    return text


def open_link(held: Held) -> str:
    return f"http://testserver/elmwood/answer/{held.links['resident']}/"


@pytest.mark.parametrize(
    "state",
    [
        "anonymous",
        pytest.param("draft", marks=pytest.mark.slow),
        pytest.param("confidential", marks=pytest.mark.slow),
    ],
)
def test_every_piece_can_be_read_for_all_people_in_both_languages(
    request: pytest.FixtureRequest, rosa: Client, state: str
) -> None:
    held: Held = request.getfixturevalue(state)
    listed = rosa.get(kit(held)).content.decode()
    for key, piece in PIECES.items():
        for language in ("en", "es"):
            assert f"/kit/{key}/{language}/" in listed or language == "es"
            for people in ("partner", "resident"):
                page = read(rosa, kit(held, key, language, people=people))
                assert "Elmwood" in page
                assert "$10" in page or piece.moment in ("thanking", "meeting", "paying")


def test_the_round_leads_to_the_kit_in_every_state(draft: Held, rosa: Client) -> None:
    assert kit(draft) in rosa.get(f"/elmwood/rounds/{draft.round.pk}/").content.decode()


def test_an_open_and_a_closed_round_lead_to_the_kit(anonymous: Held, rosa: Client, cast: Cast) -> None:
    address = f"/elmwood/rounds/{anonymous.round.pk}/"
    assert kit(anonymous) in rosa.get(address).content.decode()
    close_round(place=cast.elmwood, number=anonymous.round.pk, by=cast.rosa)
    assert kit(anonymous) in rosa.get(address).content.decode()
    assert "What people said in Elmwood" in rosa.get(kit(anonymous, "thanks", "en")).content.decode()


def test_texts_speak_to_those_who_are_asked(anonymous: Held, rosa: Client) -> None:
    assert "12 short questions about how people in Elmwood work together" in read(
        rosa, kit(anonymous, "invitation", "en")
    )
    assert "6 short questions about life in Elmwood" in read(
        rosa, kit(anonymous, "invitation", "en", people="resident")
    )
    assert "Le damos" not in read(rosa, kit(anonymous, "invitation", "es"))
    assert "¿Nos da 5 minutos por Elmwood?" in rosa.get(kit(anonymous, "invitation", "es")).content.decode()


def test_what_a_draft_has_not_said_is_named_with_the_way_to_say_it(draft: Held, rosa: Client) -> None:
    held = draft
    assert "Not said yet, so the texts have gaps" not in read(rosa, kit(held))
    held.round.closes_on = None
    held.round.asked_by = ""
    held.round.save()
    page = read(rosa, kit(held))
    assert "Not said yet, so the texts have gaps" in page
    assert "last day" in page
    assert "who asks" in page


def test_what_the_steward_typed_is_said_in_the_language_of_the_piece(anonymous: Held) -> None:
    anonymous.round.other_texts = {"es": {"asked_by": "Fundación de Elmwood", "thanks": "una tarjeta de $10"}}
    said = {code: facts_of(anonymous.round, PARTNER, language=code) for code in ("en", "es")}
    assert (said["es"].asked_by, said["es"].thanks) == ("Fundación de Elmwood", "una tarjeta de $10")
    assert said["es"].telephone == said["en"].telephone == anonymous.round.telephone
    assert said["en"].thanks == anonymous.round.thanks


def test_own_words_stand_in_every_round_until_they_are_given_up(anonymous: Held, rosa: Client) -> None:
    address = kit(anonymous, "invitation_text", "en")
    shown = rosa.get(address + "change/").content.decode()
    assert "[who asks] here. Will you answer [what it is about]?" in plain(shown)
    words = "Hi! [who asks] has [number of questions] questions, [minutes] min. [paid or not, short] [link] {no} STOP."
    look = plain(rosa.post(address + "change/", {"body": words, "do": "preview"}).content.decode())
    assert "Hi! Elmwood Community Foundation has 12 questions, 5 min." in look
    assert "It no longer says this: how to say no." not in look  # {no} is a mark too, however it is typed
    assert not KitText.objects.filter(place=anonymous.round.place).exists()
    kept = rosa.post(address + "change/", {"body": words, "do": "save"}, follow=True)
    page = plain(kept.content.decode())
    assert "Your words are kept" in page
    assert "Hi! Elmwood Community Foundation has 12 questions" in page
    assert "Your words" in read(rosa, kit(anonymous))
    before = plain(rosa.get(address + "original/").content.decode())
    assert "Elmwood Community Foundation here. Will you answer" in before
    back = plain(rosa.post(address + "original/", follow=True).content.decode())
    assert "The original words are back" in back
    assert "Hi!" not in back
    told = Event.objects.filter(place=anonymous.round.place_id, kind__startswith="rounds.kit").order_by("pk")
    assert [one.kind for one in told] == ["rounds.kit_changed", "rounds.kit_as_before"]
    history = plain(rosa.get("/elmwood/history/").content.decode())
    assert "changed words of the asking kit: invitation by text, English" in history


def test_words_that_are_long_hard_or_leave_something_out_are_kept_with_a_hint(
    anonymous: Held, rosa: Client
) -> None:
    hard = (
        "Notwithstanding municipal considerations, participants contribute information "
        "regarding organizational interoperability."
    )
    address = kit(anonymous, "invitation", "en") + "change/"
    sent = {"subject": "A subject " * 12, "body": "\n\n".join([hard] * 30), "do": "save"}
    page = plain(rosa.post(address, sent, follow=True).content.decode())
    for hint in (
        "You may want to look at this again",
        "It no longer says this: paid or not.",
        "It no longer says this: what is promised.",
        "It is long: ",
        "Shorter sentences help most.",
        "The subject has ",
    ):
        assert hint in page
    assert KitText.objects.filter(place=anonymous.round.place, piece="invitation").exists()


@pytest.mark.parametrize("body", ["", "   \n ", "\u200b", "x" * 20_001])
def test_no_words_and_far_too_many_are_refused_in_a_sentence(
    anonymous: Held, rosa: Client, body: str
) -> None:
    answer = rosa.post(kit(anonymous, "poster", "en") + "change/", {"body": body, "do": "save"})
    assert answer.status_code == 422
    assert 'href="#' in answer.content.decode()
    assert not KitText.objects.filter(place=anonymous.round.place).exists()


def test_the_original_words_are_no_own_words(anonymous: Held, rosa: Client, cast: Cast) -> None:
    address = kit(anonymous, "poster", "en") + "change/"
    page = rosa.get(address).content.decode()
    body = re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.S)
    subject = re.search(r'name="subject"[^>]*value="([^"]*)"|value="([^"]*)"[^>]*name="subject"', page)
    assert body is not None
    assert subject is not None
    sent = {"body": plain(body[1]), "subject": subject[1] or subject[2], "do": "save"}
    assert "Nothing had to be kept" in plain(rosa.post(address, sent, follow=True).content.decode())
    assert not KitText.objects.filter(place=cast.elmwood).exists()
    assert not back_to_original(place=cast.elmwood, by=cast.rosa, piece="poster", language="en")
    assert not Event.objects.filter(place=cast.elmwood.pk, kind__startswith="rounds.kit").exists()


def test_words_of_one_place_are_not_those_of_another(anonymous: Held, rosa: Client, cast: Cast) -> None:
    change_kit_text(
        place=cast.oakdale, by=cast.otto, piece="invitation", language="en", subject="Oak", body="Only here."
    )
    assert "Only here." not in read(rosa, kit(anonymous, "invitation", "en"))


def test_a_link_that_is_pasted_stands_in_the_text_and_is_not_kept(anonymous: Held, rosa: Client) -> None:
    link = open_link(anonymous)
    for key in ("invitation", "invitation_text", "poster", "half_page"):
        page = rosa.post(kit(anonymous, key, "en", people="resident"), {"link": link, "do": "show"})
        assert page.status_code == 200
        assert plain(page.content.decode()).count(link) >= 1
    sheet = rosa.post(kit(anonymous, "poster", "es", people="resident"), {"link": link, "do": "page"})
    assert 'class="qr"' in sheet.content.decode()
    assert "Cache-Control" in sheet.headers
    assert link not in rosa.get(kit(anonymous, "poster", "en")).content.decode()


def test_a_poster_shows_the_open_link_that_the_round_has(anonymous: Held, rosa: Client, cast: Cast) -> None:
    link = open_link(anonymous)
    poster = kit(anonymous, "poster", "en", people="resident")
    assert link in rosa.get(poster).content.decode()
    sheet = rosa.get(kit(anonymous, "poster", "es", "print", people="resident")).content.decode()
    assert 'class="qr"' in sheet
    assert "enlace abierto" not in sheet
    one = Invitation.objects.get(place=cast.elmwood, sort="open")
    end_invitation(place=cast.elmwood, invitation=one.pk, by=cast.rosa)
    assert link not in rosa.get(poster).content.decode()


def test_only_an_open_link_of_this_round_is_hung_up(anonymous: Held, rosa: Client, cast: Cast) -> None:
    personal = f"http://testserver/elmwood/answer/{anonymous.personal['resident'][0]}/"
    poster = kit(anonymous, "poster", "en")
    for link in (
        personal,
        "http://example.org/x",
        "ask-none",
        "http://[broken",
        "javascript:alert(1)",
        "a b",
    ):
        answer = rosa.post(poster, {"link": link, "do": "page"})
        assert answer.status_code == 422
        assert "This is no open link of this round" in plain(answer.content.decode())
    assert rosa.post(kit(anonymous, "invitation", "en"), {"link": personal, "do": "show"}).status_code == 200
    way = Invitation.objects.get(place=cast.elmwood, sort="open")
    end_invitation(place=cast.elmwood, invitation=way.pk, by=cast.rosa)
    assert rosa.post(poster, {"link": open_link(anonymous), "do": "page"}).status_code == 422


def test_a_letter_to_a_funder_adds_up_what_is_typed(anonymous: Held, rosa: Client) -> None:
    sent = {"funder": "The Elm Fund", "partner_people": "12", "partner_each": "50", "do": "show"}
    page = plain(rosa.post(kit(anonymous, "funder_letter", "en"), sent).content.decode())
    assert "To: The Elm Fund" in page
    assert "- 12 people from local groups, $50 each: $600" in page
    assert "In all: $600" in page
    wrong = rosa.post(kit(anonymous, "funder_letter", "en"), {"partner_people": "many", "do": "show"})
    assert wrong.status_code == 422


def test_the_thanks_of_a_closed_round_take_the_result_and_keep_nothing(
    anonymous: Held, rosa: Client, cast: Cast
) -> None:
    thanks = kit(anonymous, "thanks", "en")
    assert "Put the result in" not in rosa.get(thanks).content.decode()
    close_round(place=cast.elmwood, number=anonymous.round.pk, by=cast.rosa)
    sent = {
        "result": "Most see\nprogress.",
        "next_step": "",
        "result_link": "http://testserver/x/",
        "do": "show",
    }
    page = plain(rosa.post(thanks, sent).content.decode())
    assert "Most see progress." in page
    assert "What comes next?" not in page
    assert "Most see" not in rosa.get(thanks).content.decode()


def test_the_kit_of_a_closed_round_begins_with_thanks_and_asks_nobody(
    anonymous: Held, rosa: Client, cast: Cast
) -> None:
    assert "/kit/poster/" in rosa.get(kit(anonymous)).content.decode()
    close_round(place=cast.elmwood, number=anonymous.round.pk, by=cast.rosa)
    page = rosa.get(kit(anonymous)).content.decode()
    offered = re.findall(r"/kit/(\w+)/en/", page)
    assert offered == ["thanks", "thanks_text", "guide_60", "guide_90", "funder_letter"]
    assert "This round is closed, so there is nobody left to invite or remind." in page


def test_texts_for_telephones_are_not_printed_and_unknown_pieces_lead_nowhere(
    anonymous: Held, rosa: Client
) -> None:
    assert rosa.get(kit(anonymous, "invitation_text", "en", "print")).status_code == 404
    assert rosa.get(kit(anonymous, "poem", "en")).status_code == 404
    assert rosa.get(kit(anonymous, "poster", "fr")).status_code == 404
    assert rosa.get(kit(anonymous) + "?in=fr&for=martians").status_code == 200


def test_a_public_body_and_an_example_say_so(anonymous: Held, rosa: Client, cast: Cast) -> None:
    address = kit(anonymous, "half_page", "en", "print")
    assert "public body" not in rosa.get(address).content.decode()
    change_place(place=cast.elmwood, by=cast.rosa, changes={"public_body": True})
    assert "This is a public body" in rosa.get(address).content.decode()


def test_a_name_is_never_markup(anonymous: Held, rosa: Client) -> None:
    anonymous.round.asked_by = "<script>alert(1)</script> & Sons"
    anonymous.round.save()
    for more in ((), ("print",)):
        page = rosa.get(kit(anonymous, "half_page", "en", *more)).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page
