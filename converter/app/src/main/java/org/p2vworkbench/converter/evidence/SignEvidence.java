package org.p2vworkbench.converter.evidence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.p2vworkbench.converter.convert.MachinePlan;
import org.p2vworkbench.converter.failure.RefusedException;
import org.p2vworkbench.converter.fixup.FixupFolder;
import org.p2vworkbench.converter.fixup.FixupRecord;
import org.p2vworkbench.converter.json.JsonText;
import org.p2vworkbench.converter.store.DurableFile;
import org.p2vworkbench.converter.store.MachineFolder;
import org.p2vworkbench.converter.store.MachineRecord;
import org.p2vworkbench.fixups.guest.Content;
import org.p2vworkbench.reports.MigrationReport;

/** Writes down what a machine's disks were when they had just been read back, and signs it with the store's key. */
public final class SignEvidence {

    private final MachineFolder folder;
    private final String program;
    private final Clock clock;

    public SignEvidence(MachineFolder folder, String program, Clock clock) {
        this.folder = folder;
        this.program = program;
        this.clock = clock;
    }

    /** What was written. */
    public record Signed(Path evidence, Path signature, Path publicKey, String key) {}

    /** @param roots of the disks as they were found, by name; each matches its ledger */
    public Signed sign(Map<String, String> roots) throws IOException {
        if (!folder.isFinished()) {
            throw new RefusedException(
                    folder.path().toString(),
                    "is not converted to its end, and is no evidence of anything yet",
                    "Run the same 'p2v convert' or 'p2v migrate' again; it goes on where it stopped.");
        }
        EvidenceKey key = EvidenceKey.in(folder.path().getParent().resolve(".p2v"));
        String text = JsonText.document(evidence(roots, key)) + "\n";
        // A signature and a text that do not belong together are evidence of forgery: the old one goes first.
        Files.deleteIfExists(folder.evidenceSignature());
        DurableFile.write(folder.evidenceJson(), text);
        DurableFile.write(folder.evidenceKey(), key.publicPem());
        Path part = folder.evidenceSignature().resolveSibling("evidence.json.sig.part");
        Files.write(part, key.sign(text.getBytes(StandardCharsets.UTF_8)));
        Files.move(part, folder.evidenceSignature(), StandardCopyOption.ATOMIC_MOVE);
        return new Signed(folder.evidenceJson(), folder.evidenceSignature(), folder.evidenceKey(), key.fingerprint());
    }

    private MachineEvidence evidence(Map<String, String> roots, EvidenceKey key) throws IOException {
        MachineRecord record = JsonText.read(folder.machineJson(), MachineRecord.class);
        MigrationReport report = JsonText.read(folder.reportJson(), MigrationReport.class);
        FixupFolder fixups = new FixupFolder(folder.path());
        Optional<FixupRecord> changes = fixups.record();
        return new MachineEvidence(
                MachineEvidence.SCHEMA_VERSION,
                record.machine(),
                record.uuid(),
                program,
                record.input(),
                report.started(),
                report.finished(),
                clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
                key.fingerprint(),
                disks(roots, report),
                changes.map(FixupRecord::changes).map(List::size).orElse(0),
                changes.isPresent() ? Optional.of(sha256(fixups.changesJson())) : Optional.empty(),
                sha256(folder.reportJson()));
    }

    private List<MachineEvidence.Disk> disks(Map<String, String> roots, MigrationReport report) throws IOException {
        List<MachineEvidence.Disk> disks = new ArrayList<>();
        for (MachinePlan.DiskPlan disk : MachinePlan.of(folder).disks()) {
            disks.add(new MachineEvidence.Disk(
                    disk.name(),
                    disk.device().isPresent()
                            ? disk.copy().toString()
                            : folder.path().relativize(disk.copy()).toString(),
                    disk.virtualBytes(),
                    disk.chunkBytes(),
                    roots.get(disk.name()),
                    sha256(folder.ledger(disk.name())),
                    lost(disk.name(), report)));
        }
        return disks;
    }

    private static long lost(String disk, MigrationReport report) {
        return report.disks().stream()
                .filter(one -> one.name().equals(disk))
                .flatMap(one -> one.lost().stream())
                .mapToLong(MigrationReport.Lost::length)
                .sum();
    }

    private static String sha256(Path file) throws IOException {
        return Content.of(file).sha256();
    }
}
