"""Addresses of importing: the year, a table looked at, mended, written, undone."""

from django.urls import path

from school.importing.views import beginning, files, looking, sending, taking_back

app_name = "importing"
urlpatterns = [
    path("importing/", sending.uploads_page, name="uploads"),
    path("importing/begin/", beginning.beginning, name="begin"),
    path("importing/template/", files.template, name="template"),
    path("importing/<key:upload>/", looking.upload, name="upload"),
    path("importing/<key:upload>/mend/", looking.mend, name="mend"),
    path("importing/<key:upload>/write/", looking.write, name="write"),
    path("importing/<key:upload>/away/", looking.put_away, name="away"),
    path("importing/<key:upload>/back/", taking_back.back, name="back"),
    path("importing/<key:upload>/remarks/", files.remarks_file, name="remarks"),
]
