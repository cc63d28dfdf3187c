package dev.rearview.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.e2e.harness.Answer;
import dev.rearview.e2e.harness.Await;
import dev.rearview.e2e.harness.Deployment;
import dev.rearview.e2e.harness.SeparateDeployment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Seven processes around one broker. */
class SeparateProcessesIT extends Scenarios {
  @TempDir static Path folder;
  private SeparateDeployment separate;

  @Override
  Deployment open() {
    separate = SeparateDeployment.start(folder);
    return separate;
  }

  @Override
  void close() {
    if (separate != null) {
      separate.close();
    }
  }

  @Test
  void aScannerThatIsDownMakesTheAnswerPartialAndLoud() {
    String statement = "SELECT count(*) AS n FROM logs WHERE level >= ERROR";
    separate.process("scanner").stop();

    Answer partial = separate.api().query(statement, Map.of("timeout", "5s"));

    assertThat(partial.status()).isEqualTo(200);
    assertThat(partial.complete()).isFalse();
    assertThat(partial.report().toString()).contains("node-1", "node-2", "node-3");

    separate.startService("scanner").awaitReady();
    Await.answer(
        "answers are complete again",
        Duration.ofSeconds(60),
        () -> separate.api().query(statement),
        Answer::complete);
  }
}
