#!/usr/bin/env bash
# Measures `p2v convert` against `qemu-img convert` on this machine, in one run, and prints a markdown table.
#
# Both programs take turns, so a machine that slows down slows both; a row is the median of its runs after one warm-up
# of each. p2v syncs what it writes and qemu-img does not, so every qemu-img run is timed twice: when it ends ("as is"),
# and when `sync FILE` after it ends ("durable", the fair one). p2v's figure always includes its sync.
# Everything written is checked by `qemu-img check` and compared with the source by `qemu-img compare`.

set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../../.." && pwd)

: "${P2V:=$root/p2v}"
: "${P2V_BENCH_DIR:=$HOME/.cache/p2v/bench}"
runs=5
gib=1
disk=
rows=sparse,stream,zlib,zstd,memory,empty

usage() {
    cat <<EOF
Usage: convert.sh [--disk FILE] [--runs N] [--gib N] [--rows LIST]

  --disk FILE   measure on this image (any format qemu-img reads) instead of the synthetic bench disk
  --runs N      timed runs of each program per row (default $runs)
  --gib N       GiB of files on the bench disk (default $gib)
  --rows LIST   of $rows

P2V           the program to measure (default: the launcher of this checkout)
P2V_BENCH_DIR where disks are kept between runs and outputs are written (default ~/.cache/p2v/bench)
EOF
}

die() {
    echo "convert.sh: $1" >&2
    exit "${2:-1}"
}

while [ $# -gt 0 ]; do
    case $1 in
    --disk | --runs | --gib | --rows)
        [ $# -ge 2 ] || die "$1 needs a value" 2
        declare "${1#--}=$2"
        shift
        ;;
    -h | --help) usage && exit 0 ;;
    *) usage >&2 && exit 2 ;;
    esac
    shift
done
[[ $runs =~ ^[1-9][0-9]*$ ]] || die "--runs is '$runs', expected a number from 1" 2
[[ $gib =~ ^[1-9][0-9]*$ ]] || die "--gib is '$gib', expected a number from 1" 2

for tool in qemu-img java sync /usr/bin/time; do
    command -v "$tool" >/dev/null || die "$tool is missing. Next: apt install qemu-utils time default-jdk-headless"
done

work=$P2V_BENCH_DIR
mkdir -p "$work"
out=$(mktemp -d "$work/run-XXXXXX")
trap 'rm -rf "$out"' EXIT

# --- inputs, made once -------------------------------------------------------------------------------------------------

prepare_disk() {
    if [ -n "$disk" ]; then
        [ -r "$disk" ] || die "$disk cannot be read" 2
        disk=$(realpath "$disk")
        # The variants are named after content as far as size and time tell it, so another disk is not mistaken for it.
        key=disk-$(stat -c '%n %s %Y' "$disk" | sha256sum | cut -c1-12)
        return
    fi
    disk=$work/bench-$gib.raw
    key=bench-$gib
    local jar
    jar=$(find "$root/fixtures/target" -maxdepth 1 -name 'p2v-fixtures-*.jar' 2>/dev/null | head -n 1)
    [ -n "$jar" ] || jar=$root/fixtures/target/classes
    [ -e "$jar" ] || die "the fixtures are not built. Next: mvn -q -pl fixtures package, or name a disk with --disk"
    echo "bench disk: $disk" >&2
    java -cp "$jar" org.p2vworkbench.fixtures.BenchDiskMain "$disk" "$gib" >&2
}

# variant SUBFORMAT: prints the path of the disk as that kind of vmdk
variant() {
    local vmdk=$work/$key-$1.vmdk
    if [ ! -e "$vmdk" ] || [ "$disk" -nt "$vmdk" ]; then
        echo "making $vmdk" >&2
        rm -f "$vmdk"
        qemu-img convert -O vmdk -o "subformat=$1" "$disk" "$vmdk.part.vmdk"
        mv "$vmdk.part.vmdk" "$vmdk"
    fi
    echo "$vmdk"
}

