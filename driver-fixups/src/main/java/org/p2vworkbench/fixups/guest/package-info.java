/**
 * A guest's files as repairs see them: read ({@link org.p2vworkbench.fixups.guest.GuestTree}) and changed
 * ({@link org.p2vworkbench.fixups.guest.GuestWriter}). Who keeps them, an appliance or a folder of a test, is not known
 * here.
 */
package org.p2vworkbench.fixups.guest;
