package dev.rearview.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The form in a JVM reads Kafka. */
class VerifyTopicsIT {
  @Test
  void aBrokerThatDoesNotAnswerIsNoWholeLog() {
    Ran ran = Ran.of("verify", "--bootstrap-servers", "localhost:1");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("rearview.checkpoints cannot be read");
    assertThat(Ran.of("verify", "--bootstrap-servers", "localhost:1", "--from-dump", "x").code())
        .isEqualTo(2);
  }
}
