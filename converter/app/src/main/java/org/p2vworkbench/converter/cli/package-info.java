/**
 * The command line: what an operator types, and how results, progress and failures come back.
 *
 * <p>Start with {@link org.p2vworkbench.converter.cli.Main}, then {@code Commands} for the list of commands. A command
 * holds options, validation, one call and one rendering; everything else is in the package it calls.
 */
package org.p2vworkbench.converter.cli;
