#!/bin/bash
# How long an emulated machine takes from its kernel's start to a connected agent, and where the time goes: the seconds are
# those that its kernel counts. No KVM, one processor. Wanted: 60 s on an idle host with two cores.
#
#   boot-media/bench/connect.sh [amd64|i386] [MEBIBYTES]
set -euo pipefail

arch=${1:-amd64}
memory=${2:-512}
p2v=("$(dirname "$0")/../../p2v" --no-install --quiet)
work=$(mktemp -d)
port=$((20000 + RANDOM % 20000))
end() {
    kill "${machine:-}" "${converter:-}" 2>/dev/null || true
    wait 2>/dev/null || true
    rm -rf "$work"
}
trap end EXIT

export P2V_STORE=$work/store
began=$SECONDS
code=$("${p2v[@]}" enrol --json | sed 's/.*"code" *: *"\([^"]*\)".*/\1/' | tr -d '\n')
"${p2v[@]}" media iso --arch "$arch" -o "$work/agent.iso" --server "10.0.2.2:$port" --enrol "$code" --name bench
echo "disc: $(($(stat -c %s "$work/agent.iso") >> 20)) MiB, made in $((SECONDS - began)) s"

"${p2v[@]}" serve --ssh-port "$port" --bind 127.0.0.1 >"$work/serve.log" 2>&1 &
converter=$!
qemu-img create -q -f qcow2 "$work/disk.qcow2" 2G
processor=(-cpu qemu64)
[[ $arch == amd64 ]] || processor=(-cpu pentium3)
"qemu-system-$([[ $arch == amd64 ]] && echo x86_64 || echo i386)" "${processor[@]}" -accel tcg -m "$memory" -snapshot \
    -no-reboot -display none -serial "file:$work/serial.log" -monitor none \
    -drive "if=none,id=d0,file=$work/disk.qcow2" -device megasas,id=s0 -device scsi-hd,drive=d0,bus=s0.0 \
    -cdrom "$work/agent.iso" -boot d -netdev user,id=n0 -device e1000,netdev=n0 &
machine=$!
on=$SECONDS
until grep -aq "Ready. The rest" "$work/serial.log" 2>/dev/null; do
    kill -0 "$machine" || exit 1
    ((SECONDS - on < 600)) || { tail -c 2000 "$work/serial.log"; exit 1; }
    sleep 1
done
echo "connected $((SECONDS - on)) s after power-on; since the kernel's start:"
grep -a '^\[[0-9.]*\] ' "$work/serial.log" | tr -d '\r' | sort -u | sort -t '[' -k 2n
