"""Towns on trial: everybody comes, the decision speaks, the judge counts."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from random import Random

from school.access.admitting import admit
from school.access.facts import Admitted, ConsentFacts, Identity
from school.regions.rules import Policy, load
from tests.matching.judge import Verdict, judge
from tests.matching.people import ON
from tests.matching.town import Town, Written, invent

SEED = 20261122
_LINES = load(Path(__file__).resolve().parents[2] / "policies")
# One compares by СНИЛС or certificate, the other by СНИЛС alone.
POLICIES = (
    _LINES["ryazan"].in_force(ON),
    _LINES["vologda"].in_force(ON),
)
_CONSENTS = (ConsentFacts("own", "given"), ConsentFacts("parent", "given"))

Decide = Callable[..., object]
_SHOWN = 20


@dataclass
class Tally:
    """What became of the pairs of a human and the cards found for him.

    `wrong`: somebody else's card admitted. `loose`: his own, though what is compared
    differs or the document is another's too. `missed`: his own, all of it right, held.
    Of each the first are kept in words; `by_trouble` counts all.
    """

    pairs: int = 0
    due: int = 0
    right: int = 0
    wrong: list[str] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    by_trouble: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def share(self) -> float:
        """The right ones let in, of those who ought to be."""
        return self.right / self.due if self.due else 0.0

    def count(self, outcome: str) -> int:
        """How many cards of all troubles came to this."""
        return sum(
            times
            for (_, came_to), times in self.by_trouble.items()
            if came_to == outcome
        )

    def holds(self) -> bool:
        """No wrong one, no loose one, at least 99 % of the right ones."""
        return not self.wrong and not self.loose and self.share >= 0.99


def trial(pairs: int, *, seed: int = SEED, decide: Decide = admit) -> Tally:
    """As many pairs as asked for, of as many towns as that takes."""
    tally = Tally()
    for town, policy, person, found in islice(_pairs(seed), pairs):
        tally.pairs += 1
        _weigh(tally, town, policy, person, found, decide)
    return tally


def admitted_cards(
    town: Town,
    policy: Policy,
    person: Identity,
    found: list[Written],
    decide: Decide = admit,
) -> set[int]:
    """The ids of the cards with which the decision lets this human in."""
    cards = [card.facts for card in found]
    links = [link for card in cards for link in town.links.get(card.card_id, ())]
    decision = decide(policy, ON, person, cards, links, _CONSENTS)
    if not isinstance(decision, Admitted):
        return set()
    return {profile.card_id for profile in decision.profiles}


def verdicts(
    policy: Policy, person: Identity, found: list[Written]
) -> Iterator[tuple[Written, Verdict]]:
    """What the judge says of each found card."""
    by_certificate = policy.brackets[0].match_by == "snils_or_birth_certificate"
    for card in found:
        yield card, judge(person, card, found, by_certificate=by_certificate)


def _pairs(
    seed: int,
) -> Iterator[tuple[Town, Policy, Identity, list[Written]]]:
    chance = Random(seed)  # noqa: S311 - the same towns again from the same seed
    while True:
        town = invent(chance)
        policy = chance.choice(POLICIES)
        for person, found in town.pairs():
            yield town, policy, person, found


def _weigh(
    tally: Tally,
    town: Town,
    policy: Policy,
    person: Identity,
    found: list[Written],
    decide: Decide,
) -> None:
    let_in = admitted_cards(town, policy, person, found, decide)
    for card, verdict in verdicts(policy, person, found):
        inside = card.facts.card_id in let_in
        outcome = _OUTCOMES[verdict, inside]
        tally.by_trouble[card.trouble, outcome] += 1
        tally.due += verdict is Verdict.MUST
        tally.right += outcome == "in"
        into = getattr(tally, outcome, None)
        if isinstance(into, list) and len(into) < _SHOWN:
            told = [f"{each.trouble} {each.owner} {each.facts}" for each in found]
            into.append("\n    ".join([f"{card.trouble}: {person}", *told]))


_OUTCOMES = {
    (Verdict.MUST, True): "in",
    (Verdict.MUST, False): "missed",
    (Verdict.MAY, True): "in doubt, in",
    (Verdict.MAY, False): "in doubt, held",
    (Verdict.MUST_NOT, True): "loose",
    (Verdict.MUST_NOT, False): "held",
    (Verdict.NEVER, True): "wrong",
    (Verdict.NEVER, False): "another's, held",
}
