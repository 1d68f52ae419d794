"""What somebody is towards a thing. Contexts register; none is known here."""

from collections.abc import Callable
from typing import Any

from school.rights.visitor import Role, Visitor

Relation = Callable[[Visitor, Any], frozenset[Role]]

_relations: dict[type, Relation] = {}


def relate(thing: type, relation: Relation) -> None:
    """Say how to find a visitor's roles towards things of this class.

    Called once per class, from the ``ready`` of the context that owns it.
    """
    _relations[thing] = relation


def roles_towards(visitor: Visitor, thing: object) -> frozenset[Role]:
    """All roles of the visitor towards the thing, today. KeyError for a class that
    nobody registered: a bug, not a refusal."""
    return _relations[type(thing)](visitor, thing)
