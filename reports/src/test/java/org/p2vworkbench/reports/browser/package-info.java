/** Reports in a real browser: pictures of them, and whether everybody can read them. */
package org.p2vworkbench.reports.browser;
