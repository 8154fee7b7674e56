/**
 * What a Windows guest is, read from its hives alone: {@link org.p2vworkbench.fixups.windows.facts.WindowsFacts} and the
 * records in it. Nothing here judges or changes; where Windows keeps each fact is said where it is read.
 */
package org.p2vworkbench.fixups.windows.facts;
