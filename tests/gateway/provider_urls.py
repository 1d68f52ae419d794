"""The addresses of the provider, and what it tells of its one person."""

from typing import Any

from django.conf import settings
from django.contrib.auth.views import LoginView
from django.urls import include, path
from oauth2_provider.oauth2_validators import OAuth2Validator


class Validator(OAuth2Validator):  # type: ignore[misc]  # it has no types
    """Tells what a gateway would have learnt from ЕСИА."""

    oidc_claim_scope = OAuth2Validator.oidc_claim_scope | {
        "oid": "openid",
        "trusted": "openid",
        "snils": "snils",
    }

    def get_additional_claims(self, request: Any) -> dict[str, Any]:
        """Everything that is known; the toolkit cuts it to the scope."""
        told: dict[str, Any] = settings.CLAIMS
        return told


urlpatterns = [
    path("login/", LoginView.as_view(template_name="login.html")),
    path("o/", include("oauth2_provider.urls", namespace="oauth2_provider")),
]
