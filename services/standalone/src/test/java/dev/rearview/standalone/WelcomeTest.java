package dev.rearview.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class WelcomeTest {
  @Test
  void saysWhereEverythingIsAndWhatToTry() {
    String text =
        new Welcome(8080, List.of("SHOW NODES", "VERIFY LOG 'default'"), 0, Path.of("/data"))
            .text(true, 9.25);

    assertThat(text)
        .contains(
            "Ready after 9.3 s.",
            "Console  http://localhost:8080/\n",
            "Try      ./rearview query \"SHOW NODES\"\n",
            "         ./rearview query \"VERIFY LOG 'default'\"\n",
            "Log      /data/rearview.log\n",
            "Stop     Ctrl-C");
  }

  @Test
  void namesTheServerWhereItIsNotTheUsualOne() {
    assertThat(new Welcome(9999, List.of("SHOW NODES"), 0, Path.of("/data")).text(false, 60))
        .contains("Not everything is ready after 60.0 s; see http://localhost:9999/q/health")
        .contains("./rearview query \"SHOW NODES\" --server http://localhost:9999\n");
  }
}
