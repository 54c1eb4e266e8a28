"""Django's settings, all from the environment. `docs/operate.md` lists the variables."""

from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF

from taskgroups.config.environment import ROOT, file_store, read

ENVIRONMENT = read()
MODE = ENVIRONMENT.mode
DEBUG = ENVIRONMENT.debug
SECRET_KEY = ENVIRONMENT.secret
ADDRESS = ENVIRONMENT.address
_host = urlsplit(ADDRESS).hostname or "127.0.0.1"
ALLOWED_HOSTS = [*ENVIRONMENT.hosts, _host] if ENVIRONMENT.production else ["*"]
VAR = ENVIRONMENT.var
PACK_FOLDERS = [ROOT / "taskgroups" / "frameworks" / "packs", *ENVIRONMENT.packs]

INSTALLED_APPS = [
    "taskgroups.config",
    "taskgroups.kit.access",
    "taskgroups.kit.away",
    "taskgroups.kit.design",
    "taskgroups.kit.live",
    "taskgroups.kit.paper",
    "taskgroups.kit.post",
    "taskgroups.people",
    "taskgroups.frameworks",
    "taskgroups.schools",
    "taskgroups.training",
    "taskgroups.bulletin",
    "taskgroups.evaluation",
    "taskgroups.improvement",
    "taskgroups.meetings",
    "taskgroups.assurance",
    "taskgroups.outcomes",
    "taskgroups.imports",
    "taskgroups.rounds",
    "taskgroups.practice",
    "taskgroups.participation",
    "taskgroups.track",
    "taskgroups.demonstration",
    "taskgroups.home",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "taskgroups.kit.access.uploads.TooLargeMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "taskgroups.kit.access.middleware.DeclaredAccessMiddleware",
    "taskgroups.kit.away.delivery.DeliveryMiddleware",
    "taskgroups.kit.access.press.PressOnceMiddleware",
]

ROOT_URLCONF = "taskgroups.config.urls"
ASGI_APPLICATION = "taskgroups.config.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {"environment": "taskgroups.kit.design.environment.environment"},
    },
    {  # allauth's letters only; every page is Jinja
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    },
]

DATABASES = {"default": dj_database_url.parse(ENVIRONMENT.database_url, conn_max_age=60)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["CONN_MAX_AGE"] = 0
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # FULL: what was acknowledged is on the disk, also where the power fails a moment later.
        "init_command": f"PRAGMA journal_mode=WAL; PRAGMA synchronous={'NORMAL' if MODE == 'test' else 'FULL'};",
    }
WAKE = ENVIRONMENT.wake

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "taskgroups.people.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_FORMS = {
    "login": "taskgroups.people.forms.SignInForm",
    "reset_password": "taskgroups.people.forms.AskForLinkForm",
    "reset_password_from_key": "taskgroups.people.forms.NewPasswordForm",
    "set_password": "taskgroups.people.forms.FirstPasswordForm",
    "change_password": "taskgroups.people.forms.ChangePasswordForm",
    "reauthenticate": "taskgroups.people.forms.PasswordAgainForm",
}
MFA_FORMS = {
    "authenticate": "taskgroups.people.forms.CodeForm",
    "reauthenticate": "taskgroups.people.forms.CodeAgainForm",
}
MFA_ADAPTER = "taskgroups.people.adapter.CodeAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Task Groups"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
MEDIA_ROOT = VAR / "files"
STORAGES = {
    "default": file_store(ENVIRONMENT.files),
    "staticfiles": {
        "BACKEND": "taskgroups.config.storage.StaticStorage"
        if ENVIRONMENT.production
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not ENVIRONMENT.production
WHITENOISE_AUTOREFRESH = not ENVIRONMENT.production  # whoever works on a style sheet sees it at once
FILE_UPLOAD_MAX_BYTES = 20 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "taskgroups.kit.access.uploads.SizeLimit",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
SCANNER = ENVIRONMENT.scanner
FILE_UPLOAD_PERMISSIONS = 0o600

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
DEFAULT_FROM_EMAIL = ENVIRONMENT.mail_from
EMAIL_HOST, EMAIL_PORT = ENVIRONMENT.mail.host, ENVIRONMENT.mail.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = ENVIRONMENT.mail.name, ENVIRONMENT.mail.password
EMAIL_USE_TLS, EMAIL_USE_SSL = ENVIRONMENT.mail.starttls, ENVIRONMENT.mail.tls
EMAIL_TIMEOUT = 10

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_NAME = "taskgroups_session"
CSRF_COOKIE_NAME = "taskgroups_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = [ADDRESS]
CSRF_FAILURE_VIEW = "taskgroups.kit.design.errors.csrf_failure"
if ENVIRONMENT.production:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
if MODE == "test":
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Given by dotted path, since the floors below may not import the floors above.
NAVIGATION = "taskgroups.home.navigation.items"
BANNER = "taskgroups.home.navigation.banner"
CAST = "taskgroups.demonstration.load.players" if MODE != "production" else ""
