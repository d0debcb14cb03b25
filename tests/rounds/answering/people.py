"""People who answer: a browser without a script, that sends what a form holds."""

from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.test import Client

RESIDENT = ("IN7", "IN3", "KP8", "IN5", "CA8", "CV6")


def at(secret: str, *more: str) -> str:
    """The address of a way in into Elmwood."""
    return "/".join(["/elmwood/answer", secret, *more, ""])


def form_number(client: Client, secret: str) -> str:
    """The number of the form that the page with the questions holds."""
    page = client.get(at(secret, "questions")).content.decode()
    return page.split('name="number" value="')[1].split('"')[0]


def whole(signs: str, **more: str) -> dict[str, str]:
    """The residents' form with these signs; a blank leaves a question out."""
    answers = {
        f"answer-{criterion}": sign for criterion, sign in zip(RESIDENT, signs, strict=True) if sign.strip()
    }
    return {**answers, **more}


def rows() -> Mapping[str, list[tuple[Any, ...]]]:
    """All that the database holds, table by table."""
    return {
        model._meta.label: sorted(model._default_manager.values_list(), key=repr)
        for model in apps.get_models(include_auto_created=True)
    }
