package dev.rearview.replay.crash;

import dev.rearview.proto.Topic;
import dev.rearview.replay.topology.ReplayTopology;
import dev.rearview.streams.StreamsRuntime;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Waits until replay has taken in and committed all that the topic has. */
final class CaughtUp {
  private CaughtUp() {}

  static void await(String bootstrapServers, StreamsRuntime runtime, long atMostSeconds)
      throws InterruptedException, ExecutionException {
    long deadline = System.nanoTime() + atMostSeconds * 1_000_000_000L;
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
      while (!runtime.isRunning() || behind(admin) > 0) {
        if (System.nanoTime() > deadline) {
          throw new AssertionError(
              "after %d s: running %s, %d behind"
                  .formatted(atMostSeconds, runtime.isRunning(), behind(admin)));
        }
        Thread.sleep(100);
      }
    }
  }

  private static long behind(Admin admin) throws InterruptedException, ExecutionException {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    for (int partition = 0; partition < Topic.EVENTS.partitions(); partition++) {
      asked.put(new TopicPartition(Topic.EVENTS.topicName(), partition), OffsetSpec.latest());
    }
    Map<TopicPartition, OffsetAndMetadata> committed =
        admin
            .listConsumerGroupOffsets(ReplayTopology.APPLICATION_ID)
            .partitionsToOffsetAndMetadata()
            .get();
    long behind = 0;
    for (var end : admin.listOffsets(asked).all().get().entrySet()) {
      OffsetAndMetadata known = committed.get(end.getKey());
      behind += end.getValue().offset() - (known == null ? 0 : known.offset());
    }
    return behind;
  }
}
