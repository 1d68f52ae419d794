"""The sentence with which somebody says that he has seen an alarm: read and checked."""

from school.lib.text import plain

LONGEST = 300
MISSING = "Напишите одним предложением, что это было."
TOO_LONG = f"Сократите: здесь помещается {LONGEST} знаков."


def read_sentence(typed: str) -> tuple[str, str]:
    """What was typed, and the sentence why it will not do; empty where it will."""
    sentence = plain(typed)
    if not sentence:
        return "", MISSING
    return sentence[:LONGEST], TOO_LONG if len(sentence) > LONGEST else ""
