package org.p2vworkbench.fixups.windows.facts;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.p2vworkbench.fixups.registry.Hive;
import org.p2vworkbench.fixups.registry.HiveKey;
import org.p2vworkbench.fixups.registry.HiveValue;
import org.p2vworkbench.fixups.registry.RegistryData;

/** Values of a hive by path, where what is not there reads as nothing. */
final class HiveReader {

    private final Hive hive;
    private final String above;

    HiveReader(Hive hive) {
        this(hive, "");
    }

    private HiveReader(Hive hive, String above) {
        this.hive = hive;
        this.above = above;
    }

    HiveReader in(String key) {
        return new HiveReader(hive, above + key + '\\');
    }

    Optional<HiveKey> key(String path) throws IOException {
        return hive.key(above + path);
    }

    boolean has(String path) throws IOException {
        return key(path).isPresent();
    }

    List<HiveKey> children(String path) throws IOException {
        Optional<HiveKey> key = key(path);
        return key.isPresent() ? key.get().children() : List.of();
    }

    Optional<RegistryData> value(String path, String name) throws IOException {
        Optional<HiveKey> key = key(path);
        return key.isPresent() ? value(key.get(), name) : Optional.empty();
    }

    OptionalLong number(String path, String name) throws IOException {
        Optional<RegistryData> data = value(path, name);
        return data.isPresent() ? data.get().number() : OptionalLong.empty();
    }

    String string(String path, String name) throws IOException {
        return value(path, name).flatMap(RegistryData::string).orElse("");
    }

    List<String> strings(String path, String name) throws IOException {
        return value(path, name).map(RegistryData::strings).orElse(List.of());
    }

    static Optional<RegistryData> value(HiveKey key, String name) throws IOException {
        Optional<HiveValue> value = key.value(name);
        return value.isPresent() ? Optional.of(value.get().data()) : Optional.empty();
    }

    static String string(HiveKey key, String name) throws IOException {
        return value(key, name).flatMap(RegistryData::string).orElse("");
    }

    static List<String> strings(HiveKey key, String name) throws IOException {
        return value(key, name).map(RegistryData::strings).orElse(List.of());
    }

    static OptionalLong number(HiveKey key, String name) throws IOException {
        Optional<RegistryData> data = value(key, name);
        return data.isPresent() ? data.get().number() : OptionalLong.empty();
    }
}
