"""«Привязать»: the parent's window, the child's window, and what holds it back."""

from sandbox.tests.visitor import Visitor, code_in, wait
from sandbox.world import World


def test_the_child_enters_the_code_of_the_parent(world: World) -> None:
    ksenia = Visitor(world, "ksenia")
    card = ksenia.child("Тихонов")
    code = code_in(ksenia.press(f"{card}/link", email="Yegor@example.test"))
    yegor = Visitor(world, "yegor")
    assert "Введите код родителя" in yegor.see("/profile")
    assert "Запись привязана" in yegor.press("/profile/code", code=code)
    assert "Тихонова Ксения Владиславовна" in yegor.see("/profile")
    assert "Учётная запись привязана" in ksenia.see(card)
    assert "Учётная запись привязана" in ksenia.see("/profile/notices")
    assert "вводить нечего" in yegor.press("/profile/code", code=code)


def test_a_wrong_code_is_told_and_five_of_them_end_it(world: World) -> None:
    ksenia = Visitor(world, "ksenia")
    card = ksenia.child("Тихонов")
    code = code_in(ksenia.press(f"{card}/link", email="yegor@example.test"))
    wrong = f"{(int(code) + 1) % 10**6:06}"
    yegor = Visitor(world, "yegor")
    for _ in range(4):
        assert "Код не подошёл" in yegor.press("/profile/code", code=wrong)
    assert "пять раз" in yegor.press("/profile/code", code=wrong)
    assert "вводить нечего" in yegor.press("/profile/code", code=code)
    assert "родитель" not in yegor.see("/profile")


def test_a_code_lives_half_an_hour(world: World) -> None:
    ksenia = Visitor(world, "ksenia")
    link = f"{ksenia.child('Тихонов')}/link"
    code = code_in(ksenia.press(link, email="yegor@example.test"))
    yegor = Visitor(world, "yegor")
    wait(world, minutes=31)
    assert "вводить нечего" in yegor.press("/profile/code", code=code)
    assert "Продолжить" in ksenia.see(link)


def test_only_the_same_persons_account_is_found(world: World) -> None:
    ksenia = Visitor(world, "ksenia")
    link = f"{ksenia.child('Тихонов')}/link"
    for email in ("denis@example.test", "nobody@example.test", "ksenia@example.test"):
        assert "с такой почтой нет" in ksenia.press(link, email=email)
    assert "Адрес почты пишется так" in ksenia.press(link, email="yegor")


def test_nobody_else_sees_the_window(world: World) -> None:
    ksenia = Visitor(world, "ksenia")
    code = code_in(
        ksenia.press(f"{ksenia.child('Тихонов')}/link", email="yegor@example.test")
    )
    denis = Visitor(world, "denis")
    assert "вводить нечего" in denis.press("/profile/code", code=code)


def test_without_a_passed_check_there_is_no_link(world: World) -> None:
    rustam = Visitor(world, "rustam")
    card = rustam.child("Галеев")
    assert "Привязать</a>" not in rustam.see(card)
    refused = rustam.press(f"{card}/link", 409, email="aidar@example.test")
    assert "должны пройти проверку" in refused
    rustam.press(card, do="remove")
    rustam.press(card, do="again", series="II-ОЯ", number="540038")
    wait(world, minutes=4)
    code = code_in(rustam.press(f"{card}/link", email="aidar@example.test"))
    done = Visitor(world, "aidar").press("/profile/code", code=code)
    assert "Запись привязана" in done


def test_the_window_comes_after_the_consent_is_withdrawn(world: World) -> None:
    """Stories 22–24: «отозвать согласие… Затем выйти… и зайти заново»."""
    mother = Visitor(world, "lyudmila")
    link = f"{mother.child('Орехова')}/link"
    code = code_in(mother.press(link, email="polina@example.test"))
    polina = Visitor(world, "polina")
    assert "Введите код родителя" not in polina.see("/profile")
    assert "отзовите" in polina.press("/profile/code", code=code)
    for consent in polina.see("/profile/consents").split('href="')[1:]:
        address = consent.partition('"')[0]
        if address.startswith("/profile/consents/"):
            assert "Согласие отозвано" in polina.press(address, do="withdrawn")
    assert "Введите код родителя" not in polina.see("/profile")
    polina.come_in("polina")
    assert "Введите код родителя" in polina.see("/profile")
    assert "Запись привязана" in polina.press("/profile/code", code=code)
