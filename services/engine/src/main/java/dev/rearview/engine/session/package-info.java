/**
 * Sessions: records that share a key, with no gap longer than a duration between them.
 *
 * <p>Start at {@link dev.rearview.engine.session.SessionGrouper}; a finished {@link
 * dev.rearview.engine.session.Session} becomes a row by {@code toRecord}.
 */
@NullMarked
package dev.rearview.engine.session;

import org.jspecify.annotations.NullMarked;
