"""The tables of academics and their walls."""

import django.db.models.deletion
from django.db import migrations, models

import school.lib.keys
import school.walls.keys
from school.walls.operations import OpenTable, SchoolTable


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("walls", "0001_history"),
        ("people", "0001_initial"),
        ("regions", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Subject",
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
                ("name", models.TextField(unique=True)),
            ],
            options={
                "db_table": "subject",
            },
        ),
        migrations.CreateModel(
            name="SchoolClass",
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
                ("grade", models.IntegerField()),
                ("letter", models.TextField(blank=True, default="")),
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
                "db_table": "school_class",
            },
        ),
        migrations.CreateModel(
            name="Enrolment",
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
                ("since_date", models.DateField()),
                ("until_date", models.DateField(null=True)),
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
                    "school_class",
                    school.walls.keys.SchoolKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="academics.schoolclass",
                    ),
                ),
            ],
            options={
                "db_table": "enrolment",
            },
        ),
        migrations.CreateModel(
            name="ClassTeacher",
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
                ("since_date", models.DateField()),
                ("until_date", models.DateField(null=True)),
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
                (
                    "school_class",
                    school.walls.keys.SchoolKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="academics.schoolclass",
                    ),
                ),
            ],
            options={
                "db_table": "class_teacher",
            },
        ),
        migrations.CreateModel(
            name="SchoolYear",
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
                ("since_date", models.DateField()),
                ("until_date", models.DateField()),
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
                "db_table": "school_year",
            },
        ),
        migrations.CreateModel(
            name="StudyGroup",
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
                ("name", models.TextField(blank=True, default="")),
                ("whole_class", models.BooleanField(default=True)),
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
                    "school_class",
                    school.walls.keys.SchoolKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="academics.schoolclass",
                    ),
                ),
                (
                    "subject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="academics.subject",
                    ),
                ),
            ],
            options={
                "db_table": "study_group",
            },
        ),
        migrations.CreateModel(
            name="Membership",
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
                ("since_date", models.DateField()),
                ("until_date", models.DateField(null=True)),
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
                    "group",
                    school.walls.keys.SchoolKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="academics.studygroup",
                    ),
                ),
            ],
            options={
                "db_table": "membership",
            },
        ),
        migrations.CreateModel(
            name="TeachingLoad",
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
                ("since_date", models.DateField()),
                ("until_date", models.DateField(null=True)),
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
                "db_table": "teaching_load",
            },
        ),
        migrations.CreateModel(
            name="TimetableSlot",
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
                ("weekday", models.IntegerField()),
                ("shift", models.IntegerField(default=1)),
                ("number", models.IntegerField()),
                ("room", models.TextField(blank=True, default="")),
                ("since_date", models.DateField()),
                ("until_date", models.DateField(null=True)),
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
                "db_table": "timetable_slot",
            },
        ),
        migrations.CreateModel(
            name="Bell",
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
                ("shift", models.IntegerField(default=1)),
                ("number", models.IntegerField()),
                ("starts", models.TimeField()),
                ("ends", models.TimeField()),
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
                "db_table": "bell",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("school", "shift", "number"), name="bell_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Holiday",
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
                ("name", models.TextField()),
                ("since_date", models.DateField()),
                ("until_date", models.DateField()),
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
                "db_table": "holiday",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("school", "year", "since_date"), name="holiday_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Period",
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
                ("number", models.IntegerField()),
                ("name", models.TextField()),
                ("since_date", models.DateField()),
                ("until_date", models.DateField()),
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
                "db_table": "period",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("school", "year", "number"), name="period_once"
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="schoolclass",
            constraint=models.UniqueConstraint(
                fields=("school", "year", "grade", "letter"), name="school_class_once"
            ),
        ),
        migrations.AddIndex(
            model_name="enrolment",
            index=models.Index(
                fields=["school", "student", "since_date"], name="enrolment_by_student"
            ),
        ),
        migrations.AddIndex(
            model_name="enrolment",
            index=models.Index(
                fields=["school", "school_class", "since_date"],
                name="enrolment_by_class",
            ),
        ),
        migrations.AddIndex(
            model_name="classteacher",
            index=models.Index(
                fields=["school", "teacher"], name="class_teacher_by_teacher"
            ),
        ),
        migrations.AddConstraint(
            model_name="schoolyear",
            constraint=models.UniqueConstraint(
                fields=("school", "year"), name="school_year_once"
            ),
        ),
        migrations.AddIndex(
            model_name="membership",
            index=models.Index(
                fields=["school", "student", "since_date"], name="membership_by_student"
            ),
        ),
        migrations.AddIndex(
            model_name="membership",
            index=models.Index(
                fields=["school", "group", "since_date"], name="membership_by_group"
            ),
        ),
        migrations.AddConstraint(
            model_name="studygroup",
            constraint=models.UniqueConstraint(
                fields=("school", "school_class", "subject", "name"),
                name="study_group_once",
            ),
        ),
        migrations.AddIndex(
            model_name="teachingload",
            index=models.Index(
                fields=["school", "teacher", "since_date"], name="load_by_teacher"
            ),
        ),
        migrations.AddIndex(
            model_name="teachingload",
            index=models.Index(
                fields=["school", "group", "since_date"], name="load_by_group"
            ),
        ),
        migrations.AddIndex(
            model_name="timetableslot",
            index=models.Index(fields=["school", "group"], name="slot_by_group"),
        ),
        # The walls, in the order in which the tables refer to one another.
        OpenTable("subject", because="Official names of subjects."),
        SchoolTable("school_year"),
        SchoolTable("period"),
        SchoolTable("holiday"),
        SchoolTable("bell"),
        SchoolTable("school_class"),
        SchoolTable("class_teacher"),
        SchoolTable("enrolment", students="student_id"),
        SchoolTable("study_group"),
        SchoolTable("membership", students="student_id"),
        SchoolTable("teaching_load"),
        SchoolTable("timetable_slot"),
        migrations.RunSQL(
            "ALTER TABLE enrolment ADD CONSTRAINT enrolment_no_overlap EXCLUDE USING gist (school_id WITH =, student_id WITH =, daterange(since_date, until_date, '[)') WITH &&)",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(
            "ALTER TABLE membership ADD CONSTRAINT membership_no_overlap EXCLUDE USING gist (school_id WITH =, student_id WITH =, group_id WITH =, daterange(since_date, until_date, '[)') WITH &&)",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(
            "ALTER TABLE teaching_load ADD CONSTRAINT teaching_load_no_overlap EXCLUDE USING gist (school_id WITH =, teacher_id WITH =, group_id WITH =, daterange(since_date, until_date, '[)') WITH &&)",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(
            "ALTER TABLE class_teacher ADD CONSTRAINT class_teacher_no_overlap EXCLUDE USING gist (school_id WITH =, school_class_id WITH =, daterange(since_date, until_date, '[)') WITH &&)",
            migrations.RunSQL.noop,
        ),
    ]
