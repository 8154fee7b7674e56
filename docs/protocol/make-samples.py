#!/usr/bin/env python3
"""Writes requests.hex and replies.hex: one sample of every message, by the grammar in ../protocol.md.

Shares nothing with the Java codec, so that the samples check it. Needs the zstd program.
Run in this folder: python3 make-samples.py
"""

import hashlib
import subprocess
from struct import pack


def text(value):
    data = value.encode()
    return pack(">H", len(data)) + data


def frame(kind, number, body):
    return pack(">IB3xI", 8 + len(body), kind, number) + body


def work(disk, chunk, deadline, extents):
    return pack(">HIIH", disk, chunk, deadline, len(extents)) + b"".join(pack(">QQ", *extent) for extent in extents)


def crc32c(data):
    """Castagnoli, RFC 3720 appendix B.4."""
    crc = 0xFFFFFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0x82F63B78 if crc & 1 else 0)
    return crc ^ 0xFFFFFFFF


def chunk(offset, plain, encoding, payload, bad=()):
    head = pack(">QIBBH", offset, len(plain), encoding, 0, len(bad)) + hashlib.sha256(plain).digest() + pack(">I", crc32c(plain))
    return head + b"".join(pack(">II", *one) for one in bad) + payload


def disk(index, traits, size, sector, block, *texts):
    return pack(">HHQII", index, traits, size, sector, block) + b"".join(map(text, texts))


SHORT = b"an old server's boot sector, or so"
LONG = b"GRUB " * 200
PARTS = bytes(4) + SHORT[:30] + bytes(10) + SHORT[30:] + bytes(16)
LONG_PARTS = bytes(100) + LONG[:700] + bytes(100) + LONG[:300]


def zstd(plain):
    return subprocess.run(["zstd", "-1", "-q", "-c", "--no-check"], input=plain, stdout=subprocess.PIPE, check=True).stdout


REQUESTS = {
    "hello": frame(0x01, 1, b"P2VW" + pack(">HH", 1, 3) + text("p2v 0.1.0")),
    "inventory": frame(0x02, 2, b""),
    "disks": frame(0x03, 3, b""),
    "read": frame(0x04, 4, b"\0" + work(2, 1 << 20, 30000, [(0, 512), (1 << 40, 7 << 20)])),
    "read-plain": frame(0x04, 5, b"\1" + work(3, 65536, 0, [(4096, 8192)])),
    "hash": frame(0x05, 6, work(1, 2 << 20, 45000, [(1 << 30, 3 << 30)])),
    "probe": frame(0x06, 7, pack(">HQI", 1, 5 << 30, 2000)),
    "progress": frame(0x07, 8, pack(">BQQQII", 1, 10 << 30, 40 << 30, 110 << 20, 240, 300) + text("sda: 26 %, näher")),
    "lanes": frame(0x08, 9, b"\x04"),
    "cancel": frame(0x09, 10, pack(">I", 0x80000004)),
    "finish": frame(0x0A, 0xFFFFFFFF, b"\x03" + text("3 ranges could not be read")),
    "hash-used": frame(0x0B, 12, work(4, 1 << 20, 9000, [(8192, 4096), (1 << 20, 512)])),
    "survey": frame(0x0D, 14, b""),
    "read-used": frame(0x0C, 13, b"\2" + work(5, 1 << 20, 7000, [(512, 1024), (3 << 20, 4096)])),
    "of-a-later-version": frame(0x7E, 11, b"whatever"),
}

REPLIES = {
    "done": frame(0x81, 1, pack(">BHQ", 0, 0, 0)),
    "done-slow": frame(0x81, 2, pack(">BHQ", 1, 5, 0x123456789A00)),
    "done-cancelled": frame(0x81, 3, pack(">BHQ", 2, 1, 4096)),
    "welcome": frame(0x82, 4, pack(">HI", 1, 5 | 1 << 31) + bytes(range(16)) + pack(">BBI", 2, 4, 1 << 20)
                     + text("web01") + text("p2v-agent 0.1.0") + text("ecdsa-sha2-nistp256 AAAA")),
    "inventory": frame(0x83, 5, '{"schema":1,"hostName":"wéb01"}'.encode()),
    "survey": frame(0x89, 14, '{"schema":1,"machine":"wéb02"}'.encode()),
    "disks": frame(0x84, 6, pack(">H", 2)
                   + disk(0, 1, 500107862016, 512, 4096, "sda", "/dev/sda", "WDC WD50", "WX1", "naa.50014ee2")
                   + disk(7, 14 | 1 << 15, 1 << 40, 4096, 8192, "b.img", "/srv/b.img", "", "S2", "eui.0025")),
    "chunk-zero": frame(0x85, 7, chunk(1 << 41, bytes(1000), 0, b"")),
    "chunk-raw": frame(0x85, 8, chunk(512, SHORT, 1, SHORT)),
    "chunk-zstd": frame(0x85, 9, chunk(4096, LONG, 2, zstd(LONG))),
    "chunk-lossy": frame(0x85, 10, chunk(8192, SHORT[:8] + bytes(8) + SHORT[16:], 1, SHORT[:8] + bytes(8) + SHORT[16:],
                                         [(8, 3), (12, 4)])),
    "chunk-parts": frame(0x85, 15, chunk(4096, PARTS, 3, SHORT)),
    "chunk-zstd-parts": frame(0x85, 16, chunk(0, LONG_PARTS, 4, zstd(LONG[:700] + LONG[:300]))),
    "hashes": frame(0x86, 11, pack(">QIQH", 3 << 20, 65536, 2 * 65536 + 512, 3) + b"\0" + bytes(32) + b"\1"
                    + hashlib.sha256(SHORT).digest() + b"\2" + hashlib.sha256(LONG).digest()),
    "rates": frame(0x87, 12, pack(">H", 3) + pack(">BQQ", 0, 100 << 20, 10**9) + pack(">BQQ", 1, 90 << 20, 10**8)
                   + pack(">BQQ", 2, 80 << 20, 2 * 10**8)),
    "error": frame(0x88, 13, pack(">H", 7) + text("/dev/sdb is gone")),
    "error-of-a-later-version": frame(0x88, 14, pack(">H", 999) + text("new trouble")),
}


def write(name, samples):
    with open(name, "w") as out:
        out.write("# Written by make-samples.py; see ../protocol.md. A name, then the frame in hexadecimal.\n")
        for sample, data in samples.items():
            out.write(f"\n{sample}\n")
            for at in range(0, len(data), 32):
                out.write("  " + data[at:at + 32].hex(" ", 4) + "\n")


write("requests.hex", REQUESTS)
write("replies.hex", REPLIES)
