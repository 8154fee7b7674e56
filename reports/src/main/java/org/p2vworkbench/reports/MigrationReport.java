package org.p2vworkbench.reports;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of one machine: from what, into what, how it can be proved, and what was lost or noticed on the way.
 *
 * @param program name and version that did it
 * @param started ISO 8601, with offset
 * @param status "done" or "losses"
 * @param guest what the system on its disks is; empty when nobody looked
 */
public record MigrationReport(
        int schemaVersion,
        String machine,
        String status,
        String program,
        String source,
        String started,
        String finished,
        double seconds,
        Machine hardware,
        List<Disk> disks,
        Map<String, String> guest,
        List<Change> changes,
        List<Finding> findings) {

    public static final int SCHEMA_VERSION = 1;

    public MigrationReport {
        machine = text(machine);
        status = text(status);
        program = text(program);
        source = text(source);
        started = text(started);
        finished = text(finished);
        hardware = hardware == null ? new Machine("", "", 0, 0, List.of()) : hardware;
        disks = list(disks);
        guest = guest == null ? Map.of() : new LinkedHashMap<>(guest);
        changes = list(changes);
        findings = list(findings);
    }

    /** What the new machine is given, as far as the source said it. */
    public record Machine(String uuid, String firmware, int cpus, long memoryBytes, List<String> macAddresses) {

        public Machine {
            uuid = text(uuid);
            firmware = text(firmware);
            macAddresses = list(macAddresses);
        }
    }

    /**
     * A disk.
     *
     * @param image the file the machine boots
     * @param sealedCopy the pristine copy below it; the same file when there is no layer
     * @param usedBytes of the virtual size, what the source holds
     * @param copiedBytes what the last run read
     * @param root hash over the hashes of all chunks, SHA-256, hexadecimal
     */
    public record Disk(
            String name,
            String sourceFormat,
            String image,
            String sealedCopy,
            long virtualBytes,
            long usedBytes,
            long copiedBytes,
            int chunkBytes,
            String root,
            boolean verified,
            List<Lost> lost) {

        public Disk {
            name = text(name);
            sourceFormat = text(sourceFormat);
            image = text(image);
            sealedCopy = text(sealedCopy);
            root = text(root);
            lost = list(lost);
        }
    }

    /** Bytes that could not be read and are zeros now. */
    public record Lost(long offset, long length, String cause) {

        public Lost {
            cause = text(cause);
        }
    }

    /** Something in the guest that was changed; kind is "registry", "file" or "boot". */
    public record Change(
            String fixup, String kind, String target, String before, String after, String why, String undo) {

        public Change {
            fixup = text(fixup);
            kind = text(kind);
            target = text(target);
            before = text(before);
            after = text(after);
            why = text(why);
            undo = text(undo);
        }
    }

    /** Something the operator should know. */
    public record Finding(String code, String severity, String text, String remedy) {

        public Finding {
            code = MigrationReport.text(code);
            severity = MigrationReport.text(severity);
            text = MigrationReport.text(text);
            remedy = MigrationReport.text(remedy);
        }
    }

    /** What a report of another version does not have. */
    private static String text(String text) {
        return text == null ? "" : text;
    }

    private static <T> List<T> list(List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
