package dev.rearview.bench.ingest;

import java.util.SplittableRandom;
import java.util.UUID;

/** Events of exactly 500 bytes of JSON, as a service that reports its state would send them. */
final class SeededEvents {
  private static final int LENGTH = 500;
  private static final int COMPONENTS = 1_000;
  private static final long START_MS = 1_705_333_643_000L;
  private static final String[] WORDS = {
    "order", "payment", "cart", "accepted", "retry", "timeout", "stock", "reserved", "shipped",
    "customer", "session", "cache", "lookup", "finished", "pending", "queue", "worker", "region"
  };

  private final SplittableRandom random;
  private final String world;
  private int number;

  SeededEvents(long seed, String world) {
    this.random = new SplittableRandom(seed);
    this.world = world;
  }

  /** The next event; its text has as many bytes as characters. */
  String next() {
    long high = random.nextLong() & ~0xF000L | 0x7000L;
    long low = random.nextLong() >>> 2 | Long.MIN_VALUE;
    StringBuilder json = new StringBuilder(LENGTH);
    json.append("{\"id\":\"").append(new UUID(high, low));
    json.append("\",\"world\":\"").append(world);
    json.append("\",\"component_id\":\"shop/part-").append(random.nextInt(COMPONENTS));
    json.append("\",\"timestamp_ms\":").append(START_MS + number++);
    json.append(",\"log_level\":\"INFO\",\"source_id\":\"node-").append(random.nextInt(8));
    json.append("\",\"session_id\":\"s").append(random.nextInt(50_000));
    json.append("\",\"trace_id\":\"").append(Long.toHexString(random.nextLong()));
    json.append("\",\"state_delta\":{\"items\":").append(random.nextInt(100));
    json.append(",\"total\":").append(random.nextInt(100_000)).append(",\"status\":\"");
    json.append(word()).append("\"},\"attributes\":{\"region\":\"eu-").append(random.nextInt(4));
    json.append("\",\"version\":\"1.").append(random.nextInt(20)).append("\"},\"message\":\"");
    while (json.length() < LENGTH - 2) {
      json.append(word()).append(' ').append(random.nextInt(10_000)).append(' ');
    }
    json.setLength(LENGTH - 2);
    return json.append("\"}").toString();
  }

  private String word() {
    return WORDS[random.nextInt(WORDS.length)];
  }
}
