"""One settings module for every mode; everything that differs comes from the environment."""

import re
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

from accounts.prepared import Asking
from sinovik.settings.browsers import *  # noqa: F403 - settings are names in one module, whichever wrote them
from sinovik.settings.browsers import HTTPS
from sinovik.settings.clock import SCHEDULE
from sinovik.settings.files import STORE
from sinovik.settings.queues import *  # noqa: F403 - settings are names in one module, whichever wrote them
from sinovik.settings.signing_in import *  # noqa: F403 - settings are names in one module, whichever wrote them
from sinovik.settings.watching import *  # noqa: F403 - settings are names in one module, whichever wrote them

BASE_DIR = Path(__file__).resolve().parent.parent.parent
env = environ.Env()

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="")
if not SECRET_KEY:
    raise ImproperlyConfigured("Set SECRET_KEY in the environment: a long random text, kept secret.")
# Earlier ones: what they sealed still opens.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "sinovik",
    "judging",
    "proposals",
    "competitions",
    "accounts",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.usersessions",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "crispy_forms",
    "csp",
    "django_htmx",
    "pgtrigger",
]

MIDDLEWARE = [
    "sinovik.watching.visits.WatchedRequests",
    "django.middleware.security.SecurityMiddleware",
    "accounts.pages.policies.Policies",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "accounts.pages.still.StillPages",
    "accounts.pages.policies.OwnPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "accounts.language.PageLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.pages.sessions.SignedIn",
    "accounts.pages.kept_text.SignInFirst",
    "accounts.pages.whole_forms.WholeForms",
    "sinovik.watching.maintenance.Maintenance",
    "django.contrib.messages.middleware.MessageMiddleware",
    "sinovik.part_names.SaysRenamed",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "sinovik.views.errors.MethodPage",
    "accounts.views.readings.KeepsReadings",
    "accounts.pages.read_only.ReadOnlyGet",
    "accounts.pages.refusals.RefusalPage",
]

ROOT_URLCONF, WSGI_APPLICATION = "sinovik.urls", "sinovik.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accounts.language.addresses",
                "sinovik.context.navigation",
                "sinovik.context.example_sign_ins",
            ],
            # Django's own tags, which keep what they found.
            "builtins": ["accounts.templatetags.addresses", "accounts.templatetags.pieces"],
            "libraries": {"i18n": "accounts.templatetags.sentences"},
        },
    },
]
SILENCED_SYSTEM_CHECKS = ["templates.W003"]  # a library in the place of Django's; a test holds that it is the only one
FORM_RENDERER = "accounts.forms.rendering.WrittenWidgets"
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "sinovik"

DATABASES = {
    "default": {
        **env.db_url("DATABASE_URL", default="postgres://sinovik@127.0.0.1:5432/sinovik"),
        # A connection keeps the plans of the questions that are asked with every page; a pooler lends it.
        "CONN_MAX_AGE": env.int("DATABASE_KEPT_SECONDS", default=600),
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"cursor_factory": Asking},
    }
}
# Who owns the tables and changes them. Only `migrate` needs to know; the portal can fill tables, not change them.
if owner := env.str("DATABASE_OWNER_URL", default=""):
    DATABASES["owner"] = env.db_url_config(owner)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", default="redis://127.0.0.1:6379/0")
# What the control room counts is kept by each process until somebody acts, and so long at most.
COUNTS_KEPT_SECONDS = 60
CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}

CELERY_BROKER_URL, CELERY_TASK_IGNORE_RESULT = REDIS_URL, True
# Where all workers are gone at once their tasks are given out again: every task is safe to run twice. One that takes
# its own process with it is not given back at once, which would go on for ever: the clock asks again, after pauses.
CELERY_TASK_ACKS_LATE, CELERY_TASK_REJECT_ON_WORKER_LOST = True, False
CELERY_WORKER_PREFETCH_MULTIPLIER, CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = 1, True
# No task may hold a worker for ever; those that need longer say so beside their name.
CELERY_TASK_SOFT_TIME_LIMIT, CELERY_TASK_TIME_LIMIT = 240, 300
# Longer than the longest task, which would be given out a second time otherwise.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": env.int("TASK_VISIBILITY_SECONDS", default=2400),
    # A page that hands work over waits no longer than this for a broker that says nothing.
    "socket_connect_timeout": 3,
    "socket_timeout": 10,
}
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0}
# Which address the heartbeat asks; empty: that worker, clock and database run is all that is written down.
HEARTBEAT_ADDRESS = env.str("HEARTBEAT_ADDRESS", default="")
# Networks that are not anybody's and yet may be told what was published; what their certificates are signed with.
HOOK_NETWORKS = env.list("HOOK_NETWORKS", default=[])
HOOK_AUTHORITIES = env.str("HOOK_AUTHORITIES", default="")
CELERY_BEAT_SCHEDULE, CELERY_BEAT_SCHEDULER = SCHEDULE, "sinovik.one_clock.OneClock"

# For whom backups are encrypted: public keys of age, with commas between them.
BACKUP_RECIPIENTS = env.list("BACKUP_RECIPIENTS", default=[])

