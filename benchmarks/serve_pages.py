"""A server for ``public_pages``: ``python -m benchmarks.serve_pages site|bare|usual``, its port on the first line.

``site`` is Tallgrass as ``tallgrass serve`` runs it. The others are an empty view of Django alone behind the very same
server: ``bare`` without any middleware, ``usual`` with the middleware of a project that Django has just started.
"""

import os
import sys
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from tallgrass.web.serving import open_port, serve_until_stopped

#: What `django-admin startproject` writes.
USUAL = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]


def empty(request: HttpRequest) -> HttpResponse:
    """The view that does nothing. It says so in a header, as without one the connection would not stay open."""
    return HttpResponse(headers={"Content-Length": "0"})


urlpatterns: list[Any] = []


def application(name: str) -> Callable[..., Any]:
    """The WSGI application of that name."""
    if name == "site":
        os.environ["DJANGO_SETTINGS_MODULE"] = "tallgrass.web.settings"
        from tallgrass.web.wsgi import application as site

        return site
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application
    from django.urls import path

    settings.configure(
        SECRET_KEY="only-for-a-benchmark",
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF="benchmarks.serve_pages",
        MIDDLEWARE=USUAL if name == "usual" else [],
        INSTALLED_APPS=[
            "django.contrib.contenttypes",
            "django.contrib.auth",
            "django.contrib.sessions",
            "django.contrib.messages",
        ],
        LOGGING_CONFIG=None,
        USE_TZ=True,
    )
    import benchmarks.serve_pages as routes

    routes.urlpatterns = [path("", routes.empty)]
    return get_wsgi_application()


def main() -> None:
    """Serve until stopped."""
    found = application(sys.argv[1])
    with open_port("127.0.0.1", 0 if len(sys.argv) < 3 else int(sys.argv[2])) as opened:
        print(opened.getsockname()[1], flush=True)
        serve_until_stopped(found, opened, {})


if __name__ == "__main__":
    main()
