"""Addresses of invitations: the parent's, and the school's."""

from django.urls import path

from school.inviting.views import invitations, invited, sheets

app_name = "inviting"
urlpatterns = [
    path("invited/", invited.invited, name="invited"),
    path("invited/<str:code>/", invited.code, name="code"),
    path("invitations/", invitations.invitations, name="invitations"),
    path("invitations/sheets/", sheets.sheets, name="sheets"),
    path("invitations/<key:invitation>/", invitations.invitation, name="invitation"),
]
