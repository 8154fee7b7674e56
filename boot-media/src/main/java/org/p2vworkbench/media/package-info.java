/** Media that boot old machines. */
package org.p2vworkbench.media;
