"""
Settings, from the environment. Nothing secret has a default that could reach a real installation.

`DATABASE_URL`: the database; SQLite in the data folder without it. `PARAMOUNTCY_DATA`: that folder.
`PARAMOUNTCY_HOSTS`: the names it answers to, with commas. `PARAMOUNTCY_HTTPS=1`: it stands behind a proxy that speaks
HTTPS; `PARAMOUNTCY_PROXY`: the addresses of that proxy, with commas, unless it is on this machine.
`PARAMOUNTCY_AUDIT`: where the log's heads and seals are kept outside the database. `PARAMOUNTCY_SMTP`: a mail server,
as in smtp://name:password@host:587; without it there is no e-mail. `PARAMOUNTCY_OIDC`: a JSON file with the sign-in
providers of the council. `PARAMOUNTCY_READS_WITHIN=team`: nobody reads beyond their team, but for what they work with;
`area` without it. `PARAMOUNTCY_DEMO=1` and `PARAMOUNTCY_TRAINING=1` are set by `paramountcy serve --demo` and
`--training`, and by nobody else.
"""

import os
from pathlib import Path

from paramountcy.publication.look.build import STYLESHEET
from paramountcy.web.site.databases import data_folder, database
from paramountcy.web.site.keys import second_factor_key, secret_key
from paramountcy.web.site.mail import mail
from paramountcy.web.site.providers import providers
from paramountcy.web.site.proxy import proxies
from paramountcy.web.site.purposes import banner
from paramountcy.web.site.reaches import reads_within

HERE = Path(__file__).parent
DATA = data_folder(os.environ)
DEMO = os.environ.get("PARAMOUNTCY_DEMO", "") == "1"
TRAINING = os.environ.get("PARAMOUNTCY_TRAINING", "") == "1"
BANNER = banner(demo=DEMO, training=TRAINING)
HTTPS = os.environ.get("PARAMOUNTCY_HTTPS", "") == "1"
PROXIES = proxies(os.environ) if HTTPS else frozenset()
DEBUG = False

SECRET_KEY = secret_key(os.environ, DATA)
SECOND_FACTOR_KEY = second_factor_key(os.environ, DATA)
ALLOWED_HOSTS = [name.strip() for name in os.environ.get("PARAMOUNTCY_HOSTS", "127.0.0.1,localhost").split(",")]
CSRF_TRUSTED_ORIGINS = [f"https://{name}" for name in ALLOWED_HOSTS] if HTTPS else []
AUDIT_FOLDER = os.environ.get("PARAMOUNTCY_AUDIT") or DATA / "audit"

READS_WITHIN = reads_within(os.environ)

DATABASES = {"default": database(os.environ, DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "simple_history",
    "paramountcy.web.kit",
    "paramountcy.web.access",
    "paramountcy.web.guidance.groups",
    "paramountcy.web.guidance.meetings",
    "paramountcy.web.guidance.children",
    "paramountcy.web.guidance.vocabulary",
    "paramountcy.web.guidance.worries",
    "paramountcy.web.guidance.tracker",
    "paramountcy.web.guidance.recommendations",
    "paramountcy.web.guidance.drafting",
    "paramountcy.web.guidance.age_scope",
    "paramountcy.web.guidance.options",
    "paramountcy.web.guidance.guides",
    "paramountcy.web.guidance.programmes",
    "paramountcy.web.guidance.consultations",
    "paramountcy.web.guidance.reading",
    "paramountcy.web.guidance.publishing",
    "paramountcy.web.site",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "paramountcy.web.kit.headers.Headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "paramountcy.web.kit.uploads.Files",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "paramountcy.web.access.sessions.OnePolicy",
    "paramountcy.web.access.middleware.Accountable",
    "paramountcy.web.access.signing_in.second_factor.SecondFactor",
]
ROOT_URLCONF = "paramountcy.web.site.urls"
WSGI_APPLICATION = "paramountcy.web.site.wsgi.application"

TEMPLATES = [
    {
        "NAME": "paramountcy",
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [],
        "APP_DIRS": False,
        "OPTIONS": {"environment": "paramountcy.web.kit.templating.environment"},
    },
    {
        "NAME": "django",
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    },
]

AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
TERMS_URL = "/terms/"
MINE_URL = "/second-factor/"
CSRF_FAILURE_VIEW = "paramountcy.web.access.signing_in.views.forged"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

MFA_REQUIRED: bool = not (DEMO or TRAINING)
"""Whether everybody needs a second factor. Only a database of imagined people does without."""
CAN_RESET_PASSWORDS = bool(os.environ.get("PARAMOUNTCY_SMTP"))
ACCOUNT_ADAPTER = "paramountcy.web.access.signing_in.adapter.Accounts"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": None, "reset_password": "20/m/ip,5/h/key"}
MFA_RATE_LIMITS = {"webauthn_login": None}
"""Ours are in access/limits.py: allauth's make all who sign in from one address wait for each other."""
MFA_ADAPTER = "paramountcy.web.access.signing_in.adapter.SecondFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Paramountcy"
MFA_TOTP_TOLERANCE = 1
MFA_ALLOW_UNVERIFIED_EMAIL = True
SOCIALACCOUNT_ADAPTER = "paramountcy.web.access.signing_in.adapter.Providers"
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_SERIALIZER = "paramountcy.web.access.sessions.Sealed"
SESSION_COOKIE_NAME = "paramountcy"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_AGE = None
"""Until the browser is closed, like that of the session: nothing stays on a shared computer."""
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 4 * 24 * 60 * 60
"""
Seconds that the row of a session is kept, so that after a weekend too the log can say that it was left alone. How long
it lets anybody in is in access/sessions.py.
"""
SESSION_LASTS = 12 * 60 * 60
"""Seconds that a session lasts, however much it is used."""
IDLE_MINUTES = int(os.environ.get("PARAMOUNTCY_IDLE_MINUTES", "30"))

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "access_limits",
        "OPTIONS": {"MAX_ENTRIES": 1_000_000},
    },
}
"""
In the database, so that limits and lockouts hold in every server process. So many entries that nobody can push one
out by trying others.
"""

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["paramountcy.web.kit.uploads.NoFiles"]

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [STYLESHEET.parent] if STYLESHEET.is_file() else []
WHITENOISE_USE_FINDERS = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "paramountcy.web.kit.logs.WithoutNames"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

locals().update(mail(os.environ))
SOCIALACCOUNT_PROVIDERS = providers(os.environ)
