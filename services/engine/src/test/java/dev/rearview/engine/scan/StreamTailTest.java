package dev.rearview.engine.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamTailTest {
  /** A clock that a test moves. */
  private static final class Hands extends Clock {
    private Instant now = Instant.parse("2024-01-15T15:55:00Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  @TempDir Path root;
  private Path container;
  private Path current;
  private final Hands clock = new Hands();
  private final ScanCounters counters = new ScanCounters();
  private StreamTail tail;
  private int line;

  @BeforeEach
  void startLog() throws IOException {
    container = Files.createDirectories(root.resolve("shop_a-0_u/a"));
    current = Files.createFile(container.resolve("0.log"));
  }

  @AfterEach
  void close() {
    if (tail != null) {
      tail.close();
    }
  }

  private void write(int lines) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines; i++) {
      text.append(
          "2024-01-15T15:%02d:%02d.%09dZ stdout F {\"n\":%d}\n"
              .formatted(line / 3600 % 60, line / 60 % 60, line, line));
      line++;
    }
    append(text.toString());
  }

  private void append(String text) throws IOException {
    Files.writeString(current, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private Path rotate(int number) throws IOException {
    Path rotated = container.resolve("0.log.20240115-15%04d".formatted(number));
    Files.move(current, rotated);
    Files.createFile(current);
    return rotated;
  }

  private static void compress(Path file) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(Path.of(file + ".gz")))) {
      Files.copy(file, out);
    }
    Files.delete(file);
  }

  private StreamTail open(ScanPosition from) {
    LogFiles files = new LogFiles(List.of(ScanRoot.of("n", root)), ScanLimits.DEFAULT);
    tail =
        StreamTail.from(
            files, files.discover().streams().getFirst(), from, ReadSettings.of(clock), counters);
    return tail;
  }

  private List<Long> poll() {
    List<Long> numbers = new ArrayList<>();
    for (int look = 0; look < 8; look++) {
      clock.now = clock.now.plus(Duration.ofSeconds(1));
      for (FileRecord record : tail.poll(1_000_000)) {
        numbers.add((Long) record.get(dev.rearview.engine.record.Field.named("n")));
      }
    }
    return numbers;
  }

  private static List<Long> numbers(long from, long to) {
    return java.util.stream.LongStream.range(from, to).boxed().toList();
  }

  @Test
  void whatIsWrittenComesOut() throws IOException {
    open(null);
    assertThat(poll()).isEmpty();
    write(3);
    assertThat(poll()).isEqualTo(numbers(0, 3));
    write(2);
    assertThat(poll()).isEqualTo(numbers(3, 5));
    assertThat(poll()).isEmpty();
  }

  @Test
  void aLineWithoutItsEndIsNotGivenOut() throws IOException {
    open(null);
    write(1);
    append("2024-01-15T15:47:23.1Z stdout F {\"n\":");
    assertThat(poll()).isEqualTo(numbers(0, 1));
    append("1}\n");
    assertThat(poll()).isEqualTo(numbers(1, 2));
  }

  @Test
  void rotationLosesAndDoublesNothing() throws IOException {
    open(null);
    List<Long> seen = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      write(50);
      if (i % 2 == 0) {
        seen.addAll(poll());
      }
      write(5);
      Path rotated = rotate(i);
      if (i % 3 == 0) {
        compress(rotated);
      }
    }
    write(7);
    seen.addAll(poll());
    seen.addAll(poll());
    assertThat(seen).isEqualTo(numbers(0, line));
    assertThat(tail.gaps()).isEmpty();
  }

  @Test
  void aRestartOfTheContainerIsFollowed() throws IOException {
    open(null);
    write(2);
    assertThat(poll()).hasSize(2);
    write(1);
    current = container.resolve("1.log");
    write(2);
    assertThat(poll()).isEqualTo(numbers(2, 5));
  }

  @Test
  void aStoredPositionIsResumedFromAlsoAfterRotationAndCompression() throws IOException {
    open(null);
    write(10);
    assertThat(poll()).hasSize(10);
    ScanPosition position = tail.position();
    tail.close();
    write(5);
    compress(rotate(1));
    write(5);

    open(position);
    assertThat(poll()).isEqualTo(numbers(10, 20));
    assertThat(tail.gaps()).isEmpty();
  }

  @Test
  void thePositionAfterEachBatchIsExact() throws IOException {
    write(10);
    open(null);
    List<FileRecord> first = tail.poll(4);
    assertThat(first).hasSize(4);
    ScanPosition position = tail.position();
    tail.close();
    open(position);
    assertThat(poll()).isEqualTo(numbers(4, 10));
  }

  @Test
  void aPieceThatWasRotatedAwayUnreadIsAGap() throws IOException {
    open(null);
    write(3);
    assertThat(poll()).hasSize(3);
    ScanPosition position = tail.position();
    tail.close();
    write(2);
    Files.delete(rotate(1));
    write(2);
    open(position);
    assertThat(poll()).isEqualTo(numbers(5, 7));
    assertThat(tail.gaps()).singleElement().asString().contains("rotated away");
  }

  @Test
  void truncationIsAPossibleGapAndReadingGoesOn() throws IOException {
    open(null);
    write(5);
    assertThat(poll()).hasSize(5);
    Files.write(current, new byte[0]);
    write(2);
    assertThat(poll()).isEqualTo(numbers(5, 7));
    assertThat(tail.gaps()).singleElement().asString().contains("truncated");
  }

  @Test
  void fromTheEndOnlyWhatIsNewComesOut() throws IOException {
    write(5);
    LogFiles files = new LogFiles(List.of(ScanRoot.of("n", root)), ScanLimits.DEFAULT);
    tail =
        StreamTail.fromEnd(
            files, files.discover().streams().getFirst(), ReadSettings.of(clock), counters);
    assertThat(poll()).isEmpty();
    write(2);
    assertThat(poll()).isEqualTo(numbers(5, 7));
  }

  @Test
  void fromTheEndALineThatIsBeingWrittenComesWhole() throws IOException {
    write(5);
    append("2024-01-15T15:47:23.1Z stdout F {\"n\":");
    LogFiles files = new LogFiles(List.of(ScanRoot.of("n", root)), ScanLimits.DEFAULT);
    tail =
        StreamTail.fromEnd(
            files, files.discover().streams().getFirst(), ReadSettings.of(clock), counters);
    assertThat(poll()).isEmpty();
    append("77}\n");
    assertThat(poll()).containsExactly(77L);
  }

  @Test
  void aSingleFileIsFollowedOverItsRotation() throws IOException {
    Path file = root.resolve("data.out");
    current = file;
    write(3);
    LogFiles files = new LogFiles(List.of(ScanRoot.of("n", file)), ScanLimits.DEFAULT);
    tail =
        StreamTail.from(
            files, files.discover().streams().getFirst(), null, ReadSettings.of(clock), counters);
    assertThat(poll()).isEqualTo(numbers(0, 3));
    write(2);
    Files.move(file, root.resolve("data.out.1"));
    write(2);
    assertThat(poll()).isEqualTo(numbers(3, 7));
    assertThat(tail.gaps()).isEmpty();
  }

  @Test
  void aStackTraceThatIsStillBeingWrittenIsOneRecord() throws IOException {
    String cri = "2024-01-15T15:47:23.1Z stderr F ";
    append(cri + "2024-01-15 15:47:23,100 ERROR [main] a.B: boom\n");
    open(null);
    assertThat(tail.poll(10)).isEmpty();
    append(cri + "\tat a.B.c(B.java:1)\n");
    assertThat(tail.poll(10)).isEmpty();
    clock.now = clock.now.plus(Duration.ofSeconds(2));
    assertThat(tail.poll(10))
        .singleElement()
        .satisfies(r -> assertThat(r.message()).isEqualTo("boom\n\tat a.B.c(B.java:1)"));
    assertThat(tail.position().offset())
        .isEqualTo(Files.readString(current, StandardCharsets.UTF_8).length());
  }

  @Test
  void textOfWindowsIsFollowedAsItGrows() throws IOException {
    Path log = root.resolve("app.log");
    append(log, "\uFEFF2024-01-15 15:47:23 eins\r\n");
    LogFiles files = new LogFiles(List.of(ScanRoot.of("n", log)), ScanLimits.DEFAULT);
    LogStream stream = files.discover().streams().getFirst();
    tail = StreamTail.fromEnd(files, stream, ReadSettings.of(clock), counters);
    assertThat(tail.poll(10)).isEmpty();
    append(log, "2024-01-15 15:47:24 zwei\r\n2024-01-15 15:47:25 dr");
    assertThat(messages()).isEmpty();
    append(log, "ei\r\n2024-01-15 15:47:26 vier\r\n");
    assertThat(messages()).containsExactly("zwei", "drei");
    ScanPosition position = tail.position();
    tail.close();
    tail = StreamTail.from(files, stream, position, ReadSettings.of(clock), counters);
    append(log, "2024-01-15 15:47:27 fünf\r\n2024-01-15 15:47:28 sechs\r\n");
    assertThat(messages()).containsExactly("vier", "fünf");
    assertThat(tail.gaps()).isEmpty();
  }

  private List<String> messages() {
    return tail.poll(10).stream().map(FileRecord::message).toList();
  }

  private static void append(Path file, String text) throws IOException {
    Files.write(
        file,
        text.getBytes(StandardCharsets.UTF_16LE),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
