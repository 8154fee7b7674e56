/** Boot media, made with this host's programs. */
package org.p2vworkbench.converter.media;
