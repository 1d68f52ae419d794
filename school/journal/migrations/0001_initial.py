"""The tables of journal and their walls."""

import django.db.models.deletion
from django.db import migrations, models

import school.lib.keys
import school.walls.keys
from school.walls.operations import SchoolTable


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("walls", "0001_history"),
        ("academics", "0001_initial"),
        ("people", "0001_initial"),
        ("regions", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Lesson",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "key",
                    models.BigIntegerField(
                        default=school.lib.keys.new_key, unique=True
                    ),
                ),
                ("year", models.IntegerField()),
                ("date", models.DateField()),
                ("number", models.IntegerField()),
                ("starts", models.TimeField()),
                ("ends", models.TimeField()),
                ("room", models.TextField(blank=True, default="")),
                ("topic", models.TextField(blank=True, default="")),
                (
                    "state",
                    models.TextField(
                        choices=[("planned", "Planned"), ("cancelled", "Cancelled")],
                        default="planned",
                    ),
                ),
                (
                    "group",
                    school.walls.keys.SchoolKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="academics.studygroup",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="regions.school",
                    ),
                ),
                (
                    "teacher",
                    school.walls.keys.SchoolKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="people.card",
                    ),
                ),
            ],
            options={
                "db_table": "lesson",
            },
        ),
        migrations.CreateModel(
            name="WorkKind",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "key",
                    models.BigIntegerField(
                        default=school.lib.keys.new_key, unique=True
                    ),
                ),
                ("name", models.TextField()),
                ("short_name", models.TextField()),
                (
                    "weight",
                    models.DecimalField(decimal_places=2, default=1, max_digits=4),
                ),
                ("position", models.IntegerField(default=0)),
                (
                    "school",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="regions.school",
                    ),
                ),
            ],
            options={
                "db_table": "work_kind",
            },
        ),
        migrations.CreateModel(
            name="Mark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "key",
                    models.BigIntegerField(
                        default=school.lib.keys.new_key, unique=True
                    ),
                ),
                ("year", models.IntegerField()),
                ("slot", models.SmallIntegerField(default=1)),
                ("value", models.TextField(null=True)),
                (
                    "number",
                    models.DecimalField(decimal_places=2, max_digits=5, null=True),
                ),
                (
                    "weight",
                    models.DecimalField(decimal_places=2, max_digits=4, null=True),
                ),
                ("comment", models.TextField(blank=True, default="")),
                ("revision", models.IntegerField(default=1)),
                ("changed_at", models.DateTimeField()),
                (
                    "author",
                    school.walls.keys.SchoolKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="people.card",
                    ),
                ),
                (
                    "lesson",
                    school.walls.keys.SchoolKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="journal.lesson",
                        year=True,
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="regions.school",
                    ),
                ),
                (
                    "student",
                    school.walls.keys.SchoolKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="people.card",
                    ),
                ),
                (
                    "work_kind",
                    school.walls.keys.SchoolKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="journal.workkind",
                    ),
                ),
            ],
            options={
                "db_table": "mark",
            },
        ),
        migrations.AddField(
            model_name="lesson",
            name="work_kind",
            field=school.walls.keys.SchoolKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="journal.workkind",
            ),
        ),
        migrations.CreateModel(
            name="Homework",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("year", models.IntegerField()),
                ("text", models.TextField()),
                ("changed_at", models.DateTimeField()),
                (
                    "school",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="regions.school",
                    ),
                ),
                (
                    "given_at_lesson",
                    school.walls.keys.SchoolKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="journal.lesson",
                    ),
                ),
                (
                    "lesson",
                    school.walls.keys.SchoolKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="journal.lesson",
                        year=True,
                    ),
                ),
            ],
            options={
                "db_table": "homework",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("school", "year", "lesson"), name="homework_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Absence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "key",
                    models.BigIntegerField(
                        default=school.lib.keys.new_key, unique=True
                    ),
                ),
                ("year", models.IntegerField()),
                ("code", models.TextField(null=True)),
                ("minutes_late", models.SmallIntegerField(null=True)),
                ("changed_at", models.DateTimeField()),
                (
                    "author",
                    school.walls.keys.SchoolKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="people.card",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="regions.school",
                    ),
                ),
                (
                    "student",
                    school.walls.keys.SchoolKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="people.card",
                    ),
                ),
                (
                    "lesson",
                    school.walls.keys.SchoolKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="journal.lesson",
                        year=True,
                    ),
                ),
            ],
            options={
                "db_table": "absence",
                "indexes": [
                    models.Index(
                        fields=["school", "student", "year", "lesson"],
                        name="absence_by_student",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("school", "year", "lesson", "student"),
                        name="absence_once",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="workkind",
            constraint=models.UniqueConstraint(
                fields=("school", "name"), name="work_kind_once"
            ),
        ),
        migrations.AddIndex(
            model_name="mark",
            index=models.Index(
                fields=["school", "student", "year", "lesson"], name="mark_by_student"
            ),
        ),
        migrations.AddConstraint(
            model_name="mark",
            constraint=models.UniqueConstraint(
                fields=("school", "year", "lesson", "student", "slot"), name="mark_once"
            ),
        ),
        migrations.AddIndex(
            model_name="lesson",
            index=models.Index(
                fields=["school", "teacher", "date"], name="lesson_by_teacher"
            ),
        ),
        migrations.AddConstraint(
            model_name="lesson",
            constraint=models.UniqueConstraint(
                fields=("school", "group", "date", "number"), name="lesson_once"
            ),
        ),
        # The walls, in the order in which the tables refer to one another.
        SchoolTable("work_kind"),
        migrations.RunSQL(
            "ALTER TABLE lesson ADD CONSTRAINT lesson_of_year UNIQUE (school_id, id, year)",
            migrations.RunSQL.noop,
        ),
        SchoolTable("lesson"),
        SchoolTable("mark", students="student_id"),
        SchoolTable("absence", students="student_id"),
        SchoolTable("homework"),
    ]
