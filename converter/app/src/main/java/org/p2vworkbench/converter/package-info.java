/** The program p2v. */
package org.p2vworkbench.converter;
