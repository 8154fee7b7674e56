package org.p2vworkbench.converter.evidence;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import org.p2vworkbench.converter.failure.AuthenticationException;
import org.p2vworkbench.converter.ledger.ChunkHash;
import org.p2vworkbench.converter.store.DurableFile;
import org.p2vworkbench.converter.store.PrivateFolder;

/**
 * The store's key for evidence: Ed25519 (RFC 8032), made once, in the PEM forms that OpenSSL reads (RFC 7468, RFC 8410).
 * The private half is for its owner alone from its first byte on.
 */
final class EvidenceKey {

    private static final String ALGORITHM = "Ed25519";
    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";
    private static final int PEM_LINE = 64;

    private final PrivateKey privateKey;
    private final PublicKey publicKey;

    private EvidenceKey(PrivateKey privateKey, PublicKey publicKey) {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    /** The key in {@code folder}, or a new one. */
    static EvidenceKey in(Path folder) throws IOException {
        PrivateFolder.create(folder);
        Path secret = folder.resolve("evidence_key");
        Path known = folder.resolve("evidence_key.pub");
        try {
            if (!Files.exists(secret)) {
                make(secret, known);
            }
            Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
            KeyFactory keys = KeyFactory.getInstance(ALGORITHM);
            EvidenceKey key = new EvidenceKey(
                    keys.generatePrivate(new PKCS8EncodedKeySpec(read(secret, PRIVATE))),
                    keys.generatePublic(new X509EncodedKeySpec(read(known, PUBLIC))));
            key.demandPair(secret);
            return key;
        } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
            throw damaged(secret, unreadable);
        }
    }

    private static AuthenticationException damaged(Path secret, Exception cause) {
        return new AuthenticationException(
                secret.toString(),
                "is no key for evidence, or not that of the .pub file beside it",
                "Restore both from a backup. Without them, move both away: a new key is made, and whoever checks has to"
                        + " be told.",
                cause);
    }

    /** The public half first: one without its private half is made anew, the other way round it could not be. */
    private static void make(Path secret, Path known) throws IOException, GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        DurableFile.write(known, pem(PUBLIC, pair.getPublic().getEncoded()));
        Set<StandardOpenOption> anew = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        Path part = secret.resolveSibling("evidence_key.part");
        Files.deleteIfExists(part);
        try (FileChannel file = FileChannel.open(
                part, anew, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer text =
                    ByteBuffer.wrap(pem(PRIVATE, pair.getPrivate().getEncoded()).getBytes(StandardCharsets.US_ASCII));
            while (text.hasRemaining()) {
                file.write(text);
            }
            file.force(true);
        }
        Files.move(part, secret);
    }

    private static String pem(String label, byte[] der) {
        String text = Base64.getMimeEncoder(PEM_LINE, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN %s-----%n%s%n-----END %1$s-----%n".formatted(label, text);
    }

    private static byte[] read(Path file, String label) throws IOException {
        String text = Files.readString(file, StandardCharsets.US_ASCII).strip();
        String begin = "-----BEGIN " + label + "-----";
        String end = "-----END " + label + "-----";
        if (!text.startsWith(begin) || !text.endsWith(end)) {
            throw new IllegalArgumentException("no " + label);
        }
        return Base64.getMimeDecoder().decode(text.substring(begin.length(), text.length() - end.length()));
    }

    private void demandPair(Path secret) throws IOException, GeneralSecurityException {
        byte[] any = {1, 2, 3};
        Signature check = Signature.getInstance(ALGORITHM);
        check.initVerify(publicKey);
        check.update(any);
        if (!check.verify(sign(any))) {
            throw damaged(secret, null);
        }
    }

    byte[] sign(byte[] text) throws IOException {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(privateKey);
            signature.update(text);
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IOException("this Java does not sign with " + ALGORITHM, impossible);
        }
    }

    String publicPem() {
        return pem(PUBLIC, publicKey.getEncoded());
    }

    /** SHA-256 of the public half as DER, by which people tell keys apart. */
    String fingerprint() {
        byte[] der = publicKey.getEncoded();
        return HexFormat.of().formatHex(ChunkHash.of(der, 0, der.length));
    }
}
