#!/usr/bin/env python
"""Management commands. Those that make tables or the demo connect as the owner."""

import os
import sys

_OWNERS_COMMANDS = {"migrate", "demo", "sqlmigrate", "showmigrations"}


def main() -> None:
    """Run the command of the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "school.settings")
    if len(sys.argv) > 1 and sys.argv[1] in _OWNERS_COMMANDS:
        os.environ["SCHOOL_CONNECT_AS"] = "owner"
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
