#!/bin/bash
# Streams one disk of incompressible bytes over loopback twice: by 'p2v migrate --all-blocks --no-verify' into a raw image, with
# hashing and ledger, and by 'ssh -c aes128-gcm@openssh.com ... cat' into a file. Prints both rates and their ratio.
# Wanted: at least 0.9. The best of some rounds counts, and the two take turns.
#
#   converter/app/bench/stream.sh [MIB] [FOLDER] [ROUNDS]      default 2048 MiB in a new folder below /var/tmp, 2 rounds
set -euo pipefail

mib=${1:-2048}
rounds=${3:-2}
home=$(cd "$(dirname "$0")/../../.." && pwd)
work=$(mktemp -d "${2:-/var/tmp}/p2v-stream.XXXXXX")
started=()
cleanup() {
    for pid in "${started[@]}"; do
        kill "$pid" 2>/dev/null || true
    done
    rm -rf "$work"
}
trap cleanup EXIT

free_port() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

wait_for() {
    for _ in $(seq 300); do
        "$@" >/dev/null 2>&1 && return
        sleep 0.1
    done
    echo "gave up waiting for: $*" >&2
    exit 1
}

seconds_of() {
    local begun
    begun=$(date +%s%N)
    "$@" >&2
    echo $((($(date +%s%N) - begun) / 1000000))
}

p2v=("$home/p2v" --no-install)
head -c "${mib}M" /dev/urandom >"$work/disk.img"

# Both ends of each, ready before the first byte.
port=$(free_port)
export P2V_STORE=$work/store
"${p2v[@]}" serve --bind 127.0.0.1 --ssh-port "$port" 2>"$work/serve.log" >"$work/listening" &
started+=($!)
wait_for grep -q listening "$work/listening"
enrolment=$("${p2v[@]}" enrol --json)
code=$(sed 's/.*"code":"\([^"]*\).*/\1/' <<<"$enrolment")
key=$(sed 's/.*"hostKey":"\([^"]*\).*/\1/' <<<"$enrolment")
connected() { "${p2v[@]}" machines | grep -q connected; }

sshd_port=$(free_port)
ssh-keygen -q -t ed25519 -N '' -f "$work/host"
ssh-keygen -q -t ed25519 -N '' -f "$work/user"
cp "$work/user.pub" "$work/authorized"
chmod 600 "$work/authorized"
mkdir -p /run/sshd 2>/dev/null || true
"$(type -P sshd || echo /usr/sbin/sshd)" -D -e -f /dev/null -p "$sshd_port" -h "$work/host" -o ListenAddress=127.0.0.1 \
    -o AuthorizedKeysFile="$work/authorized" -o StrictModes=no -o PidFile=none -o UsePAM=no \
    -o PermitRootLogin=prohibit-password 2>"$work/sshd.log" &
started+=($!)
remote=(ssh -c aes128-gcm@openssh.com -p "$sshd_port" -i "$work/user" -o StrictHostKeyChecking=no -o LogLevel=ERROR
    -o UserKnownHostsFile=/dev/null -o IdentitiesOnly=yes 127.0.0.1)
wait_for "${remote[@]}" true
by_ssh() { "${remote[@]}" "cat '$work/disk.img'" >"$work/by-ssh.img" && sync "$work/by-ssh.img"; }

# Who writes first pays for memory and blocks that the other finds ready, so neither does: this is not counted.
cp "$work/disk.img" "$work/before"
rm "$work/before"

ours=() theirs=()
for _ in $(seq "$rounds"); do
    theirs+=("$(seconds_of by_ssh)")
    rm "$work/by-ssh.img"
    P2V_ENROL=$code "${p2v[@]}" agent --server "127.0.0.1:$port" --host-key "$key" --name bench --disk "$work/disk.img" \
        --state "$work/agent" 2>>"$work/agent.log" &
    agent=$!
    started+=("$agent")
    wait_for connected
    ours+=("$(seconds_of "${p2v[@]}" migrate bench --all-blocks --no-verify --format raw)")
    cmp "$work/disk.img" "$work/store/bench/disks/disk.raw"
    rm -rf "$work/store/bench"
    wait "$agent"
done

best() { printf '%s\n' "$@" | sort -n | head -1; }
echo "milliseconds of each round: p2v ${ours[*]}, ssh ${theirs[*]}"
awk -v mib="$mib" -v ours="$(best "${ours[@]}")" -v theirs="$(best "${theirs[@]}")" 'BEGIN {
    printf "p2v migrate  %6.1f s  %5.0f MiB/s\nssh ... cat  %6.1f s  %5.0f MiB/s\nratio        %6.2f\n",
        ours / 1000, mib * 1000 / ours, theirs / 1000, mib * 1000 / theirs, theirs / ours }'
