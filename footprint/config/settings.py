"""Settings of an installation. Everything that differs between two installations is an environment variable, named here.

FOOTPRINT_DATA     the folder of the database, keys and files waiting to be confirmed (default: ./footprint-data)
DATABASE_URL       postgres://user:password@host:port/name; without it, SQLite in FOOTPRINT_DATA
FOOTPRINT_PROFILE  the authority's profile: a shipped name or a folder (default: england)
FOOTPRINT_COUNCIL  the council's own name; FOOTPRINT_COLOUR its colour, as #1d4f5c
FOOTPRINT_HOSTS    the names under which it is served, separated by commas
FOOTPRINT_HTTPS    "no" where it is served without TLS, on this machine alone
FOOTPRINT_DEMO     "yes" in the demonstration: anybody signs in as any role, on this machine alone
FOOTPRINT_OIDC     a file of settings for the council's directory (docs/how-to/sign-in.md)
FOOTPRINT_BANK_HOLIDAYS  a file of bank holidays proclaimed after this release (docs/how-to/add-a-bank-holiday.md)
FOOTPRINT_WORD_TEMPLATE  the council's own Word template for what goes out (docs/how-to/send-a-record.md)
FOOTPRINT_SMTP     smtp+tls://user:password@host:587, the mail server; FOOTPRINT_MAIL_FROM the sender of mail
FOOTPRINT_NOTIFY_KEY  in place of a mail server: the key of GOV.UK Notify; FOOTPRINT_NOTIFY_TEMPLATE its template
FOOTPRINT_ADDRESS  the address at which people find the service, for messages
FOOTPRINT_IDLE     minutes without a click after which a session ends (5 to 60; default 30)
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF

from footprint.config.database import database
from footprint.config.keys import key

HERE = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("FOOTPRINT_DATA", "footprint-data")).resolve()
PROFILE = os.environ.get("FOOTPRINT_PROFILE", "england")
BANK_HOLIDAYS = os.environ.get("FOOTPRINT_BANK_HOLIDAYS", "")
WORD_TEMPLATE = os.environ.get("FOOTPRINT_WORD_TEMPLATE", "")
ADDRESS = os.environ.get("FOOTPRINT_ADDRESS", "")
COUNCIL = os.environ.get("FOOTPRINT_COUNCIL", "")
COLOUR = os.environ.get("FOOTPRINT_COLOUR", "#1d4f5c")
DEMO = os.environ.get("FOOTPRINT_DEMO", "") == "yes"
HTTPS = os.environ.get("FOOTPRINT_HTTPS", "yes") != "no"

DEBUG = False
SECRET_KEY = key(DATA, "secret")
AUDIT_KEY = key(DATA, "audit").encode()
ALLOWED_HOSTS = [host for host in os.environ.get("FOOTPRINT_HOSTS", "127.0.0.1,localhost").split(",") if host]

INSTALLED_APPS = [
    "footprint.records",
    "footprint.web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "axes",
    "csp",
    "django_tasks",
    "django_tasks_db",
]
MIDDLEWARE = [
    "footprint.web.middleware.one_log_line_a_request",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "footprint.web.middleware.headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "footprint.web.middleware.session_limits",
    "footprint.web.middleware.own_password",
    "footprint.web.middleware.two_factors",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "footprint.config.urls"
WSGI_APPLICATION = "footprint.config.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [HERE / "web" / "templates"],
        "OPTIONS": {
            "environment": "footprint.web.jinja.environment",
            "context_processors": ["footprint.web.jinja.everywhere"],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": ["django.template.context_processors.request", "django.contrib.auth.context_processors.auth"]
        },
    },
]

DATABASES = {"default": database(os.environ.get("DATABASE_URL", ""), DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = False
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}  # shared by the workers
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
DATA_UPLOAD_MAX_NUMBER_FILES = 200

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Signing in: a password (argon2) and a second factor, or the council's own directory. Nobody signs themselves up.
AUTH_USER_MODEL = "records.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/accounts/login/"
ACCOUNT_ADAPTER = "footprint.web.accounts.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "footprint.web.accounts.DirectoryAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_RATE_LIMITS = {"login_failed": "20/m/ip"}  # per account, axes counts
ACCOUNT_FORMS = {
    "login": "footprint.web.forms.sign_in.SignInForm",
    "change_password": "footprint.web.forms.sign_in.PasswordForm",
    "reauthenticate": "footprint.web.forms.sign_in.AgainForm",
}
ONE_TIME_PASSWORD_DAYS = 7
DORMANT_DAYS = 45
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Footprint"
MFA_TOTP_TOLERANCE = 1  # a phone whose clock is half a minute off
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_FORMS = {
    "authenticate": "footprint.web.forms.sign_in.CodeForm",
    "reauthenticate": "footprint.web.forms.sign_in.CodeAgainForm",
    "activate_totp": "footprint.web.forms.sign_in.FirstCodeForm",
}
MFA_ADAPTER = "footprint.web.accounts.SecondFactorAdapter"
SECOND_FACTOR_NEEDED = not DEMO
SOCIALACCOUNT_AUTO_SIGNUP = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {}
OIDC_ROLES: dict[str, list[str]] = {}
DIRECTORY_ORIGIN: list[str] = []
if os.environ.get("FOOTPRINT_OIDC"):
    _directory = tomllib.loads(Path(os.environ["FOOTPRINT_OIDC"]).read_text("utf-8"))
    SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [_directory["directory"]]}}
    OIDC_ROLES = _directory.get("roles", {})
    _at = urlsplit(_directory["directory"]["settings"]["server_url"])
    DIRECTORY_ORIGIN = [f"{_at.scheme}://{_at.netloc}"]  # the button that leads there is a form, and a browser follows no other
AXES_FAILURE_LIMIT = 6
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_FORM_FIELD = "login"
AXES_USERNAME_CALLABLE = "footprint.web.accounts.tried_account"
AXES_SENSITIVE_PARAMETERS = ["csrfmiddlewaretoken", "oldpassword", "password1", "password2", "code"]
AXES_LOCKOUT_CALLABLE = "footprint.web.accounts.locked_out"
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False
AXES_DISABLE_ACCESS_LOG = True

# Sessions end after some idle minutes, and in any case after a working day.
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_IDLE_MINUTES = min(60, max(5, int(os.environ.get("FOOTPRINT_IDLE", "30"))))
SESSION_HARD_HOURS = 12
SESSION_COOKIE_AGE = SESSION_HARD_HOURS * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"  # "Strict" would lose the way back from the council's directory
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "footprint.web.views.errors.no_token"

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = False  # the proxy in front does it; the health check comes without TLS
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF, *DIRECTORY_ORIGIN],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

# One line of JSON a request and a fault; never a name, an address with a query, or the text of a record.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "footprint.config.logs.Json"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "axes": {"level": "CRITICAL"},
        "django.request": {"level": "CRITICAL"},
        "django.security": {"level": "CRITICAL"},
        "_granian": {"level": "WARNING"},
        "notifications_python_client": {"level": "CRITICAL"},  # it writes down what Notify answers, which may repeat an address
    },
}

# Mail: the daily digest, and invitations to reviews; by a mail server or by GOV.UK Notify. Without either none is sent.
_mail = urlsplit(os.environ.get("FOOTPRINT_SMTP", ""))
EMAIL_HOST, EMAIL_PORT = _mail.hostname or "", _mail.port or 587
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_mail.username or ""), unquote(_mail.password or "")
EMAIL_USE_TLS, EMAIL_TIMEOUT = _mail.scheme == "smtp+tls", 20
NOTIFY_KEY, NOTIFY_TEMPLATE = os.environ.get("FOOTPRINT_NOTIFY_KEY", ""), os.environ.get("FOOTPRINT_NOTIFY_TEMPLATE", "")
NOTIFY_URL = os.environ.get("FOOTPRINT_NOTIFY_URL", "https://api.notifications.service.gov.uk")
if NOTIFY_KEY:
    EMAIL_BACKEND = "footprint.config.notify.EmailBackend"
DEFAULT_FROM_EMAIL = os.environ.get("FOOTPRINT_MAIL_FROM", "footprint@localhost")
