"""Links and codes: made, shown once, ended."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from tallgrass.elements.players.asks.asked import OverBudget
from tallgrass.foundation.access import signed_in_person
from tallgrass.foundation.accounts.models import User
from tallgrass.foundation.texts.queries import country_of
from tallgrass.foundation.ui.fields import show_form
from tallgrass.foundation.ui.parts import Buttons, Cell, Column, Link, Table, page_links, table
from tallgrass.foundation.ui.qr import qr_code
from tallgrass.places.access import in_place
from tallgrass.places.models import Place
from tallgrass.places.roles import RUN_ROUNDS
from tallgrass.strength.rounds.holding.actions import (
    NotNow,
    WayIn,
    end_invitation,
    invite,
    make_open_link,
    make_paper_codes,
)
from tallgrass.strength.rounds.holding.addresses import code_address, link_address
from tallgrass.strength.rounds.holding.forms import OpenForm, PaperForm, PartnersForm, PersonalForm
from tallgrass.strength.rounds.holding.on_record import partners_to_take
from tallgrass.strength.rounds.holding.one_link import Twice
from tallgrass.strength.rounds.holding.queries import (
    Ways,
    group_in,
    groups_of,
    invitation_in,
    invitations_of,
    made_so_far,
    ways_in,
)
from tallgrass.strength.rounds.holding.saying import Speech
from tallgrass.strength.rounds.holding.views.frame import (
    at,
    notice,
    page,
    speech_of,
    the_round,
    to,
    way_up,
    whole,
)
from tallgrass.strength.rounds.holding.views.paging import page_asked
from tallgrass.strength.rounds.holding.views.too_often import others_button, say_too_often
from tallgrass.strength.rounds.holding.views.twice import say_twice
from tallgrass.strength.rounds.models import AskedGroup, Invitation, Round

#: So many links and codes stand on a page.
ON_A_PAGE: Final = 100
#: With more links than this at once, each is a line without a picture.
MOST_PICTURES: Final = 30
#: So many partners are offered at once.
MOST_OFFERED: Final = 200
_FORMS: Final[dict[str, type[PartnersForm | PersonalForm | PaperForm | OpenForm]]] = {
    "partners": PartnersForm,
    "personal": PersonalForm,
    "paper": PaperForm,
    "open": OpenForm,
}
#: What the buttons say that ask all but those who would be asked too often, and of which form they are.
_OTHERS: Final = {"others": "personal", "other_partners": "partners"}
_NOT_CLOSED: Final = (Round.State.DRAFT, Round.State.OPEN)


@in_place(RUN_ROUNDS)
def invitations(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """How many links and codes there are for each group, and the way to more."""
    found = the_round(place, number, *_NOT_CLOSED)
    speech = speech_of(request, place)
    groups = groups_of(found)
    values = {
        "notice": notice(request, speech),
        "table": _counts(place, found, groups, speech) if groups else None,
        "asked": Link(speech.said["invitations"]["nobody_link"], at(place, "asked", number)),
        "crumbs": way_up(place, speech, found),
    }
    return page(request, place, "invitations.html", values)


@in_place(RUN_ROUNDS)
def group(request: HttpRequest, place: Place, number: int, group: int) -> HttpResponse:
    """The links and codes of a group: those that are good, and forms for more. What is made is shown once, on the
    answer itself.
    """
    asked = _group(place, number, group)
    wanted = request.POST.get("do", "") if request.method == "POST" else ""
    leave_out, wanted = wanted in _OTHERS, _OTHERS.get(wanted, wanted)
    made, others = {sort: _form(request, place, asked, sort, wanted) for sort in _FORMS}, ""
    if wanted in made and made[wanted].is_valid():
        try:
            ways = _make(place, asked, made[wanted], signed_in_person(request), leave_out=leave_out)
        except OverBudget as refused:
            others = _too_often(request, place, made[wanted], refused)
        except Twice as refused:
            say_twice(made[wanted], made[wanted].who, refused.doubled, speech_of(request, place))
        else:
            return _made_page(request, place, asked, wanted, ways)
    return _group_page(request, place, asked, made, others, status=422 if request.method == "POST" else 200)


@in_place(RUN_ROUNDS)
def end(request: HttpRequest, place: Place, number: int, invitation: int) -> HttpResponse:
    """End a link or a code, after one more question."""
    found = the_round(place, number, *_NOT_CLOSED)
    way = invitation_in(place=place, number=number, invitation=invitation)
    if way is None:
        raise Http404
    if request.method == "POST":
        try:
            end_invitation(place=place, invitation=invitation, by=signed_in_person(request))
        except NotNow:  # the round was closed a moment ago
            return to(place, "round", number)
        return to(place, "group", number, way.group_id, told="ended")
    speech = speech_of(request, place)
    said = speech.said["end"]
    what = f"{speech.said['group']['sorts'][way.sort]} ({_called(way, speech)})"
    back = at(place, "group", number, way.group_id)
    values = {
        "said": {"title": said["title"], "text": said["text"].format(what=what)},
        "buttons": Buttons(said["button"], Link(said["back"], back), warning=True),
        "crumbs": way_up(place, speech, found),
    }
    return page(request, place, "confirm.html", values)


def _group(place: Place, number: int, group: int) -> AskedGroup:
    asked = group_in(place=place, number=number, group=group)
    if asked is None or asked.round.state == Round.State.CLOSED:
        raise Http404
    return asked


def _form(request: HttpRequest, place: Place, asked: AskedGroup, sort: str, wanted: str) -> Any:
    languages: Sequence[str] = asked.round.languages or place.languages
    own: dict[str, Any] = {"partners": partners_to_take(asked)[:MOST_OFFERED]} if sort == "partners" else {}
    return _FORMS[sort](
        request.POST if sort == wanted else None,
        prefix=sort,
        languages=languages,
        there=made_so_far(asked),
        country=country_of(place.pk),
        **own,
    )


def _make(
    place: Place, asked: AskedGroup, form: forms.Form, by: User | None, *, leave_out: bool
) -> list[WayIn]:
    """Make what the form asks for, without those who would be asked too often where they are to be left out.

    Raises ``OverBudget`` where they are not, and where nobody is left.
    """
    said = form.cleaned_data
    if isinstance(form, PersonalForm | PartnersForm):
        guests = [guest.speaking(said["language"]) for guest in said[form.who]]
        ways = invite(place=place, group=asked.pk, by=by, guests=guests, leave_out=leave_out)
        return ways or invite(place=place, group=asked.pk, by=by, guests=guests)
    if isinstance(form, PaperForm):
        return make_paper_codes(
            place=place, group=asked.pk, by=by, count=said["count"], language=said["language"]
        )
    return [make_open_link(place=place, group=asked.pk, by=by)]


def _too_often(
    request: HttpRequest, place: Place, form: PersonalForm | PartnersForm, refused: OverBudget
) -> str:
    """Say in the form who would be asked too often; gives what the button says that asks the others."""
    language = speech_of(request, place).language
    others = len(form.cleaned_data[form.who]) - len(refused.verdicts)
    say_too_often(form, form.who, refused.verdicts, language)
    return others_button(others, language)


def _made_page(
    request: HttpRequest, place: Place, asked: AskedGroup, sort: str, ways: list[WayIn]
) -> HttpResponse:
    """What was made, once."""
    speech = speech_of(request, place)
    said = speech.said["made"]
    sort = "personal" if sort == "partners" else sort
    paper = sort == Invitation.Sort.PAPER
    code_at = whole(request, code_address())
    pictures = not paper and len(ways) <= MOST_PICTURES
    shown = []
    for number, way in enumerate(ways, 1):
        label = (
            way.invitation.label
            or way.invitation.email
            or way.invitation.phone
            or said["number"].format(number=number)
        )
        secret = way.secret if paper else whole(request, link_address(place, way.secret))
        about = said["qr_open"] if sort == Invitation.Sort.OPEN else said["qr_about"].format(label=label)
        shown.append(
            {
                "label": "" if sort == Invitation.Sort.OPEN else label,
                "secret": secret,
                "qr": qr_code(secret, about) if pictures else None,
            }
        )
    values = {
        "said": said,
        "caption": said[f"caption_{sort}"],
        "ways": shown,
        "type_at": said["type_at"].format(address=code_at) if paper else "",
        "send": _sending(place, speech, asked, ways),
        "back": Link(said["back"], at(place, "group", asked.round_id, asked.pk)),
        "crumbs": way_up(place, speech, asked.round),
    }
    return page(request, place, "made.html", values)


def _sending(place: Place, speech: Speech, asked: AskedGroup, ways: list[WayIn]) -> Link | None:
    """Where links are sent to those who have an address, without a way there before it is of use; None for none."""
    if not any(way.invitation.email for way in ways):
        return None
    opened = asked.round.state == Round.State.OPEN
    address = reverse("reaching:send", args=[place.slug, asked.round_id]) if opened else ""
    return Link(speech.said["open"]["send"], address)


def _group_page(
    request: HttpRequest,
    place: Place,
    asked: AskedGroup,
    made: dict[str, Any],
    others: str,
    *,
    status: int,
) -> HttpResponse:
    speech = speech_of(request, place)
    said = speech.said["group"]
    number = asked.round_id
    good = invitations_of(asked.round, group=asked.pk)
    here, last = page_asked(request, good.count(), ON_A_PAGE)
    some = list(good[(here - 1) * ON_A_PAGE : here * ON_A_PAGE])
    offered = partners_to_take(asked).count()
    words = {
        "partners": {**said["partners"], "errors": {"made_already": said["made_already"]}},
        "personal": {**said["personal"], "errors": {"made_already": said["made_already"]}},
        "paper": {**said["paper"], "errors": {"made_already": said["made_already"]}},
        "open": {"fields": {}, "errors": {"made_already": said["made_already"]}},
    }
    shown = {sort: show_form(form, words[sort], speech.language) for sort, form in made.items()}
    address = at(place, "group", number, asked.pk)
    values = {
        "title": said["title"].format(kind=speech.said["kinds"][asked.kind]),
        "notice": notice(request, speech),
        "faulty": next((form for form in shown.values() if form.problems), None),
        "shown": shown,
        "others": others,
        "offered": offered,
        "first_ones": said["first_ones"].format(count=MOST_OFFERED) if offered > MOST_OFFERED else "",
        "table": _listed(place, number, some, speech) if some else None,
        "pages": page_links(here, last, lambda to_page: f"{address}?page={to_page}", speech.language),
        "crumbs": way_up(
            place,
            speech,
            asked.round,
            Link(speech.said["invitations"]["title"], at(place, "invitations", number)),
        ),
    }
    return page(request, place, "group.html", values, status=status)


def _counts(place: Place, found: Round, groups: list[AskedGroup], speech: Speech) -> Table:
    said, kinds, forms_said = speech.said["invitations"], speech.said["kinds"], speech.said["forms"]
    ways = ways_in(found)
    lines = []
    for one in groups:
        own, kind = ways.get(one.pk, Ways()), kinds[one.kind]
        link = Link(said["make"], at(place, "group", found.pk, one.pk), said["make_about"].format(kind=kind))
        lines.append(
            (
                Cell(kind, note=forms_said[one.form]),
                Cell(str(own.personal)),
                Cell(str(own.paper)),
                Cell(str(own.open)),
                Cell(link=link),
            )
        )
    columns = (
        Column(said["type"]),
        Column(said["personal"]),
        Column(said["paper"]),
        Column(said["open"]),
        Column(said["make"], unseen=True),
    )
    return table(said["caption"], columns, tuple(lines), speech.language)


def _listed(place: Place, number: int, some: list[Invitation], speech: Speech) -> Table:
    said = speech.said["group"]
    lines = tuple(
        (
            Cell(_called(way, speech), note=(way.email or way.phone) if way.label else ""),
            Cell(said["sorts"][way.sort]),
            Cell(speech.said["languages"].get(way.language, way.language)),
            Cell(link=Link(said["end"], at(place, "end", number, way.pk), _called(way, speech))),
        )
        for way in some
    )
    columns = (
        Column(said["for"]),
        Column(said["sort"]),
        Column(said["language"]),
        Column(said["end_column"], unseen=True),
    )
    return table(said["caption"], columns, lines, speech.language)


def _called(way: Invitation, speech: Speech) -> str:
    return way.label or way.email or way.phone or str(speech.said["group"]["nameless"]).format(number=way.pk)
