#!/bin/sh
# Makes the seeds of the qcow2 fuzz test with qemu-img and qemu-io 7.2: a few KiB each, every kind of cluster.
set -eu
cd "$(dirname "$0")"
make() {
    name=$1; options=$2
    rm -f "$name.qcow2"
    qemu-img create -q -f qcow2 -o "$options" "$name.qcow2" 96k
    qemu-io -c 'write -q -P 1 0 1k' -c 'write -q -z 20k 12k' -c 'write -q -P 2 40k 3k' "$name.qcow2"
}
make v2 compat=0.10,cluster_size=512
make v3 cluster_size=512
make extended cluster_size=16k,extended_l2=on
for compression in zlib zstd; do
    make $compression cluster_size=512,compression_type=$compression
    qemu-io -c 'write -q -c -P 3 64k 512' -c 'write -q -c -P 4 65k 512' $compression.qcow2
done
