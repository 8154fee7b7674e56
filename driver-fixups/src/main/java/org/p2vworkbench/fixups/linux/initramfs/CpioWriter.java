package org.p2vworkbench.fixups.linux.initramfs;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes a cpio archive of the form "newc". All is root's, and from 1970, so that two runs give the same bytes. */
final class CpioWriter {

    private final OutputStream out;
    private int inode = 1;

    CpioWriter(OutputStream out) {
        this.out = out;
    }

    void folder(String path, int permissions) throws IOException {
        entry(path, 0040000 | permissions, 2, new byte[0]);
    }

    void file(String path, int permissions, byte[] content) throws IOException {
        entry(path, 0100000 | permissions, 1, content);
    }

    void finish() throws IOException {
        entry(CpioEntry.TRAILER, 0, 1, new byte[0]);
    }

    private void entry(String path, int mode, int links, byte[] content) throws IOException {
        byte[] name = (path + "\0").getBytes(StandardCharsets.UTF_8);
        String header = "070701" + "%08x".repeat(13);
        out.write(header.formatted(inode++, mode, 0, 0, links, 0, content.length, 0, 0, 0, 0, name.length, 0)
                .getBytes(StandardCharsets.US_ASCII));
        out.write(name);
        out.write(new byte[CpioEntry.padding(CpioEntry.HEADER_BYTES + name.length)]);
        out.write(content);
        out.write(new byte[CpioEntry.padding(content.length)]);
    }
}
