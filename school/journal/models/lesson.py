"""A lesson on its day, and the kinds of work that marks are given for."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q, Value

from school.academics.models import ClassTeacher, StudyGroup, TeachingLoad
from school.lib.keys import new_key
from school.people.models import Card
from school.regions.owned import SchoolOwned
from school.rights.visitor import Role, Visitor
from school.walls.keys import SchoolKey
from school.walls.managers import Walled


class LessonQuerySet(models.QuerySet["Lesson"]):
    """Lessons as somebody may see them."""

    def visible_to(self, visitor: Visitor) -> Self:
        """Lessons that the visitor teaches or whose class he leads; all of the school
        for its administrator. The rows remember what the visitor is to them."""
        if not visitor.is_staff:
            return self.none()
        known = self.filter(school=visitor.school).towards(visitor)
        if Role.ADMINISTRATOR in visitor.granted:
            return known
        return known.filter(Q(taught=True) | Q(led=True))

    def taught_by(self, visitor: Visitor) -> Self:
        """Those of the visible ones that the visitor himself teaches."""
        return self.visible_to(visitor).filter(Q(taught=True))

    def towards(self, visitor: Visitor) -> Self:
        """With what the visitor is to each: taught, led; by live facts of today."""
        live = _live(visitor)
        loads = TeachingLoad.objects.filter(live, group=OuterRef("group"))
        leads = ClassTeacher.objects.filter(
            live, school_class=OuterRef("group__school_class")
        )
        return self.annotate(
            asked_by=Value(visitor.card, output_field=models.BigIntegerField()),
            taught=Exists(loads),
            led=Exists(leads),
        )


def _live(visitor: Visitor) -> Q:
    """Facts of the visitor's own card that are alive today."""
    today = visitor.today
    return Q(
        Q(until_date=None) | Q(until_date__gt=today),
        since_date__lte=today,
        school=visitor.school,
        teacher=visitor.card,
    )


LessonManager = Walled.from_queryset(LessonQuerySet)


class WorkKind(SchoolOwned):
    """A kind of work («контрольная») and the weight its marks have in the average."""

    key = models.BigIntegerField(default=new_key, unique=True)
    name = models.TextField()
    short_name = models.TextField()
    weight = models.DecimalField(max_digits=4, decimal_places=2, default=1)
    position = models.IntegerField(default=0)

    class Meta:
        db_table = "work_kind"
        constraints = [
            models.UniqueConstraint(fields=["school", "name"], name="work_kind_once")
        ]


class Lesson(SchoolOwned):
    """One lesson of one group on one day.

    ``starts`` and ``ends`` are times of the school's own clock, copied from the bells
    when the lesson was made, so that a later change of bells changes no past day.
    ``work_kind`` is what marks of this lesson are given for unless a mark says more.
    """

    class State(models.TextChoices):
        """Whether it takes place."""

        PLANNED = "planned"
        CANCELLED = "cancelled"

    key = models.BigIntegerField(default=new_key, unique=True)
    year = models.IntegerField()
    group = SchoolKey(StudyGroup)
    teacher = SchoolKey(Card)
    date = models.DateField()
    number = models.IntegerField()
    starts = models.TimeField()
    ends = models.TimeField()
    room = models.TextField(blank=True, default="")
    topic = models.TextField(blank=True, default="")
    state = models.TextField(choices=State.choices, default=State.PLANNED)
    work_kind = SchoolKey(WorkKind, null=True)

    objects: ClassVar["LessonManager[Lesson]"] = LessonManager()

    class Meta:
        db_table = "lesson"
        constraints = [
            models.UniqueConstraint(
                fields=["school", "group", "date", "number"], name="lesson_once"
            )
        ]
        indexes = [
            models.Index(fields=["school", "teacher", "date"], name="lesson_by_teacher")
        ]
