"""django-oauth-toolkit, set up as a gateway to ЕСИА might be: a program of its own.

`python -m tests.gateway.provider FOLDER BACK LEFT < CLAIMS` makes one system and one
person, whom the claims (JSON) describe, says its port on a line, and serves until told
to stop. People come back to BACK, and to LEFT when they have signed out. PKCE is
required, secrets are hashed, tokens are signed with RS256.
"""

import json
import socketserver
import sys
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

import django
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from django.conf import settings

CLIENT, SECRET = "diary", "a secret: with % and +"
LOGIN, PASSWORD = "somebody", "gosuslugi"
_PAGE = "<form method='post'>{% csrf_token %}{{ form }}<button>Войти</button></form>"


class _Server(socketserver.ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, *arguments: Any) -> None:
        """Say nothing: the test speaks."""


def _configure(folder: Path, base: str, claims: dict[str, Any]) -> None:
    key = rsa.generate_private_key(65537, 2048).private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    loaders = [
        ("django.template.loaders.locmem.Loader", {"login.html": _PAGE}),
        "django.template.loaders.app_directories.Loader",
    ]
    settings.configure(
        ALLOWED_HOSTS=["127.0.0.1"],
        SECRET_KEY="s" * 50,
        USE_TZ=True,
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": folder / "provider.sqlite3",
            }
        },
        INSTALLED_APPS=[
            "django.contrib.contenttypes",
            "django.contrib.auth",
            "django.contrib.sessions",
            "oauth2_provider",
        ],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "OPTIONS": {"loaders": loaders},
            }
        ],
        ROOT_URLCONF="tests.gateway.provider_urls",
        LOGIN_URL="/login/",
        CLAIMS=claims,
        OAUTH2_PROVIDER={
            "OIDC_ENABLED": True,
            "OIDC_ISS_ENDPOINT": f"{base}/o",
            "OIDC_RSA_PRIVATE_KEY": key.decode(),
            "OIDC_RP_INITIATED_LOGOUT_ENABLED": True,
            "OIDC_RP_INITIATED_LOGOUT_ALWAYS_PROMPT": False,
            "OAUTH2_VALIDATOR_CLASS": "tests.gateway.provider_urls.Validator",
            "PKCE_REQUIRED": True,
            "SCOPES": {"openid": "openid", "profile": "profile", "snils": "snils"},
        },
    )
    django.setup()


def _settle(back: str, left: str) -> None:
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from oauth2_provider.models import Application

    call_command("migrate", verbosity=0)
    User.objects.create_user(LOGIN, password=PASSWORD)
    Application.objects.create(
        name="Электронная школа",
        client_id=CLIENT,
        client_secret=SECRET,
        client_type=Application.CLIENT_CONFIDENTIAL,
        authorization_grant_type=Application.GRANT_AUTHORIZATION_CODE,
        algorithm=Application.RS256_ALGORITHM,
        redirect_uris=back,
        post_logout_redirect_uris=left,
        skip_authorization=True,
    )


def main(folder: str, back: str, left: str) -> None:
    """Make the provider and serve; people return to `back`, or to `left`."""
    server = _Server(("127.0.0.1", 0), _Quiet)
    _configure(
        Path(folder), f"http://127.0.0.1:{server.server_port}", json.load(sys.stdin)
    )
    _settle(back, left)
    from django.core.wsgi import get_wsgi_application

    server.set_app(get_wsgi_application())
    sys.stdout.write(f"{server.server_port}\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
