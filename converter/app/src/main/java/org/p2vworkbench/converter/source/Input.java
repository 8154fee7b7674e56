package org.p2vworkbench.converter.source;

import java.nio.file.Path;

/** A file to look at, named by the operator or found in a folder that was. */
record Input(Path path, InputKind kind) {}
