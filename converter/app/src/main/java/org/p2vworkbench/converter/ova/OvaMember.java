package org.p2vworkbench.converter.ova;

/** A file inside a tar file: its name there, and where its bytes lie. */
record OvaMember(String name, long offset, long size) {}
