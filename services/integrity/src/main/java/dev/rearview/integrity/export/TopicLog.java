package dev.rearview.integrity.export;

import dev.rearview.integrity.Verification;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;

/**
 * Verifies logs from the topics that they lie in. There is an implementation only where Kafka's
 * client is; it is found by {@link java.util.ServiceLoader}.
 */
public interface TopicLog {
  /**
   * Reads all that is committed by now.
   *
   * @param bootstrapServers Kafka's address
   * @param knowledge what is known of a world's log from elsewhere; learns the notes of the topics
   * @param wanted which worlds are verified
   * @return one verification for each of them, by name
   * @throws IOException where the topics cannot be read
   */
  List<Verification> verify(
      String bootstrapServers, LogKnowledge knowledge, Predicate<String> wanted) throws IOException;
}
