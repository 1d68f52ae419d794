#!/usr/bin/env python
"""Management commands. Those that make tables or the demo connect as the owner."""

import os
import sys

from school.lib.env import EnvironmentVariableError
from school.lib.loading import loading
from school.lib.postgres.address import AddressError

_OWNERS_COMMANDS = {
    "migrate",
    "demo",
    "generate_region",
    "sqlmigrate",
    "showmigrations",
}


def main() -> None:
    """Run the command of the command line; an absurd environment is one sentence."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "school.settings")
    if len(sys.argv) > 1 and sys.argv[1] in _OWNERS_COMMANDS:
        os.environ["SCHOOL_CONNECT_AS"] = "owner"
    import django
    from django.core.management import execute_from_command_line

    try:
        with loading():
            django.setup()
        execute_from_command_line(sys.argv)
    except (EnvironmentVariableError, AddressError) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
