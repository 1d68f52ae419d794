"""The WSGI application. What must not be is found here, and the start stops.

An absurd environment, rules with a hole, a missing certificate or a database role
that could step over the walls: one sentence, and no server.
"""

import os
import sys

from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application
from django.db import DatabaseError

from school.lib.env import EnvironmentVariableError
from school.lib.loading import loading
from school.lib.postgres.address import AddressError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "school.settings")


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0]


try:
    with loading():
        application = get_wsgi_application()
        _found = [one for one in run_checks(databases=["default"]) if one.is_serious()]
    _found.sort(key=lambda one: one.id or "")  # of several, always the same one is said
except (EnvironmentVariableError, AddressError, ImproperlyConfigured) as error:
    sys.exit(str(error))
except DatabaseError as error:
    sys.exit(f"База данных по адресу DATABASE_URL не отвечает: {_first_line(error)}")
if _found:
    sys.exit(_found[0].msg)
