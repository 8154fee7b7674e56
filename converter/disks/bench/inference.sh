#!/usr/bin/env bash
# Puts random RAID sets to the layout inference and prints a table: how many layouts were found exactly, complete and
# degraded, how many answers were wrong and sure of themselves (none may be), bytes read of a member, and seconds.
#
# The members are computed from real filesystems that are made once, without root, and kept outside the checkout.

set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../../.." && pwd)

usage() {
    cat <<USAGE
Usage: inference.sh [CASES [FIRST-SEED [SEEDS]]]

  CASES        complete and degraded ones together (default 500); two run at a time
  FIRST-SEED   where the seeds begin (default 1)
  SEEDS        instead of a run of seeds, these, comma-separated, degraded ones with a d: 7,12d

P2V_CACHE      where the filesystems are kept (default ~/.cache/p2v-workbench)
USAGE
}

case ${1:-} in -h | --help) usage && exit 0 ;; esac

for tool in java mvn mkfs.ext4 mkfs.xfs mkntfs ntfscp; do
    PATH=$PATH:/usr/sbin:/sbin command -v "$tool" >/dev/null || {
        echo "inference.sh: $tool is missing. Next: apt install e2fsprogs xfsprogs ntfs-3g maven default-jdk-headless" >&2
        exit 1
    }
done

(cd "$root" && mvn -o -q -pl converter/disks -am test-compile)
classes=$here/../target/classes:$here/../target/test-classes:$root/fixtures/target/classes
exec java -Xmx1g -cp "$classes" org.p2vworkbench.disks.raid.infer.InferenceBenchmark "$@"
