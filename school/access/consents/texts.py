"""What a consent says: who may be told what about whom, and for what. Pure.

The text is made of the region's rules, so that it changes exactly when they do. Whoever
agreed to another text is asked again (152-ФЗ, article 9: a consent is specific).
"""

from dataclasses import dataclass
from hashlib import sha256

from school.access.facts import ConsentOf
from school.regions import in_words
from school.regions.policy import Policy

# Of a child Госуслуги tell these under names of their own, and nothing else.
_OF_CHILD = ("fullname", "birthdate", "snils", "birth_cert_doc")
_VERSION_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Text:
    """A text of consent: its version, its words, and the data as Госуслуги name it."""

    version: str
    words: str
    purpose: str
    scope: tuple[str, ...]

    def covered_by(self, scope: str) -> bool:
        """Whether a consent to this scope (names with spaces between) is enough.

        `*` is a consent to whatever the system asks for.
        """
        agreed = set(scope.split())
        return "*" in agreed or set(self.scope) <= agreed


@dataclass(frozen=True, slots=True)
class Texts:
    """The two texts of a day: one's own, and a parent's about a child."""

    own: Text
    parent: Text

    def of(self, kind: ConsentOf) -> Text:
        """The text of one kind."""
        return self.own if kind == "own" else self.parent


def texts_of(policy: Policy) -> Texts:
    """The texts that the region's rules ask to be agreed to."""
    return Texts(_text(policy, "own"), _text(policy, "parent"))


def _text(policy: Policy, kind: ConsentOf) -> Text:
    own = kind == "own"
    system, purpose, data = policy.agreed_to
    told = [each for each in data if own or each in _OF_CHILD]
    scope = tuple(told if own else (f"kid_{each}" for each in told))
    whose = "мои данные" if own else "данные моего ребёнка"
    words = (
        f"Я разрешаю Госуслугам передать в систему «{system}» {whose}:"
        f" {in_words.data(told)}. Цель: {purpose[:1].lower()}{purpose[1:]}. Отозвать"
        " согласие можно в любой день на Госуслугах."
    )
    version = sha256(words.encode()).hexdigest()[:_VERSION_LENGTH]
    return Text(version, words, purpose, scope)
