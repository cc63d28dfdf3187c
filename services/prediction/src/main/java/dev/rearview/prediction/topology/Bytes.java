package dev.rearview.prediction.topology;

import dev.rearview.prediction.series.Assignment;
import dev.rearview.prediction.series.Component;
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
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the service writes for itself; each has a version. */
final class Bytes {
  private static final byte VERSION = 1;

  private Bytes() {}

  private interface Writer {
    void write(DataOutput out) throws IOException;
  }

  private interface Reader<T> {
    T read(DataInput in) throws IOException;
  }

  private static byte[] write(Writer writer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      writer.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static <T> T read(byte[] bytes, Reader<T> reader) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      byte version = in.readByte();
      if (version != VERSION) {
        throw new IOException("version %d of the stored form is not known".formatted(version));
      }
      return reader.read(in);
    } catch (IOException e) {
      throw new UncheckedIOException("a store has bytes that are not ours", e);
    }
  }

  static byte[] chunk(HourChunk chunk) {
    return write(chunk::write);
  }

  static HourChunk chunk(byte @Nullable [] bytes) {
    return bytes == null ? new HourChunk() : read(bytes, HourChunk::read);
  }

  static byte[] component(Component component) {
    return write(out -> {
      out.writeUTF(component.id());
      out.writeLong(component.firstMs());
      out.writeLong(component.newestMs());
      writeTexts(out, component.metrics());
      out.writeShort(component.dependencies().size());
      for (Component.Declaration declaration : component.dependencies()) {
        out.writeLong(declaration.ms());
        writeTexts(out, declaration.on());
      }
    });
  }

  static Component component(byte[] bytes) {
    return read(
        bytes,
        in -> {
          String id = in.readUTF();
          long first = in.readLong();
          long newest = in.readLong();
          SortedSet<String> metrics = new TreeSet<>(readTexts(in));
          List<Component.Declaration> declarations = new ArrayList<>();
          for (int left = in.readShort(); left > 0; left--) {
            declarations.add(new Component.Declaration(in.readLong(), readTexts(in)));
          }
          return new Component(id, first, newest, metrics, declarations);
        });
  }

  static byte[] assignments(List<Assignment> assignments) {
    return write(out -> {
      out.writeShort(assignments.size());
      for (Assignment assignment : assignments) {
        out.writeLong(assignment.ms());
        out.writeLong(assignment.seq());
        out.writeUTF(assignment.eventId());
        out.writeUTF(assignment.value());
      }
    });
  }

  static List<Assignment> assignments(byte @Nullable [] bytes) {
    if (bytes == null) {
      return List.of();
    }
    return read(
        bytes,
        in -> {
          List<Assignment> all = new ArrayList<>();
          for (int left = in.readShort(); left > 0; left--) {
            all.add(new Assignment(in.readLong(), in.readLong(), in.readUTF(), in.readUTF()));
          }
          return all;
        });
  }

  private static void writeTexts(DataOutput out, java.util.Collection<String> texts)
      throws IOException {
    out.writeShort(texts.size());
    for (String text : texts) {
      out.writeUTF(text);
    }
  }

  private static List<String> readTexts(DataInput in) throws IOException {
    List<String> texts = new ArrayList<>();
    for (int left = in.readShort(); left > 0; left--) {
      texts.add(in.readUTF());
    }
    return texts;
  }
}
