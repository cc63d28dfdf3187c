package dev.rearview.causality.topology;

import dev.rearview.causality.edge.JoinKey;
import dev.rearview.causality.edge.JoinWindow;
import dev.rearview.causality.edge.Seen;
import dev.rearview.causality.event.Mark;
import dev.rearview.causality.event.Trouble;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the service writes for itself: marks, windows, join messages. Each has a version. */
final class Bytes {
  private static final byte VERSION = 1;

  private Bytes() {}

  /** Writes to a stream in memory. */
  interface Writer {
    void write(DataOutput out) throws IOException;
  }

  /** Reads from a stream in memory. */
  interface Reader<T> {
    T read(DataInput in) throws IOException;
  }

  static byte[] write(Writer writer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      writer.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static <T> T read(byte[] bytes, Reader<T> reader) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      byte version = in.readByte();
      if (version != VERSION) {
        throw new IOException("version %d of the stored form is not known".formatted(version));
      }
      return reader.read(in);
    } catch (IOException e) {
      throw new UncheckedIOException("a store or internal topic has bytes that are not ours", e);
    }
  }

  static byte[] mark(Mark mark) {
    return write(out -> writeMark(out, mark));
  }

  static Mark mark(byte[] bytes) {
    return read(bytes, Bytes::readMark);
  }

  static byte[] window(JoinWindow window) {
    return write(out -> {
      out.writeShort(window.seen().size());
      for (Seen seen : window.seen()) {
        writeSeen(out, seen);
      }
    });
  }

  static JoinWindow window(JoinKey key, byte @Nullable [] bytes) {
    if (bytes == null) {
      return JoinWindow.empty(key);
    }
    return read(
        bytes,
        in -> {
          int count = in.readShort();
          List<Seen> seen = new ArrayList<>(count);
          for (int i = 0; i < count; i++) {
            seen.add(readSeen(in));
          }
          return new JoinWindow(key, seen);
        });
  }

  static byte[] join(Emitted.Join join) {
    return write(out -> {
      writeSeen(out, join.seen());
      out.writeInt(join.event().length);
      out.write(join.event());
    });
  }

  static Emitted.Join join(byte[] bytes) {
    return read(
        bytes,
        in -> {
          Seen seen = readSeen(in);
          byte[] event = new byte[in.readInt()];
          in.readFully(event);
          return new Emitted.Join(seen, event);
        });
  }

  private static void writeSeen(DataOutput out, Seen seen) throws IOException {
    out.writeBoolean(seen.own());
    writeMark(out, seen.mark());
  }

  private static Seen readSeen(DataInput in) throws IOException {
    return new Seen(in.readBoolean(), readMark(in));
  }

  private static void writeMark(DataOutput out, Mark mark) throws IOException {
    out.writeUTF(mark.world());
    out.writeUTF(mark.eventId());
    out.writeLong(mark.seq());
    out.writeLong(mark.ms());
    out.writeUTF(mark.component());
    out.writeByte(mark.trouble() == null ? -1 : mark.trouble().ordinal());
    out.writeBoolean(mark.error());
    out.writeUTF(mark.text());
    writeText(out, mark.spanId());
    writeText(out, mark.parentSpanId());
  }

  private static Mark readMark(DataInput in) throws IOException {
    return new Mark(
        in.readUTF(),
        in.readUTF(),
        in.readLong(),
        in.readLong(),
        in.readUTF(),
        Trouble.ofOrdinal(in.readByte()),
        in.readBoolean(),
        in.readUTF(),
        readText(in),
        readText(in));
  }

  private static void writeText(DataOutput out, @Nullable String text) throws IOException {
    out.writeUTF(text == null ? "" : text);
  }

  private static @Nullable String readText(DataInput in) throws IOException {
    String text = in.readUTF();
    return text.isEmpty() ? null : text;
  }
}
