package org.p2vworkbench.converter.proof;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.p2vworkbench.converter.process.RunFolder;

/**
 * A guest of four instructions: a boot sector that ends QEMU through its debug exit device, which proves that
 * the firmware ran and handed over.
 */
public final class SmallestGuest {

    /** QEMU's isa-debug-exit ends with {@code (value << 1) | 1}. */
    public static final int ALIVE = (0x10 << 1) | 1;

    private static final int FLOPPY_BYTES = 1440 * 1024;
    private static final int SIGNATURE_AT = 510;

    private static final byte[] CODE = {
        (byte) 0xb0,
        0x10, // mov al, 0x10
        (byte) 0xe6,
        (byte) 0xf4, // out 0xf4, al
        (byte) 0xf4, // hlt
        (byte) 0xeb,
        (byte) 0xfd // jmp to the hlt
    };

    private SmallestGuest() {}

    /** Its disk, a file that the caller deletes. */
    public static Path write() throws IOException {
        ByteBuffer floppy = ByteBuffer.allocate(FLOPPY_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        floppy.put(0, CODE).putShort(SIGNATURE_AT, (short) 0xaa55);
        Path file = RunFolder.temporaryFile("guest", ".img");
        Files.write(file, floppy.array());
        return file;
    }

    /** For qemu-system-x86_64; a path with a comma in it is escaped as QEMU wants it. */
    public static List<String> arguments(Path floppy, String accelerator) {
        String file = floppy.toString().replace(",", ",,");
        return List.of(
                "-accel",
                accelerator,
                "-nodefaults",
                "-display",
                "none",
                "-no-reboot",
                "-m",
                "32",
                "-device",
                "isa-debug-exit,iobase=0xf4,iosize=4",
                "-drive",
                "if=floppy,format=raw,readonly=on,file=" + file,
                "-boot",
                "a");
    }
}
