"""Every mutant before the real verifier, and a count of what became of it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from esia import BadToken
from tests.attacking.mutants import Mutant


@dataclass
class Tally:
    """How many of each kind; `troubles` are sentences about what must not be."""

    refused: Counter[str] = field(default_factory=Counter)
    believed: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)
    troubles: list[str] = field(default_factory=list)
    by_mint: Counter[str] = field(default_factory=Counter)

    def count(self, mutant: Mutant) -> None:
        """Ask the verifier of its mint: refusing is `BadToken` and nothing else."""
        self.by_mint[mutant.mint.name] += 1
        try:
            mutant.mint.believe(mutant.token)
        except BadToken:
            self.refused[mutant.kind] += 1
        except Exception as error:  # whatever else comes is a finding
            self.failed[mutant.kind] += 1
            self._tell(mutant, f"{type(error).__name__}: {error}")
        else:
            self.believed[mutant.kind] += 1
            self._tell(mutant, "принят")

    @property
    def whole(self) -> int:
        return sum((self.refused + self.believed + self.failed).values())

    def _tell(self, mutant: Mutant, what: str) -> None:
        token = ascii(mutant.token[:2000])
        name = f"{mutant.mint.name} · {mutant.kind} · {mutant.number}"
        self.troubles.append(f"{name}: {what}: {token}")


def attack(mutants: Iterable[Mutant]) -> Tally:
    """Try them all."""
    tally = Tally()
    for mutant in mutants:
        tally.count(mutant)
    return tally
