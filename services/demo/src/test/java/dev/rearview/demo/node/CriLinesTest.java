package dev.rearview.demo.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CriLinesTest {
  @Test
  void aLineCarriesTimeStreamAndTag() {
    assertThat(text(CriLines.of(1_705_333_643_123_456_789L, false, "hello")))
        .isEqualTo("2024-01-15T15:47:23.123456789Z stdout F hello\n");
    assertThat(text(CriLines.of(0, true, "")))
        .isEqualTo("1970-01-01T00:00:00.000000000Z stderr F \n");
  }

  @Test
  void aLongLineIsWrittenInParts() {
    String line = "x".repeat(CriLines.MAX_PART) + "y".repeat(CriLines.MAX_PART) + "z";
    String[] parts = text(CriLines.of(0, false, line)).split("\n");

    assertThat(parts).hasSize(3);
    assertThat(parts[0]).startsWith("1970-01-01T00:00:00.000000000Z stdout P xx");
    assertThat(parts[1]).contains(" stdout P yy");
    assertThat(parts[2]).endsWith(" stdout F z");
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
