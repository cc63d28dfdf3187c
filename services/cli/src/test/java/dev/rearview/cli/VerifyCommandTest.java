package dev.rearview.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.integrity.HashChain;
import dev.rearview.model.Event;
import dev.rearview.model.EventJson;
import dev.rearview.model.Kind;
import dev.rearview.model.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {
  @TempDir Path folder;

  private static List<String> log(int size) {
    List<String> lines = new ArrayList<>();
    String previous = HashChain.GENESIS;
    for (int seq = 1; seq <= size; seq++) {
      Event event =
          Event.builder()
              .id(new UUID(1, seq))
              .world("default")
              .globalSeq(seq)
              .timestampMs(1_700_000_000_000L + seq)
              .timeSource(TimeSource.REPORTED)
              .observedMs(1_700_000_000_000L + seq)
              .componentId("shop/cart")
              .kind(Kind.LOG)
              .message("entry " + seq)
              .build();
      Event chained = HashChain.append(event, seq, previous);
      previous = String.valueOf(chained.hash());
      lines.add(EventJson.write(chained));
    }
    return lines;
  }

  private Ran verify(List<String> lines) throws IOException {
    Path file = folder.resolve("log.ndjson");
    Files.write(file, lines);
    return Ran.of("verify", "--from-dump", file);
  }

  @Test
  void tellsAWholeLogFromADamagedOne() throws IOException {
    List<String> lines = log(5);
    Ran whole = verify(lines);
    assertThat(whole.out()).contains("world default: 5 entries, 1 to 5").contains("whole");
    assertThat(whole.code()).isZero();

    List<String> edited = new ArrayList<>(lines);
    edited.set(2, edited.get(2).replace("entry 3", "entry X"));
    Ran damaged = verify(edited);
    assertThat(damaged.code()).isEqualTo(1);
    assertThat(damaged.out()).contains("DAMAGED").contains("  3: edit: ");
  }

  @Test
  void saysThatItCouldNotCheck() throws IOException {
    assertThat(verify(List.of()).code()).isEqualTo(2);
    Ran missing = Ran.of("verify", "--from-dump", folder.resolve("none"));
    assertThat(missing.code()).isEqualTo(2);
    assertThat(missing.err()).contains("there is no such file");
  }
}
