package dev.rearview.engine.pattern;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What stands somewhere in the bytes: a sequence of byte classes, such as a literal, one without
 * regard to case, or three digits. It has at least one class, none of them empty and none with a
 * newline in it.
 */
public final class Needle {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final List<ByteClass> classes;
  private final int length;

  /** The bits of all classes, four words each. */
  private final long[] members;

  /** Of eight places a word: the bits in which the bytes of each class agree, and what they are. */
  private final long[] agreeing;

  private final long[] agreed;

  /** Whether every byte that agrees in these bits is in the class. */
  private final boolean plain;

  private final int hash;

  private Needle(List<ByteClass> classes) {
    this.classes = List.copyOf(classes);
    if (classes.isEmpty()) {
      throw new IllegalArgumentException("a needle has at least one byte");
    }
    for (ByteClass c : classes) {
      if (c.size() == 0 || c.contains('\n')) {
        throw new IllegalArgumentException("a needle cannot hold %s".formatted(c));
      }
    }
    length = classes.size();
    members = new long[4 * length];
    agreeing = new long[(length + Long.BYTES - 1) / Long.BYTES];
    agreed = new long[agreeing.length];
    boolean isPlain = true;
    for (int i = 0; i < length; i++) {
      ByteClass c = classes.get(i);
      members[4 * i] = c.bits0();
      members[4 * i + 1] = c.bits64();
      members[4 * i + 2] = c.bits128();
      members[4 * i + 3] = c.bits192();
      int bits = c.agreeing();
      agreeing[i / Long.BYTES] |= (long) bits << i * Long.BYTES;
      agreed[i / Long.BYTES] |= (long) (bits & c.lowest()) << i * Long.BYTES;
      isPlain &= c.size() == 1 << 8 - Integer.bitCount(bits);
    }
    plain = isPlain;
    hash = Arrays.hashCode(members);
  }

  /**
   * Whether a text contains this literal if and only if the bytes that it was decoded from contain
   * the literal's: it is not empty and has no newline, no U+FFFD (which broken bytes become) and no
   * half of a surrogate pair.
   */
  public static boolean canBe(String literal) {
    return !literal.isEmpty()
        && literal
            .codePoints()
            .noneMatch(c -> c == '\n' || c == 0xFFFD || c >= 0xD800 && c <= 0xDFFF);
  }

  /**
   * The UTF-8 bytes of a literal.
   *
   * @throws IllegalArgumentException where it {@linkplain #canBe(String) cannot be} a needle
   */
  public static Needle of(String literal) {
    return new Needle(bytes(literal).mapToObj(ByteClass::of).toList());
  }

  /**
   * As {@link #of(String)}, ASCII letters in either case; other letters only as they are. (A
   * pattern with {@code (?i)} also takes the long s and the Kelvin sign; {@link Regex#requirement}
   * knows.)
   */
  public static Needle ignoringCase(String literal) {
    return new Needle(bytes(literal).mapToObj(ByteClass::ignoringCase).toList());
  }

  /**
   * A sequence of classes.
   *
   * @throws IllegalArgumentException where there is none, one is empty, or one has a newline
   */
  public static Needle of(List<ByteClass> classes) {
    return new Needle(classes);
  }

  private static IntStream bytes(String literal) {
    if (!canBe(literal)) {
      throw new IllegalArgumentException("not a needle: '%s'".formatted(literal));
    }
    byte[] bytes = literal.getBytes(StandardCharsets.UTF_8);
    return IntStream.range(0, bytes.length).map(i -> bytes[i] & 0xFF);
  }

  /** How many bytes long, at least 1. */
  public int length() {
    return length;
  }

  /** The class at a place, 0 to length - 1. */
  public ByteClass at(int place) {
    return classes.get(place);
  }

  /** Whether it stands at this place; as many bytes as it has must be there. */
  boolean isAt(byte[] bytes, int place) {
    int words = agreeing.length;
    if (place > bytes.length - words * Long.BYTES) {
      return isMember(bytes, place);
    }
    for (int i = 0; i < words; i++) {
      long word = (long) LONGS.get(bytes, place + i * Long.BYTES);
      if (((word & agreeing[i]) != agreed[i])) {
        return false;
      }
    }
    return plain || isMember(bytes, place);
  }

  private boolean isMember(byte[] bytes, int place) {
    for (int i = 0; i < length; i++) {
      int b = bytes[place + i] & 0xFF;
      if ((members[4 * i + (b >> 6)] >> b & 1) == 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether it stands somewhere in the bytes from {@code from} up to {@code to}. */
  public boolean isIn(byte[] bytes, int from, int to) {
    for (int i = from; i <= to - length; i++) {
      if (isAt(bytes, i)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Needle n && Arrays.equals(n.members, members);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return classes.stream().map(ByteClass::toString).collect(Collectors.joining());
  }
}
