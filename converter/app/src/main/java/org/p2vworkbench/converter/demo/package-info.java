/**
 * The demo: a small estate of old machines is made, and the program is shown working on it, failures included.
 *
 * <p>Start with {@link org.p2vworkbench.converter.demo.Demo}, which lists the steps in order. A step types command lines
 * as a person would, and checks that they did what it has announced.
 */
package org.p2vworkbench.converter.demo;
