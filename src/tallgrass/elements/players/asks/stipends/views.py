"""Stipends: what was paid, what that is in all, and files of both."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from tallgrass.elements.players.asks.models import Stipend
from tallgrass.elements.players.asks.stipends.actions import (
    NoSuchStipend,
    correct_stipend,
    record_stipend,
    take_back_stipend,
)
from tallgrass.elements.players.asks.stipends.forms import (
    DaysForm,
    NewStipendForm,
    StipendForm,
    initial_of,
    initial_of_new,
)
from tallgrass.elements.players.asks.stipends.method.amounts import written_amount, written_hours
from tallgrass.elements.players.asks.stipends.method.totals import Total, in_all
from tallgrass.elements.players.asks.stipends.occasions import occasions_of
from tallgrass.elements.players.asks.stipends.queries import (
    currency_used,
    last_number,
    purposes_used,
    stipend_in,
    stipends_of,
    totals_of,
)
from tallgrass.elements.players.exporting.writing import TYPES, as_csv
from tallgrass.foundation.access import signed_in_person
from tallgrass.foundation.days import spelled
from tallgrass.foundation.languages import words
from tallgrass.foundation.site_pages import reader_language
from tallgrass.foundation.ui.fields import filters, show_form
from tallgrass.foundation.ui.parts import (
    Buttons,
    Cell,
    Column,
    Link,
    Notice,
    SummaryRow,
    Table,
    Tag,
    crumbs,
    page_links,
    summary,
    table,
)
from tallgrass.places.access import in_place
from tallgrass.places.frame import place_page
from tallgrass.places.models import Place
from tallgrass.places.roles import PAY_STIPENDS

TEMPLATES: Final = Path(__file__).parent / "templates"
#: So many stipends stand on a page.
ON_A_PAGE: Final = 100
_TOLD: Final = ("recorded", "corrected", "taken_back")


@in_place(PAY_STIPENDS)
def listing(request: HttpRequest, place: Place) -> HttpResponse:
    """What was paid in all, and each payment."""
    language, said = _language(request, place), _said(request, place)
    days = _days(request)
    rows = stipends_of(place=place, **days)
    here, last = _page_asked(request, rows.count())
    some = list(rows[(here - 1) * ON_A_PAGE : here * ON_A_PAGE])
    sums = totals_of(place=place, **days)
    base = reverse("stipends:list", args=[place.slug])
    asked = _query(days)
    told = request.GET.get("told", "")
    values = {
        "said": said,
        "notice": Notice(said["told"][told]) if told in _TOLD else None,
        "filters": filters(
            DaysForm(request.GET), said["days"], language, action=base, asked=any(days.values())
        ),
        "add": reverse("stipends:add", args=[place.slug]),
        "totals": _totals_table(place, sums, language, said) if sums else None,
        "all": [
            said["in_all"].format(amount=written_amount(each.amount, each.currency), count=each.count)
            for each in in_all(sums)
        ],
        "table": _table(place, some, language, said) if some else None,
        "pages": page_links(
            here, last, lambda number: f"{base}?{_query({**days, 'page': number})}", language
        ),
        "files": [
            Link(
                said["totals_file"], f"{reverse('stipends:totals', args=[place.slug])}{asked and '?' + asked}"
            ),
            Link(said["file"], f"{reverse('stipends:file', args=[place.slug])}{asked and '?' + asked}"),
        ],
    }
    return _answer(request, place, "list.html", values)


@in_place(PAY_STIPENDS)
def add(request: HttpRequest, place: Place) -> HttpResponse:
    """Write down what was paid."""
    fresh = initial_of_new(currency_used(place=place), last_number(place=place))
    form = _form(request, place, fresh, NewStipendForm)
    assert isinstance(form, NewStipendForm)  # noqa: S101 (for the type checker)
    if form.is_valid():
        try:
            record_stipend(
                place=place,
                by=signed_in_person(request),
                payment=form.payment(),
                after=form.cleaned_data["seen"],
            )
        except ValidationError as error:
            form.add_error(None, error)
            form.see(last_number(place=place))
        else:
            return _back(place, "recorded")
    return _form_page(request, place, form, _said(request, place)["add"])


@in_place(PAY_STIPENDS)
def one(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """Correct what was written down."""
    row = _stipend(place, number)
    form = _form(request, place, initial_of(row))
    if form.is_valid():
        try:
            correct_stipend(place=place, number=number, by=signed_in_person(request), payment=form.payment())
        except ValidationError as error:
            form.add_error(None, error)
        except NoSuchStipend as error:  # somebody took it back a moment ago
            raise Http404 from error
        else:
            return _back(place, "corrected")
    back = Link(
        _said(request, place)["take_back"]["link"], reverse("stipends:take_back", args=[place.slug, number])
    )
    return _form_page(request, place, form, _said(request, place)["correct"], further=back)


@in_place(PAY_STIPENDS)
def take_back(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """Take back what was not paid after all, after one more question."""
    row = _stipend(place, number)
    language, said = _language(request, place), _said(request, place)
    if request.method == "POST":
        try:
            take_back_stipend(place=place, number=number, by=signed_in_person(request))
        except NoSuchStipend as error:
            raise Http404 from error
        return _back(place, "taken_back")
    lines = (
        SummaryRow(said["columns"]["paid_on"], (spelled(row.paid_on, language),)),
        SummaryRow(said["columns"]["amount"], (written_amount(row.amount, row.currency),)),
        SummaryRow(said["columns"]["what_for"], (row.what_for,)),
        SummaryRow(said["columns"]["to"], (row.to,) if row.to else ()),
    )
    own = said["take_back"]
    values = {
        "said": own,
        "summary": summary(lines, language),
        "crumbs": _crumbs(place, said, language),
        "buttons": Buttons(
            own["button"], Link(own["back"], reverse("stipends:list", args=[place.slug])), warning=True
        ),
    }
    return _answer(request, place, "take_back.html", values)


@in_place(PAY_STIPENDS)
def file(request: HttpRequest, place: Place) -> HttpResponse:
    """Every stipend as a file, for whoever keeps the books; those that were taken back say so."""
    names = _said(request, place)["columns"]
    titles = [
        names[key] for key in ("paid_on", "to", "what_for", "round", "amount", "currency", "hours", "state")
    ]
    rounds = dict(occasions_of(place, _language(request, place)))
    rows = [
        (
            row.paid_on.isoformat(), row.to, row.what_for, _round_name(row.round, rounds, names),
            f"{row.amount:.2f}", row.currency, _hours(row.minutes), names["taken_back"] if row.taken_back_at else "",
        )
        for row in stipends_of(place=place, **_days(request)).iterator()
    ]  # fmt: skip
    return _csv(place, "stipends", titles, rows)


@in_place(PAY_STIPENDS)
def totals_file(request: HttpRequest, place: Place) -> HttpResponse:
    """What was paid in all, without anybody's name: for a report to a funder."""
    names = _said(request, place)["columns"]
    titles = [names[key] for key in ("round", "what_for", "count", "amount", "currency", "hours")]
    rounds = dict(occasions_of(place, _language(request, place)))
    rows = [
        (
            _round_name(each.round, rounds, names), each.what_for, str(each.count),
            f"{each.amount:.2f}", each.currency, _hours(each.minutes),
        )
        for each in totals_of(place=place, **_days(request))
    ]  # fmt: skip
    return _csv(place, "stipends-totals", titles, rows)


