package dev.rearview.engine.scan;

import dev.rearview.engine.format.Envelope;
import dev.rearview.engine.format.EventTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Takes lines out of their envelope and puts together what the runtime split, per output. */
final class LineAssembler {
  private static final class Part {
    private final LineReader.Line first;
    private final long number;
    private final @Nullable EventTime runtime;
    private final StringBuilder text = new StringBuilder();
    private boolean cut;

    Part(LineReader.Line first, long number, @Nullable EventTime runtime) {
      this.first = first;
      this.number = number;
      this.runtime = runtime;
    }
  }

  private final Envelope envelope;
  private final int maxLine;
  private final Map<String, Part> parts = new LinkedHashMap<>(2);
  private long number;

  LineAssembler(Envelope envelope, int maxLine) {
    this.envelope = envelope;
    this.maxLine = maxLine;
  }

  /** The whole line that this one completes, or null where it goes on. */
  @Nullable AssembledLine accept(LineReader.Line line) {
    number++;
    Envelope.Content content = envelope.open(line.text());
    if (content == null) {
      return new AssembledLine(
          line.text(), line.offset(), line.endOffset(), number, "", null, line.cut());
    }
    String output = content.output();
    Part part = parts.get(output);
    if (part == null && !content.goesOn()) {
      return new AssembledLine(
          content.text(),
          line.offset(),
          line.endOffset(),
          number,
          output,
          content.time(),
          line.cut());
    }
    if (part == null) {
      part = new Part(line, number, content.time());
      parts.put(output, part);
    }
    append(part, content.text(), line.cut());
    return content.goesOn() ? null : whole(output, line.endOffset());
  }

  private void append(Part part, String text, boolean cut) {
    int room = maxLine - part.text.length();
    part.text.append(text, 0, Math.min(room, text.length()));
    part.cut |= cut || text.length() > room;
  }

  private AssembledLine whole(String output, long endOffset) {
    Part part = Objects.requireNonNull(parts.remove(output));
    return new AssembledLine(
        part.text.toString(),
        part.first.offset(),
        endOffset,
        part.number,
        output,
        part.runtime,
        part.cut);
  }

  /** What is left without its end, or null; to be asked until it is null. */
  @Nullable AssembledLine rest(long endOffset) {
    return parts.isEmpty() ? null : whole(parts.keySet().iterator().next(), endOffset);
  }

  /** Offset of the first byte that is held back, or the given one. */
  long heldFrom(long offset) {
    long from = offset;
    for (Part part : parts.values()) {
      from = Math.min(from, part.first.offset());
    }
    return from;
  }
}
