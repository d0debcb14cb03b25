"""A whole round over the example place: 300 people of six types and 60 residents answer as people do, on short and full
forms, in two languages, by link, open link, code and paper; some stop half way. Then it closes, and is shown.
"""

from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from tallgrass.elements.players.method.kinds import SIX_KINDS
from tallgrass.examples.prairie_junction.draw import Draw
from tallgrass.examples.prairie_junction.generator import write_folder
from tallgrass.foundation.jobs.worker import run_waiting
from tallgrass.places.actions import give_role
from tallgrass.places.models import Place
from tallgrass.places.roles import STEWARD
from tallgrass.strength.rounds.closing.queries import counts_of, rankings_of
from tallgrass.strength.rounds.holding import actions as rounds
from tallgrass.strength.rounds.method.sheets import counted
from tallgrass.strength.rounds.models import Invitation, Remark, Round, Sheet
from tallgrass.strength.scorecard.assess import assess_folder
from tallgrass.strength.scorecard.method.document import to_bytes
from tallgrass.strength.scorecard.models import Snapshot
from tallgrass.strength.scorecard.place_folder.actions import export_place, load_folder
from tallgrass.strength.scorecard.place_folder.reading import read_place_folder
from tallgrass.strength.scorecard.published import published
from tests.cast import Cast
from tests.rounds.closing.crowd import PARTNERS, SLUG, Person, everybody
from tests.rounds.closing.rounds import V1

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


