package dev.rearview.topics;

import dev.rearview.integrity.Verification;
import dev.rearview.integrity.export.LogKnowledge;
import dev.rearview.integrity.export.TopicLog;
import dev.rearview.integrity.note.NoteException;
import dev.rearview.integrity.note.SignedNote;
import dev.rearview.proto.CheckpointKeys;
import dev.rearview.proto.Topic;
import dev.rearview.topics.Consumers.Isolation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Verifies every world's log in its topic, one world after the other, having read the notes of
 * {@code rearview.checkpoints} before.
 */
public final class KafkaTopicLog implements TopicLog {
  @Override
  public List<Verification> verify(
      String bootstrapServers, LogKnowledge knowledge, Predicate<String> wanted)
      throws IOException {
    try {
      learn(new Consumers(bootstrapServers), knowledge);
      EventTopic topic = new EventTopic(bootstrapServers);
      List<Verification> found = new ArrayList<>();
      for (String world : topic.worlds()) {
        if (wanted.test(world)) {
          topic.verify(world, knowledge.expectation(world), () -> false).ifPresent(found::add);
        }
      }
      return found;
    } catch (TopicUnavailableException | KafkaException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static void learn(Consumers consumers, LogKnowledge knowledge) throws IOException {
    List<TopicPartition> partitions = consumers.partitions(Topic.CHECKPOINTS.topicName());
    Map<TopicPartition, Long> ends = consumers.ends(partitions, Isolation.COMMITTED);
    for (TopicPartition partition : partitions) {
      long end = ends.getOrDefault(partition, 0L);
      try (PartitionReader reader =
          new PartitionReader(consumers.open(Isolation.COMMITTED), partition, end, () -> false)) {
        for (var record = reader.next(); record != null; record = reader.next()) {
          learn(record, knowledge);
        }
      }
    }
  }

  private static void learn(ConsumerRecord<String, byte[]> record, LogKnowledge knowledge)
      throws IOException {
    byte @Nullable [] value = record.value();
    if (record.key() == null || value == null || !CheckpointKeys.isNote(record.key())) {
      return;
    }
    try {
      knowledge.learn(SignedNote.parse(new String(value, StandardCharsets.UTF_8)));
    } catch (NoteException e) {
      throw new IOException(
          "the note at offset %d of %s is none: %s"
              .formatted(record.offset(), record.topic(), e.getMessage()),
          e);
    }
  }
}