# What result bundles are signed with: 32 bytes as hexadecimal digits. Empty, the key follows from SECRET_KEY.
PROOF_KEY = env.str("PROOF_KEY", default="")
if PROOF_KEY and not re.fullmatch("[0-9a-f]{64}", PROOF_KEY):
    raise ImproperlyConfigured("PROOF_KEY must be 64 hexadecimal digits in small letters, or empty.")

# Who signs certificates: a class with the two members of `judging.domain.certificates.signing.Signer`.
CERTIFICATE_SIGNER = env.str("CERTIFICATE_SIGNER", default="judging.domain.certificates.local_key.LocalKey")
# A PEM file with the private key of our own signer and the certificates that vouch for it. Empty, the key follows from
# SECRET_KEY and vouches for itself.
CERTIFICATE_KEY = env.str("CERTIFICATE_KEY", default="")

# --- people
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "accounts.forms.passwords.KnownWords"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL, LOGOUT_REDIRECT_URL = "home", "front"
# Whether those who decide need one before anything opens; offered to everybody in any case.
SECOND_FACTOR_REQUIRED = env.bool("SECOND_FACTOR_REQUIRED", default=True)
# Behind one proxy the visitor's address is the last one that proxy wrote; without a proxy there is none.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)
# Grave acts ask for the password again unless it was given within this time.
FRESH_SIGN_IN_MINUTES = env.int("FRESH_SIGN_IN_MINUTES", default=15)
# After so many months an office is to be confirmed by whoever stands above it, and so many days there are for it; no
# months: never.
OFFICE_CONFIRMED_MONTHS = env.int("OFFICE_CONFIRMED_MONTHS", default=12)
OFFICE_CONFIRMED_WITHIN_DAYS = env.int("OFFICE_CONFIRMED_WITHIN_DAYS", default=30)
SESSION_ENGINE = "accounts.pages.sessions"
# From the last page that renewed it: see there.
SESSION_COOKIE_AGE = 12 * 60 * 60
MESSAGE_STORAGE = "accounts.notices.Notices"

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
if EMAIL_CONFIG["EMAIL_BACKEND"] == "django.core.mail.backends.smtp.EmailBackend":
    # The same, but it knows whether a letter may have been taken when the connection failed.
    EMAIL_BACKEND = "accounts.domain.correspondence.conversation.EmailBackend"
# How long the mail server may be silent, in seconds.
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=10)
# How long it may look through the text of a letter before it says that it takes it, in seconds.
EMAIL_TEXT_TIMEOUT = env.int("EMAIL_TEXT_TIMEOUT", default=45)
# Where undelivered letters come back to; each has an address of its own, with what tells it behind a plus.
BOUNCE_ADDRESS = env.str("BOUNCE_ADDRESS", default="")
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Sinovik <sinovik@localhost>")

# The demo shows on the sign-in page as whom one may enter. No portal that others reach can: it refuses to start.
SHOW_EXAMPLE_SIGN_INS = env.bool("SHOW_EXAMPLE_SIGN_INS", default=False)

# --- language and time
LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Jakarta"
CELERY_TIMEZONE = TIME_ZONE
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

# --- files
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = ["sinovik.assembly.Assembled", "django.contrib.staticfiles.finders.AppDirectoriesFinder"]
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(BASE_DIR / "var" / "media")))
# The embedded start serves straight from the source folders; production collects and hashes.
WHITENOISE_USE_FINDERS = env.bool("WHITENOISE_USE_FINDERS", default=DEBUG)
STORAGES = {
    "default": STORE,
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if WHITENOISE_USE_FINDERS
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        ),
        # Whoever builds the image is another user than the one who serves from it; letters and dossiers stay closed.
        "OPTIONS": {"file_permissions_mode": 0o644, "directory_permissions_mode": 0o755},
    },
}
FILE_UPLOAD_PERMISSIONS = 0o640
# Where clamd of ClamAV listens, `unix:///run/clamav/clamd.ctl` or `tcp://host:3310`; empty: files are not scanned.
CLAMAV_ADDRESS = env.str("CLAMAV_ADDRESS", default="")
# Whatever is small enough to be taken is read in memory: a full disk is then met in one place, where it is said.
FILE_UPLOAD_MAX_MEMORY_SIZE = 6_291_456
# Far above what a person writes, so that a text too long comes back to its box and is not lost on the way.
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1_048_576
# A list that is one page holds up to 5,000 rows, each with a box to choose it by, beside the other fields of its form.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 6_000
PDF_ENABLED = env.bool("PDF_ENABLED", default=True)

# --- security; what browsers are told stands in `browsers`
CSRF_FAILURE_VIEW = "accounts.views.too_old.page"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^ping$", r"^siap$", r"^metrik$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.int("TRUSTED_PROXY_COUNT", default=0) else None

if SHOW_EXAMPLE_SIGN_INS and (HTTPS or SECURE_PROXY_SSL_HEADER or not WHITENOISE_USE_FINDERS):
    raise ImproperlyConfigured("SHOW_EXAMPLE_SIGN_INS is for the demo alone. Take it out of the environment.")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "sinovik.settings.log_lines.LogLine"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
    # Which task ran when, and how it ended.
    "loggers": {"celery": {"level": "INFO"}},
}
