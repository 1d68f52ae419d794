"""A registration card for a journey: its code stands on paper, which no browser reads.

``python -m tests.journeys.printing NAME [EMAIL]`` inside the product's environment
prints the card of that student as the school's administrator does; with an e-mail it is
written into the personal card first.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.journeys.stack import ROOT, Stack


def printed(stack: Stack, name: str, email: str | None = None) -> dict[str, str]:
    """``login`` and ``code``, or the sentence ``why`` there is no card."""
    arguments = [name] if email is None else [name, email]
    told = within(stack, "tests.journeys.printing", *arguments)
    said: dict[str, str] = json.loads(told)
    return said


def within(stack: Stack, module: str, *arguments: str) -> str:
    """Run a module inside the product's environment; what it wrote."""
    environ = Path(f"/proc/{stack.running()['pids']['school']}/environ").read_bytes()
    pairs = (each.split("=", 1) for each in environ.decode().split("\0") if "=" in each)
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env=dict(pairs),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def main(name: str, email: str | None = None) -> None:
    """Print the card; what it says, as JSON."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "school.settings")
    django.setup()
    sys.stdout.write(json.dumps(_print(name, email)))


def _print(name: str, email: str | None) -> dict[str, Any]:
    from school.lib import clock
    from school.logins.making import make_cards
    from school.people.models import Card
    from school.regions.models import School
    from school.rights.visitor import Role, Visitor
    from school.walls.actor import job_of
    from school.walls.behind import behind

    school = School.objects.select_related("region").get(short_name="Озёрная школа")
    last, first = name.split()
    with behind(job_of(school.pk, name="test")):
        student = Card.objects.get(school=school, last_name=last, first_name=first)
        employees = Card.objects.filter(school=school, kind=Card.Kind.EMPLOYEE)
        if email is not None:
            Card.objects.filter(pk=student.pk).update(email=email)
        head = employees.order_by("pk")[0]
    zone = school.region.zone()
    visitor = Visitor(
        account=0,
        oid=None,
        short_name="",
        zone=zone,
        today=clock.today(zone),
        school=school.pk,
        card=head.pk,
        granted=frozenset({Role.ADMINISTRATOR}),
    )
    with behind(visitor.actor()):
        made = make_cards(visitor, [student], at=clock.now())
    if made.left_out:
        return {"why": made.left_out[0].why.sentence}
    (card,) = made.cards
    return {"login": card.login, "code": card.code}


if __name__ == "__main__":
    main(*sys.argv[1:])
