package org.p2vworkbench.agent.ssh;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Set;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.util.security.SecurityUtils;

/**
 * The agent's own key, by which it is known once its code is used up.
 *
 * <p>ECDSA on P-256 and not Ed25519, for which MINA 2.16 needs a library more; every JDK from 17 has this.
 */
public final class AgentKey {

    private static final String FILE_NAME = "agent_key";

    private final KeyPair pair;

    private AgentKey(KeyPair pair) {
        this.pair = pair;
    }

    /** One that is forgotten when the agent ends: for media that nothing can be written to. */
    public static AgentKey inMemory() {
        return new AgentKey(generated());
    }

    /** The one kept in this folder; made at the first time, readable by its owner alone. */
    public static AgentKey keptIn(Path folder) throws IOException {
        Path file = folder.resolve(FILE_NAME);
        if (Files.notExists(file)) {
            Files.createDirectories(folder);
            write(file, generated());
        }
        return new AgentKey(read(file));
    }

    public static boolean isKeptIn(Path folder) {
        return Files.exists(folder.resolve(FILE_NAME));
    }

    /** In OpenSSH's notation: "ecdsa-sha2-nistp256 AAAA...". */
    public String publicKey() {
        return PublicKeyEntry.toString(pair.getPublic());
    }

    KeyPair pair() {
        return pair;
    }

    private static KeyPair generated() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError("every JDK from 17 has secp256r1", impossible);
        }
    }

    private static KeyPair read(Path file) throws IOException {
        byte[] text = Files.readAllBytes(file);
        Iterable<KeyPair> found;
        try {
            found = SecurityUtils.loadKeyPairIdentities(
                    null, NamedResource.ofName(file.toString()), new ByteArrayInputStream(text), null);
        } catch (GeneralSecurityException | IOException damaged) {
            throw new IOException(damageOf(file), damaged);
        }
        // The library's way of saying that it knows no such format.
        if (found == null || !found.iterator().hasNext()) {
            throw new IOException(damageOf(file));
        }
        return found.iterator().next();
    }

    private static String damageOf(Path file) {
        return "%s holds no private key. Move it away and enrol this machine again.".formatted(file);
    }

    /** The mode is given when the file is made: at no time may others read it. */
    private static void write(Path file, KeyPair pair) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "p2v agent", null, text);
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError("a key without a passphrase needs no cipher", impossible);
        }
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] ownerOnly = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        Path part = file.resolveSibling(
                "%s.%d.part".formatted(FILE_NAME, ProcessHandle.current().pid()));
        Files.deleteIfExists(part);
        try (FileChannel out =
                FileChannel.open(part, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
            out.write(ByteBuffer.wrap(text.toByteArray()));
            out.force(true);
        }
        try {
            // Another agent that starts in the same folder may be first; then its key is both's.
            Files.createLink(file, part);
        } catch (FileAlreadyExistsException anotherAgents) {
            return;
        } catch (UnsupportedOperationException noLinksHere) {
            Files.move(part, file);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
