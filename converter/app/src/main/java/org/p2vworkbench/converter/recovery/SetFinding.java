package org.p2vworkbench.converter.recovery;

/** What is wrong with a file of a set. */
public record SetFinding(String file, String what) {}
