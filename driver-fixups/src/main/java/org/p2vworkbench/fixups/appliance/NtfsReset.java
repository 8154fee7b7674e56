package org.p2vworkbench.fixups.appliance;

import com.redhat.et.libguestfs.GuestFS;
import com.redhat.et.libguestfs.LibGuestFSException;
import java.util.Arrays;
import java.util.List;
import org.p2vworkbench.fixups.guest.DeviceRun;

/**
 * Makes an NTFS writable that Windows was not done with. ntfs-3g (2022.10) mounts a hibernated one read-only and says
 * so to nobody; {@code ntfsfix} refuses one, and also a journal of Windows 8 and later ("metadata kept in Windows cache").
 * So the journal is emptied here as ntfs-3g would (ntfs_logfile_reset: all ones), the mount takes hiberfil.sys away, and
 * ntfsfix marks the volume, so that Windows checks it.
 */
final class NtfsReset {

    private static final int AT_ONCE = 1 << 20;

    private final GuestFS handle;
    private final String device;
    private final String place;

    /** @param place where the device is mounted, and will be again */
    NtfsReset(GuestFS handle, String device, String place) {
        this.handle = handle;
        this.device = device;
        this.place = place;
    }

    void run(List<DeviceRun> journal) throws LibGuestFSException {
        handle.umount(place);
        for (DeviceRun run : journal) {
            empty(run);
        }
        handle.mount_vfs("remove_hiberfile", "ntfs-3g", device, place);
        handle.umount(place);
        handle.ntfsfix(device);
        handle.mount(device, place);
    }

    private void empty(DeviceRun run) throws LibGuestFSException {
        byte[] ones = new byte[(int) Math.min(AT_ONCE, run.length())];
        Arrays.fill(ones, (byte) 0xff);
        for (long done = 0; done < run.length(); done += ones.length) {
            byte[] piece = run.length() - done < ones.length ? Arrays.copyOf(ones, (int) (run.length() - done)) : ones;
            int written = handle.pwrite_device(device, piece, run.offset() + done);
            if (written != piece.length) {
                throw new LibGuestFSException("the journal took %d of %d bytes".formatted(written, piece.length));
            }
        }
    }
}
