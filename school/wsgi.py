"""The WSGI application. It refuses to start over a role that could pass the walls."""

import os

from django.core.checks import run_checks
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "school.settings")

application = get_wsgi_application()

for found in run_checks(databases=["default"], include_deployment_checks=False):
    if found.is_serious():
        raise SystemExit(found.msg)
