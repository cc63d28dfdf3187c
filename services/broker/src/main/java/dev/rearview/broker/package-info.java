/**
 * A Kafka broker inside the process: KRaft, one node, data in a folder that survives restarts.
 *
 * <p>Start reading at {@link dev.rearview.broker.EmbeddedBroker}.
 */
@NullMarked
package dev.rearview.broker;

import org.jspecify.annotations.NullMarked;
