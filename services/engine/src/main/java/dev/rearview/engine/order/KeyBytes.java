package dev.rearview.engine.order;

import dev.rearview.engine.record.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keys as bytes: where these are equal, the keys are; they can be read again. For one thread. */
public final class KeyBytes {
  private final RowCodec codec = new RowCodec();
  private byte[] bytes = new byte[1 << 8];

  /** Begins a key. */
  public void begin() {
    codec.begin(bytes, 0);
  }

  /** Adds a value to the key, as {@link Values#key} says it. */
  public void add(@Nullable Object value) {
    codec.write(Values.key(value));
    bytes = codec.bytes();
  }

  /** Adds a text, of which only the bytes of ASCII are known. */
  public void addAscii(byte[] from, int start, int end) {
    codec.writeAscii(from, start, end);
    bytes = codec.bytes();
  }

  /** The key, from its first byte on. */
  public byte[] bytes() {
    return bytes;
  }

  /** How many bytes it takes. */
  public int length() {
    return codec.at();
  }

  /** The values of a key. */
  public List<@Nullable Object> values(byte[] key, int from, int to) {
    codec.begin(key, from);
    List<@Nullable Object> values = new ArrayList<>();
    while (codec.at() < to) {
      values.add(codec.read());
    }
    return values;
  }
}
