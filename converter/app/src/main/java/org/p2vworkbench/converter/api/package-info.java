/**
 * How commands reach the converter that runs on a store: a unix socket in the store's hidden folder, one JSON object a
 * line. One question is asked per connection; the answer is any number of events and a last one that is the result.
 *
 * <p>Start with {@link org.p2vworkbench.converter.api.ApiServer} and {@link org.p2vworkbench.converter.api.ApiClient}.
 * See docs/decisions/0015.
 */
package org.p2vworkbench.converter.api;
