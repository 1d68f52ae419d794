"""All addresses."""

from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

from school import home
from school.access.middleware import outside
from school.lib import addresses

addresses.register()

_sign_in = outside(RedirectView.as_view(pattern_name="access:welcome"))

urlpatterns: list[URLPattern | URLResolver] = [
    # What is asked for most stands first: Django tries them in turn.
    path("diary/", include("school.diary.urls")),
    path("journal/", include("school.journal.urls")),
    path("family/", include("school.family.urls")),
    path("access/", include("school.access.urls")),
    path("registry/", include("school.registry.urls")),
    path("staff/", include("school.staff.urls")),
    path("desk/", include("school.desk.urls")),
    path("support/", include("school.support.urls")),
    path("campaign/", include("school.campaign.urls")),
    path("alarms/", include("school.alarms.urls")),
    path("openings/", include("school.openings.urls")),
    path("papers/", include("school.papers.urls")),
    path("viewing/", include("school.viewing.urls")),
    path("help/", include("school.help.urls")),
    path("mail/", include("school.demo.urls")),
    path("exchange/", include("school.exchange.urls")),
    path("", include("school.importing.urls")),
    path("", include("school.inviting.urls")),
    path("", include("school.logins.urls")),
    path("", home.landing, name="landing"),
    path("ui/", home.design, name="components"),
    path("health/live", home.alive, name="alive"),
    path("health/ready", home.ready, name="ready"),
    path("auth/login-page", _sign_in, name="former-sign-in"),
]

handler400 = home.bad_request
handler403 = home.forbidden
handler404 = home.not_found
handler500 = home.server_error
