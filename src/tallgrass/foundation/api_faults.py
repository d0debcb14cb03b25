"""What the API answers when something cannot be done: one shape, a sentence each, and nothing of what was sent."""

from typing import Final

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.core.exceptions import ValidationError as CannotBe
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError


class Fault(Schema):
    """One thing that must be mended: the field, where one is at fault, and the sentence."""

    field: str | None
    sentence: str


class Faults(Schema):
    """Why something was not done. Nothing was changed."""

    detail: str
    faults: list[Fault] = []


#: What is answered where nothing is.
NOTHING_THERE: Final = "Nothing is at this address."
#: What an operation can answer besides what it is asked for.
FAULTS: Final = {400: Faults, 401: Faults, 403: Faults, 404: Faults, 422: Faults}


def answer_faults(api: NinjaAPI) -> None:
    """Let ``api`` answer every fault in this one shape."""

    def answer(
        request: HttpRequest, status: int, detail: str, faults: list[Fault] | None = None
    ) -> HttpResponse:
        body = Faults(detail=detail, faults=faults or [])
        return api.create_response(request, body, status=status)

    @api.exception_handler(ObjectDoesNotExist)
    @api.exception_handler(Http404)
    def nothing_there(request: HttpRequest, error: Exception) -> HttpResponse:
        return answer(request, 404, NOTHING_THERE)

    @api.exception_handler(AuthenticationError)
    def not_known(request: HttpRequest, error: Exception) -> HttpResponse:
        response = answer(request, 401, "This needs a token that is good in this place.")
        response["WWW-Authenticate"] = "Bearer"
        return response

    @api.exception_handler(PermissionDenied)
    def not_allowed(request: HttpRequest, error: Exception) -> HttpResponse:
        return answer(request, 403, "The person behind this token may not do this.")

    @api.exception_handler(HttpError)
    def refused(request: HttpRequest, error: HttpError) -> HttpResponse:
        return answer(request, error.status_code, error.message)

    @api.exception_handler(ValidationError)
    def not_readable(request: HttpRequest, error: ValidationError) -> HttpResponse:
        """The request is not as the description says. What was sent is not repeated."""
        faults = [
            Fault(field=_field(one.get("loc", ())), sentence=str(one.get("msg", ""))) for one in error.errors
        ]
        return answer(request, 422, "The request is not as the API describes it.", faults)

    @api.exception_handler(CannotBe)
    def cannot_be(request: HttpRequest, error: CannotBe) -> HttpResponse:
        """What an action refused."""
        by_field = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        faults = [
            Fault(field=field or None, sentence=sentence)
            for field, sentences in by_field.items()
            for sentence in sentences
        ]
        return answer(request, 422, "This cannot be kept.", faults)


def _field(where: object) -> str | None:
    """The field that pydantic points at: ``("body", "written", "name")`` is ``name``, as is ``("query", "name")``."""
    parts = [str(part) for part in where] if isinstance(where, tuple | list) else []
    outer = 2 if parts[:1] == ["body"] else 1
    return ".".join(parts[outer:]) or None
