package org.p2vworkbench.converter.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.p2vworkbench.converter.failure.ExitCode;
import org.p2vworkbench.converter.process.OutsideProgram;
import org.p2vworkbench.fixtures.disk.DiskBuilder;
import org.p2vworkbench.fixtures.disk.Mbr;
import org.p2vworkbench.fixtures.raid.SetWriter;
import org.p2vworkbench.fixtures.raid.ddf.DdfVolume;
import org.p2vworkbench.fixtures.raid.ddf.DdfWriter;

/**
 * How this program began: the disks of a server whose controller nobody could name, one of them gone. They are dealt
 * and labelled by writers that share no code with what reads them.
 */
final class SeeThroughController implements Step {

    private static final OutsideProgram MKE2FS = new OutsideProgram("mke2fs", "e2fsprogs");
    private static final int SECTOR = 512;
    private static final int DISK_BYTES = 24 << 20;
    private static final int PARTITION_SECTOR = 2048;
    private static final int STRIP_BYTES = 64 << 10;

    /** Of DDF: RAID 5, and parity that moves down while data follows it (SNIA DDF 2.0, section 4.3). */
    private static final int RAID5 = 5;

    private static final int N_CONTINUE = 3;
    private static final List<Integer> REFERENCES = List.of(0x101, 0x102, 0x103);

    @Override
    public String title() {
        return "Three disks of a server whose RAID controller died, and then only two";
    }

    @Override
    public void play(Stage stage) throws IOException, InterruptedException {
        Path truth = volume(stage);
        List<Path> members = members(stage, Files.readAllBytes(truth));
        Path image = stage.estate().folder().resolve("db02.qcow2");

        stage.type(ExitCode.DONE.number(), "raid", "detect", members.get(2), members.get(0), members.get(1));
        stage.type(ExitCode.REFUSED.number(), "raid", "assemble", members.get(2), members.get(0), "-o", image);
        stage.type(
                ExitCode.DONE.number(),
                "raid",
                "assemble",
                members.get(2),
                members.get(0),
                "--allow-degraded",
                "-o",
                image);
        stage.ask(OutsideProgram.QEMU_IMG, "compare", "-f", "raw", "-F", "qcow2", truth, image);
    }

    private static Path volume(Stage stage) throws IOException {
        Path files = Files.createDirectories(stage.estate().truth().resolve("db02-files"));
        byte[] table = new byte[6 << 20];
        new Random(2003).nextBytes(table);
        Files.write(files.resolve("orders.dbf"), table);
        Path filesystem = stage.estate().truth().resolve("db02.ext3");
        MKE2FS.run(
                Duration.ofMinutes(1),
                List.of("-q", "-F", "-t", "ext3", "-d", files.toString(), filesystem.toString(), "20m"));
        return new DiskBuilder(DISK_BYTES)
                .table(new Mbr(0xdb02L).primary(0x83, true, PARTITION_SECTOR, 20 << 11))
                .content((long) PARTITION_SECTOR * SECTOR, filesystem)
                .writeTo(stage.estate().truthOf("db02"));
    }

    private static List<Path> members(Stage stage, byte[] volume) throws IOException {
        List<byte[]> data = new SetWriter(volume, STRIP_BYTES).raid5(REFERENCES.size(), 2);
        long blocks = data.get(0).length / SECTOR;
        DdfWriter writer = new DdfWriter()
                .with(0x101, 0x102, 0x103)
                .with(DdfVolume.of(RAID5, N_CONTINUE, 7, blocks, REFERENCES).sized(DISK_BYTES / SECTOR));
        List<Path> members = new ArrayList<>();
        for (int slot = 0; slot < data.size(); slot++) {
            Path member = stage.estate().folder().resolve("bay%d.img".formatted(slot));
            members.add(Files.write(member, writer.disk(REFERENCES.get(slot), data.get(slot))));
        }
        return members;
    }
}
