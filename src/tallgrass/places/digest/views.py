"""The page "What we send you": the digest, as it would read now, and whether and how one wants it."""

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from tallgrass.foundation.access import signed_in_person
from tallgrass.foundation.languages import Words, words
from tallgrass.foundation.messages.models import Reason
from tallgrass.foundation.site_pages import reader_language
from tallgrass.foundation.ui.fields import show_form
from tallgrass.foundation.ui.parts import Notice
from tallgrass.foundation.where import origin_for_others
from tallgrass.places.access import in_place
from tallgrass.places.digest.actions import choose_digest
from tallgrass.places.digest.forms import NO, YES, DigestForm
from tallgrass.places.digest.method.weeks import WEEK
from tallgrass.places.digest.queries import language_of, refusal, sends_none, wish_of
from tallgrass.places.digest.writing import Span, Written, written
from tallgrass.places.frame import place_page
from tallgrass.places.models import Membership, Place
from tallgrass.places.pages.home import TEMPLATES
from tallgrass.places.queries import member_of
from tallgrass.places.roles import SEE_PLACE

#: What the page may be asked to say (``?told=``).
_TOLD: Final = (YES, NO)


@in_place(SEE_PLACE)
def choose(request: HttpRequest, place: Place) -> HttpResponse:
    """What a member gets, how it would read now, and the choice; one's own alone."""
    person = signed_in_person(request)
    membership = None if person is None else member_of(place, person.pk)
    if membership is None:
        raise Http404
    wanted = YES if wish_of(membership).wanted and refusal(membership) != Reason.UNSUBSCRIBED else NO
    initial = {"wanted": wanted, "language": language_of(membership)}
    form = DigestForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        chosen = form.cleaned_data
        choose_digest(
            place=place, wanted=chosen["wanted"] == YES, language=chosen["language"], by=membership.person
        )
        return HttpResponseRedirect(f"{reverse('digest:choose', args=[place.slug])}?told={chosen['wanted']}")
    return _page(request, place, membership, form)


def _page(request: HttpRequest, place: Place, membership: Membership, form: DigestForm) -> HttpResponse:
    language = reader_language(request, place.languages[0])
    said = words(language, "digest")
    page = said["page"]
    values = {
        "said": page,
        "notice": _notice(said, request.GET.get("told", "")),
        "trouble": _trouble(place, membership, said),
        "form": show_form(form, said["form"], language),
        "email": page["to"].format(email=membership.person.email),
        "now": _as_of_now(request, membership),
        "its_language": language_of(membership),
    }
    status = 422 if form.is_bound else 200
    return place_page(
        request,
        place,
        "places/digest.html",
        values,
        folder=TEMPLATES,
        room="digest",
        here="home",
        status=status,
    )


def _as_of_now(request: HttpRequest, membership: Membership) -> Written:
    """The digest that would be written now, of the last week."""
    now = timezone.now()
    span = Span(now - WEEK, now)
    return written(membership, span, language=language_of(membership), site=origin_for_others(request))


def _trouble(place: Place, membership: Membership, said: Words) -> Notice | None:
    """Why nothing comes, though it is wanted."""
    why = sends_none(place)
    if why is None:
        refused = refusal(membership)
        why = None if refused in (None, Reason.UNSUBSCRIBED) else "refused"
    return None if why is None else Notice(said["none"]["title"], said["none"][why], "important")


def _notice(said: Words, told: str) -> Notice | None:
    return Notice(said["told"][told]) if told in _TOLD else None
