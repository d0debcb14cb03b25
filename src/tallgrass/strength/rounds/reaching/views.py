"""The page on which a steward has links sent, and people reminded."""

from pathlib import Path
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from tallgrass.foundation.access import signed_in_person
from tallgrass.foundation.languages import Words, words
from tallgrass.foundation.messages.dead_links import LinksLeadNowhere, lead_nowhere
from tallgrass.foundation.messages.models import Channel
from tallgrass.foundation.messages.purposes import Purpose
from tallgrass.foundation.site_pages import reader_language
from tallgrass.foundation.texts.before import Before, NotReady, Planned, before_sending, missing
from tallgrass.foundation.texts.method.cost import money
from tallgrass.foundation.ui.parts import Link, Notice, SummaryRow, summary
from tallgrass.foundation.where import origin_for_others
from tallgrass.places.access import in_place
from tallgrass.places.frame import place_page
from tallgrass.places.models import Place
from tallgrass.places.roles import RUN_ROUNDS
from tallgrass.strength.rounds.holding.actions import NotNow
from tallgrass.strength.rounds.holding.locked import today
from tallgrass.strength.rounds.holding.views.frame import at, speech_of, the_round, to, way_up
from tallgrass.strength.rounds.models import Invitation, Round
from tallgrass.strength.rounds.reaching.actions import Outcome, send_invitations, send_reminders
from tallgrass.strength.rounds.reaching.models import Reached
from tallgrass.strength.rounds.reaching.purposes import INVITATION, REMINDER
from tallgrass.strength.rounds.reaching.queries import (
    MOST_AT_ONCE,
    sent_so_far,
    to_invite,
    to_remind,
    who_can_be_sent,
    without_a_way,
)
from tallgrass.strength.rounds.reaching.writing import Writer

TEMPLATES: Final = Path(__file__).parent / "templates"
_DO: Final = {"invite": send_invitations, "remind": send_reminders}


@in_place(RUN_ROUNDS)
def send(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """How many wait for their link or can be reminded, what texts would cost, and a button for each."""
    found = the_round(place, number)
    if found.state != Round.State.OPEN:
        return to(place, "round", number)
    what = request.POST.get("do", "") if request.method == "POST" else ""
    if what in _DO:
        site = origin_for_others(request)
        try:
            outcome = _DO[what](place=place, number=number, by=signed_in_person(request), site=site)
        except NotNow:  # it was closed a moment ago
            return to(place, "round", number)
        except LinksLeadNowhere:
            return _page(request, place, found, None)
        return _page(request, place, found, outcome)
    if request.method == "POST":
        return HttpResponseRedirect(reverse("reaching:send", args=[place.slug, number]))
    return _page(request, place, found, None)


def _page(request: HttpRequest, place: Place, found: Round, outcome: Outcome | None) -> HttpResponse:
    language = reader_language(request, place.languages[0])
    said = words(language, "reaching")
    site = origin_for_others(request)
    invite = list(to_invite(found)[:MOST_AT_ONCE])
    due = {sort: list(rows[:MOST_AT_ONCE]) for sort, rows in to_remind(found, today()).items()}
    values = {
        "said": said["page"],
        "notice": _what_is_said(said, site, outcome),
        "dead": lead_nowhere(site),
        "sent": summary(
            tuple(
                SummaryRow(said["page"]["sent"][sort], (str(count),))
                for sort, count in sent_so_far(found).items()
                if sort != Reached.Sort.RESULT
            ),
            language,
        ),
        "invite": _waiting(place, {Reached.Sort.INVITATION: invite}, INVITATION, site, said),
        "remind": _waiting(place, due, REMINDER, site, said),
        "unreached": _counted(said["page"], "unreached", unreached)
        if (unreached := without_a_way(found))
        else "",
        "who": said["page"]["who"][found.mode],
        "links": Link(said["page"]["more_links"], at(place, "invitations", found.pk)),
        "kit": Link(said["page"]["kit"], reverse("kit:kit", args=[place.slug, found.pk])),
        "crumbs": way_up(place, speech_of(request, place), found),
    }
    return place_page(
        request, place, "reaching/send.html", values, folder=TEMPLATES, room="reaching", here="rounds"
    )


def _waiting(
    place: Place,
    rows: dict[Reached.Sort, list[Invitation]],
    purpose: Purpose,
    site: str,
    said: Words,
) -> dict[str, Any] | None:
    """What one press would send: how many by mail and by text, and what the texts cost; ``can``: whether it would send
    anything. None where nobody waits.
    """
    everybody = [row for some in rows.values() for row in some]
    if not everybody:
        return None
    can = who_can_be_sent(everybody, purpose)
    by_mail, with_mail = (sum(1 for row in some if row.email) for some in (can, everybody))
    lines = [_counted(said["page"], "by_mail", by_mail)] if by_mail else []
    if with_mail > by_mail:
        lines.append(_counted(said["page"], "not_by_mail", with_mail - by_mail))
    if len(everybody) > with_mail:
        lines += _about_texts(place, rows, purpose.key, site, said)
    return {"can": bool(can), "lines": lines}


def _about_texts(
    place: Place, rows: dict[Reached.Sort, list[Invitation]], purpose: str, site: str, said: Words
) -> list[str]:
    page = said["page"]
    texts = {
        made.to: Planned(made.body, made.language)
        for sort, some in rows.items()
        for writer in (Writer(sort, site),)
        for made in (writer.written(row) for row in some if not row.email)
        if made.channel == Channel.TEXT
    }
    try:
        before: Before = before_sending(place=place.pk, purpose=purpose, texts=texts)
    except NotReady:
        return [_counted(page, "texts_not_ready", len(texts))]
    if missing(place.pk):
        return [_counted(page, "texts_not_ready", len(texts))]
    lines = [_counted(page, "by_text", before.cost.people, parts=before.cost.parts)]
    if before.cost.amount is not None:
        lines.append(page["cost"].format(amount=money(before.cost.amount, before.cost.currency)))
    if before.refused:
        lines.append(_counted(page, "not_by_text", len(before.refused)))
    return lines


def _what_is_said(said: Words, site: str, outcome: Outcome | None) -> Notice | None:
    if outcome is not None:
        return _notice(said, outcome)
    if not lead_nowhere(site):
        return None
    page = said["page"]
    return Notice(page["no_address_title"], page["no_address"], "important")


def _notice(said: Words, outcome: Outcome) -> Notice:
    """What has just happened, and to whom nothing goes, by reason."""
    told = said["told"]
    reasons = [
        _counted(told["refused"], reason if f"{reason}_one" in told["refused"] else "other", count)
        for reason, count in sorted(outcome.refused.items())
    ]
    return Notice(_counted(told, "waiting", outcome.waiting), " ".join(reasons))


def _counted(said: Words, key: str, count: int, **more: object) -> str:
    return str(said[f"{key}_one" if count == 1 else f"{key}_many"]).format(count=count, **more)
