"""Addresses of exchange: a package comes in, is looked at, written; one goes out."""

from django.urls import path

from school.exchange.views import looking, sending, taking, taking_back

app_name = "exchange"
urlpatterns = [
    path("", sending.packages_page, name="packages"),
    path("export/", taking.export, name="export"),
    path("<key:package>/", looking.package, name="package"),
    path("<key:package>/answer/", looking.answer, name="answer"),
    path("<key:package>/write/", looking.write, name="write"),
    path("<key:package>/away/", looking.put_away, name="away"),
    path("<key:package>/back/", taking_back.back, name="back"),
    path("<key:package>/remarks/", looking.remarks_file, name="remarks"),
]
