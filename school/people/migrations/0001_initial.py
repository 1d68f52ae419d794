"""The tables of people and their walls."""

import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models

import school.lib.keys
import school.walls.keys
from school.walls.operations import SchoolTable


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("walls", "0001_history"),
        ("regions", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Card",
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
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("student", "Student"),
                            ("guardian", "Guardian"),
                            ("employee", "Employee"),
                        ]
                    ),
                ),
                ("last_name", models.TextField()),
                ("first_name", models.TextField()),
                ("patronymic", models.TextField(blank=True, default="")),
                (
                    "name_key",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.text.Replace(
                            django.db.models.functions.text.Lower(
                                django.db.models.functions.text.Concat(
                                    "last_name",
                                    models.Value(" ", output_field=models.TextField()),
                                    "first_name",
                                    models.Value(" ", output_field=models.TextField()),
                                    "patronymic",
                                )
                            ),
                            models.Value("ё", output_field=models.TextField()),
                            models.Value("е", output_field=models.TextField()),
                        ),
                        output_field=models.TextField(),
                    ),
                ),
                ("birth_date", models.DateField()),
                ("phone", models.TextField(blank=True, default="")),
                ("email", models.TextField(blank=True, default="")),
                ("snils_sealed", models.BinaryField(null=True)),
                ("snils_digest", models.TextField(null=True)),
                ("certificate_sealed", models.BinaryField(null=True)),
                ("certificate_digest", models.TextField(null=True)),
                ("registered", models.BooleanField(default=True)),
                (
                    "user",
                    models.TextField(
                        choices=[
                            ("none", "None"),
                            ("active", "Active"),
                            ("inactive", "Inactive"),
                        ],
                        default="active",
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
            ],
            options={
                "db_table": "card",
            },
        ),
        migrations.CreateModel(
            name="Employee",
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
                ("name", models.TextField()),
                ("position", models.TextField()),
                ("since_date", models.DateField()),
                ("until_date", models.DateField(null=True)),
                (
                    "card",
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
            ],
            options={
                "db_table": "employee",
            },
        ),
        migrations.CreateModel(
            name="Kinship",
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
                    "kind",
                    models.TextField(
                        choices=[
                            ("mother", "Mother"),
                            ("father", "Father"),
                            ("guardian", "Guardian"),
                            ("trustee", "Trustee"),
                            ("foster_parent", "Foster Parent"),
                            ("organisation", "Organisation"),
                        ]
                    ),
                ),
                ("restricted", models.BooleanField(default=False)),
                ("since_date", models.DateField()),
                ("until_date", models.DateField(null=True)),
                (
                    "guardian",
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
            ],
            options={
                "db_table": "kinship",
            },
        ),
        migrations.AddIndex(
            model_name="card",
            index=models.Index(
                fields=["school", "name_key", "id"], name="card_by_name"
            ),
        ),
        migrations.AddIndex(
            model_name="card",
            index=models.Index(fields=["snils_digest"], name="card_by_snils"),
        ),
        migrations.AddIndex(
            model_name="card",
            index=models.Index(
                fields=["certificate_digest"], name="card_by_certificate"
            ),
        ),
        migrations.AddConstraint(
            model_name="employee",
            constraint=models.UniqueConstraint(
                fields=("school", "card", "since_date"), name="employee_once"
            ),
        ),
        migrations.AddIndex(
            model_name="kinship",
            index=models.Index(
                fields=["guardian", "since_date"], name="kinship_by_guardian"
            ),
        ),
        migrations.AddIndex(
            model_name="kinship",
            index=models.Index(
                fields=["school", "student", "since_date"], name="kinship_by_student"
            ),
        ),
        # The walls, in the order in which the tables refer to one another.
        SchoolTable(
            "card",
            students="id",
            door=(
                ("digests", "snils_digest"),
                ("digests", "certificate_digest"),
                ("cards", "id"),
            ),
        ),
        SchoolTable("employee", door=(("cards", "card_id"),)),
        SchoolTable("kinship", students="student_id", door=(("cards", "guardian_id"),)),
        migrations.RunSQL(
            "ALTER TABLE kinship ADD CONSTRAINT kinship_no_overlap EXCLUDE USING gist (school_id WITH =, guardian_id WITH =, student_id WITH =, daterange(since_date, until_date, '[)') WITH &&)",
            migrations.RunSQL.noop,
        ),
    ]
