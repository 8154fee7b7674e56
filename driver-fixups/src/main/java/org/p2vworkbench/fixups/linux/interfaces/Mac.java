package org.p2vworkbench.fixups.linux.interfaces;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Ethernet addresses in the one spelling that is compared here: lower case, colons. */
public final class Mac {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{2}(:[0-9a-f]{2}){5}");

    private Mac() {}

    public static Optional<String> of(String text) {
        String spelled = text.strip().toLowerCase(Locale.ROOT).replace('-', ':');
        return FORM.matcher(spelled).matches() ? Optional.of(spelled) : Optional.empty();
    }
}
