#!/bin/bash
# What the whole repair of a Windows costs beside one bare start of the appliance: 'p2v fixup' of a phony Windows, and
# guestfish that starts the appliance with the same disk and ends. In turns; the medians are compared, and starts counted.
#
#   converter/app/bench/windows-fixup.sh [SYSTEM hive] [FOLDER] [ROUNDS]   default a made-up registry, below /var/tmp, 3
set -euo pipefail

hive=${1:-}
rounds=${3:-3}
source "$(dirname "$0")/lib.sh"
begin "${2:-/var/tmp}"

jar=$(ls "$home"/fixtures/target/p2v-fixtures-*.jar | grep -v tests | head -1)
java -cp "$jar" org.p2vworkbench.fixtures.PhonyWindowsMain "$work/windows.raw" ${hive:+"$hive"} >&2
qemu-img convert -f raw -O qcow2 "$work/windows.raw" "$work/pristine.qcow2"

# Stands for qemu, and writes a line down for each guest it starts; the library also asks it what it can do. The program
# tries KVM first, and where that does not work, the start without it is a second one.
cat >"$work/qemu" <<EOF
#!/bin/bash
[[ " \$* " != *" -append "* ]] || grep -o 'accel=[a-z]*' <<<"\$*" | head -1 >>"$work/starts"
exec qemu-system-x86_64 "\$@"
EOF
chmod +x "$work/qemu"
export LIBGUESTFS_BACKEND=direct LIBGUESTFS_HV=$work/qemu
[[ -n ${LIBGUESTFS_BACKEND_SETTINGS:-} ]] || export LIBGUESTFS_BACKEND_SETTINGS=force_tcg

bare() {
    guestfish --ro --format=qcow2 -a "$work/pristine.qcow2" run
}

repair() {
    "${p2v[@]}" fixup "$work/windows.qcow2" >"$work/said"
}

median() {
    printf '%s\n' "$@" | sort -n | sed -n "$((($# + 1) / 2))p"
}

# Not counted: the first start also makes the appliance.
bare
bares=() repairs=()
for _ in $(seq "$rounds"); do
    bares+=("$(milliseconds_of bare)")
    rm -rf "$work"/windows.qcow2 "$work"/windows.base.qcow2 "$work"/windows.p2v "$work/starts"
    cp "$work/pristine.qcow2" "$work/windows.qcow2"
    repairs+=("$(milliseconds_of repair)")
done
starts=$(sort "$work/starts" | uniq -c | tr -s ' \n' ' ')

echo "milliseconds of each round: bare ${bares[*]}, repair ${repairs[*]}; starts in the last:$starts"
awk -v bare="$(median "${bares[@]}")" -v repair="$(median "${repairs[@]}")" 'BEGIN {
    printf "bare start %.1f s, whole repair %.1f s: %.2f x on top of the start\n",
        bare / 1000, repair / 1000, (repair - bare) / bare }'
