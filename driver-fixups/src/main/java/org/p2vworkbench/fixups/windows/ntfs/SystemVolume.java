package org.p2vworkbench.fixups.windows.ntfs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.p2vworkbench.fixups.guest.GuestEntry;
import org.p2vworkbench.fixups.guest.GuestTree;
import org.p2vworkbench.fixups.plan.Edits;
import org.p2vworkbench.fixups.plan.Severity;
import org.p2vworkbench.fixups.windows.ntfs.NtfsState.Log;

/**
 * Looks whether Windows is done with its volume. A hibernated Windows goes on with what it remembers of the volume, and
 * destroys it when somebody else wrote to it; a journal that is not closed holds changes that ntfs-3g does not know how
 * to make. Neither is changed unless the operator gives up what would be lost.
 */
public final class SystemVolume {

    private static final String FIXUP = "unfinished-session";
    private static final String HIBERNATION_FILE = "/hiberfil.sys";
    private static final int MAGIC_BYTES = 4;

    private final Set<Consent> consents;

    public SystemVolume(Set<Consent> consents) {
        this.consents = Set.copyOf(consents);
    }

    public static String fixup() {
        return FIXUP;
    }

    public void plan(Edits edits) throws IOException {
        GuestTree guest = edits.guest();
        String device = guest.mountpoints().getOrDefault("/", "");
        Optional<NtfsState> state = device.isEmpty() ? Optional.empty() : NtfsState.of(guest, device);
        boolean hibernated = isHibernated(guest);
        boolean unfinished = state.isPresent() && (state.get().log() == Log.OPEN || isFreshlyDirty(state.get()));
        if (hibernated) {
            hibernation(edits, device);
        } else if (unfinished) {
            dirty(edits, device, state.get());
        } else if (state.isPresent() && state.get().markedDirty()) {
            checkIsDue(edits, device);
        }
        Consent needed = hibernated ? Consent.DISCARD_HIBERNATION : Consent.DIRTY_NTFS;
        if ((hibernated || unfinished) && consents.contains(needed)) {
            edits.add(discard(device, hibernated, state));
        }
    }

    /** A dirty mark beside an emptied journal is what a repair leaves, so that Windows checks the volume. */
    private static boolean isFreshlyDirty(NtfsState state) {
        return state.markedDirty() && state.log() != Log.EMPTY;
    }

    /** "hibr" to XP, "HIBR" from Vista on; "wake", "RSTR" and zeros are of a session that was resumed. */
    private static boolean isHibernated(GuestTree guest) throws IOException {
        Optional<GuestEntry> file = guest.find(HIBERNATION_FILE);
        if (file.isEmpty()
                || file.get().kind() != GuestEntry.Kind.FILE
                || file.get().size() < MAGIC_BYTES) {
            return false;
        }
        byte[] magic = guest.readStart(HIBERNATION_FILE, MAGIC_BYTES);
        return new String(magic, StandardCharsets.ISO_8859_1).equalsIgnoreCase("hibr");
    }

    private void hibernation(Edits edits, String device) {
        boolean given = consents.contains(Consent.DISCARD_HIBERNATION);
        edits.find(
                "FS-002",
                given ? Severity.HIGH : Severity.BLOCKER,
                "Windows on %s is hibernated, or was shut down for a fast start: a part of it is in %s only, and would be resumed on other hardware.%s"
                        .formatted(
                                device,
                                HIBERNATION_FILE,
                                given
                                        ? " That session was given up: what was not saved in it is lost, and Windows checks the volume at its first start."
                                        : ""),
                given
                        ? "Look for unsaved work on the old machine before it is given away."
                        : "Start the old machine, run 'powercfg /h off' and 'shutdown /s /f /t 0', and convert again; or give the session up with --discard-hibernation.");
    }

    private void dirty(Edits edits, String device, NtfsState state) {
        boolean given = consents.contains(Consent.DIRTY_NTFS);
        edits.find(
                "FS-001",
                given ? Severity.HIGH : Severity.BLOCKER,
                "The NTFS on %s was not put away in order: %s.%s"
                        .formatted(
                                device,
                                words(state),
                                given
                                        ? " The journal was emptied as it is: changes of the last seconds may be lost, and Windows checks the volume at its first start."
                                        : ""),
                given
                        ? "Let its first start take its time."
                        : "Start the old machine, run 'chkdsk /f', shut it down and convert again; or take the loss with --allow-dirty.");
    }

    private static String words(NtfsState state) {
        List<String> words = new ArrayList<>();
        if (state.log() == Log.OPEN) {
            words.add("its journal is not closed");
        }
        if (state.markedDirty()) {
            words.add("it is marked to be checked");
        }
        return String.join(", and ", words);
    }

    private static void checkIsDue(Edits edits, String device) {
        edits.find(
                "FS-001",
                Severity.MEDIUM,
                "Windows checks %s at its next start (chkdsk).".formatted(device),
                "Let its first start take its time.");
    }

    private static DiscardedSession discard(String device, boolean hibernated, Optional<NtfsState> state) {
        return new DiscardedSession(
                FIXUP,
                hibernated ? HIBERNATION_FILE : device,
                hibernated ? "a saved session" : words(state.orElseThrow()),
                hibernated ? "" : "its journal is empty, and it is marked to be checked",
                hibernated
                        ? "a session of the old machine must not be resumed on other hardware; Windows starts cold"
                        : "what is changed here would be undone or torn by what the journal holds",
                state.map(NtfsState::journal).orElse(List.of()));
    }
}
