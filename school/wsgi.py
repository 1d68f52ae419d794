"""The WSGI application. What must not be is found here, and the start stops.

An absurd environment, rules with a hole, a missing certificate or a database role
that could step over the walls: one sentence, and no server.
"""

import os
import sys

from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

from school.lib.env import EnvironmentVariableError
from school.lib.postgres.address import AddressError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "school.settings")

try:
    application = get_wsgi_application()
except (EnvironmentVariableError, AddressError, ImproperlyConfigured) as error:
    sys.exit(str(error))

for _found in run_checks(databases=["default"]):
    if _found.is_serious():
        sys.exit(_found.msg)
