package dev.rearview.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RearviewTest {
  @ParameterizedTest
  @ValueSource(strings = {"scan", "query", "log", "verify"})
  void eachCommandSaysWhatItDoes(String command) {
    Ran help = Ran.of(command, "--help");
    assertThat(help.code()).isZero();
    assertThat(help.out()).contains("Usage: rearview " + command);
    assertThat(Ran.of("--help").out()).contains(command);
    assertThat(Ran.of("help", command).out()).isEqualTo(help.out());
  }

  @Test
  void knowsItsVersionAndExamples() {
    assertThat(Ran.of("--version").out()).startsWith("rearview ");
    assertThat(Ran.of("examples").out()).contains("ROOT CAUSE OF SESSION 'req-8831';");
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    Ran ran = Ran.of("scna", "x");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("Did you mean").contains("scan");
    assertThat(Ran.of("verify").err()).contains("--from-dump");
  }
}
