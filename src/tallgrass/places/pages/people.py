"""Who has which role in a place: giving one, changing it, taking it away, leaving."""

from typing import Any, Final

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from tallgrass.foundation.access import signed_in_person
from tallgrass.foundation.accounts.models import User
from tallgrass.foundation.languages import Words, words
from tallgrass.foundation.mail.outbox import may_read
from tallgrass.foundation.mail.send import NotSent
from tallgrass.foundation.site_pages import reader_language
from tallgrass.foundation.ui.fields import show_form
from tallgrass.foundation.ui.parts import Cell, Column, Link, Notice, crumbs, table
from tallgrass.foundation.where import address_for_others
from tallgrass.places.access import in_place
from tallgrass.places.actions import give_role, take_role
from tallgrass.places.forms import PersonForm, RoleForm
from tallgrass.places.frame import place_page
from tallgrass.places.letters import tell_of_role
from tallgrass.places.models import Membership, Place
from tallgrass.places.pages.home import TEMPLATES
from tallgrass.places.queries import member_of, people_of
from tallgrass.places.roles import MANAGE_PEOPLE, ROLES, SEE_PLACE

#: What the page may be asked to say (``?told=``).
_TOLD: Final = ("changed", "given", "given_outbox", "not_told", "taken")


@in_place(MANAGE_PEOPLE)
def people(request: HttpRequest, place: Place) -> HttpResponse:
    """Everybody who has a role, and a form that gives somebody one."""
    form = PersonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            return _to_people(place, _give(request, place, form))
        except ValidationError as error:
            form.add_error("role" if error.code == "last_steward" else None, error)
    language = reader_language(request, place.languages[0])
    said = words(language, "places")
    told = request.GET.get("told", "")
    values = {
        "form": show_form(form, _with_roles(said, "person_form"), language),
        "said": said["people"],
        "table": _table(place, said, language),
        "notice": _notice(said, told),
        "leave_address": reverse("places:leave", args=[place.slug]),
    }
    return _page(request, place, "places/people.html", values, faulty=form.is_bound)


@in_place(MANAGE_PEOPLE)
def person(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """Somebody's role: another one, or none."""
    found = member_of(place, number)
    if found is None:
        raise Http404
    by = signed_in_person(request)
    taking = request.POST.get("do") == "take"
    sent = {"role": found.role} if taking else request.POST
    form = RoleForm(sent if request.method == "POST" else None, initial={"role": found.role})
    if form.is_valid():
        try:
            if taking:
                take_role(place=place, person=found.person, by=by)
            else:
                give_role(place=place, email=found.person.email, role=ROLES[form.cleaned_data["role"]], by=by)
            return _after(place, found.person, by, "taken" if taking else "changed")
        except ValidationError as error:
            form.add_error("role", error)
    language = reader_language(request, place.languages[0])
    said = words(language, "places")
    values = {
        "form": show_form(form, _with_roles(said, "role_form"), language),
        "said": said["person"],
        "member": found.person,
        "oneself": by is not None and by.pk == found.person.pk,
        "crumbs": crumbs(
            (Link(said["people"]["title"], reverse("places:people", args=[place.slug])),), language
        ),
    }
    return _page(request, place, "places/person.html", values, faulty=form.is_bound)


@in_place(SEE_PLACE)
def leave(request: HttpRequest, place: Place) -> HttpResponse:
    """Give one's own role up, after one has read what that means."""
    by = signed_in_person(request)
    if by is None:
        raise Http404
    last = False
    if request.method == "POST":
        try:
            take_role(place=place, person=by, by=by)
            return HttpResponseRedirect(reverse("places:index"))
        except ValidationError:
            last = True
    said = words(reader_language(request, place.languages[0]), "places")["leaving"]
    values = {
        "said": said,
        "last": Notice(said["last"]["title"], said["last"]["text"], "important") if last else None,
        "home_address": reverse("places:home", args=[place.slug]),
    }
    return _page(request, place, "places/leave.html", values, faulty=last, here="home")


def _give(request: HttpRequest, place: Place, form: PersonForm) -> str:
    """Give the role and tell the person; returns what became of it."""
    email, by = form.cleaned_data["email"], signed_in_person(request)
    role = ROLES[form.cleaned_data["role"]]
    before = {one.person.email: one.role for one in people_of(place)}
    membership = give_role(place=place, email=email, role=role, by=by, name=form.cleaned_data["name"])
    if before.get(membership.person.email) == role.key:
        return "changed"
    try:
        tell_of_role(
            membership,
            by_name=str(by),
            by_email="" if by is None else by.email,
            sign_in=_whole(request, reverse("account_login")),
            leave=_whole(request, reverse("places:leave", args=[place.slug])),
        )
    except NotSent:
        return "not_told"
    return "given_outbox" if may_read(request) else "given"


def _whole(request: HttpRequest, path: str) -> str:
    """An address as a message can carry it."""
    return address_for_others(request, path)


def _after(place: Place, member: User, by: User | None, told: str) -> HttpResponse:
    """To the list; who is no longer steward may not see it, and goes home or to the list of places."""
    if by is None or by.pk != member.pk:
        return _to_people(place, told)
    return HttpResponseRedirect(reverse("places:mine"))


def _to_people(place: Place, told: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('places:people', args=[place.slug])}?told={told}")


def _with_roles(said: Words, form: str) -> dict[str, Any]:
    """The words of a form that asks for a role, each with what it may do."""
    own = said[form]
    choices = {key: {"label": role["name"], "hint": role["help"]} for key, role in said["roles"].items()}
    return {**own, "fields": {**own["fields"], "role": {**own["fields"]["role"], "choices": choices}}}


def _table(place: Place, said: Words, language: str) -> Any:
    words_here = said["people"]
    columns = (Column(words_here["who"]), Column(words_here["role"]), Column(words_here["since"]))
    rows = tuple(_row(place, one, said) for one in people_of(place))
    return table(words_here["caption"], (*columns, Column(words_here["action"], unseen=True)), rows, language)


def _row(place: Place, one: Membership, said: Words) -> tuple[Cell, ...]:
    name = str(one.person)
    change = Link(said["people"]["change"], reverse("places:person", args=[place.slug, one.person.pk]), name)
    return (
        Cell(text=name, note=one.person.email if one.person.name else ""),
        Cell(text=said["roles"][one.role]["name"]),
        Cell(text=f"{one.since:%Y-%m-%d}"),
        Cell(link=change),
    )


def _notice(said: Words, told: str) -> Notice | None:
    if told not in _TOLD:
        return None
    sentence = said["people"]["told"][told]
    link = Link(sentence["link"], reverse("mail:outbox")) if "link" in sentence else None
    return Notice(
        sentence["title"], sentence["text"], "important" if told == "not_told" else "success", link=link
    )


def _page(
    request: HttpRequest,
    place: Place,
    template: str,
    values: dict[str, Any],
    *,
    faulty: bool,
    here: str = "people",
) -> HttpResponse:
    status = 422 if faulty else 200
    return place_page(
        request, place, template, values, folder=TEMPLATES, room="places", here=here, status=status
    )
