package dev.rearview.ingestion.redaction;

import java.util.List;

/**
 * Which characters of ASCII are in a text: one look at it that spares most of the others.
 *
 * @param low a bit for each of the characters 0 to 63
 * @param high a bit for each of the characters 64 to 127
 */
record Characters(long low, long high) {
  /** Those of the text; others than ASCII are passed over. */
  static Characters of(String text) {
    long low = 0;
    long high = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 64) {
        low |= 1L << c;
      } else if (c < 128) {
        high |= 1L << c;
      }
    }
    return new Characters(low, high);
  }

  /** Whether a character of ASCII is there. */
  boolean has(char c) {
    return ((c < 64 ? low : high) & 1L << c) != 0;
  }

  /** Whether one of the marks is in the text of which these are the characters. */
  boolean mention(String text, List<Mark> marks) {
    for (Mark mark : marks) {
      if (hasAll(mark.characters()) && text.contains(mark.text())) {
        return true;
      }
    }
    return false;
  }

  private boolean hasAll(Characters others) {
    return (low & others.low) == others.low && (high & others.high) == others.high;
  }

  /** A piece of text, all ASCII, that tells what may be there. */
  record Mark(String text, Characters characters) {
    static List<Mark> list(String... texts) {
      return List.of(texts).stream().map(text -> new Mark(text, Characters.of(text))).toList();
    }
  }
}
