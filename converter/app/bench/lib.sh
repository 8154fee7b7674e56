# What the streaming benches share: one converter and any number of agents on loopback, below $work, gone at the end.
# To be sourced with $mib set, from a script with 'set -euo pipefail'.

home=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
p2v=("$home/p2v" --no-install)
started=()

# Sets $work to a new folder below $1 and has everything that was started ended with the script.
begin() {
    work=$(mktemp -d "$1/p2v-bench.XXXXXX")
    export P2V_STORE=$work/store
    trap cleanup EXIT
}

cleanup() {
    local pid
    for pid in "${started[@]}"; do
        kill "$pid" 2>/dev/null || true
    done
    rm -rf "$work"
}

# Runs the script again in a network of its own, so that nobody else's bytes are counted. Needs root.
alone_on_the_network() {
    [[ -n ${P2V_ALONE:-} ]] || P2V_ALONE=1 exec unshare --net "$0" "$@"
    ip link set lo up
}

free_port() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

wait_for() {
    for _ in $(seq 600); do
        "$@" >/dev/null 2>&1 && return
        sleep 0.1
    done
    echo "gave up waiting for: $*" >&2
    exit 1
}

# Prints how many milliseconds a command took.
milliseconds_of() {
    local begun
    begun=$(date +%s%N)
    "$@" >&2
    echo $((($(date +%s%N) - begun) / 1000000))
}

# Starts the converter; sets $port, $host_key and $serve_pid.
start_converter() {
    port=$(free_port)
    "${p2v[@]}" serve --bind 127.0.0.1 --ssh-port "$port" 2>"$work/serve.log" >"$work/listening" &
    serve_pid=$!
    started+=("$serve_pid")
    wait_for grep -q listening "$work/listening"
}

# Starts an agent called $1 that offers the image $2, and waits until the converter has it; sets $agent_pid.
start_agent() {
    local enrolment code key
    enrolment=$("${p2v[@]}" enrol --json)
    code=$(sed 's/.*"code":"\([^"]*\).*/\1/' <<<"$enrolment")
    key=$(sed 's/.*"hostKey":"\([^"]*\).*/\1/' <<<"$enrolment")
    P2V_ENROL=$code "${p2v[@]}" agent --server "127.0.0.1:$port" --host-key "$key" --name "$1" --disk "$2" \
        --state "$work/agent-$1" 2>>"$work/agent-$1.log" &
    agent_pid=$!
    started+=("$agent_pid")
    wait_for connected "$1"
}

connected() {
    "${p2v[@]}" machines --json | grep -qF "\"machine\":\"$1\",\"connected\":true"
}

# Starts an OpenSSH server for this user; sets $remote to the command that runs something there.
start_sshd() {
    local port
    port=$(free_port)
    ssh-keygen -q -t ed25519 -N '' -f "$work/host"
    ssh-keygen -q -t ed25519 -N '' -f "$work/user"
    cp "$work/user.pub" "$work/authorized"
    chmod 600 "$work/authorized"
    mkdir -p /run/sshd 2>/dev/null || true
    "$(type -P sshd || echo /usr/sbin/sshd)" -D -e -f /dev/null -p "$port" -h "$work/host" -o ListenAddress=127.0.0.1 \
        -o AuthorizedKeysFile="$work/authorized" -o StrictModes=no -o PidFile=none -o UsePAM=no \
        -o PermitRootLogin=prohibit-password 2>"$work/sshd.log" &
    started+=($!)
    remote=(ssh -c aes128-gcm@openssh.com -p "$port" -i "$work/user" -o StrictHostKeyChecking=no -o LogLevel=ERROR
        -o UserKnownHostsFile=/dev/null -o IdentitiesOnly=yes 127.0.0.1)
    wait_for "${remote[@]}" true
}

# A disk of $2 MiB in the file $1: one ext4 filesystem that was full of this host's own programs and documents, and of which
# every other file was deleted.
make_half_empty_disk() {
    local disk=$1 mib=$2
    mkdir "$work/files"
    find /usr/lib /usr/share /usr/bin -xdev -type f -size -64M -printf '%s %p\n' 2>/dev/null | sort -k 2 |
        awk -v most="$((mib * 1024 * 1024 * 9 / 10))" 'NF == 2 {sum += int($1 / 4096 + 1) * 4096; if (sum < most) print $2}' >"$work/list"
    tar -c -P -T "$work/list" | tar -x -C "$work/files"
    mke2fs -q -F -t ext4 -d "$work/files" "$work/volume" "$((mib - 2))M" >/dev/null 2>&1
    awk 'NR % 2 {print "rm " $1}' "$work/list" | debugfs -w -f - "$work/volume" >/dev/null 2>&1
    truncate -s "${mib}M" "$disk"
    echo "2048,$(((mib - 2) * 2048)),83,*" | sfdisk -q "$disk"
    dd if="$work/volume" of="$disk" bs=1M seek=1 conv=notrunc,sparse status=none
    rm -r "$work/volume" "$work/files" "$work/list"
}

best() {
    printf '%s\n' "$@" | sort -n | head -1
}
