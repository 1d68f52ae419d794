"""Packages of a school's administrator: sent, laid beside the school, written, taken.

They lie sealed like lists (`school.importing`), a day at the most.
"""

import hashlib
import io
from collections.abc import Mapping
from itertools import chain

from school.academics.models import SchoolYear
from school.academics.years import year_of
from school.exchange import lying
from school.exchange.incoming import writing
from school.exchange.incoming.importing import look
from school.exchange.incoming.opening import Opened
from school.exchange.incoming.plan import Plan
from school.exchange.incoming.told import NotTold
from school.exchange.lying import Lying
from school.exchange.oneroster.exporting import pack
from school.importing.holding import OTHERWISE, hold
from school.importing.models import Upload
from school.importing.writing import GONE, transaction
from school.lib import clock
from school.regions.models import School
from school.rights.deed import deed
from school.rights.table import Action
from school.rights.visitor import Visitor

_WHO = "who."
_FAULTS = "В архиве есть ошибки: исправьте их в той системе и выгрузите его снова."
_ANOTHER = "Отметьте, что это архив вашей школы, хотя названа она в нём иначе."


def send(by: Visitor, name: str, opened: Opened) -> Upload:
    """Keep a package that opens, sound or not. Raises PermissionDenied for others."""
    school = School.objects.get(pk=by.schools[0])
    with deed(by, Action.IMPORT, school) as act:
        made = Upload.objects.create(
            school_id=school.pk,
            kind=Upload.Kind.PACKAGE,
            file_name=name,
            people=len(opened.rows.get("users", ())),
            sealed=lying.sealed(opened),
            made_by_id=by.card or 0,
            made_at=clock.now(),
        )
        act.about(f"upload:{made.pk}")
    return made


def answer(upload: Upload, sent: Mapping[str, str]) -> bool:
    """Keep what was answered of doubtful people; False when it is too late.

    Fields of a form: «who.17.student».
    """
    locked = Upload.objects.select_for_update().get(
        school=upload.school_id, pk=upload.pk
    )
    if locked.sealed is None or locked.state != Upload.State.OPEN:
        return False
    answers = {
        name.removeprefix(_WHO): text
        for name, text in sent.items()
        if name.startswith(_WHO)
    }
    locked.sealed = lying.answered(locked.sealed, answers)
    locked.save(update_fields=["sealed"])
    return True


def beside_school(package: Lying, by: Visitor) -> Plan | NotTold:
    """What the package would do to this school year of the visitor's school."""
    if not package.opened.is_sound:
        return NotTold(_FAULTS)
    school = School.objects.get(pk=by.schools[0])
    year = year_of(by.today)
    return look(school, package.opened, year, by.today, package.answers)


def token(plan: Plan) -> str:
    """What the page showed, in a few letters: another token is another page."""
    shown = (plan.opens_year, plan.opens_periods)
    told = hashlib.sha256(repr(shown).encode())
    for one in chain(
        plan.classes, plan.groups, plan.humans, *plan.ties.values(), plan.links
    ):
        told.update(repr(one).encode())
    return told.hexdigest()[:20]


def write(by: Visitor, upload: Upload, seen: str, *, from_another: bool) -> str:
    """Write the package, if the school stands as the page with ``seen`` showed it.

    ``from_another``: somebody has said that a school of another name is his. Empty when
    it is done, else the sentence why not. Raises PermissionDenied for others.
    """
    school = School.objects.get(pk=by.schools[0])
    with deed(by, Action.IMPORT, school) as act:
        act.touched(())
        hold(school.pk)
        locked = Upload.objects.select_for_update().get(school=school, pk=upload.pk)
        package = lying.open_(locked)
        if package is None or locked.state != Upload.State.OPEN:
            return GONE
        plan = beside_school(package, by)
        why = _why_not(plan, seen, from_another=from_another)
        if why or not isinstance(plan, Plan):
            return why
        counts = writing.write(school.pk, plan, by.today)
        act.touched([school])
        act.about(f"upload:{locked.pk}")
        for name, count in counts.items():
            act.about(f"{name}:{count}")
        locked.state, locked.written = Upload.State.WRITTEN, dict(counts)
        locked.ended_at, locked.tx = clock.now(), transaction()
        locked.save()
    return ""


def _why_not(plan: Plan | NotTold, seen: str, *, from_another: bool) -> str:
    if isinstance(plan, NotTold):
        return plan.sentence
    if token(plan) != seen:
        return OTHERWISE
    return "" if plan.package.is_ours or from_another else _ANOTHER


def take(by: Visitor) -> bytes | None:
    """This year of the visitor's school as a package; None where it has no such year.

    The line of audit says how many rows. Raises PermissionDenied for others.
    """
    school = School.objects.get(pk=by.school or 0)
    file, year = io.BytesIO(), year_of(by.today)
    with deed(by, Action.EXPORT_REGISTRY, school) as act:
        act.touched(())
        try:
            counted = pack(school, year, by.today, file)
        except SchoolYear.DoesNotExist:
            return None
        act.touched([school])
        act.about(f"oneroster year:{year} rows:{sum(counted.values())}")
    return file.getvalue()
