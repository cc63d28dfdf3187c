package dev.rearview.prediction.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class ForecasterTest {
  private static final int SEEDS = 150;
  private static final int HORIZON = 15;
  private static final int HISTORY = 240;

  @Test
  void eightyPercentIntervalsHoldAboutAsOftenAsTheySay() {
    List<String> told = new ArrayList<>();
    for (String kind : List.of("noise", "autoregressive", "walk", "trend", "season")) {
      int held = 0;
      double claimed = 0;
      for (int seed = 0; seed < SEEDS; seed++) {
        double[] all = series(kind, seed, HISTORY + HORIZON);
        var forecast = Forecaster.forecast(java.util.Arrays.copyOf(all, HISTORY), 1, HORIZON);
        claimed += forecast.coverage() / SEEDS;
        for (int i = 0; i < HORIZON; i++) {
          Forecaster.Step step = forecast.steps().get(i);
          held += all[HISTORY + i] >= step.low() && all[HISTORY + i] <= step.high() ? 1 : 0;
        }
      }
      double coverage = (double) held / (SEEDS * HORIZON);
      told.add("%s %.2f (claimed %.2f)".formatted(kind, coverage, claimed));
      assertThat(coverage).as(told.toString()).isBetween(0.70, 0.90);
      assertThat(claimed).as(told.toString()).isBetween(coverage - 0.12, coverage + 0.12);
    }
  }

  @Test
  void aSeasonIsSeen() {
    double[] history = series("season", 1, 240);
    var forecast = Forecaster.forecast(history, 1, 60);
    double[] next = series("season", 1, 300);
    double off = 0;
    for (int i = 0; i < 60; i++) {
      off += Math.abs(forecast.steps().get(i).value() - next[240 + i]) / 60;
    }
    assertThat(off).isLessThan(4);
  }

  @Test
  void aTrendGoesOn() {
    double[] history = new double[60];
    for (int i = 0; i < 60; i++) {
      history[i] = 2 * i;
    }
    assertThat(Forecaster.forecast(history, 1, 5).steps().getLast().value())
        .isBetween(122.0, 130.0);
  }

  @Test
  void aConstantStaysWhatItIs() {
    double[] history = new double[40];
    java.util.Arrays.fill(history, 7);
    var forecast = Forecaster.forecast(history, 1, 3);
    assertThat(forecast.steps()).allMatch(s -> s.value() == 7 && s.low() == 7 && s.high() == 7);
    assertThat(forecast.coverage()).isEqualTo(1);
  }

  @Test
  void tooShortAPastIsRefused() {
    assertThatThrownBy(() -> Forecaster.forecast(new double[29], 1, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("29");
  }

  private static double[] series(String kind, long seed, int length) {
    Random random = new Random(seed * 31 + kind.hashCode());
    double[] state = {0};
    IntFunction<Double> next =
        switch (kind) {
          case "noise" -> i -> 50 + 5 * random.nextGaussian();
          case "autoregressive" ->
              i -> 50 + (state[0] = 0.7 * state[0] + 3 * random.nextGaussian());
          case "walk" -> i -> 500 + (state[0] += random.nextGaussian());
          case "trend" -> i -> 20 + 0.3 * i + 4 * random.nextGaussian();
          default -> i -> 50 + 20 * Math.sin(i * Math.PI / 30) + 2 * random.nextGaussian();
        };
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      values[i] = next.apply(i);
    }
    return values;
  }
}
