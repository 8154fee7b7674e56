package org.p2vworkbench.agent.wire;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What has the JVM compile AES-GCM and SHA-256 before the first chunk comes, while people still type.
 *
 * <p>HotSpot uses the processor's AES instructions only in code of its second compiler, which takes a method on after some
 * 5000 calls. A call is a packet of SSH, so without this the first gigabyte of a lane is encrypted by interpreted Java: 31
 * MB/s were measured over the first 64 MiB with JDK 25, and 1400 MB/s after 0.2 s of this. The large pieces in between
 * take the branches that small ones do not; what was compiled without them is thrown away at the first packet.
 */
public final class WarmUp {

    private static final int ROUNDS = 8000;
    private static final int SMALL_BYTES = 1 << 10;
    private static final int LARGE_BYTES = 128 << 10;
    private static final int LARGE_ONE_IN = 400;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;

    private static final AtomicBoolean DONE = new AtomicBoolean();

    private final Cipher encrypting;
    private final Cipher decrypting;
    private final MessageDigest sha256;
    private final SecretKeySpec key = new SecretKeySpec(new byte[16], "AES");
    private final byte[] bytes = new byte[LARGE_BYTES + TAG_BYTES];
    private int round;

    private WarmUp() throws GeneralSecurityException {
        encrypting = Cipher.getInstance("AES/GCM/NoPadding");
        decrypting = Cipher.getInstance("AES/GCM/NoPadding");
        sha256 = MessageDigest.getInstance("SHA-256");
    }

    /** In the background, once for this program. */
    public static void begin() {
        if (DONE.compareAndSet(false, true)) {
            Thread thread = new Thread(WarmUp::run, "warm-up");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private static void run() {
        try {
            WarmUp warmUp = new WarmUp();
            while (warmUp.round < ROUNDS) {
                warmUp.message();
            }
        } catch (GeneralSecurityException notOnThisPlatform) {
            // Nothing depends on this; whoever needs the cipher will say what is wrong with it.
            DONE.set(false);
        }
    }

    /** One message as SSHD treats it: encrypted and decrypted in place, with a nonce of its own. */
    private void message() throws GeneralSecurityException {
        round++;
        int length = round % LARGE_ONE_IN == 0 ? LARGE_BYTES : SMALL_BYTES;
        byte[] nonce = ByteBuffer.allocate(NONCE_BYTES).putInt(round).array();
        encrypting.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BYTES * 8, nonce));
        encrypting.doFinal(bytes, 0, length, bytes, 0);
        decrypting.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BYTES * 8, nonce));
        decrypting.doFinal(bytes, 0, length + TAG_BYTES, bytes, 0);
        sha256.update(bytes, 0, length);
        sha256.digest();
    }
}
