/** What a medium is made of and where it comes from: packages of the host's distribution, programs of the host, Java. */
package org.p2vworkbench.media.parts;
