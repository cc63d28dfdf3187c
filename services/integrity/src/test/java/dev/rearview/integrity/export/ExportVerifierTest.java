package dev.rearview.integrity.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.integrity.Damage;
import dev.rearview.integrity.Damage.Kind;
import dev.rearview.integrity.Expectation;
import dev.rearview.integrity.HashChain;
import dev.rearview.integrity.Logs;
import dev.rearview.integrity.Verification;
import dev.rearview.model.DeltaFormat;
import dev.rearview.model.Event;
import dev.rearview.model.EventJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ExportVerifierTest {
  private final Random random = new Random(7);

  @Test
  void aCleanExportOfTwoWorldsIsWhole() throws IOException {
    List<Event> mixed = new ArrayList<>();
    List<Event> one = Logs.chained("one", 50, random);
    List<Event> two = Logs.chained("two", 50, random);
    for (int i = 0; i < 50; i++) {
      mixed.add(one.get(i));
      mixed.add(two.get(i));
    }

    List<Verification> found = verify(export(mixed));

    assertThat(found).extracting(Verification::world).containsExactly("one", "two");
    assertThat(found).allMatch(Verification::valid).allMatch(v -> v.checked() == 50);
  }

  @Test
  void theDeltasBytesAreKeptVerbatim() throws IOException {
    Event spaced =
        Logs.unchained("default", random).toBuilder()
            .stateDelta("{ \"b\": 1.50, \"a\":null }")
            .deltaFormat(DeltaFormat.MERGE_PATCH)
            .build();
    List<Event> log = List.of(HashChain.append(spaced, 1, HashChain.GENESIS));

    assertThat(verify(export(log)).getFirst().valid()).isTrue();
    assertThat(verify(export(log).replace("1.50", "1.5")).getFirst().damage())
        .singleElement()
        .satisfies(d -> assertThat(d.kind()).isEqualTo(Kind.EDIT));
  }

  @Test
  void everyFlippedByteIsFoundAtItsEntry() throws IOException {
    for (int round = 0; round < 1000; round++) {
      List<Event> log = Logs.chained("default", 12, random);
      byte[] bytes = export(log).getBytes(StandardCharsets.UTF_8);
      int at = random.nextInt(bytes.length - 1);
      int line = 1;
      for (int i = 0; i < at; i++) {
        line += bytes[i] == '\n' ? 1 : 0;
      }
      bytes[at] ^= (byte) (1 << random.nextInt(8));
      if (readsTheSame(log, bytes, line)) {
        continue;
      }

      long first =
          ExportVerifier.verify(
                  new ByteArrayInputStream(bytes),
                  world -> Expectation.reaching(12, null),
                  world -> true)
              .stream()
              .filter(v -> v.world().equals("default"))
              .flatMap(v -> v.damage().stream())
              .mapToLong(Damage::seq)
              .min()
              .orElse(-1);

      assertThat(first).as("round %d, byte %d", round, at).isEqualTo(line);
    }
  }

  /** Some flips change no value: the case of {@code warn}, the last digit of a long fraction. */
  private static boolean readsTheSame(List<Event> log, byte[] bytes, int line) {
    String[] lines = new String(bytes, StandardCharsets.UTF_8).split("\n");
    try {
      return lines.length == log.size()
          && EventJson.read(lines[line - 1], false).build().equals(log.get(line - 1));
    } catch (EventJson.InvalidEventException | RuntimeException e) {
      return false;
    }
  }

  @Test
  void anExportThatBreaksOffInsideALineIsTruncatedThere() throws IOException {
    String export = export(Logs.chained("default", 10, random));

    assertThat(verify(export.substring(0, export.length() - 20)).getFirst().damage())
        .singleElement()
        .satisfies(d -> assertThat(d.kind()).isEqualTo(Kind.TRUNCATION))
        .extracting(Damage::seq)
        .isEqualTo(10L);
  }

  @Test
  void linesThatAreNoEventsCountForTheEntriesWhosePlaceTheyTook() throws IOException {
    List<Event> log = Logs.chained("default", 10, random);
    String damaged =
        export(log.subList(0, 4)) + "garbage\n{\"half\":\n" + export(log.subList(5, 10));

    assertThat(verify(damaged).getFirst().damage()).extracting(Damage::seq).containsExactly(5L, 6L);
  }

  @Test
  void anEmptyExportHasNoWorlds() throws IOException {
    assertThat(verify("")).isEmpty();
    assertThat(verify("\n\n")).isEmpty();
  }

  private static String export(List<Event> log) {
    return log.stream().map(e -> EventJson.write(e) + "\n").collect(Collectors.joining());
  }

  private static List<Verification> verify(String export) throws IOException {
    return ExportVerifier.verify(new ByteArrayInputStream(export.getBytes(StandardCharsets.UTF_8)));
  }
}
