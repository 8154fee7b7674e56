package org.p2vworkbench.converter.hardware;

import java.util.regex.Pattern;

/**
 * What the guest expects the hardware clock to show.
 *
 * @param offsetSeconds how far it is ahead of UTC, where that is fixed
 */
public record GuestClock(boolean localTime, long offsetSeconds) {

    public static final GuestClock UTC = new GuestClock(false, 0);
    public static final GuestClock LOCAL_TIME = new GuestClock(true, 0);

    /** "winnetenterprise", "windows9-64", "Microsoft Windows"; and not "darwin". */
    private static final Pattern WINDOWS = Pattern.compile("(?i)(^|\\s)(win|longhorn|vista)");

    /** Windows keeps local time in the clock, everybody else UTC. */
    public static GuestClock usualFor(String guestOs) {
        return WINDOWS.matcher(guestOs).find() ? LOCAL_TIME : UTC;
    }
}
