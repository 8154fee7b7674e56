/** Discs: what is on them and how a machine starts from them. */
package org.p2vworkbench.media.disc;
