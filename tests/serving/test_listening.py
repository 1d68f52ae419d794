"""A working installation listens at the address it is told, and only there."""

from launcher import ports
from launcher.asking import ask
from launcher.tests.processes import launched, refused, until_ready

HOST = {"Host": "school.example.test"}


def test_it_is_ready_at_a_second_address_and_counted_at_a_third(
    work: dict[str, str],
) -> None:
    port = ports.choose()
    while str(port) == work["PORT"]:
        port = ports.choose()
    third = "::1" if ports.is_ours("::1") else "127.0.0.3"
    work |= {"SCHOOL_HOST": "127.0.0.2", "SCHOOL_METRICS_PORT": str(port)}
    work |= {"SCHOOL_METRICS_HOST": third}
    with launched(work, "serve") as launch:
        until_ready(launch)
        ready = f"http://127.0.0.2:{work['PORT']}/health/ready"
        assert ask(ready, headers=HOST).status_code == 200
        counted = ask(ports.url(third, port))
        assert "school_database_up 1.0" in counted.text
        assert ports.is_free(int(work["PORT"]))


def test_an_address_that_is_not_ours_is_one_sentence(work: dict[str, str]) -> None:
    for name in ("SCHOOL_HOST", "SCHOOL_METRICS_HOST"):
        wrong = {**work, "SCHOOL_METRICS_PORT": "9464", name: "203.0.113.9"}
        assert "нет адреса 203.0.113.9" in refused(wrong, "serve")
        for absurd in ("school.example.test", "fe80::1%eth0"):
            sentence = refused({**wrong, name: absurd}, "serve")
            assert f"{name} должна быть IP-адресом" in sentence