def _csv(place: Place, name: str, titles: Sequence[str], rows: Sequence[Sequence[str]]) -> HttpResponse:
    example = "-example" if place.example else ""
    headers = {"Content-Disposition": f'attachment; filename="{place.slug}-{name}{example}.csv"'}
    return HttpResponse(as_csv(titles, rows), content_type=TYPES["csv"], headers=headers)


def _form(
    request: HttpRequest, place: Place, initial: Mapping[str, Any], form: type[StipendForm] = StipendForm
) -> StipendForm:
    rounds = occasions_of(place, _language(request, place))
    return form(request.POST if request.method == "POST" else None, initial=dict(initial), rounds=rounds)


def _form_page(
    request: HttpRequest, place: Place, form: StipendForm, own: Mapping[str, str], further: Link | None = None
) -> HttpResponse:
    language, said = _language(request, place), _said(request, place)
    used = ", ".join(purposes_used(place=place))
    fields = dict(said["form"]["fields"])
    fields["round"] = {**fields["round"], "choices": {"": said["columns"]["no_round"], **_named(form)}}
    if used:
        fields["what_for"] = {**fields["what_for"], "hint": said["used"].format(used=used)}
    values = {
        "title": own["title"],
        "lead": own["lead"],
        "form": show_form(form, {**said["form"], "fields": fields}, language),
        "buttons": Buttons(own["button"], Link(own["back"], reverse("stipends:list", args=[place.slug]))),
        "further": further,
        "crumbs": _crumbs(place, said, language),
    }
    return _answer(request, place, "form.html", values, status=422 if form.is_bound else 200)


