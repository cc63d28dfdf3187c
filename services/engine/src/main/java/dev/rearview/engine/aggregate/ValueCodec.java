package dev.rearview.engine.aggregate;

import dev.rearview.engine.record.Times;
import dev.rearview.engine.record.Values;
import dev.rearview.model.Level;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Values as bytes: one byte of kind, then the value. Lists and maps travel as their text. */
final class ValueCodec {
  private static final int MAX_TEXT = 16 << 20;

  private ValueCodec() {}

  static void write(@Nullable Object value, DataOutput out) throws IOException {
    switch (value) {
      case null -> out.writeByte(0);
      case Long l -> {
        out.writeByte(2);
        out.writeLong(l);
      }
      case Double d -> {
        out.writeByte(3);
        out.writeDouble(d);
      }
      case Boolean b -> out.writeByte(b ? 5 : 4);
      case Instant i -> {
        out.writeByte(6);
        out.writeLong(Times.nanos(i));
      }
      case Duration d -> {
        out.writeByte(7);
        out.writeLong(d.toNanos());
      }
      case Level l -> {
        out.writeByte(8);
        out.writeByte(l.ordinal());
      }
      default -> {
        byte[] bytes = Values.text(value).getBytes(StandardCharsets.UTF_8);
        out.writeByte(1);
        out.writeInt(bytes.length);
        out.write(bytes);
      }
    }
  }

  static @Nullable Object read(DataInput in) throws IOException {
    int kind = in.readUnsignedByte();
    return switch (kind) {
      case 0 -> null;
      case 1 -> text(in);
      case 2 -> in.readLong();
      case 3 -> in.readDouble();
      case 4 -> false;
      case 5 -> true;
      case 6 -> Times.instant(in.readLong());
      case 7 -> Duration.ofNanos(in.readLong());
      case 8 -> level(in.readUnsignedByte());
      default -> throw new IOException("unknown kind of value %d".formatted(kind));
    };
  }

  private static Level level(int ordinal) throws IOException {
    if (ordinal >= Level.values().length) {
      throw new IOException("unknown level %d".formatted(ordinal));
    }
    return Level.values()[ordinal];
  }

  private static String text(DataInput in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > MAX_TEXT) {
      throw new IOException("text of %d bytes".formatted(length));
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
