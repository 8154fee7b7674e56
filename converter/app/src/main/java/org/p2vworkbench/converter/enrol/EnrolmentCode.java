package org.p2vworkbench.converter.enrol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;

/**
 * What an operator carries to the old machine: twelve letters and digits in three groups, 60 bits. The alphabet is
 * Crockford's base 32, which has none of the letters that are misread.
 */
public final class EnrolmentCode {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 12;
    private static final int GROUP = 4;

    private final String letters;

    private EnrolmentCode(String letters) {
        this.letters = letters;
    }

    static EnrolmentCode random(SecureRandom randomness) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            letters.append(ALPHABET.charAt(randomness.nextInt(ALPHABET.length())));
        }
        return new EnrolmentCode(letters.toString());
    }

    /** As somebody typed it: case and dashes do not matter, and O and 0, I, L and 1 are the same. */
    static EnrolmentCode typed(String text) {
        String letters = text.toUpperCase(Locale.ROOT)
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1')
                .replaceAll("[^0-9A-Z]", "");
        return new EnrolmentCode(letters);
    }

    boolean isWellFormed() {
        return letters.length() == LENGTH && letters.chars().allMatch(letter -> ALPHABET.indexOf(letter) >= 0);
    }

    /** What is kept of it. No salt: 60 random bits are in no table. */
    String hash() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(letters.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java platform has SHA-256", impossible);
        }
    }

    /** "7K3M-QF2P-9XWD". */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < letters.length(); i++) {
            text.append(i > 0 && i % GROUP == 0 ? "-" : "").append(letters.charAt(i));
        }
        return text.toString();
    }
}