# --- one run -----------------------------------------------------------------------------------------------------------

now() { date +%s%N; }

seconds() { awk -v ns="$1" 'BEGIN { printf "%.3f", ns / 1e9 }'; }

median() { sort -n "$1" | awk '{ v[NR] = $1 } END { print (NR % 2) ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }

# The pristine copy is where p2v put it; the overlay beside it is what a machine boots and must read the same.
p2v_base() { find "$out/p2v" -path '*/disks/*.base.qcow2' | head -n 1; }
p2v_overlay() { find "$out/p2v" -path '*/disks/*.qcow2' ! -name '*.base.qcow2' | head -n 1; }

# p2v_run SOURCE COMPRESSION: leaves its output under $out/p2v and its seconds in $took
p2v_run() {
    rm -rf "$out/p2v"
    local start
    start=$(now)
    "$P2V" convert "$1" -o "$out/p2v" --compress "$2" --no-fixup --json >"$out/p2v.json" 2>"$out/p2v.err" ||
        die "p2v failed with exit code $?: $(tail -n 5 "$out/p2v.err")"
    took=$(seconds $(($(now) - start)))
    [ -n "$(p2v_base)" ] || die "p2v made no disks/*.base.qcow2 under $out/p2v: $(cat "$out/p2v.json")"
}

# qemu_run SOURCE OPTION...: leaves $out/qemu.qcow2, its seconds in $took and those with sync in $took_durable
qemu_run() {
    local source=$1 start
    shift
    rm -f "$out/qemu.qcow2"
    start=$(now)
    qemu-img convert -O qcow2 "$@" "$source" "$out/qemu.qcow2"
    took=$(seconds $(($(now) - start)))
    sync "$out/qemu.qcow2"
    took_durable=$(seconds $(($(now) - start)))
}

check() {
    qemu-img check -q "$1" || die "qemu-img check does not accept $1"
    qemu-img compare -q "$1" "$2" || die "$1 and $2 differ"
}

check_p2v() {
    check "$(p2v_base)" "$1"
    local overlay
    overlay=$(p2v_overlay)
    if [ -n "$overlay" ]; then
        check "$overlay" "$1"
    fi
}

# --- rows --------------------------------------------------------------------------------------------------------------

ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf (b > 0) ? "%.2f" : "-", a / b }'; }

mebibytes() { awk -v b="$1" 'BEGIN { printf "%.1f", b / 1048576 }'; }

# row TITLE SOURCE COMPRESSION WANTED QEMU-OPTION...: one line of the table; WANTED is the ratio asked for
row() {
    local title=$1 source=$2 compression=$3 wanted=$4 i
    shift 4
    echo "row: $title vs qemu-img convert $*" >&2
    rm -f "$out"/{p2v,qemu,durable}.times
    p2v_run "$source" "$compression"
    check_p2v "$source"
    local p2v_bytes qemu_bytes
    p2v_bytes=$(stat -c %s "$(p2v_base)")
    qemu_run "$source" "$@"
    check "$out/qemu.qcow2" "$source"
    qemu_bytes=$(stat -c %s "$out/qemu.qcow2")
    for ((i = 1; i <= runs; i++)); do
        p2v_run "$source" "$compression"
        echo "$took" >>"$out/p2v.times"
        qemu_run "$source" "$@"
        echo "$took" >>"$out/qemu.times"
        echo "$took_durable" >>"$out/durable.times"
    done
    check_p2v "$source"
    local mine theirs durable
    mine=$(median "$out/p2v.times")
    theirs=$(median "$out/qemu.times")
    durable=$(median "$out/durable.times")
    printf "| %s | \`%s\` | %s | %s | %s | %s | %s | %s | %s | %s | %s |\n" "$title" "${*:-(none)}" \
        "$mine" "$theirs" "$durable" "$(ratio "$theirs" "$mine")" "$(ratio "$durable" "$mine")" "$wanted" \
        "$(mebibytes "$p2v_bytes")" "$(mebibytes "$qemu_bytes")" "$(ratio "$p2v_bytes" "$qemu_bytes")"
}

