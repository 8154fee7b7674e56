package org.p2vworkbench.fixups.guest;

import java.io.IOException;
import java.util.List;
import org.p2vworkbench.fixups.registry.RegistryName;

/**
 * A guest that can be changed. What is changed lands in a layer over its disks, so whoever fails in the middle drops the
 * layer and has the guest as it was.
 */
public interface GuestWriter extends GuestTree {

    /** Puts new bytes into a file that is there; its mode, owner and security label stay. */
    void write(String file, Content content) throws IOException;

    /** Makes a file, owned by root, with the security label that its folder gives. The folder must be there. */
    void create(String file, Content content, int mode) throws IOException;

    /** Makes a folder, and those above it that are missing. */
    void createFolder(String folder, int mode) throws IOException;

    void link(String path, String target) throws IOException;

    /** Takes a file, a link or an empty folder away. */
    void remove(String path) throws IOException;

    /** Runs a program of the guest inside the appliance, in the guest's root, without network. */
    CommandOutcome run(GuestCommand command) throws IOException;

    void writeDevice(String device, long offset, byte[] bytes) throws IOException;

    /**
     * Makes the root's NTFS writable that Windows was not done with: empties its journal, takes a hibernated session
     * away, and has Windows check it at its next start.
     *
     * @param journal where it lies on the root's device
     */
    void discardSession(List<DeviceRun> journal) throws IOException;

    /**
     * Sets a value in a registry hive, and makes the keys on the way that are missing. It takes effect with {@link
     * #commitHives}.
     *
     * @param key below the hive's root, with '\' between names
     * @param name empty for the key's default value
     */
    void setValue(String hive, String key, String name, int type, byte[] data) throws IOException;

    /** Takes a key with all below it out of a registry hive. It takes effect with {@link #commitHives}. */
    void deleteKey(String hive, String key) throws IOException;

    void commitHives() throws IOException;

    /** Takes values out of a registry hive, all else of which is committed. Those that are not there are passed over. */
    void removeValues(String hive, List<RegistryName> values) throws IOException;
}
