"""The trail: lines of audit."""

from dataclasses import dataclass, field

from school.audit.models import AuditLine


@dataclass(slots=True)
class Line:
    """One act as the trail keeps it: ids and words, no personal data."""

    actor: str
    action: str
    thing: str
    school: int | None = None
    details: list[str] = field(default_factory=list)

    def about(self, detail: str) -> None:
        """Add what else the act touched: ``mark:17``."""
        self.details.append(detail)


def write(line: Line) -> None:
    """Add the line, in the caller's transaction."""
    AuditLine.objects.create(
        actor=line.actor,
        action=line.action,
        thing=" ".join([line.thing, *line.details]),
        school_id=line.school,
    )
