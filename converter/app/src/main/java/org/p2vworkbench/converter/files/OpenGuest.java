package org.p2vworkbench.converter.files;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.p2vworkbench.converter.failure.RefusedException;
import org.p2vworkbench.converter.nbdexport.NbdExport;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.fixups.appliance.ApplianceException;
import org.p2vworkbench.fixups.appliance.GuestDrive;
import org.p2vworkbench.fixups.appliance.GuestFiles;
import org.p2vworkbench.fixups.appliance.GuestSession;
import org.p2vworkbench.fixups.appliance.VolumeKey;

/** A machine's disks, exported to an appliance that runs over them; closing it ends all three. */
public final class OpenGuest implements Closeable {

    private final Deque<Closeable> open = new ArrayDeque<>();
    private GuestFiles files;

    private OpenGuest() {}

    /**
     * @param disks are closed with the guest
     * @param keys of encrypted volumes
     */
    public static OpenGuest over(
            List<? extends BlockSource> disks, DiskAssembly assembly, List<VolumeKey> keys, Consumer<String> story)
            throws IOException {
        OpenGuest guest = new OpenGuest();
        try {
            disks.forEach(guest.open::push);
            guest.start(List.copyOf(disks), assembly, keys, story);
            return guest;
        } catch (IOException | RuntimeException failure) {
            guest.closeAfter(failure);
            throw failure;
        }
    }

    private void start(List<BlockSource> disks, DiskAssembly assembly, List<VolumeKey> keys, Consumer<String> story)
            throws IOException {
        List<GuestDrive> drives = new ArrayList<>();
        for (BlockSource disk : assembly.assemble(disks)) {
            NbdExport export = NbdExport.of(disk);
            open.push(export);
            drives.add(GuestDrive.served(export.socket()));
        }
        story.accept("starting the appliance, about 25 s");
        try {
            files = GuestSession.open(drives, keys, story);
            open.push(files);
        } catch (ApplianceException absent) {
            throw new RefusedException("appliance", absent.getMessage(), absent.next(), absent);
        }
    }

    public GuestFiles files() {
        return files;
    }

    private void closeAfter(Exception failure) {
        try {
            close();
        } catch (IOException another) {
            failure.addSuppressed(another);
        }
    }

    @Override
    public void close() throws IOException {
        IOException first = null;
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (IOException failure) {
                first = first == null ? failure : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
