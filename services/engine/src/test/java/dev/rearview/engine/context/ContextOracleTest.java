package dev.rearview.engine.context;

import static dev.rearview.engine.Rows.rowOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.engine.record.LogRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/**
 * Compares windows on seeded random records with their definition: a record is shown where a match
 * of its stream is near enough, and what is shown without a gap is one group.
 */
class ContextOracleTest {
  private record Came(LogRecord record, boolean match) {}

  private static List<Came> records(Random random) {
    int streams = 1 + random.nextInt(4);
    int often = 1 + random.nextInt(12);
    long[] seconds = new long[streams];
    List<Came> records = new ArrayList<>();
    for (int i = 0; i < random.nextInt(300); i++) {
      int stream = random.nextInt(streams);
      seconds[stream] += random.nextInt(4);
      LogRecord record = rowOf("s" + stream, seconds[stream], "number", (long) i);
      records.add(new Came(record, random.nextInt(often) == 0));
    }
    return records;
  }

  private static boolean isNear(ContextSize size, List<Came> stream, int place, int match) {
    Duration around = size.around();
    if (around == null) {
      return place >= match - size.before() && place <= match + size.after();
    }
    long apart = stream.get(place).record().tsNanos() - stream.get(match).record().tsNanos();
    return Math.abs(apart) <= around.toNanos();
  }

  /** For each stream its groups, each as its rows. */
  private static Map<String, List<List<String>>> oracle(ContextSize size, List<Came> records) {
    Map<String, List<Came>> streams = new HashMap<>();
    records.forEach(
        r -> streams.computeIfAbsent(r.record().stream(), s -> new ArrayList<>()).add(r));
    Map<String, List<List<String>>> groups = new HashMap<>();
    streams.forEach((name, stream) -> {
      List<List<String>> found = new ArrayList<>();
      boolean open = false;
      for (int i = 0; i < stream.size(); i++) {
        boolean shown = false;
        for (int match = 0; match < stream.size(); match++) {
          shown |= stream.get(match).match() && isNear(size, stream, i, match);
        }
        if (shown && !open) {
          found.add(new ArrayList<>());
        }
        if (shown) {
          found.getLast().add(text(stream.get(i).record(), stream.get(i).match()));
        }
        open = shown;
      }
      if (!found.isEmpty()) {
        groups.put(name, found);
      }
    });
    return groups;
  }

  private static String text(LogRecord record, boolean match) {
    List<Object> number = new ArrayList<>();
    record.forEachField((name, value) -> {
      if (name.equals("number")) {
        number.add(value);
      }
    });
    return number + (match ? "!" : "");
  }

  @RepeatedTest(400)
  void windowsAreWhatTheirDefinitionSays(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    List<Came> records = records(random);
    ContextSize size =
        random.nextInt(3) == 0
            ? ContextSize.around(Duration.ofSeconds(random.nextInt(8)))
            : ContextSize.records(random.nextInt(5), random.nextInt(5));
    Map<String, List<List<String>>> found = new HashMap<>();
    Map<Integer, List<String>> groups = new HashMap<>();
    ContextWindows windows =
        new ContextWindows(
            size,
            row -> {
              String stream = row.record().stream();
              if (!groups.containsKey(row.group())) {
                List<String> group = new ArrayList<>();
                groups.put(row.group(), group);
                found.computeIfAbsent(stream, s -> new ArrayList<>()).add(group);
              }
              groups.get(row.group()).add(text(row.record(), row.match()));
            });
    records.forEach(r -> windows.accept(r.record(), r.match()));
    assertThat(found).as("%s", size).isEqualTo(oracle(size, records));
    assertThat(groups.keySet().stream().sorted().toList())
        .as("groups are numbered from 1")
        .isEqualTo(java.util.stream.IntStream.rangeClosed(1, groups.size()).boxed().toList());
    assertThat(windows.boundsHit()).isEmpty();
  }
}
