"""Runs beside esia-connector in its environment: one command a line in, JSON out.

    python with_connector.py SETTINGS.json address STATE
    python with_connector.py SETTINGS.json complete CODE STATE

It imports nothing of ours; what it prints is what the foreign library understood.
"""

import json
import sys
from pathlib import Path

from esia_connector.client import EsiaAuth, EsiaSettings


def main(settings_file: str, act: str, *words: str) -> None:
    """Do one thing and print what came of it."""
    auth = EsiaAuth(EsiaSettings(**json.loads(Path(settings_file).read_text())))
    if act == "address":
        told = auth.get_auth_url(state=words[0])
    else:
        person = auth.complete_authorization(*words)
        told = {
            "main": person.get_person_main_info(),
            "contacts": person.get_person_contacts(),
            "addresses": person.get_person_addresses(),
            "documents": person.get_person_documents(),
        }
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
