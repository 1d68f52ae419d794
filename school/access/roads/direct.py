"""The road straight to ЕСИА, for systems that were connected before it was closed."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

import esia
from school.access.facts import Identity
from school.access.reasons import Reason
from school.access.roads.proof import proved_at
from school.access.roads.road import Ends, reason_of, straight_back
from school.people import certificates
from school.people.unreadable import Unreadable


@dataclass(frozen=True, slots=True)
class Direct:
    """We sign each request ourselves and read the person from /rs."""

    known: esia.Settings
    signer: esia.Signer
    certificate_until: datetime | None = None

    def address_to_go(self, *, state: str, verifier: str, now: datetime) -> str:
        """Where the person's browser is sent to sign in.

        Straight back to our own door, with an error, where nobody signs for us.
        """
        challenge = esia.challenge_of(verifier)
        try:
            return esia.authorization_url(
                self.known, self.signer, state=state, now=now, challenge=challenge
            )
        except esia.Failed as error:
            return straight_back(self.known.redirect_uri, state, error)

    def identify(self, *, code: str, verifier: str, now: datetime) -> Identity | Reason:
        """Who came back with this code, in two calls of the network."""
        try:
            tokens = esia.exchange(
                self.known,
                self.signer,
                code=code,
                state_new=str(uuid4()),
                now=now,
                verifier=verifier,
            )
            person = esia.person(self.known, tokens)
        except esia.EsiaError as error:
            return reason_of(error)
        return _identity(person, proved_at(tokens.id_claims.raw))

    def refused(self, error: str, description: str) -> Reason:
        """What ЕСИА meant by sending the browser back with an error."""
        return reason_of(esia.refusal(error, description))

    def ends(self) -> Ends:
        """When our own certificate ends, and the last of those of ЕСИА."""
        return Ends(self.certificate_until, self.known.trusted_until())

    def address_to_leave(self, return_to: str) -> str:
        """Where the person's browser is sent to end the session at Госуслуги too."""
        return esia.logout_url(self.known, return_to)


def _identity(person: esia.Person, proved: datetime | None) -> Identity:
    certificate = None
    if person.birth_certificate:
        parsed = certificates.parse(person.birth_certificate)
        certificate = None if isinstance(parsed, Unreadable) else parsed
    return Identity(
        oid=person.oid,
        last_name=person.last_name,
        first_name=person.first_name,
        patronymic=person.patronymic,
        birth_date=person.birth_date,
        snils=person.snils,
        certificate=certificate,
        level=person.level,
        proved_at=proved,
    )
