"""Exporting a registry: a workbook without numbers of documents, and who took it."""

from school.lib import xlsx
from school.regions.models import School
from school.registry import lists
from school.registry.asking import Asked
from school.registry.kinds import Registry
from school.rights.deed import deed
from school.rights.table import Action
from school.rights.visitor import Visitor

MOST = 5000
_WIDTHS = (38, 16, 40, 20, 40)


def export_registry(by: Visitor, registry: Registry, asked: Asked) -> bytes | None:
    """The file of all that is asked for; None where it is more than :data:`MOST`.

    The line of audit says which registry and how many rows.
    Raises PermissionDenied for whoever is no administrator.
    """
    school = School.objects.get(pk=by.school or 0)
    with deed(by, Action.EXPORT_REGISTRY, school) as act:
        act.touched(())
        lines = lists.read_all(by, registry, asked, most=MOST + 1)
        if len(lines) > MOST:
            return None
        act.touched([school])
        act.about(f"{registry.name} rows:{len(lines)}")
    head = ("ФИО", "Дата рождения", registry.of, "Телефон", "Что исправить")
    rows = (
        (
            line.name,
            line.born,
            line.of,
            line.phone,
            ", ".join(mark.word for mark in line.marks),
        )
        for line in lines
    )
    return xlsx.workbook(registry.title, head, rows, _WIDTHS)
