/**
 * Records as JSON text, the one way everything here is printed and stored. Start with
 * {@link org.p2vworkbench.converter.json.JsonText}; RFC 8259.
 */
package org.p2vworkbench.converter.json;
