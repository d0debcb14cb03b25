"""The plain way to keep answers, to measure ours against: a row for each answer, with the tables a tutorial would make.

A respondent has a token. One answer is put in, or changed, by ``update_or_create``; a whole form does so for each of
its answers, in one transaction, so that a form that is sent twice counts once, as ours does. Two more are measured
beside it, which count twice what is sent twice: ``insert`` saves a row for each answer, as a form set does, and has
the same bar; ``insert_many`` hands all of them to ``bulk_create``, as whoever has looked for speed does. The server
and the database are the same as ours, the middleware is what a new project of Django begins with.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings

from tallgrass.web import environment

QUESTIONS = 43

if not settings.configured:
    settings.configure(
        SECRET_KEY="only-for-a-benchmark",
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF="benchmarks.plain_answers",
        DATABASES={"default": environment.database(Path(os.environ["TALLGRASS_DATA"]))},
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        MIDDLEWARE=[
            "django.middleware.security.SecurityMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
        ],
        INSTALLED_APPS=[
            "django.contrib.contenttypes",
            "django.contrib.auth",
            "django.contrib.sessions",
            "django.contrib.messages",
        ],
        LOGGING_CONFIG=None,
        USE_TZ=True,
    )
    import django

    django.setup()

from django.db import connection, models, transaction  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.shortcuts import get_object_or_404  # noqa: E402
from django.urls import path  # noqa: E402


class Respondent(models.Model):
    """Somebody who was asked."""

    token = models.CharField(max_length=64, unique=True)

    class Meta:
        app_label = "plain_answers"

    def __str__(self) -> str:
        return self.token


class Question(models.Model):
    """What is asked."""

    number = models.PositiveIntegerField(unique=True)

    class Meta:
        app_label = "plain_answers"

    def __str__(self) -> str:
        return str(self.number)


class Response(models.Model):
    """A form that was filled in."""

    respondent = models.ForeignKey(Respondent, on_delete=models.CASCADE)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "plain_answers"

    def __str__(self) -> str:
        return str(self.respondent_id)


class Answer(models.Model):
    """One answer."""

    response = models.ForeignKey(Response, on_delete=models.CASCADE)
    question = models.ForeignKey(Question, on_delete=models.CASCADE)
    value = models.CharField(max_length=10)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        app_label = "plain_answers"
        constraints = [models.UniqueConstraint(fields=["response", "question"], name="plain_answer_once")]

    def __str__(self) -> str:
        return self.value


def whole(request: HttpRequest, token: str) -> HttpResponse:
    """Take a whole form."""
    respondent = get_object_or_404(Respondent, token=token)
    with transaction.atomic():
        response, _ = Response.objects.get_or_create(respondent=respondent)
        for question in Question.objects.all():
            Answer.objects.update_or_create(
                response=response,
                question=question,
                defaults={"value": request.POST.get(f"answer-{question.number}", "")},
            )
    return HttpResponse("Thank you", headers={"Content-Length": "9"})


def insert(request: HttpRequest, token: str) -> HttpResponse:
    """Take a whole form, without asking whether it was sent before."""
    respondent = get_object_or_404(Respondent, token=token)
    with transaction.atomic():
        response = Response.objects.create(respondent=respondent)
        for question in Question.objects.all():
            value = request.POST.get(f"answer-{question.number}", "")
            Answer.objects.create(response=response, question=question, value=value)
    return HttpResponse("Thank you", headers={"Content-Length": "9"})


def insert_many(request: HttpRequest, token: str) -> HttpResponse:
    """Take a whole form in one statement for all answers, without asking whether it was sent before."""
    respondent = get_object_or_404(Respondent, token=token)
    with transaction.atomic():
        response = Response.objects.create(respondent=respondent)
        Answer.objects.bulk_create(
            Answer(
                response=response,
                question=question,
                value=request.POST.get(f"answer-{question.number}", ""),
            )
            for question in Question.objects.all()
        )
    return HttpResponse("Thank you", headers={"Content-Length": "9"})


def one(request: HttpRequest, token: str, number: int) -> HttpResponse:
    """Take one answer."""
    respondent = get_object_or_404(Respondent, token=token)
    response, _ = Response.objects.get_or_create(respondent=respondent)
    question = get_object_or_404(Question, number=number)
    Answer.objects.update_or_create(
        response=response, question=question, defaults={"value": request.POST.get("answer", "")}
    )
    return HttpResponse(status=303, headers={"Location": f"/{token}/{number + 1}/", "Content-Length": "0"})


urlpatterns = [
    path("<str:token>/", whole),
    path("<str:token>/insert/", insert),
    path("<str:token>/insert-many/", insert_many),
    path("<str:token>/<int:number>/", one),
]


def make_tables(people: int) -> None:
    """The tables, with the questions and so many people."""
    with connection.schema_editor() as editor:
        for model in (Respondent, Question, Response, Answer):
            editor.create_model(model)
    Question.objects.bulk_create([Question(number=number) for number in range(1, QUESTIONS + 1)])
    Respondent.objects.bulk_create([Respondent(token=f"token-{at}") for at in range(people)])


def application() -> Callable[..., Any]:
    """The WSGI application."""
    from django.core.wsgi import get_wsgi_application

    return get_wsgi_application()