table_head() {
    echo "| conversion | qemu-img options | p2v s | qemu-img s | qemu-img + sync s | ratio | ratio durable | wanted | p2v MiB | qemu-img MiB | size ratio |"
    echo "|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
}

# measured SOURCE COMPRESSION: prints "seconds peak-RSS-MiB peak-heap-MiB output-MiB" of one p2v run. The heap is the
# JVM's own account of it, before collections: the largest number in its gc log.
measured() {
    rm -rf "$out/p2v" "$out/gc.log"
    JAVA_TOOL_OPTIONS="${JAVA_TOOL_OPTIONS:-} -Xlog:gc:file=$out/gc.log" \
        /usr/bin/time -f '%e %M' -o "$out/time" \
        "$P2V" convert "$1" -o "$out/p2v" --compress "$2" --no-fixup --json >"$out/p2v.json" 2>"$out/p2v.err" ||
        die "p2v failed: $(tail -n 5 "$out/p2v.err")"
    check_p2v "$1" >&2
    local heap=unknown
    if [ -s "$out/gc.log" ]; then
        heap=$(grep -o '[0-9]\+M->' "$out/gc.log" | tr -d 'M>-' | sort -n | tail -n 1 || true)
    fi
    awk -v heap="${heap:-no GC}" -v bytes="$(stat -c %b "$(p2v_base)")" \
        '{ printf "%s | %.0f | %s | %.2f\n", $1, $2 / 1024, heap, bytes * 512 / 1048576 }' "$out/time"
}

memory_head() {
    echo
    echo "| p2v run | s | peak RSS MiB | peak heap MiB | output MiB on disk |"
    echo "|---|--:|--:|--:|--:|"
}

wants() { [[ ,$rows, == *,$1,* ]]; }

machine_line() {
    local cpu
    cpu=$(awk -F': *' '/^model name/ { print $2; exit }' /proc/cpuinfo)
    echo "Machine: $(nproc) cores (${cpu:-unknown}), $(awk '/^MemTotal/ { printf "%.1f GiB", $2 / 1048576 }' /proc/meminfo)," \
        "$("$P2V" --version), $(qemu-img --version | head -n 1)," \
        "$(stat -f -c %T "$work"), $(date +%F)."
    echo "Disk: $(basename "$disk"), $runs runs each, medians; ratio = qemu-img / p2v, above 1 p2v is faster."
    echo
}

prepare_disk
sparse=$(variant monolithicSparse)
stream=$(variant streamOptimized)

machine_line
if wants sparse || wants stream || wants zlib || wants zstd; then
    table_head
fi
if wants sparse; then
    row 'monolithicSparse → qcow2' "$sparse" none 1.0 -W -m 16
fi
if wants stream; then
    row 'streamOptimized → qcow2' "$stream" none 1.5
    row 'streamOptimized → qcow2' "$stream" none 1.5 -W -m 16
fi
if wants zlib; then
    row 'monolithicSparse → qcow2 zlib' "$sparse" zlib 3.0 -c
    row 'monolithicSparse → qcow2 zlib' "$sparse" zlib 1.5 -c -W -m 16
fi
if wants zstd; then
    row 'monolithicSparse → qcow2 zstd' "$sparse" zstd 1.2 -c -W -m 16 -o compression_type=zstd
fi
if wants memory || wants empty; then
    memory_head
fi
if wants memory; then
    for compression in none zlib zstd; do
        figures=$(measured "$sparse" "$compression")
        echo "| monolithicSparse → qcow2 $compression | $figures |"
    done
fi
if wants empty; then
    qemu-img create -q -f qcow2 -o cluster_size=2M "$out/16tib.qcow2" 16T
    figures=$(measured "$out/16tib.qcow2" none)
    echo "| 16 TiB without data → qcow2 | $figures |"
fi
