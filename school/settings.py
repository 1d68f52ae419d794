"""The product's settings: what a deployment says in its environment, and the rest."""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from school.lib import clock, env, logs
from school.lib.postgres.address import read_address
from school.lib.smtp import read_server

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent

MODE = env.choice("SCHOOL_MODE", ("demo", "production"), "demo")
HOME = Path(env.text("SCHOOL_HOME", str(PROJECT / "var")))
SECRET_KEY = env.secret("SCHOOL_SECRET")
SEAL_KEY = env.key("SCHOOL_SEAL_KEY")
if MODE == "production":
    env.refuse_weak("SCHOOL_SECRET", SECRET_KEY)
    env.refuse_weak("SCHOOL_SEAL_KEY", SEAL_KEY.hex())

SCHOOL_URL = env.address("SCHOOL_URL", "http://127.0.0.1:8000")
_host = urlsplit(SCHOOL_URL)
ALLOWED_HOSTS = [_host.hostname or "127.0.0.1"]
SECURE = _host.scheme == "https"
if MODE == "demo":
    ALLOWED_HOSTS += ["127.0.0.1", "localhost"]

_now = env.moment("SCHOOL_NOW")
if _now is not None:
    if MODE == "production":
        raise env.EnvironmentVariableError(
            "Переменная SCHOOL_NOW — для показа: рабочая установка живёт по"
            " настоящему времени."
        )
    _start = _now - datetime.now(UTC)  # noqa: TID251 - before the clock exists
    clock.use(clock.Clock(HOME / "clock", start=_start))

CONNECT_AS_OWNER = os.environ.get("SCHOOL_CONNECT_AS") == "owner"
_address = env.secret("DATABASE_URL")
DATABASE_APP_ROLE = read_address("DATABASE_URL", _address)["USER"]
if CONNECT_AS_OWNER:
    _database = read_address("DATABASE_OWNER_URL", env.secret("DATABASE_OWNER_URL"))
else:
    _database = read_address("DATABASE_URL", _address)
DATABASES: dict[str, dict[str, Any]] = {
    "default": {
        **_database,
        "ENGINE": "school.lib.postgres",
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            **_database["OPTIONS"],
            "server_side_binding": True,
            # Without server-side binding this does nothing; with it PostgreSQL's
            # share of a page is halved.
            "prepare_threshold": 1,
        },
    }
}

IDENTITY_ROAD = env.choice("IDENTITY_ROAD", ("esia", "gateway"), "esia")
if IDENTITY_ROAD == "esia":
    ESIA_URL = env.address("ESIA_URL")
    ESIA_CLIENT_ID = env.text("ESIA_CLIENT_ID")
    # A program that signs in place of a key in a file: words as in a shell.
    ESIA_SIGNER = env.command("ESIA_SIGNER")
    ESIA_SIGNER_MIRRORED = env.choice("ESIA_SIGNER_MIRRORED", ("0", "1"), "0") == "1"
    if not ESIA_SIGNER:
        ESIA_KEY_FILE = env.file("ESIA_KEY_FILE")
    ESIA_CERTIFICATE_FILE = env.file("ESIA_CERTIFICATE_FILE")
    ESIA_ISSUER = env.text("ESIA_ISSUER")
    ESIA_ALGORITHM = env.choice(
        "ESIA_ALGORITHM", ("GOST3410_2012_256", "RS256"), "GOST3410_2012_256"
    )
    ESIA_TRUSTED_FILES = env.files("ESIA_TRUSTED_FILES")
    SIGN_IN_SITES: tuple[str, ...] = (ESIA_URL,)
else:
    # The issuer is compared byte for byte, so a slash at its end belongs to it.
    GATEWAY_ISSUER = env.text("GATEWAY_ISSUER")
    _gateway = urlsplit(env.address("GATEWAY_ISSUER"))
    GATEWAY_CLIENT_ID = env.text("GATEWAY_CLIENT_ID")
    GATEWAY_CLIENT_SECRET = env.secret("GATEWAY_CLIENT_SECRET")
    GATEWAY_AUTHENTICATION = env.choice(
        "GATEWAY_AUTHENTICATION", ("basic", "post"), "basic"
    )
    GATEWAY_SCOPE = env.text("GATEWAY_SCOPE", "openid profile")
    GATEWAY_ALGORITHMS = env.words("GATEWAY_ALGORITHMS", "RS256")
    GATEWAY_TRUSTED_FILES: tuple[Path, ...] = ()
    if env.text("GATEWAY_TRUSTED_FILES", ""):
        GATEWAY_TRUSTED_FILES = env.files("GATEWAY_TRUSTED_FILES")
    GATEWAY_CLAIMS = env.pairs("GATEWAY_CLAIMS")
    SIGN_IN_SITES = (
        f"{_gateway.scheme}://{_gateway.netloc}",
        *env.addresses("GATEWAY_LEADS_TO", "https://esia.gosuslugi.ru"),
    )

