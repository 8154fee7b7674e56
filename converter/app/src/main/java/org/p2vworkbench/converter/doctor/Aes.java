package org.p2vworkbench.converter.doctor;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Whether encryption is right, and fast enough not to be the bottleneck of a copy over SSH. */
final class Aes implements Check {

    /** Gigabit Ethernet carries 112 MiB/s, and the other direction costs the same core a little too. */
    private static final double WANTED_MIB_PER_SECOND = 150;

    /** The compiler needs most of a second to get at the processor's own instructions, so the best slice counts. */
    private static final int SLICES = 15;

    private static final Duration SLICE = Duration.ofMillis(100);
    private static final int PACKET_BYTES = 32 * 1024;
    private static final int TAG_BITS = 128;

    /** McGrew and Viega, "The Galois/Counter Mode of Operation (GCM)", appendix B, test case 14. */
    private static final String KNOWN_ANSWER = "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919";

    @Override
    public String name() {
        return "aes";
    }

    @Override
    public List<Finding> findings() {
        try {
            String answer = HexFormat.of().formatHex(encrypt(new byte[12], new byte[16]));
            if (!answer.equals(KNOWN_ANSWER)) {
                return List.of(Finding.fail(
                        name(), "AES-256-GCM gives " + answer, "This Java or this processor is broken: use another."));
            }
            double rate = bestRate();
            String text = "AES-256-GCM runs at %.0f MiB/s per core".formatted(rate);
            return List.of(
                    rate < WANTED_MIB_PER_SECOND
                            ? Finding.warn(
                                    name(),
                                    text,
                                    "Ask again when the host is idle; Java 25 is twice as fast as 17, and a processor without"
                                            + " the aes flag in /proc/cpuinfo is ten times slower.")
                            : Finding.ok(name(), text));
        } catch (GeneralSecurityException missing) {
            return List.of(Finding.fail(name(), missing.toString(), "This Java has no AES-GCM: use another."));
        }
    }

    private static double bestRate() throws GeneralSecurityException {
        double best = 0;
        for (int slice = 0; slice < SLICES; slice++) {
            best = Math.max(best, rate(SLICE));
        }
        return best;
    }

    private static double rate(Duration time) throws GeneralSecurityException {
        byte[] packet = new byte[PACKET_BYTES];
        // One nonce for all: the key is zero and the packets are thrown away.
        byte[] nonce = new byte[12];
        long begin = System.nanoTime();
        long packets = 0;
        do {
            encrypt(nonce, packet);
            packets++;
        } while (System.nanoTime() - begin < time.toNanos());
        double seconds = (System.nanoTime() - begin) / 1e9;
        return packets * PACKET_BYTES / seconds / (1 << 20);
    }

    private static byte[] encrypt(byte[] nonce, byte[] plain) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(new byte[32], "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        return cipher.doFinal(plain);
    }
}
