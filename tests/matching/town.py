"""An invented town: families, namesakes, three schools, and what they wrote down."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from school.access.facts import CardFacts, Identity, Kind, KinshipFacts
from school.people import certificates
from tests.matching.people import SHAPES, Family, Registry, family
from tests.matching.troubles import HARMFUL, HARMLESS, Around

_FAMILIES = 12
SCHOOLS = (1, 2, 3)
_TROUBLED = 0.4


@dataclass(frozen=True)
class Written:
    """A card, the oid of the human it was made for, and what was done to it."""

    facts: CardFacts
    owner: int
    trouble: str


@dataclass
class Town:
    """Everybody who may come, every card, and each guardian's card's links."""

    people: list[Identity] = field(default_factory=list)
    cards: list[Written] = field(default_factory=list)
    links: dict[int, list[KinshipFacts]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def pairs(self) -> Iterator[tuple[Identity, list[Written]]]:
        """Everybody with the cards that the door finds for him, if there are any.

        It looks by СНИЛС, by birth certificate and by oid, as `access.gathering` does.
        """
        by = defaultdict(list)
        for card in self.cards:
            facts = card.facts
            for key in {
                ("snils", _digits(facts.snils)),
                ("certificate", certificates.normalise(facts.certificate or "")),
                ("oid", facts.attached_oid),
            }:
                by[key].append(card)
        for person in self.people:
            found = {
                id(card): card
                for key in (
                    ("snils", person.snils or None),
                    ("certificate", person.certificate),
                    ("oid", person.oid),
                )
                if key[1] is not None
                for card in by.get(key, ())
            }
            if found:
                yield person, list(found.values())


def invent(chance: Random, size: int = _FAMILIES) -> Town:
    """A town of families of every shape, with namesakes, each card with its trouble."""
    town, registry = Town(), Registry(chance)
    families = [
        family(chance, registry, SHAPES[place % len(SHAPES)]) for place in range(size)
    ]
    clerk = _Clerk(town, chance, [each for one in families for each in one.people])
    for one in families:
        town.people += one.people
        _enrol(clerk, one)
        if chance.random() < 0.5:
            _add_a_namesake(clerk, registry, one)
    return town


def _enrol(clerk: "_Clerk", one: Family) -> None:
    """Each child's cards in one, two or three schools, and his parents' beside them."""
    for child in one.children:
        for school in clerk.chance.sample(
            SCHOOLS, clerk.chance.choice((1, 1, 1, 2, 3))
        ):
            card = clerk.write(child, "student", school, one)
            for parent in one.parents:
                clerk.link(parent, card, one)
    if clerk.chance.random() < 0.2:
        clerk.write(one.parents[0], "employee", clerk.chance.choice(SCHOOLS), one)
    if clerk.chance.random() < 0.05:
        clerk.write(one.children[0], "student", clerk.chance.choice(SCHOOLS), one)


def _add_a_namesake(clerk: "_Clerk", registry: Registry, one: Family) -> None:
    """Somebody of the same name, perhaps of the same day; in a school or in none."""
    chance = clerk.chance
    of = chance.choice(one.people)
    double = registry.namesake(of, same_day=chance.random() < 0.5)
    clerk.town.people.append(double)
    if chance.random() < 0.5:
        return
    if of in one.children:
        alone = Family(one.parents, (double,))
        clerk.write(double, "student", chance.choice(SCHOOLS), alone)
        return
    alone = Family((double,), one.children)
    card = clerk.write(one.children[0], "student", chance.choice(SCHOOLS), alone)
    clerk.link(double, card, alone)


class _Clerk:
    """Writes cards, and makes the mistakes."""

    def __init__(self, town: Town, chance: Random, townsfolk: list[Identity]) -> None:
        self.town = town
        self.chance = chance
        self._townsfolk = townsfolk
        self._guardians: dict[tuple[int, int], CardFacts] = {}

    def write(self, who: Identity, kind: Kind, school: int, one: Family) -> CardFacts:
        """One more card of this human in this school."""
        pool = HARMFUL if self.chance.random() < _TROUBLED else HARMLESS
        name = self.chance.choice(list(pool))
        right = CardFacts(
            card_id=len(self.town.cards) + 1,
            school_id=school,
            kind=kind,
            last_name=who.last_name,
            first_name=who.first_name,
            patronymic=who.patronymic,
            birth_date=who.birth_date,
            snils=who.snils,
            certificate=who.certificate if kind == "student" else None,
            registered=True,
            user="active",
            attached_oid=who.oid if self.chance.random() < 0.2 else None,
        )
        card = pool[name](right, self._around(who, one))
        self.town.cards.append(Written(card, who.oid, name))
        return card

    def link(self, parent: Identity, child: CardFacts, one: Family) -> None:
        """The parent's card in the child's school, and the kinship between the two."""
        key = parent.oid, child.school_id
        if key not in self._guardians:
            self._guardians[key] = self.write(parent, "guardian", child.school_id, one)
        card = self._guardians[key]
        self.town.links[card.card_id].append(
            KinshipFacts(child.school_id, card.card_id, child.card_id, restricted=False)
        )

    def _around(self, who: Identity, one: Family) -> Around:
        siblings = [each for each in one.people if each.name != who.name]
        return Around(
            chance=self.chance,
            owner=who,
            mother=one.parents[0],
            sibling=self.chance.choice(
                [each for each in siblings if each in one.children] or siblings
            ),
            other=self._somebody_but(who),
        )

    def _somebody_but(self, who: Identity) -> Identity:
        while True:
            found = self.chance.choice(self._townsfolk)
            if not _doubles(found, who):
                return found


def _doubles(one: Identity, other: Identity) -> bool:
    return one.birth_date == other.birth_date and one.name == other.name


def _digits(snils: str | None) -> str | None:
    digits = "".join(sign for sign in snils or "" if sign.isdigit())
    return digits if digits.strip("0") else None
