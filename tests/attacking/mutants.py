"""All kinds of mutants in turn, for every mint in turn, chosen by a seed."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from random import Random

from tests.attacking.forged import FORGED
from tests.attacking.minting import Mint
from tests.attacking.said import SAID, SAID_BY_A_GATEWAY
from tests.attacking.signatures import SIGNATURES
from tests.attacking.spelled import SPELLED, every_letter

Family = Callable[[Mint, Random], str]
_EVERY_LETTER = "каждая буква по очереди"


@dataclass(frozen=True)
class Mutant:
    """A token that must not be believed; `number` finds it again by the seed."""

    mint: Mint = field(repr=False)
    kind: str
    number: int
    token: str = field(repr=False)


def families(mint: Mint) -> Mapping[str, Family]:
    """Every kind that makes sense for the tokens of this mint."""
    said = SAID | (SAID_BY_A_GATEWAY if mint.name.startswith("oidc") else {})
    return {**FORGED, **said, **SPELLED, **SIGNATURES}


def mutants(mints: Sequence[Mint], count: int, seed: int) -> Iterator[Mutant]:
    """Exactly `count` of them; none is, letter for letter, a token that is good."""
    for number in range(count):
        mint = mints[number % len(mints)]
        kinds = list(families(mint).items())
        kind, family = kinds[number // len(mints) % len(kinds)]
        yield Mutant(mint, kind, number, _made(family, mint, chance_of(seed, number)))


def changed_letters(mints: Sequence[Mint], seed: int) -> Iterator[Mutant]:
    """A token of every mint with each of its letters changed in turn."""
    for mint in mints:
        for place, token in enumerate(every_letter(mint, chance_of(seed, 0))):
            yield Mutant(mint, _EVERY_LETTER, place, token)


def distinct(mutants: Iterable[Mutant]) -> Iterator[Mutant]:
    """Those whose token did not come before: some kinds know only a few."""
    met: set[bytes] = set()
    for mutant in mutants:
        token = sha256(mutant.token.encode("utf-8", "surrogatepass")).digest()
        if token not in met:
            met.add(token)
            yield mutant


def chance_of(seed: int, number: int) -> Random:
    """The dice of one mutant."""
    return Random(f"{seed}/{number}")  # noqa: S311 - chance to be repeated


def _made(family: Family, mint: Mint, chance: Random) -> str:
    """A change may change nothing; then it is made again."""
    while (token := family(mint, chance)) in mint.good:
        pass
    return token
