#!/bin/bash
# Streams RAID volumes over local files against one plain file and prints the ratios. Takes the folder for 0.5 GiB of
# scratch files (default /dev/shm); runs under ten seconds on what `mvn test-compile` left.
set -euo pipefail
module=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")
exec java -Xmx256m -cp "$module/target/classes:$module/target/test-classes" \
    org.p2vworkbench.disks.raid.RaidReadBench "$@"
