"""Addresses of the registries."""

from django.urls import URLPattern, URLResolver, path

from school.registry.views import (
    arriving,
    card,
    exporting,
    lifting,
    links,
    lists,
    merging,
    region,
    saving,
)

app_name = "registry"

urlpatterns: list[URLPattern | URLResolver] = [
    path("students/", lists.students, name="students"),
    path("guardians/", lists.guardians, name="guardians"),
    path("users/", lists.users, name="users"),
    path("employees/", lists.employees, name="employees"),
    path("region/", region.region, name="region"),
    path("liftings/", lifting.liftings, name="liftings"),
    path("liftings/<key:lifting>/", lifting.answer, name="lifting"),
    path("<slug:registry>/export/", exporting.export, name="export"),
    path("students/new/", arriving.student, name="new-student"),
    path("employees/new/", arriving.employee, name="new-employee"),
    path("cards/<key:card>/", card.card, name="card"),
    path("cards/<key:card>/guardian/", arriving.guardian, name="guardian"),
    path("cards/<key:card>/links/<key:guardian>/", links.link, name="link"),
    path("cards/<key:card>/links/<key:guardian>/end/", links.ending, name="end"),
    path(
        "cards/<key:card>/links/<key:guardian>/restrict/",
        links.restriction,
        name="restrict",
    ),
    path("cards/<key:card>/links/<key:guardian>/lift/", links.lifting, name="lift"),
    path("cards/<key:card>/show/", card.show, name="show"),
    path("cards/<key:card>/history/", card.history, name="history"),
    path("cards/<key:card>/merge/<key:other>/", merging.merge, name="merge"),
    path("cards/<key:card>/merge/<key:other>/undo/", merging.undo, name="unmerge"),
    path("cards/<key:card>/name/", saving.name, name="name"),
    path("cards/<key:card>/documents/", saving.documents, name="documents"),
    path("cards/<key:card>/contacts/", saving.contacts, name="contacts"),
    path("cards/<key:card>/entries/", saving.entries, name="entries"),
    path("cards/<key:card>/paper/", saving.paper, name="paper"),
]
