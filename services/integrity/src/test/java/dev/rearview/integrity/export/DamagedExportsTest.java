package dev.rearview.integrity.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.integrity.Damage;
import dev.rearview.integrity.Damage.Kind;
import dev.rearview.integrity.HashChain;
import dev.rearview.integrity.Logs;
import dev.rearview.integrity.Verification;
import dev.rearview.model.Event;
import dev.rearview.model.EventJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Edits are found and located: a thousand of each kind, in exports of several worlds, with the
 * exact sequence number; and a thousand clean logs raise no alarm.
 */
class DamagedExportsTest {
  private static final int ROUNDS = 1_000;
  private static final int ENTRIES = 60;

  private final Random random = new Random(2_026);

  @Test
  void aThousandCleanLogsRaiseNoAlarm() throws IOException {
    for (int round = 0; round < ROUNDS; round++) {
      List<String> lines = lines(Logs.chained("default", 1 + random.nextInt(ENTRIES), random));
      List<String> other = lines(Logs.chained("other", 1 + random.nextInt(ENTRIES), random));

      List<Verification> found = verify(mixed(lines, other));

      assertThat(found).hasSize(2).allMatch(Verification::valid);
      assertThat(found.getFirst().checked()).isEqualTo(lines.size());
      assertThat(found.getFirst().root()).isNotNull();
    }
  }

  @Test
  void aThousandFlippedBitsAreFoundWhereTheyAre() throws IOException {
    for (int round = 0; round < ROUNDS; round++) {
      List<Event> log = Logs.chained("default", ENTRIES, random);
      List<String> lines = lines(log);
      int at;
      String flipped;
      do {
        at = random.nextInt(ENTRIES);
        flipped = flipped(lines.get(at));
      } while (isTheSame(flipped, log.get(at)));
      lines.set(at, flipped);
      assertFirst(lines, at + 1, Kind.EDIT);
    }
  }

  @Test
  void aThousandRewrittenEntriesAreFoundWhereTheyAre() throws IOException {
    for (int round = 0; round < ROUNDS; round++) {
      List<Event> log = Logs.chained("default", ENTRIES, random);
      int at = random.nextInt(ENTRIES - 1);
      Event edited = log.get(at).toBuilder().message("rewritten " + round).build();
      log.set(at, HashChain.append(edited, at + 1, String.valueOf(edited.prevHash())));
      assertFirst(lines(log), at + 1, Kind.EDIT);
    }
  }

  @Test
  void aThousandDeletionsAreFoundWhereTheyWere() throws IOException {
    for (int round = 0; round < ROUNDS; round++) {
      List<String> lines = lines(Logs.chained("default", ENTRIES, random));
      int at = random.nextInt(ENTRIES - 10);
      lines.subList(at, at + 1 + random.nextInt(8)).clear();
      assertFirst(lines, at + 1, Kind.DELETION);
    }
  }

  @Test
  void aThousandSwapsAreFoundWhereTheyAre() throws IOException {
    for (int round = 0; round < ROUNDS; round++) {
      List<String> lines = lines(Logs.chained("default", ENTRIES, random));
      int one = random.nextInt(ENTRIES);
      int other = (one + 1 + random.nextInt(ENTRIES - 1)) % ENTRIES;
      Collections.swap(lines, one, other);
      assertFirst(lines, Math.min(one, other) + 1, Kind.REORDER);
    }
  }

  @Test
  void aThousandInsertionsAreFoundWhereTheyAre() throws IOException {
    for (int round = 0; round < ROUNDS; round++) {
      List<Event> log = Logs.chained("default", ENTRIES, random);
      int at = random.nextInt(ENTRIES);
      String head = at == 0 ? HashChain.GENESIS : String.valueOf(log.get(at - 1).hash());
      Event inserted = HashChain.append(Logs.unchained("default", random), at + 1, head);
      log.add(at, inserted);
      assertFirst(lines(log), at + 1, Kind.FORK);
    }
  }

  private void assertFirst(List<String> lines, long seq, Kind kind) throws IOException {
    List<Verification> found =
        verify(mixed(lines, lines(Logs.chained("another", 5, random)))).stream()
            .filter(v -> v.world().equals("default"))
            .toList();
    assertThat(found.stream().flatMap(v -> v.damage().stream()).findFirst().orElseThrow())
        .as("%s", found)
        .extracting(Damage::seq, Damage::kind)
        .containsExactly(seq, kind);
  }

  /** What cannot be read counts against the world of the line before it, so the others follow. */
  private static List<String> mixed(List<String> lines, List<String> others) {
    List<String> mixed = new ArrayList<>(lines);
    mixed.addAll(others);
    return mixed;
  }

  private String flipped(String line) {
    byte[] bytes = line.getBytes(UTF_8);
    int at = random.nextInt(bytes.length);
    do {
      bytes[at] ^= (byte) (1 << random.nextInt(7));
    } while (bytes[at] == '\n');
    return new String(bytes, UTF_8);
  }

  /** Some flips change no value: the last digit of a long fraction, the case of a level. */
  private static boolean isTheSame(String line, Event event) {
    try {
      Event read = EventJson.read(line, false).build();
      return read.equals(event) || !read.world().equals(event.world());
    } catch (EventJson.InvalidEventException | IllegalArgumentException | IllegalStateException e) {
      return false;
    }
  }

  private static List<String> lines(List<Event> log) {
    return new ArrayList<>(log.stream().map(EventJson::write).toList());
  }

  private static List<Verification> verify(List<String> lines) throws IOException {
    byte[] export = (String.join("\n", lines) + "\n").getBytes(UTF_8);
    return ExportVerifier.verify(new ByteArrayInputStream(export));
  }
}