# Without a register of consents Госуслуги's own screen before the return is believed.
CONSENTS_URL = ""
if env.text("CONSENTS_URL", ""):
    CONSENTS_URL = env.address("CONSENTS_URL")
# Where people see what they agreed to, if not at Госуслуги themselves.
CONSENTS_PAGE = ""
if env.text("CONSENTS_PAGE", ""):
    CONSENTS_PAGE = env.address("CONSENTS_PAGE")
CONSENTS_CLIENT_ID = env.text(
    "CONSENTS_CLIENT_ID",
    ESIA_CLIENT_ID if IDENTITY_ROAD == "esia" else GATEWAY_CLIENT_ID,
)

# Without a mail server letters are written down and go nowhere.
EMAIL_SERVER = read_server("EMAIL_URL", env.secret("EMAIL_URL", ""))
EMAIL_FROM = env.mailbox("EMAIL_FROM") if EMAIL_SERVER else "school@localhost"

# The order of the story: each context imports only what stands before it.
INSTALLED_APPS = [
    "school.walls",
    "school.audit",
    "school.ui",
    "school.backup",
    "school.regions",
    "school.people",
    "school.notices",
    "school.mail",
    "school.rights",
    "school.access",
    "school.help",
    "school.academics",
    "school.registry",
    "school.staff",
    "school.inviting",
    "school.logins",
    "school.support",
    "school.desk",
    "school.campaign",
    "school.alarms",
    "school.openings",
    "school.journal",
    "school.diary",
    "school.papers",
    "school.viewing",
    "school.family",
    "school.importing",
    "school.exchange",
    "school.demo",
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MIDDLEWARE = [
    "school.lib.web.SecurityHeaders",
    "school.lib.web.RequestId",
    "school.lib.observing.Observing",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "school.home.InWords",
    "school.access.middleware.BehindTheWalls",
]
ROOT_URLCONF = "school.urls"
WSGI_APPLICATION = "school.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "school.ui.jinja.Pages",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {"environment": "school.ui.jinja.environment"},
    }
]

LANGUAGE_CODE = "ru"
USE_I18N = False
USE_TZ = True
TIME_ZONE = "UTC"

CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
CSRF_COOKIE_SECURE = SECURE
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "school.home.csrf_failure"
CSRF_TRUSTED_ORIGINS = [SCHOOL_URL] if SECURE else []
SESSION_COOKIE = "__Host-session" if SECURE else "session"
BEFORE_COOKIE = "__Host-before" if SECURE else "before"
REGION_COOKIE = "__Host-region" if SECURE else "region"
REFUSAL_COOKIE = "__Host-refusal" if SECURE else "refusal"
BORROWED_COOKIE = "__Host-borrowed" if SECURE else "borrowed"
# No __Host- here: it belongs to the pages of the message about sign-in alone.
SAID_COOKIE, SAID_PATH = "__Secure-said" if SECURE else "said", "/support/"
# Likewise: the pages of an invitation alone.
INVITED_COOKIE, INVITED_PATH = "__Secure-invited" if SECURE else "invited", "/invited/"
TRIES_COOKIE = "__Host-tries" if SECURE else "tries"
LOGIN_COOKIE = "__Host-login" if SECURE else "login"
BACK_COOKIE = "__Host-back" if SECURE else "back"
CAME_COOKIE = "__Host-came" if SECURE else "came"

# A stranger could otherwise write what he likes into history and logs.
REQUEST_ID_FROM = env.choice("SCHOOL_REQUEST_ID_FROM", ("us", "proxy"), "us")

# Whose word of where a request comes from is believed; without one, the socket's.
PROXIES = env.networks("SCHOOL_PROXIES")

DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
FILE_UPLOAD_HANDLERS = ["school.lib.uploads.Bounded"]
POLICIES = PROJECT / "policies"

LOG = env.choice(
    "SCHOOL_LOG", ("json", "line"), "json" if MODE == "production" else "line"
)
METRICS = bool(env.text("SCHOOL_METRICS_PORT", ""))
LOGGING = logs.configuration(LOG)
