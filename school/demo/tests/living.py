"""A demo that lives on from date to date: `python -m school.demo.tests.living WHICH`.

WHICH is `small` (all kinds of people of the full demo, in schools of a few classes) or
`imagined` (the full demo without its larger schools). Reads moments from its input, one
a line, brings the demo up to each and answers with the moment. One process for a whole
year: Django starts once.
"""

import io
import os
import sys
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from school.demo.scenery import Scenery

# Of each school the first three grades, beside the told classes: among them are
# first-graders, joined classes in a village, a second shift in a city.
_FEW = {"students": 86, "employees": 30, "parallels": (1, 1, 1), "joined": ((2, 3),)}
_BY_SCHOOL: dict[str, dict[str, object]] = {
    "city": {**_FEW, "joined": (), "second_shift": (3,)},
    "village": {**_FEW, "students": 47, "employees": 18},
    "lake": {**_FEW, "students": 27, "employees": 12},
}


def _scenery(which: str) -> "Scenery":
    from school.demo import scenery

    full = scenery.full()
    if which == "small":
        settings = [
            replace(each, spec=replace(each.spec, **_BY_SCHOOL[each.place.key]))
            for each in full.settings
            if each.spec and each.place.key in _BY_SCHOOL
        ]
    else:
        settings = [
            each for each in full.settings if each.spec and each.spec.students < 100
        ]
    return replace(full, name=which, settings=tuple(settings))


def main() -> None:
    """Live through the moments of the input."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "school.settings"
    django.setup()

    from school.demo.progress import Progress
    from school.demo.staging import stage
    from school.lib import clock

    scene = _scenery(sys.argv[1])
    for line in sys.stdin:
        moment = datetime.fromisoformat(line.strip())
        clock.use(clock.Clock(start=moment - clock.Clock().now()))
        stage(scene, Progress(io.StringIO()))
        sys.stdout.write(line)
        sys.stdout.flush()


if __name__ == "__main__":
    main()
