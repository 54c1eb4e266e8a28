"""The set-up of several hosts is whole: its files parse, and agree with one another, the guide and the code."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from taskgroups.kit.live.hub import BEAT_EVERY
from tests.docs.test_operate import HOSTS, ROOT, directives, example, settings_read, unit

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "deploy/compose.yaml").read_text(encoding="utf-8"))
SITE = directives((ROOT / "deploy/nginx-two-hosts.conf").read_text(encoding="utf-8"))
WEB = ["web-1", "web-2"]
UPSTREAM = sorted(re.findall(r"upstream task_groups / server (\S+)", "\n".join(SITE)))


def test_nginx_asks_the_hosts_that_compose_sets_up_on_the_port_they_serve() -> None:
    addresses = [COMPOSE["services"][name]["networks"]["default"]["ipv4_address"] for name in WEB]
    assert [f"{address}:{example()['PORT']}" for address in addresses] == UPSTREAM
    assert {COMPOSE["services"][name]["environment"]["PORT"] for name in WEB} == {example()["PORT"]}


def test_streams_pass_unbuffered_and_a_silent_host_is_given_up_after_three_heartbeats() -> None:
    inside = "server / location /live/ / "
    said = [one.removeprefix(inside) for one in SITE if one.startswith(inside)]
    assert said[1:] == ["proxy_buffering off", "proxy_cache off", f"proxy_read_timeout {3 * BEAT_EVERY:.0f}s"]
    assert [one for one in SITE if "location" in one and "proxy_set_header" in one] == []


def test_both_sites_say_the_same_but_for_what_several_hosts_need() -> None:
    one = directives((ROOT / "deploy/nginx.conf").read_text(encoding="utf-8"))
    several = [part for part in SITE if not part.startswith("upstream")]
    differing = {re.sub(r"^.* / ", "", part).split()[0] for part in set(one) ^ set(several)}
    assert differing == {"proxy_pass", "proxy_read_timeout", "proxy_connect_timeout", "proxy_next_upstream"}


@pytest.mark.parametrize("name", WEB)
def test_a_web_host_is_told_nothing_that_nothing_reads(name: str) -> None:
    host = COMPOSE["services"][name]
    assert set(host["environment"]) <= settings_read()
    assert host["ulimits"] == {"nofile": int(unit(ROOT / "deploy/task-groups.service")["Service"]["LimitNOFILE"])}


@pytest.mark.parametrize("name", WEB)
def test_web_hosts_share_the_files_of_evidence(name: str) -> None:
    host = COMPOSE["services"][name]
    assert host["volumes"] == [f"files:{host['environment']['TASKGROUPS_VAR']}/files"]


def test_whatever_compose_names_is_there() -> None:
    services = COMPOSE["services"]
    named = [part for service in services.values() for part in service.get("depends_on", [])]
    assert set(named) <= set(services)
    mounted = [volume.split(":")[0] for service in services.values() for volume in service.get("volumes", [])]
    assert {one for one in mounted if not one.startswith("./")} == set(COMPOSE["volumes"])
    assert (ROOT / "deploy/nginx-two-hosts.conf").name in {Path(one).name for one in mounted}
    assert {services[name]["build"]["dockerfile"] for name in WEB} == {"deploy/Dockerfile"}


def test_nginx_in_its_container_takes_a_hall_of_screens() -> None:
    main = directives((ROOT / "deploy/nginx-main.conf").read_text(encoding="utf-8"))
    files = int(next(one for one in main if one.startswith("worker_rlimit_nofile")).split()[1])
    assert ("events / worker_connections 10000" in main, files >= 20_000) == (True, True)
    assert COMPOSE["services"]["nginx"]["ulimits"]["nofile"] >= files


def test_redis_keeps_nothing_and_is_where_the_guide_says() -> None:
    command = unit(ROOT / "deploy/task-groups-redis.service")["Service"]["ExecStart"]
    assert '--save "" --appendonly no' in command
    address = re.search(r"--bind (\S+) --port (\d+)", command)
    assert address
    assert f"TASKGROUPS_WAKE=redis://:password@{address[1]}:{address[2]}" in HOSTS


def test_the_guide_gives_postgresql_room_for_every_connection_of_a_worker() -> None:
    from taskgroups.config.lanes import LANES

    assert f"at most {LANES + 3} connections" in HOSTS
