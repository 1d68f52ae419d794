"""Logins: names and cards for the school, passwords and links for the machine."""

import django.db.models.deletion
from django.db import migrations, models

import school.lib.keys
import school.walls.keys
from school.walls.operations import SchoolTable


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("walls", "0003_loading_leaves_no_history"),
        ("people", "0004_merged_cards"),
        ("regions", "0003_contacts"),
    ]

    operations = [
        migrations.CreateModel(
            name="Login",
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
                ("digest", models.TextField(unique=True)),
                ("made_at", models.DateTimeField()),
                ("blocked_on", models.DateField(null=True)),
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
                "db_table": "login",
            },
        ),
        SchoolTable("login", readers="staff", door=(("digests", "digest"),)),
        migrations.CreateModel(
            name="LoginPassword",
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
                ("hash", models.TextField()),
                ("chosen_at", models.DateTimeField()),
                ("failures", models.IntegerField(default=0)),
                (
                    "login",
                    school.walls.keys.SchoolKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="logins.login",
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
                "db_table": "login_password",
            },
        ),
        # A former password stays a secret: no history, and no employee reads or writes it.
        SchoolTable("login_password", readers="job", writers="job", history=False),
        migrations.CreateModel(
            name="RegistrationCard",
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
                ("digest", models.TextField()),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("printed", "Напечатана"),
                            ("issued", "Выдана"),
                            ("activated", "Пароль выбран"),
                            ("void", "Больше не действует"),
                        ],
                        default="printed",
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("tries", models.IntegerField(default=0)),
                (
                    "issued_to",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("", "Не выдана"),
                            ("pupil", "Ученику"),
                            ("parent", "Родителю"),
                        ],
                        default="",
                    ),
                ),
                ("issued_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "issued_by",
                    school.walls.keys.SchoolKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="people.card",
                    ),
                ),
                (
                    "login",
                    school.walls.keys.SchoolKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="logins.login",
                    ),
                ),
                (
                    "made_by",
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
                "db_table": "registration_card",
            },
        ),
        SchoolTable("registration_card", readers="staff"),
        migrations.AddConstraint(
            model_name="login",
            constraint=models.UniqueConstraint(
                fields=("school", "student"), name="login_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="loginpassword",
            constraint=models.UniqueConstraint(
                fields=("school", "login"), name="login_password_once"
            ),
        ),
        migrations.AddIndex(
            model_name="registrationcard",
            index=models.Index(
                fields=["school", "login"], name="registration_card_by_login"
            ),
        ),
        migrations.AddConstraint(
            model_name="registrationcard",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("printed", "issued"))),
                fields=("school", "login"),
                name="registration_card_one_open",
            ),
        ),
    ]
