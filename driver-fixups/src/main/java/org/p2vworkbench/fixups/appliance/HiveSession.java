package org.p2vworkbench.fixups.appliance;

import com.redhat.et.libguestfs.GuestFS;
import com.redhat.et.libguestfs.LibGuestFSException;
import java.util.Map;

/**
 * Edits registry hives through hivex. The library has one hive open at a time, so changes of one hive after the other
 * cost one opening each; a hive is written when the next one is opened, or by {@link #commit}.
 */
final class HiveSession {

    private final GuestFS handle;
    private String open = "";

    HiveSession(GuestFS handle) {
        this.handle = handle;
    }

    /** @param key below the root, with '\' between names */
    void setValue(String hive, String key, String name, int type, byte[] data) throws LibGuestFSException {
        open(hive);
        long node = handle.hivex_root();
        for (String part : key.split("\\\\")) {
            if (!part.isEmpty()) {
                long child = handle.hivex_node_get_child(node, part);
                node = child == 0 ? handle.hivex_node_add_child(node, part) : child;
            }
        }
        handle.hivex_node_set_value(node, name, type, data);
    }

    void deleteKey(String hive, String key) throws LibGuestFSException {
        open(hive);
        long node = handle.hivex_root();
        for (String part : key.split("\\\\")) {
            if (!part.isEmpty()) {
                node = handle.hivex_node_get_child(node, part);
            }
            if (node == 0) {
                return;
            }
        }
        handle.hivex_node_delete_child(node);
    }

    private void open(String hive) throws LibGuestFSException {
        if (!open.equals(hive)) {
            commit();
            handle.hivex_open(hive, Map.of("write", Boolean.TRUE));
            open = hive;
        }
    }

    void commit() throws LibGuestFSException {
        if (!open.isEmpty()) {
            handle.hivex_commit(null);
            handle.hivex_close();
            open = "";
        }
    }
}
