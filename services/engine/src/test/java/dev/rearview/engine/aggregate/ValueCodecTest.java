package dev.rearview.engine.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rearview.model.Level;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ValueCodecTest {
  private static byte[] written(@Nullable Object value) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ValueCodec.write(value, new DataOutputStream(out));
    return out.toByteArray();
  }

  private static @Nullable Object read(int... bytes) throws IOException {
    byte[] in = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      in[i] = (byte) bytes[i];
    }
    return ValueCodec.read(new DataInputStream(new ByteArrayInputStream(in)));
  }

  @Test
  void valuesOfEachKindComeBackAsTheyWere() throws IOException {
    for (Object value :
        Arrays.asList(
            null,
            "",
            "täxt",
            5L,
            Long.MIN_VALUE,
            0.5,
            true,
            false,
            Instant.parse("2024-01-15T15:47:23.123456789Z"),
            Duration.ofNanos(5),
            Level.WARN)) {
      byte[] bytes = written(value);
      assertThat(ValueCodec.read(new DataInputStream(new ByteArrayInputStream(bytes))))
          .isEqualTo(value);
    }
  }

  @Test
  void listsTravelAsTheirText() throws IOException {
    byte[] bytes = written(List.of(1L, "a"));
    assertThat(ValueCodec.read(new DataInputStream(new ByteArrayInputStream(bytes))))
        .isEqualTo("[1,\"a\"]");
  }

  @Test
  void bytesThatAreNoValueAreRefused() {
    assertThatThrownBy(() -> read(9)).hasMessage("unknown kind of value 9");
    assertThatThrownBy(() -> read(8, 77)).hasMessage("unknown level 77");
    assertThatThrownBy(() -> read(1, 0xFF, 0, 0, 0)).hasMessageContaining("text of -");
    assertThatThrownBy(() -> read(1, 0x7F, 0, 0, 0)).hasMessageContaining("text of 2130706432");
    assertThatThrownBy(() -> read(1, 0, 0, 0, 9, 'a')).isInstanceOf(EOFException.class);
  }
}
