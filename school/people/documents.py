"""The documents of a card: sealed for reading, digested for finding, together."""

from school.people import snils
from school.people.models import Card
from school.people.sealing import Seal, Sealable


def put_snils(card: Card, digits: str, seal: Seal) -> None:
    """Set the card's СНИЛС to these 11 digits, or to none when empty; unsaved.

    One that came from elsewhere may have a control number that does not fit: it is
    kept and marked, for the school to mend.
    """
    card.snils_sealed, card.snils_digest = kept_of("snils", digits, seal)
    card.snils_unsound = bool(digits) and snils.control(digits[:9]) != digits[9:]


def put_certificate(card: Card, certificate: str, seal: Seal) -> None:
    """Set the card's birth certificate, in its canonical form, or none; unsaved."""
    kept = kept_of("certificate", certificate, seal)
    card.certificate_sealed, card.certificate_digest = kept


def kept_of(
    kind: Sealable, text: str, seal: Seal
) -> tuple[bytes, str] | tuple[None, None]:
    """What a table keeps of a document: to be read with the key, and to be found."""
    return (seal.seal(kind, text), seal.digest(kind, text)) if text else (None, None)


def snils_of(card: Card, seal: Seal) -> str:
    """The card's СНИЛС, 11 digits, empty for none. Opening it is for the caller to
    write down."""
    if card.snils_sealed is None:
        return ""
    return seal.unseal("snils", card.snils_sealed)


def certificate_of(card: Card, seal: Seal) -> str:
    """The card's birth certificate, empty for none; likewise."""
    if card.certificate_sealed is None:
        return ""
    return seal.unseal("certificate", card.certificate_sealed)
