/** What a migration did, as documents. Owns its input records; knows no other module. */
package org.p2vworkbench.reports;