class Asking:
    """The round, and the ways in that are left."""

    def __init__(self, place: Place, cast: Cast, mode: str) -> None:
        self.place, self.by, self.mode = place, cast.rosa, mode
        now = rounds.today()
        number = rounds.prepare_round(place=place, by=cast.rosa).pk
        days = {"closes_on": now + timedelta(days=20), "result_by": now + timedelta(days=50)}
        codes = {"codes_until": now + timedelta(days=80)} if mode == "confidential" else {}
        said = {"mode": mode, "languages": ["en", "es"], "asked_by": "The Prairie Junction Data Table"}
        rounds.change_round(place=place, number=number, by=cast.rosa, changes={**said, **days, **codes})
        self.groups = {}
        self.links: dict[tuple[str, str], list[str]] = {}
        self.codes: list[str] = []
        for kind, form in (*((k, f) for k in SIX_KINDS for f in ("full", "short")), ("resident", "resident")):
            paper = 12 if kind == "resident" else 5
            group = rounds.ask_group(
                place=place, number=number, by=cast.rosa, kind=kind, form=form, besides=paper
            )
            self.groups[kind, form] = group
            guests = [rounds.Guest(f"{kind} {at}") for at in range(PARTNERS // 2 + 5)]
            made = rounds.invite(place=place, group=group.pk, by=cast.rosa, guests=guests)
            self.links[kind, form] = [one.secret for one in made]
        residents = self.groups["resident", "resident"].pk
        slips = rounds.make_paper_codes(place=place, group=residents, by=cast.rosa, count=15, language="es")
        self.codes = [one.secret for one in slips]
        self.open = rounds.make_open_link(place=place, group=residents, by=cast.rosa).secret
        self.round = rounds.open_round(place=place, number=number, by=cast.rosa)
        self.desk = Client()
        self.desk.force_login(cast.rosa)
        self.keyed = 0

    def answer(self, one: Person) -> bool:
        """Let somebody answer as they do; whether anything of it is kept."""
        if one.way == "paper":
            return self._keyed(one)
        start, browser = self._come_in(one), Client()
        if self.mode == "anonymous":
            return self._in_one(browser, start, one)
        return self._step_by_step(browser, start, one)

    def _come_in(self, one: Person) -> str:
        if one.way == "code":
            went = Client().post("/code/", {"code": self.codes.pop().replace("-", " ")})
            assert went.status_code == 303
            return went.headers["Location"].partition("?")[0]
        secret = self.open if one.way == "open" else self.links[one.kind, one.form].pop()
        address = f"/{SLUG}/answer/{secret}/"
        if one.way == "open" and self.mode == "confidential":
            return Client().post(address).headers["Location"].partition("?")[0]
        return address

    def _in_one(self, browser: Client, start: str, one: Person) -> bool:
        """One page, one send: who stops half way may have sent what they had, or nothing at all."""
        page = browser.get(f"{start}questions/?lang={one.language}").content.decode()
        number = page.split('name="number" value="')[1].split('"')[0]
        sent = {
            f"answer-{each}": said for each, said in zip(one.criteria, one.levels, strict=True) if said != "-"
        }
        picked = {f"pick-{at}": item for at, item in enumerate(one.picks, 1)}
        if one.reached < len(one.criteria) and one.reached % 2:
            browser.post(f"{start}questions/", {**sent, "number": number, "do": "check"})  # and goes away
            return False
        answer = browser.post(
            f"{start}questions/?lang={one.language}",
            {
                **sent,
                **picked,
                "number": number,
                "do": "send",
                "missed": "Los autobuses" if one.reached == 5 else "",
            },
        )
        assert answer.status_code == 200, answer.content.decode()
        return True

    def _step_by_step(self, browser: Client, start: str, one: Person) -> bool:
        """A question a screen, on two devices; what was answered counts."""
        for at, said in enumerate(one.levels[: one.reached], 1):
            if at == 4:
                browser = Client()
            answer = browser.post(
                f"{start}{at}/?lang={one.language}", {f"answer-{one.criteria[at - 1]}": said}
            )
            assert answer.status_code == 303, answer.content.decode()
        if one.picks:
            browser.post(f"{start}first/", {f"pick-{at}": item for at, item in enumerate(one.picks, 1)})
        return True

    def _keyed(self, one: Person) -> bool:
        self.keyed += 1
        group = self.groups[one.kind, one.form].pk
        fields = {f"answer-{each}": key for each, key in zip(one.criteria, one.levels, strict=True)}
        answer = self.desk.post(
            f"/{SLUG}/rounds/{self.round.pk}/key/{group}/{one.language}/",
            {"do": "send", "number": f"{self.keyed:032}", **fields},
        )
        assert answer.status_code == 303, answer.content.decode()
        return True


@pytest.mark.parametrize("mode", ["anonymous", "confidential"])
def test_from_the_first_link_to_the_shown_scorecard(cast: Cast, tmp_path: Path, mode: str) -> None:
    write_folder(tmp_path / "example")
    place = load_folder(place=SLUG, folder=read_place_folder(tmp_path / "example"), by=None, new=True).place
    give_role(place=place, email=cast.rosa.email, role=STEWARD, by=None)
    asking = Asking(place, cast, mode)
    people = list(everybody(Draw(6)))
    assert len(people) == 360
    kept = [one for one in people if asking.answer(one)]
    expected = Counter((one.kind, one.form, one.levels) for one in kept)
    assert Counter(Sheet.objects.values_list("kind", "form", "levels")) == expected
    assert any(set(one.levels) & set("-") for one in kept)
    used = Invitation.objects.filter(place=place, used=True).count()
    ways = Counter(one.way for one in kept)
    assert used == ways["link"] + ways["code"]

    rosa = Client()
    rosa.force_login(cast.rosa)
    closed = rosa.post(f"/{SLUG}/rounds/{asking.round.pk}/close/")
    assert closed.status_code in (302, 303)
    run_waiting()
    late = Client().get(f"/{SLUG}/answer/{asking.open}/")
    assert late.status_code == 410
    held = Round.objects.get(place=place)
    assert counts_of(held) == counted(expected.elements(), V1.forms)
    on_screen = [one for one in kept if one.way != "paper"]
    assert len({one.respondent for one in rankings_of(held)}) == sum(bool(one.picks) for one in on_screen)
    for remark in Remark.objects.filter(place=place, round=held)[:1]:
        Remark.objects.filter(place=place, pk=remark.pk).update(cleared=True)

    made = Snapshot.objects.get(place=place, asked_as_of=held.closed_on)
    document = published(made).document
    heard = {one["kind"]: one for one in document["participation"]}
    for kind in (*SIX_KINDS, "resident"):
        there = [one for one in kept if one.kind == kind and set(one.levels) & set("01234d")]
        assert heard[kind]["answered"] == len(there)
    assert heard["resident"]["asked"] is None
    assert heard["community"]["asked"] == 2 * (PARTNERS // 2 + 5 + 5)
    assert {one["element"] for one in document["gaps"] if one["kind"] in ("resident", "community")}
    assert document["priorities"]["partners"]["state"] == "shown"
    given = {"on": held.closed_on.isoformat(), "how": "By mail, and on a poster"}
    assert rosa.post(f"/{SLUG}/scorecards/{made.pk}/give-back/", given).status_code in (302, 303)
    assert rosa.post(f"/{SLUG}/scorecards/{made.pk}/show/").status_code in (302, 303)
    for language, words in (("en", "What people told us"), ("es", "lo que dijo la gente")):
        page = Client().get(f"/{SLUG}/?lang={language}").content.decode()
        assert words.casefold() in page.casefold()
        assert "Prairie Junction" in page

    export_place(place=place, out=tmp_path / "copy", as_of=made.as_of, by=None)
    before = sorted((tmp_path / "copy" / "scorecards").glob("*.json"))
    assert before
    again = rounds_scorecard(place, made)
    assert to_bytes(assess_folder(tmp_path / "copy").document) == again


def rounds_scorecard(place: Place, made: Snapshot) -> bytes:
    """The scorecard of the round as it is now, with what was cleared since."""
    from tallgrass.strength.scorecard.actions import make_scorecard

    return make_scorecard(place=place, as_of=made.as_of, by=None).snapshot.document.encode()
