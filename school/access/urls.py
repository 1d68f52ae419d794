"""Addresses of the door."""

from django.urls import path

from school.access.views import (
    again,
    consents,
    devices,
    esia,
    house_rules,
    invitation,
    line,
    operator,
    operators,
    places,
    reading,
    refused,
    region,
    roles,
    welcome,
)

app_name = "access"
urlpatterns = [
    path("", welcome.welcome, name="welcome"),
    path("esia/", esia.start, name="start"),
    path("esia/return/", esia.come_back, name="return"),
    path("refused/", refused.refused, name="refused"),
    path("again/", again.again, name="again"),
    path("another/", esia.another, name="another"),
    path("leave/", esia.leave, name="leave"),
    path("devices/", devices.devices, name="devices"),
    path("consents/ask/", consents.ask, name="ask"),
    path("reading/", reading.reading, name="reading"),
    path("roles/", roles.roles, name="roles"),
    path("invitation/<str:token>/", invitation.invitation, name="invitation"),
    path("operator/", operator.operator, name="operator"),
    path("operator/rules/", operator.rules, name="rules"),
    path("operator/places/", places.places, name="places"),
    path("operator/towns/<int:town>/", places.town, name="town"),
    path("operator/schools/<key:school>/", places.school, name="school"),
    path("operator/line/", line.line, name="line"),
    path("operator/house-rules/", house_rules.house_rules, name="house-rules"),
    path("operators/", operators.operators, name="operators"),
    path("region/", region.regions, name="regions"),
    path("region/<slug:slug>/", region.region, name="region"),
    path("closed/", refused.closed, name="closed"),
]
