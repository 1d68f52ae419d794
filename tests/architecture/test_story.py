"""The order of the story: imports, relations, migrations and templates point back."""

import configparser
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db.migrations.loader import MigrationLoader
from django.db.models import Model

ROOT = Path(__file__).resolve().parents[2]
SCHOOL = ROOT / "school"
_LINK = re.compile(r"""{%-?\s*(?:extends|include|from|import)\s+["']([a-z_]+)/""")


def story() -> list[str]:
    """The contexts in their order, earliest first, as the import contract has it."""
    contract = configparser.ConfigParser()
    contract.read(ROOT / ".importlinter")
    layers = contract["importlinter:contract:story"]["layers"].split("\n")
    names = [re.split(r"\s*[|:]\s*", line.strip()) for line in layers if line.strip()]
    flat = [name.strip("() ") for line in names for name in line]
    return list(reversed(flat))


def place(context: str) -> int:
    return story().index(context)


def test_the_applications_stand_in_the_order_of_the_story() -> None:
    installed = [name.removeprefix("school.") for name in settings.INSTALLED_APPS]
    assert installed == sorted(installed, key=place)


def models() -> list[type[Model]]:
    return list(apps.get_models())


@pytest.mark.parametrize("model", models(), ids=lambda model: model.__name__)
def test_a_relation_points_earlier_in_the_story(model: type[Model]) -> None:
    for field in model._meta.get_fields():
        target = field.related_model
        if field.concrete and isinstance(target, type):
            assert place(target._meta.app_label) <= place(model._meta.app_label)


def test_a_migration_waits_only_for_what_stands_earlier() -> None:
    graph = MigrationLoader(None).graph
    for (label, _), node in graph.node_map.items():
        for parent in node.parents:
            assert place(parent.key[0]) <= place(label)


def templates() -> list[Path]:
    return sorted(SCHOOL.glob("*/templates/**/*.html"))


@pytest.mark.parametrize("path", templates(), ids=lambda path: path.name)
def test_a_template_takes_only_from_what_stands_earlier(path: Path) -> None:
    context = path.relative_to(SCHOOL).parts[0]
    for taken in _LINK.findall(path.read_text()):
        assert place(taken) <= place(context)
