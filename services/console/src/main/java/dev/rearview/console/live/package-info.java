/**
 * What happens now, handed to everybody who watches: one feed, one bounded channel a client.
 *
 * <p>Start reading at {@link dev.rearview.console.live.LiveFeed}. Messages come from the topics;
 * they leave as server-sent events.
 */
@NullMarked
package dev.rearview.console.live;

import org.jspecify.annotations.NullMarked;
