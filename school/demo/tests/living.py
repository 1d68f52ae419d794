"""A demo that lives on from date to date: `python -m school.demo.tests.living`.

Reads moments from its input, one a line, brings the demo up to each and answers with
the moment. One process for a whole year: Django starts once.
"""

import io
import os
import sys
from dataclasses import replace
from datetime import datetime


def main() -> None:
    """Live through the moments of the input."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "school.settings"
    django.setup()

    from school.demo import scenery
    from school.demo.progress import Progress
    from school.demo.staging import stage
    from school.lib import clock

    # The people of the stories alone, with as many weeks as the full demo shows.
    scene = replace(scenery.small(), weeks_behind=None, weeks_ahead=2)
    for line in sys.stdin:
        moment = datetime.fromisoformat(line.strip())
        clock.use(clock.Clock(start=moment - clock.Clock().now()))
        stage(scene, Progress(io.StringIO()))
        sys.stdout.write(line)
        sys.stdout.flush()


if __name__ == "__main__":
    main()
