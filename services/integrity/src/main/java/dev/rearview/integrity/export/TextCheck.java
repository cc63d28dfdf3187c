package dev.rearview.integrity.export;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Tells whether bytes are UTF-8. Not safe for use by several threads at once. */
final class TextCheck {
  private final CharsetDecoder utf8 =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private CharBuffer characters = CharBuffer.allocate(1 << 12);

  boolean isUtf8(byte[] bytes, int from, int to) {
    if (LineBytes.isAscii(bytes, from, to)) {
      return true;
    }
    if (characters.capacity() < to - from) {
      characters = CharBuffer.allocate(Math.max(to - from, 2 * characters.capacity()));
    }
    characters.clear();
    utf8.reset();
    return !utf8.decode(ByteBuffer.wrap(bytes, from, to - from), characters, true).isError();
  }
}
