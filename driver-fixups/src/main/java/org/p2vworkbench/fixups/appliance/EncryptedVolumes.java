package org.p2vworkbench.fixups.appliance;

import com.redhat.et.libguestfs.GuestFS;
import com.redhat.et.libguestfs.LibGuestFSException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.p2vworkbench.fixups.guest.GuestVolume;

/**
 * The LUKS volumes of a guest. What is opened is called after its UUID, so that it has one name in every session. In an
 * opened volume there may be logical volumes, and those may be encrypted again; so it is looked until nothing new opens.
 */
final class EncryptedVolumes {

    private final GuestFS handle;
    private final List<VolumeKey> keys;

    EncryptedVolumes(GuestFS handle, List<VolumeKey> keys) {
        this.handle = handle;
        this.keys = keys;
    }

    /** The name of what is inside, once it is open. */
    static String opened(String uuid) {
        return "/dev/mapper/" + mapping(uuid);
    }

    private static String mapping(String uuid) {
        return "luks-" + uuid;
    }

    /** Opens all there are keys for; tells what stays closed. */
    List<LockedVolume> open() throws LibGuestFSException {
        Map<String, LockedVolume> locked = new LinkedHashMap<>();
        boolean opened = true;
        while (opened) {
            opened = false;
            for (GuestVolume volume : closed(new VolumeList(handle).all())) {
                if (locked.containsKey(volume.device())) {
                    continue;
                }
                String why = open(volume);
                if (why.isEmpty()) {
                    opened = true;
                } else {
                    locked.put(volume.device(), new LockedVolume(volume.device(), volume.uuid(), why));
                }
            }
            if (opened) {
                handle.lvm_scan(true);
            }
        }
        return List.copyOf(locked.values());
    }

    /** Those that are not open, among all there are. */
    static List<GuestVolume> closed(List<GuestVolume> volumes) {
        return volumes.stream()
                .filter(volume -> volume.type().equals("crypto_LUKS"))
                .filter(volume ->
                        volumes.stream().noneMatch(other -> other.device().equals(opened(volume.uuid()))))
                .toList();
    }

    /** Keys that were given for something else than an encrypted volume of this machine: mistyped, most likely. */
    static List<VolumeKey> useless(List<VolumeKey> keys, List<GuestVolume> volumes) {
        return keys.stream()
                .filter(key -> volumes.stream()
                        .filter(volume -> volume.type().equals("crypto_LUKS"))
                        .noneMatch(volume -> key.isFor(volume.device(), volume.uuid())))
                .toList();
    }

    /** Nothing when it is open now. */
    private String open(GuestVolume volume) {
        List<String> passphrases = keys.stream()
                .filter(key -> key.isFor(volume.device(), volume.uuid()))
                .map(VolumeKey::passphrase)
                .toList();
        if (passphrases.isEmpty()) {
            return LockedVolume.NO_KEY;
        }
        List<String> refusals = new ArrayList<>();
        for (String passphrase : passphrases) {
            try {
                handle.cryptsetup_open(volume.device(), passphrase, mapping(volume.uuid()));
                return "";
            } catch (LibGuestFSException refused) {
                refusals.add(said(refused));
            }
        }
        return "the key that was given does not open it (%s)"
                .formatted(String.join("; ", refusals.stream().distinct().toList()));
    }

    /** The last of "cryptsetup_open: cryptsetup exited with status 2: No key available with this passphrase." */
    private static String said(LibGuestFSException refused) {
        return Stream.of(String.valueOf(refused.getMessage()).split(": "))
                .reduce((before, last) -> last)
                .orElse("")
                .strip()
                .replaceFirst("\\.$", "");
    }
}
