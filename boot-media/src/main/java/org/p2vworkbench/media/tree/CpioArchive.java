package org.p2vworkbench.media.tree;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import org.apache.commons.compress.archivers.cpio.CpioArchiveEntry;
import org.apache.commons.compress.archivers.cpio.CpioArchiveOutputStream;
import org.apache.commons.compress.archivers.cpio.CpioConstants;

/**
 * A tree as the kernel unpacks it: cpio in the "newc" format, see the kernel's
 * Documentation/driver-api/early-userspace/buffer-format.rst. Several of them one after the other are one root, so what seldom
 * changes can be packed once.
 */
public final class CpioArchive {

    private CpioArchive() {}

    /** The same tree gives the same bytes: owners, times and numbers of files are none of the host's. */
    public static void write(FileTree tree, OutputStream out) throws IOException {
        CpioArchiveOutputStream cpio =
                new CpioArchiveOutputStream(out, CpioConstants.FORMAT_NEW, CpioConstants.BLOCK_SIZE, "UTF-8");
        long inode = 1;
        for (Map.Entry<String, FileTree.Node> one : tree.nodes().entrySet()) {
            CpioArchiveEntry entry = new CpioArchiveEntry(CpioConstants.FORMAT_NEW, one.getKey());
            byte[] content = content(one.getValue());
            entry.setInode(inode++);
            entry.setMode(type(one.getValue()) | one.getValue().mode());
            entry.setNumberOfLinks(one.getValue() instanceof FileTree.Folder ? 2 : 1);
            entry.setSize(content.length);
            entry.setTime(0);
            cpio.putArchiveEntry(entry);
            cpio.write(content);
            cpio.closeArchiveEntry();
        }
        cpio.finish();
    }

    private static byte[] content(FileTree.Node node) throws IOException {
        if (node instanceof FileTree.Plain plain) {
            return plain.bytes();
        } else if (node instanceof FileTree.Copied copied) {
            return Files.readAllBytes(copied.from());
        } else if (node instanceof FileTree.Link link) {
            return link.target().getBytes(StandardCharsets.UTF_8);
        }
        return new byte[0];
    }

    private static long type(FileTree.Node node) {
        if (node instanceof FileTree.Plain || node instanceof FileTree.Copied) {
            return CpioConstants.C_ISREG;
        } else if (node instanceof FileTree.Link) {
            return CpioConstants.C_ISLNK;
        }
        return CpioConstants.C_ISDIR;
    }
}
