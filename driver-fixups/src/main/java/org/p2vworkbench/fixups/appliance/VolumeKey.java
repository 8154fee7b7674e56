package org.p2vworkbench.fixups.appliance;

/**
 * What opens an encrypted volume. It is shown nowhere: not in a log, not in a report, not by {@link #toString}.
 *
 * @param volume its LUKS UUID, its device in the appliance ({@code /dev/sda2}: the second partition of the first disk),
 *     or {@link #ANY}
 */
public record VolumeKey(String volume, String passphrase) {

    /** Of whichever volume it opens; the word that virt-v2v has for it. */
    public static final String ANY = "all";

    boolean isFor(String device, String uuid) {
        return volume.equals(ANY) || volume.equals(device) || volume.equalsIgnoreCase(uuid);
    }

    @Override
    public String toString() {
        return "key of " + volume;
    }
}
