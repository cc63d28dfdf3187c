/**
 * Verifies the event log in the topics that it lies in, without any of Rearview's services.
 *
 * <p>Start reading at {@link dev.rearview.topics.EventTopic}, which gives a world's records in
 * their order to the verifier of {@code integrity}; replay and the command both use it, the command
 * through {@link dev.rearview.topics.KafkaTopicLog}.
 */
@NullMarked
package dev.rearview.topics;

import org.jspecify.annotations.NullMarked;
