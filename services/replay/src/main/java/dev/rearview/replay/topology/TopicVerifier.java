package dev.rearview.replay.topology;

import dev.rearview.integrity.Expectation;
import dev.rearview.integrity.Verification;
import dev.rearview.replay.RefusedException;
import dev.rearview.topics.EventTopic;
import dev.rearview.topics.TopicUnavailableException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Recomputes a world's chain and tree from the topic itself. */
public final class TopicVerifier {
  private final EventTopic topic;

  public TopicVerifier(String bootstrapServers) {
    topic = new EventTopic(bootstrapServers);
  }

  /**
   * Verifies what the topic has now.
   *
   * @param cancelled asked between records
   */
  public Verification verify(String world, Expectation expectation, BooleanSupplier cancelled) {
    return answered(() -> topic.verify(world, expectation, cancelled))
        .orElseThrow(() -> RefusedException.notNow("cancelled", "the verification was cancelled"));
  }

  /**
   * How many partitions the topic has.
   *
   * @throws RefusedException {@code log_unavailable} where the broker does not know it, or does not
   *     answer
   */
  public int partitions() {
    return answered(() -> topic.partitions().size());
  }

  private static <T> T answered(Supplier<T> question) {
    try {
      return question.get();
    } catch (TopicUnavailableException e) {
      throw RefusedException.notNow("log_unavailable", String.valueOf(e.getMessage()));
    }
  }
}
