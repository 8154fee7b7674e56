/** The files of a medium's root, as they will lie in the memory of the machine that boots it. */
package org.p2vworkbench.media.tree;
