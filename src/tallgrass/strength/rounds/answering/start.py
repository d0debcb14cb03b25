"""What stands on the first page: who asks, for how long, what is promised, by when the result is heard."""

from typing import Any

from tallgrass.foundation.languages import words
from tallgrass.strength.rounds.answering.asked import Asked
from tallgrass.strength.rounds.answering.method.length import minutes
from tallgrass.strength.rounds.answering.pages import day_text
from tallgrass.strength.rounds.answering.queries import WayIn
from tallgrass.strength.rounds.asking.form import filled


def start_values(way: WayIn, one: Asked, *, following: str, code_address: str) -> dict[str, Any]:
    """The sentences of the start page, in the language of the form.

    ``following`` is where the questions begin; blank where somebody first needs a code of their own. ``code_address``
    is where a code is typed.
    """
    held, language = way.round, one.form.language
    said = words(language, "answering")["start"]
    count, phone = len(one.criteria), held.text("telephone", language)
    sentence = said["paid" if held.thanks else "unpaid"]
    title = said["title_resident" if way.kind == "resident" else "title_partner"]
    return {
        "title": filled(title, count=count),
        "asks": filled(
            sentence,
            who=held.text("asked_by", language),
            minutes=minutes(count),
            thanks=held.text("thanks", language),
        ),
        "promises": promises(way, language),
        "result": filled(said["result"], date=day_text(held.result_by, language)),
        "until": filled(said["until"], date=day_text(held.closes_on, language)) if held.closes_on else "",
        "kind": words(language, "answering")["kinds"][way.kind],
        "not_me": filled(said["not_me_call"], phone=phone) if phone else said["not_me_ask"],
        "call": filled(said["call"], phone=phone) if phone else "",
        "we": one.form.we or "",
        "following": following,
        "begun": way.sheet is not None,
        "code": way.code.replace("-", " "),
        "code_address": code_address,
        "comes_back": way.confidential and not way.code,
        "behind": _behind(way, language),
        "untried": said["untried"] if one.form.untried else "",
    }


def promises(way: WayIn, language: str) -> list[str]:
    """What is promised, sentence by sentence, and what a records law does to it where a public body asks."""
    held = way.round
    said = words(language, "answering")["start"]
    mode = "confidential" if way.confidential else "anonymous"
    date = day_text(held.codes_until, language)
    values = {"who": held.text("asked_by", language), "k": held.smallest_group, "date": date}
    own = [said[f"public_{mode}"]] if held.place.public_body else []
    return [filled(sentence, **values) for sentence in (*said[mode], *own, said["words_apart"])]


def _behind(way: WayIn, language: str) -> list[str]:
    """Who pays and who chose whom to ask, where the place says so."""
    place, said = way.round.place, words(language, "paper")["forms"]
    told = (
        filled(said["paid"], paid_by=place.paid_by) if place.paid_by else "",
        filled(said["chose"], asked_chosen_by=place.asked_chosen_by) if place.asked_chosen_by else "",
    )
    return [sentence for sentence in told if sentence]