def _named(form: StipendForm) -> dict[str, str]:
    field = form.fields["round"]
    return {str(value): str(name) for value, name in field.choices if value}  # type: ignore[attr-defined]


def _table(place: Place, rows: Sequence[Stipend], language: str, said: Mapping[str, Any]) -> Table:
    names = said["columns"]
    rounds = dict(occasions_of(place, language))
    lines = []
    for row in rows:
        day = spelled(row.paid_on, language)
        act = Link(
            said["correct"]["link"],
            reverse("stipends:one", args=[place.slug, row.pk]),
            f"{day}, {row.what_for}",
        )
        lines.append(
            (
                Cell(day),
                Cell(row.to or names["nobody"]),
                Cell(row.what_for, note=_round_name(row.round, rounds, names)),
                Cell(written_amount(row.amount, row.currency)),
                Cell(tag=Tag(names["taken_back"], "ended")) if row.taken_back_at else Cell(link=act),
            )
        )
    columns = (
        Column(names["paid_on"]),
        Column(names["to"]),
        Column(names["what_for"]),
        Column(names["amount"], number=True),
        Column(names["act"], unseen=True),
    )
    return table(said["caption"], columns, tuple(lines), language)


def _totals_table(place: Place, sums: Sequence[Total], language: str, said: Mapping[str, Any]) -> Table:
    names = said["columns"]
    rounds = dict(occasions_of(place, language))
    lines = tuple(
        (
            Cell(_round_name(each.round, rounds, names)),
            Cell(each.what_for),
            Cell(str(each.count)),
            Cell(_hours(each.minutes)),
            Cell(written_amount(each.amount, each.currency)),
        )
        for each in sums
    )
    columns = (
        Column(names["round"]),
        Column(names["what_for"]),
        Column(names["count"], number=True),
        Column(names["hours"], number=True),
        Column(names["amount"], number=True),
    )
    return table(said["totals_caption"], columns, lines, language)


def _round_name(number: int | None, rounds: Mapping[int, str], names: Mapping[str, str]) -> str:
    return names["no_round"] if number is None else rounds.get(number, names["gone_round"])


def _hours(minutes: int | None) -> str:
    return written_hours(minutes) if minutes else ""


def _days(request: HttpRequest) -> dict[str, Any]:
    form = DaysForm(request.GET)
    form.is_valid()
    return {name: form.cleaned_data.get(name) for name in ("since", "until")}


def _query(values: Mapping[str, Any]) -> str:
    return urlencode({name: value for name, value in values.items() if value})


def _page_asked(request: HttpRequest, count: int) -> tuple[int, int]:
    last = max(1, -(-count // ON_A_PAGE))
    text = request.GET.get("page", "")
    wanted = int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 1
    return min(max(wanted, 1), last), last


def _stipend(place: Place, number: int) -> Stipend:
    row = stipend_in(place=place, number=number)
    if row is None:
        raise Http404
    return row


def _crumbs(place: Place, said: Mapping[str, Any], language: str) -> Any:
    return crumbs((Link(said["title"], reverse("stipends:list", args=[place.slug])),), language)


def _back(place: Place, told: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse('stipends:list', args=[place.slug])}?told={told}")


def _language(request: HttpRequest, place: Place) -> str:
    return reader_language(request, place.languages[0])


def _said(request: HttpRequest, place: Place) -> Mapping[str, Any]:
    found: Mapping[str, Any] = words(_language(request, place), "asks")["stipends"]
    return found


def _answer(
    request: HttpRequest, place: Place, template: str, values: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    return place_page(
        request, place, f"stipends/{template}", values,
        folder=TEMPLATES, room="asks", here="stipends", status=status,
    )  # fmt: skip
