package org.p2vworkbench.fixups.windows.boot;

import java.io.IOException;
import java.util.Optional;
import org.p2vworkbench.fixups.registry.RegistryData;
import org.p2vworkbench.fixups.windows.hive.HiveDraft;

/** An object of the boot configuration (BCD), "{9dea862c-...}": a registry key with one below it for each element. */
record BootEntry(HiveDraft store, String id) {

    /** Elements: BcdLibraryElementTypes, BcdBootMgrElementTypes, BcdOSLoaderElementTypes. */
    static final String DEVICE = "11000001";

    static final String PATH = "12000002";
    static final String DESCRIPTION = "12000004";
    static final String GRAPHICS_MODE_DISABLED = "16000046";
    static final String OS_DEVICE = "21000001";
    static final String SAFE_MODE = "25000080";

    private static final String BOOT_MANAGER = "{9dea862c-5cdd-4e70-acc1-f32b344d4795}";
    private static final String DEFAULT_ENTRY = "23000003";
    private static final String ID = "\\{[0-9a-fA-F-]{36}\\}";
    private static final String VALUE = "Element";

    /** What the boot manager starts when nobody chooses. */
    static Optional<BootEntry> defaultOf(HiveDraft store) throws IOException {
        Optional<String> id = new BootEntry(store, BOOT_MANAGER).text(DEFAULT_ENTRY);
        return id.isPresent() && id.get().matches(ID) && store.hasKey("Objects\\" + id.get())
                ? Optional.of(new BootEntry(store, id.get()))
                : Optional.empty();
    }

    String key(String element) {
        return "Objects\\%s\\Elements\\%s".formatted(id, element);
    }

    static String valueName() {
        return VALUE;
    }

    Optional<String> text(String element) throws IOException {
        return store.string(key(element), VALUE);
    }

    boolean has(String element) throws IOException {
        return store.value(key(element), VALUE).isPresent();
    }

    /** A boolean is one byte. */
    boolean isOn(String element) throws IOException {
        Optional<RegistryData> data = store.value(key(element), VALUE);
        return data.isPresent() && data.get().length() > 0 && data.get().bytes()[0] != 0;
    }

    Optional<BootDevice> device(String element) throws IOException {
        Optional<RegistryData> data = store.value(key(element), VALUE);
        return data.isPresent() ? BootDevice.of(data.get().bytes()) : Optional.empty();
    }

    /** For a person: "Windows 10 (\Windows\system32\winload.efi)". */
    String shown() throws IOException {
        return "%s (%s)".formatted(text(DESCRIPTION).orElse(id), text(PATH).orElse("no path"));
    }
}
