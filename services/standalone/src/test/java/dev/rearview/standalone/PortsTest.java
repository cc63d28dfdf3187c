package dev.rearview.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {
  @Test
  void findsAFreeOneForZero() {
    assertThat(Ports.claim(0)).isPositive();
  }

  @Test
  void refusesOneThatIsInUse() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatExceptionOfType(RefusedException.class)
          .isThrownBy(() -> Ports.claim(other.getLocalPort()))
          .withMessage(
              "port %d is in use; stop what uses it or choose another with --port",
              other.getLocalPort());
    }
  }
}
