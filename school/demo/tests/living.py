"""A demo that lives on from date to date: `python -m school.demo.tests.living WHICH`.

WHICH is `told` (the people of the stories alone, with as many weeks as the full demo
shows) or `imagined` (the full demo without its larger schools). Reads moments from its
input, one a line, brings the demo up to each and answers with the moment. One process
for a whole year: Django starts once.
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

    full = scenery.full()
    villages = [
        each for each in full.settings if each.spec and each.spec.students < 100
    ]
    scene = {
        "told": replace(scenery.small(), weeks_behind=None, weeks_ahead=2),
        "imagined": replace(full, settings=tuple(villages)),
    }[sys.argv[1]]
    for line in sys.stdin:
        moment = datetime.fromisoformat(line.strip())
        clock.use(clock.Clock(start=moment - clock.Clock().now()))
        stage(scene, Progress(io.StringIO()))
        sys.stdout.write(line)
        sys.stdout.flush()


if __name__ == "__main__":
    main()
