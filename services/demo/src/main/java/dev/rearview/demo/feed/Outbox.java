package dev.rearview.demo.feed;

import dev.rearview.model.Event;
import dev.rearview.model.EventJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Events on disk until they are delivered: NDJSON in segments {@code 00000001.ndjson} and so on,
 * and a file {@code delivered} that says how far delivery has come. Delivered segments are deleted.
 * One thread may write while another delivers.
 */
public final class Outbox implements EventSink {
  private static final long SEGMENT_BYTES = 8L << 20;
  private static final String SUFFIX = ".ndjson";

  private final Path folder;
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
  private long segment;
  private long segmentSize;

  public Outbox(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder);
    List<Long> segments = segments();
    this.segment = segments.isEmpty() ? 1 : segments.getLast();
    this.segmentSize = Files.exists(path(segment)) ? Files.size(path(segment)) : 0;
  }

  @Override
  public synchronized void accept(Event event) {
    pending.writeBytes((EventJson.write(event) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public synchronized void flush() throws IOException {
    if (pending.size() == 0) {
      return;
    }
    if (segmentSize >= SEGMENT_BYTES) {
      segment++;
      segmentSize = 0;
    }
    Files.write(
        path(segment), pending.toByteArray(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    segmentSize += pending.size();
    pending.reset();
  }

  /** Whole lines that wait for delivery, and where they end. */
  public record Batch(List<String> lines, long segment, long end) {
    public Batch {
      lines = List.copyOf(lines);
    }
  }

  /** The oldest events that wait, at most so many; empty where none waits. */
  public synchronized Batch next(int maxLines) throws IOException {
    long[] delivered = delivered();
    for (long number : segments()) {
      if (number < delivered[0]) {
        continue;
      }
      long from = number == delivered[0] ? delivered[1] : 0;
      Batch batch = read(number, from, maxLines);
      if (!batch.lines.isEmpty()) {
        return batch;
      }
    }
    return new Batch(List.of(), delivered[0], delivered[1]);
  }

  private Batch read(long number, long from, int maxLines) throws IOException {
    List<String> lines = new ArrayList<>();
    long end = from;
    byte[] bytes = new byte[1 << 20];
    try (RandomAccessFile file = new RandomAccessFile(path(number).toFile(), "r")) {
      file.seek(from);
      int length = Math.max(0, file.read(bytes));
      int start = 0;
      for (int i = 0; i < length && lines.size() < maxLines; i++) {
        if (bytes[i] == '\n') {
          lines.add(new String(bytes, start, i - start, StandardCharsets.UTF_8));
          start = i + 1;
          end = from + start;
        }
      }
    }
    return new Batch(lines, number, end);
  }

  /** The batch has arrived: it will not be given out again. */
  public synchronized void delivered(Batch batch) throws IOException {
    Path temporary = folder.resolve("delivered.tmp");
    Files.writeString(temporary, batch.segment + " " + batch.end);
    Files.move(
        temporary,
        folder.resolve("delivered"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    for (long number : segments()) {
      if (number < batch.segment) {
        Files.delete(path(number));
      }
    }
  }

  private long[] delivered() throws IOException {
    Path file = folder.resolve("delivered");
    if (!Files.exists(file)) {
      return new long[] {0, 0};
    }
    String[] parts = Files.readString(file).split(" ", -1);
    return new long[] {Long.parseLong(parts[0]), Long.parseLong(parts[1])};
  }

  private List<Long> segments() throws IOException {
    List<Long> numbers = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (Path path : all) {
        String name = path.getFileName().toString();
        numbers.add(Long.parseLong(name.substring(0, name.length() - SUFFIX.length())));
      }
    }
    numbers.sort(null);
    return numbers;
  }

  private Path path(long number) {
    return folder.resolve("%08d%s".formatted(number, SUFFIX));
  }
}
