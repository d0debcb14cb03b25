"""Django's settings. What may differ between instances comes from ``environment``."""

from typing import Any, Final

from csp.constants import NONE, SELF

from tallgrass.web import environment

DATA: Final = environment.data_folder()

SECRET_KEY = environment.secret_key(DATA)
DEBUG = False
ALLOWED_HOSTS = environment.hosts()
DATABASES = {"default": environment.database(DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "tallgrass.foundation.accounts.apps.AccountsConfig",
    "tallgrass.foundation.events.apps.EventsConfig",
    "tallgrass.foundation.jobs.apps.JobsConfig",
    "tallgrass.foundation.mail.apps.MailConfig",
    "tallgrass.foundation.messages.apps.MessagesConfig",
    "tallgrass.foundation.texts.apps.TextsConfig",
    "tallgrass.foundation.search.apps.SearchConfig",
    "tallgrass.places.apps.PlacesConfig",
    "tallgrass.elements.players.apps.PlayersConfig",
    "tallgrass.strength.evidence.apps.EvidenceConfig",
    "tallgrass.strength.rounds.apps.RoundsConfig",
    "tallgrass.strength.scorecard.apps.ScorecardConfig",
    "tallgrass.web.upkeep.apps.UpkeepConfig",
]
AUTH_USER_MODEL = "foundation_accounts.User"

# Signing in: by a code in a message or by a passkey, never by a password (docs/decisions/0010).
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "places:mine"
ACCOUNT_LOGOUT_REDIRECT_URL = "places:index"
ACCOUNT_ADAPTER = "tallgrass.foundation.accounts.adapters.SignInAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # who types the code from a message has shown that the address is theirs
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_TIMEOUT = 20 * 60
ACCOUNT_RATE_LIMITS = {"request_login_code": "20/m/ip,5/10m/key"}
MFA_ADAPTER = "tallgrass.foundation.accounts.adapters.PasskeyAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
# Several processes count attempts together, so they count in the database.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "foundation_accounts_attempt",
        "OPTIONS": {"MAX_ENTRIES": 10_000},  # else counts that still matter make room for others
    }
}

# Messages go through a server for mail where there is one, else into the outbox on this computer.
globals().update(
    environment.mail()
    or {
        "EMAIL_BACKEND": "tallgrass.foundation.mail.outbox.OutboxBackend",
        "DEFAULT_FROM_EMAIL": "tallgrass@localhost",
        "MAIL_RETURN": "",
    }
)

# The gateway for text messages; none are sent where there is none.
TEXTS = environment.texts()

# Where mail comes back to that could not be delivered (foundation/messages/bounces).
MAIL_BOUNCES = environment.bounces()

TASKS = {"default": {"BACKEND": "tallgrass.foundation.jobs.backend.TableBackend"}}

ROOT_URLCONF = "tallgrass.web.urls"
WSGI_APPLICATION = "tallgrass.web.wsgi.application"
MIDDLEWARE = [
    "tallgrass.web.request_log.tell_of_requests",
    "tallgrass.foundation.page_cache.send_ready_pages",
    "django.middleware.security.SecurityMiddleware",
    "tallgrass.web.headers.PolicyOnce",
    "tallgrass.web.headers.quiet_browser",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tallgrass.web.uploads.limit_uploads",
    "django.middleware.gzip.GZipMiddleware",
    "tallgrass.strength.rounds.answering.apart.answer_apart",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.common.CommonMiddleware",
    "tallgrass.foundation.site_language.remember_language",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "tallgrass.foundation.ids.IdsInAddresses",
]

# For so many seconds a process trusts what it has found out last about a public page (foundation/page_cache.py).
PUBLIC_PAGES_TRUSTED_FOR = 1.0

# The backup of every night (web/upkeep).
BACKUP_DAYS: Final = environment.backup_days()
BACKUP_COPY: Final = environment.backup_copy()

# Where people reach the site. With https its cookies travel encrypted only, and browsers are told to insist on it.
ADDRESS: Final = environment.public_address()
HTTPS: Final = ADDRESS is not None and ADDRESS.https
CSRF_TRUSTED_ORIGINS = [ADDRESS.origin] if ADDRESS else []
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-form" if HTTPS else "form"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600  # as long as somebody stays signed in
CSRF_FAILURE_VIEW = "tallgrass.foundation.accounts.refusals.form_refused"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0

# The style sheet and the faces, written here when the site starts, named by what they hold.
STATIC_URL = "/static/"
STATIC_ROOT = str(DATA / "static")
WHITENOISE_AUTOREFRESH = False
WHITENOISE_USE_FINDERS = False
WHITENOISE_IMMUTABLE_FILE_TEST = r"\.[0-9a-f]{12}\.[a-z0-9]+$"
WHITENOISE_ALLOW_ALL_ORIGINS = False

# Nothing is loaded but our own style, faces and pictures; nothing runs.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = False  # words come from tallgrass.languages

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"route": {"()": "tallgrass.web.logs.RouteOnly"}},
    "formatters": {
        "plain": {"()": "tallgrass.web.logs.WithoutValues", "format": "%(levelname)s %(message)s"}
    },
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["route"]},
        "requests": {"class": "logging.StreamHandler"},
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        # Each request has its line already; what else there is to say of one is where the program failed.
        "tallgrass.requests": {"handlers": ["requests"], "level": "INFO", "propagate": False},
        "django.request": {"level": "ERROR"},
        "django.security": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        "waitress.queue": {"level": "ERROR"},  # that somebody waits for a moment is no news
    },
}
