package org.p2vworkbench.fixups.registry;

/**
 * A value of a hive.
 *
 * @param key below the hive's root, with '\\' between names
 * @param name empty for the key's default value
 */
public record RegistryName(String key, String name) {}
