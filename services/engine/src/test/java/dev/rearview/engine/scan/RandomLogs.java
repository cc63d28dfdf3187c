package dev.rearview.engine.scan;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Random files of logs: several formats, stack traces, blank lines, garbage, split lines. */
final class RandomLogs {
  private static final String[] WORDS = {
    "refused", "timeout", "card", "größe", "ok", "needle", "pool", "x", "retry", "Caused by", "a=b"
  };

  private final Random random;
  private final StringBuilder text = new StringBuilder();
  private long second = 1_705_333_643L;

  RandomLogs(long seed) {
    this.random = new Random(seed);
  }

  /** Bytes of about so many, of one kind or of many. */
  static byte[] plain(long seed, int size) {
    RandomLogs logs = new RandomLogs(seed);
    int main = logs.random.nextInt(7);
    while (logs.text.length() < size) {
      int kind = logs.random.nextInt(12) < 9 ? main : logs.random.nextInt(9);
      logs.record(kind);
      if (logs.random.nextInt(300) == 0) {
        main = logs.random.nextInt(7);
      }
    }
    return logs.bytes();
  }

  /**
   * The same in CRI's envelope, two outputs interleaved, with lines that are split: many or few.
   */
  static byte[] cri(long seed, int size) {
    RandomLogs inner = new RandomLogs(seed);
    RandomLogs other = new RandomLogs(seed + 1);
    Random random = new Random(seed + 2);
    int splitOneIn = seed % 2 == 0 ? 3_000 : 5;
    StringBuilder out = new StringBuilder();
    int main = random.nextInt(7);
    while (out.length() < size) {
      inner.text.setLength(0);
      inner.record(random.nextInt(8) == 0 ? random.nextInt(9) : main);
      other.text.setLength(0);
      other.record(random.nextInt(7));
      String[] a = inner.text.toString().split("\n", -1);
      String[] b = other.text.toString().split("\n", -1);
      int line = 0;
      for (int i = 0; i + 1 < a.length; i++) {
        wrap(
            out,
            random,
            splitOneIn,
            "stdout",
            a[i],
            line < b.length - 1 && random.nextInt(3) == 0 ? b[line++] : null);
      }
    }
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void wrap(
      StringBuilder out,
      Random random,
      int splitOneIn,
      String output,
      String line,
      String between) {
    String rest = line;
    while (random.nextInt(splitOneIn) == 0 && rest.length() > 2) {
      int at = 1 + random.nextInt(rest.length() - 1);
      if (Character.isLowSurrogate(rest.charAt(at))) {
        break;
      }
      out.append("2024-01-15T15:47:23.100000000Z ").append(output).append(" P ");
      out.append(rest, 0, at).append('\n');
      rest = rest.substring(at);
      if (random.nextInt(4) == 0 && between != null) {
        out.append("2024-01-15T15:47:23.100000000Z stderr F ").append(between).append('\n');
        between = null;
      }
    }
    out.append("2024-01-15T15:47:23.100000000Z ")
        .append(output)
        .append(" F ")
        .append(rest)
        .append('\n');
    if (between != null) {
      out.append("2024-01-15T15:47:23.100000000Z stderr F ").append(between).append('\n');
    }
  }

  private byte[] bytes() {
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
    out.writeBytes(bytes);
    for (int i = 0; i < 5 && bytes.length > 0; i++) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private String words() {
    StringBuilder words = new StringBuilder();
    for (int i = random.nextInt(8); i >= 0; i--) {
      words.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
    }
    return words.append(random.nextInt(1_000)).toString();
  }

  private String time() {
    second += random.nextInt(3);
    return java.time.Instant.ofEpochSecond(second).toString().substring(0, 19);
  }

  private void record(int kind) {
    switch (kind) {
      case 0 ->
          line("{\"time\":\"" + time() + "Z\",\"level\":\"info\",\"msg\":\"" + words() + "\"}");
      case 1 -> trace();
      case 2 ->
          line(
              "10.1.2.3 - - [15/Jan/2024:15:47:23 +0000] \"GET /"
                  + random.nextInt(99)
                  + " HTTP/1.1\" 200 157 \"-\" \""
                  + words()
                  + "\"");
      case 3 -> line("level=warn msg=\"" + words() + "\" time=" + time() + "Z");
      case 4 -> line(words());
      case 5 -> line("Jan 14 15:16:01 combo sshd[7]: " + words());
      case 6 -> {
        line(time().replace('T', ' ') + " " + words());
        for (int i = random.nextInt(3); i > 0; i--) {
          line(words());
        }
      }
      case 7 -> line(random.nextInt(3) == 0 ? "  \t" : "");
      default -> garbage();
    }
  }

  private void trace() {
    line(time().replace('T', ' ') + ",120 ERROR [main] com.shop.Cart: " + words());
    if (random.nextInt(3) == 0) {
      line("java.lang.IllegalStateException: " + words());
      for (int i = random.nextInt(6); i > 0; i--) {
        line("\tat com.shop." + words().replace(' ', '.') + "(Pool.java:1)");
      }
      if (random.nextBoolean()) {
        line("");
        line("Caused by: java.io.IOException: " + words());
        line("\t... 3 more");
      }
    }
  }

  private void garbage() {
    switch (random.nextInt(5)) {
      case 0 -> line("ERROR: " + words());
      case 1 -> line("    at somewhere " + words());
      case 2 -> line("\u0000\u0001 binary " + words());
      case 3 -> line("{\"broken\":\"" + words());
      default -> line("y".repeat(random.nextInt(5_000)));
    }
  }

  private void line(String line) {
    text.append(line).append(random.nextInt(40) == 0 ? "\r\n" : "\n");
  }
}
