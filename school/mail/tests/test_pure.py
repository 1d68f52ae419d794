"""What needs no server and no database: addresses, words, pauses, server's address."""

from datetime import timedelta
from urllib.parse import quote

import pytest

from school.lib import smtp
from school.lib.env import EnvironmentVariableError, mailbox
from school.mail.addresses import address_in
from school.mail.composing import compose, html_of
from school.mail.pauses import pause_after


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ivanova@example.test", "ivanova@example.test"),
        ("8 900 000-00-00, ivanova@example.test, после шести", "ivanova@example.test"),
        ("почта: i.v@mail.example.test.", "i.v@mail.example.test"),
        ("<a@example.test>; b@example.test", "a@example.test"),
        ("мама@почта.рф", ""),
        ("mama@почта.рф", "mama@почта.рф"),
        ("8 900 000-00-00", ""),
        ("собака @ точка ру", ""),
        ("a@b", ""),
        ("a@example.test\nBcc: b@example.test", "a@example.test"),
        ("x" * 250 + "@example.test", ""),
        ("", ""),
    ],
)
def test_an_address_is_found_among_words(typed: str, found: str) -> None:
    assert address_in(typed) == found


@pytest.mark.parametrize("name", ["fixed", "asked"])
def test_one_text_gives_subject_plain_words_and_html(name: str) -> None:
    page = f"https://school.example.test/support/{quote('ЭШ-2611-223344')}/"
    words = compose(f"support/letters/{name}.txt", {"address": page})
    assert words.subject
    assert "2611" not in words.subject
    assert "\n" not in words.subject
    assert words.text.startswith("Здравствуйте!\n\n")
    assert f"\n\n{page}\n\n" in words.text
    assert "Это письмо пришло, потому что" in words.text.replace("\xa0", " ")
    html = html_of(words.subject, words.text)
    assert f'<a href="{page}">' in html
    assert ">https://school.example.test/support/ЭШ-2611-223344/</a>" in html
    assert html.count("<p ") == words.text.count("\n\n") + 1


def test_html_says_what_was_typed_and_means_nothing_by_it() -> None:
    html = html_of("<b>", "<script>alert(1)</script>")
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_pauses_grow_to_a_quarter_of_a_day_and_end_after_three_days() -> None:
    pauses = []
    while (pause := pause_after(len(pauses) + 1)) is not None:
        pauses.append(pause)
    assert pauses[:3] == [timedelta(minutes=each) for each in (5, 15, 45)]
    assert pauses == sorted(pauses)
    assert pauses[-1] == timedelta(hours=6)
    assert timedelta(days=2) < sum(pauses, timedelta()) < timedelta(days=3)


@pytest.mark.parametrize(
    ("address", "port", "ssl", "tls"),
    [
        ("smtps://us%40er:p%3Ass@mail.example.test", 465, True, False),
        ("smtp://us%40er:p%3Ass@mail.example.test:25", 25, False, True),
        ("smtp://us%40er:p%3Ass@127.0.0.1:2525", 2525, False, False),
        ("smtp://us%40er:p%3Ass@[::1]:2525", 2525, False, False),
        ("smtp://us%40er:p%3Ass@localhost", 587, False, False),
    ],
)
def test_only_on_this_machine_a_letter_goes_unencrypted(
    address: str, port: int, ssl: bool, tls: bool
) -> None:
    read = smtp.read_server("EMAIL_URL", address)
    assert (read["port"], read["use_ssl"], read["use_tls"]) == (port, ssl, tls)
    assert (read["username"], read["password"]) == ("us@er", "p:ss")


def test_without_an_address_there_is_no_server() -> None:
    assert smtp.read_server("EMAIL_URL", "") == {}


@pytest.mark.parametrize(
    "absurd",
    [
        "mail.example.test",
        "http://mail.example.test",
        "smtp://:hush@",
        "smtp://u:hush@x:y",
        "smtp://u:hush@x/y",
        "smtp://u:hush@[x",
        "smtp://u:hush@x:0",
    ],
)
def test_an_absurd_server_is_one_sentence_without_its_password(absurd: str) -> None:
    with pytest.raises(EnvironmentVariableError, match="EMAIL_URL") as said:
        smtp.read_server("EMAIL_URL", absurd)
    assert "hush" not in str(said.value)


@pytest.mark.parametrize("absurd", ["", "school", "a@b@c", "Школа <a@b.test>", "a b@c"])
def test_a_sender_must_be_an_address_alone(absurd: str) -> None:
    with pytest.raises(EnvironmentVariableError, match="EMAIL_FROM"):
        mailbox("EMAIL_FROM", source={"EMAIL_FROM": absurd})
    assert mailbox("EMAIL_FROM", source={"EMAIL_FROM": "a@b.test"}) == "a@b.test"
