package org.p2vworkbench.fixups.windows.storage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.p2vworkbench.fixups.guest.GuestTree;
import org.p2vworkbench.fixups.windows.facts.WindowsVersion.Architecture;

/** A folder in which Windows keeps copies of its files. */
record KeptPlace(String folder) {

    private static final Pattern SERVICE_PACK = Pattern.compile("sp(\\d{1,2})\\.cab");
    /** The package with the drivers for IDE and AHCI. */
    private static final String PACKAGE = "mshdc.inf_";

    private static final Pattern VERSION = Pattern.compile("_(\\d{1,5})\\.(\\d{1,5})\\.(\\d{1,9})\\.(\\d{1,9})_");

    /**
     * Newest first: what file protection keeps is what runs; then what a service pack brought; then what came with the
     * disc (KB230644 for the driver cache).
     */
    static List<KeptPlace> folders(String systemRoot, Architecture architecture) {
        String platform = architecture == Architecture.X86 ? "i386" : architecture.folder();
        return List.of(
                new KeptPlace(systemRoot + "/system32/dllcache"),
                new KeptPlace(systemRoot + "/ServicePackFiles/" + platform),
                new KeptPlace(systemRoot + "/Driver Cache/" + platform),
                new KeptPlace(systemRoot + "/" + platform),
                new KeptPlace("/" + platform));
    }

    /** Since Vista: a folder for each version of a package. There are tens of thousands of others beside them. */
    static List<KeptPlace> packages(GuestTree guest, String systemRoot, Architecture architecture) throws IOException {
        List<KeptPlace> places = new ArrayList<>();
        String store = systemRoot + "/system32/DriverStore/FileRepository";
        for (String name : newestFirst(guest.names(store), PACKAGE)) {
            places.add(new KeptPlace(store + "/" + name));
        }
        String components = systemRoot + "/winsxs";
        for (String name : newestFirst(guest.names(components), architecture.folder() + "_" + PACKAGE)) {
            places.add(new KeptPlace(components + "/" + name));
        }
        return places;
    }

    private static List<String> newestFirst(List<String> names, String start) {
        return names.stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).startsWith(start))
                .sorted(Comparator.comparing(KeptPlace::version).reversed())
                .toList();
    }

    /** Its version in figures of the same length each; empty when its name has none. */
    private static String version(String name) {
        Matcher version = VERSION.matcher(name);
        if (!version.find()) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= version.groupCount(); i++) {
            text.append("%09d".formatted(Integer.parseInt(version.group(i))));
        }
        return text.toString();
    }

    /** A file in it, in whichever case its name is. */
    Optional<String> file(GuestTree guest, String name) throws IOException {
        for (String each : guest.names(folder)) {
            if (each.equalsIgnoreCase(name) && guest.isFile(folder + "/" + each)) {
                return Optional.of(folder + "/" + each);
            }
        }
        return Optional.empty();
    }

    /** Its cabinets of drivers: those of service packs, the last one first, and that of the disc. */
    List<String> cabinets(GuestTree guest) throws IOException {
        List<String> cabinets = new ArrayList<>();
        for (String name : guest.names(folder)) {
            if (age(name) < Integer.MAX_VALUE && guest.isFile(folder + "/" + name)) {
                cabinets.add(name);
            }
        }
        cabinets.sort(Comparator.comparingInt(KeptPlace::age));
        return cabinets.stream().map(name -> folder + "/" + name).toList();
    }

    private static int age(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        Matcher servicePack = SERVICE_PACK.matcher(lower);
        if (servicePack.matches()) {
            return -Integer.parseInt(servicePack.group(1));
        }
        return lower.equals("driver.cab") ? 1 : Integer.MAX_VALUE;
    }
}
