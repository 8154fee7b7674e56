#!/bin/bash
# A thousand inventories into one plan: processor time, time by the clock and resident memory of 'p2v fleet'. Wanted: under
# 10 s and 512 MiB. The servers are this machine as 'p2v inventory' sees it, each with other names and addresses, three disks
# and what stands in their way.
#
#   reports/bench/fleet.sh [SERVERS] [FOLDER] [ROUNDS]     default 1000 servers in a new folder below /var/tmp, 3 rounds
set -euo pipefail

servers=${1:-1000}
rounds=${3:-3}
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
p2v=("$home/p2v" --no-install)
work=$(mktemp -d "${2:-/var/tmp}/p2v-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT

"${p2v[@]}" inventory --format json -o "$work/this.json" 2>"$work/story"
mkdir "$work/estate"
python3 - "$work/this.json" "$work/estate" "$servers" <<'PYTHON'
import copy, json, sys

here, folder, servers = json.load(open(sys.argv[1])), sys.argv[2], int(sys.argv[3])
here.pop("assessment", None)


def fact(value):
    return {"value": value, "source": "bench", "by": "live", "at": "2026-03-01T10:00:00Z", "confidence": 1.0}


def disk(name, number):
    partition = {"number": 1, "name": name + "1", "startBytes": 32256 if number % 5 == 0 else 1 << 20,
                 "sizeBytes": 4 << 38, "type": "ntfs" if number % 4 else "ext4", "state": "dirty" if number % 7 == 0 else ""}
    return {"name": name, "path": "/dev/" + name, "model": fact("ST3000"), "serial": fact("S%d%s" % (number, name)),
            "sizeBytes": fact(2 << 40), "logicalSectorBytes": fact(512), "physicalSectorBytes": fact(4096),
            "transport": fact("sas"), "driver": fact("megaraid_sas"), "rotational": True, "table": fact("dos"),
            "partitions": [partition]}


for i in range(servers):
    one = copy.deepcopy(here)
    one["machine"] = "srv%04d" % i
    one["takenAt"] = "2026-03-01T10:00:00Z"
    hardware = one["hardware"]
    hardware["platform"]["uuid"] = fact("00000000-0000-4000-8000-%012d" % i)
    hardware["disks"] = [disk("sd" + letter, i) for letter in "abc"]
    hardware["usb"] = [{"place": "2-1", "vendor": "0529", "device": "0001", "product": "HASP HL"}] if i % 9 == 0 else []
    hardware["nics"] = [{"name": "eth0", "mac": "02:00:00:00:%02x:%02x" % (i >> 8, i & 255), "driver": "bnx2",
                         "speedMegabits": 1000, "linkUp": True, "mtu": 1500,
                         "addresses": ["10.0.%d.%d/16" % (i // 250, i % 250)]}]
    live = one.setdefault("live", {})
    live["uptimeSeconds"] = fact(40_000_000 if i % 3 else 86400)
    live["services"] = fact(["sshd", "pacemaker" if i % 11 == 0 else "cron", "mysqld"])
    live["connections"] = fact([{"protocol": "tcp", "local": "10.0.%d.%d:40000" % (i // 250, i % 250),
                                 "peer": "10.0.%d.%d:443" % (i // 250, i % 250 // 5 * 5), "program": ""}])
    with open("%s/srv%04d.json" % (folder, i), "w") as out:
        json.dump(one, out, indent=1)
PYTHON

echo "$servers inventories, $(du -sb "$work/estate" | awk '{ print int($1 / 1024) }') KiB"
for _ in $(seq "$rounds"); do
    python3 - "$work" "${p2v[@]}" fleet "$work/estate" -o "$work/plan.html" <<'PYTHON'
import os, resource, subprocess, sys, time

begun = time.time()
subprocess.run(sys.argv[2:], check=True, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print("%.1f s of processor time, %.1f s by the clock, %d MiB resident, page of %d KiB" % (
    used.ru_utime + used.ru_stime, time.time() - begun, used.ru_maxrss // 1024,
    os.path.getsize(sys.argv[1] + "/plan.html") // 1024))
PYTHON
done
