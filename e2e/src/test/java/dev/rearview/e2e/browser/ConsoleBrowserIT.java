package dev.rearview.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.e2e.harness.Await;
import dev.rearview.e2e.harness.CaughtUp;
import dev.rearview.e2e.harness.Project;
import dev.rearview.e2e.harness.SharedDemo;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Finds an error, goes back to before it, watches the state, traces the cause, asks, simulates. */
@EnabledIf(
    value = "dev.rearview.e2e.browser.Chromium#isInstalled",
    disabledReason = "no Chromium is installed: apt-get install chromium")
class ConsoleBrowserIT {
  private static final String AT_THE_ERROR = "#at=2024-01-15T15:47:23.500Z";

  private static Chromium chromium;
  private static URI server;

  @BeforeAll
  static void start() {
    chromium = Chromium.start();
    server = SharedDemo.get().api().base();
    CaughtUp.await(SharedDemo.get());
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @Test
  void theStreamShowsWhatHappensNow() {
    try (ConsolePage page = chromium.open(server, "")) {
      assertThat(page.count("stream-row")).isPositive();
      assertThat(page.first("stream-status").innerText()).isEqualTo("connected");
      assertThat(page.first("time-mode").innerText()).contains("now");
    }
  }

  @Test
  void theStateGoesWithTheShownTimeAndTheAddressReproducesIt() {
    URI address;
    try (ConsolePage page = chromium.open(server, AT_THE_ERROR)) {
      assertThat(page.shownTime()).startsWith("2024-01-15 15:47:23.5");
      assertThat(page.stateOf("shop/checkout").innerText()).contains("newest event");
      page.screenshot(Project.root().resolve("e2e/target/console.png"));
      page.pressOnSlider("ArrowLeft");
      Await.until(
          "the slider moved by its step of ten seconds",
          Duration.ofSeconds(10),
          () -> page.shownTime().startsWith("2024-01-15 15:47:13.5"));
      address = page.address();
    }
    try (ConsolePage page = chromium.open(address, "#" + address.getRawFragment())) {
      page.stateOf("shop/checkout");
      assertThat(page.shownTime()).startsWith("2024-01-15 15:47:13.5");
    }
  }

  @Test
  void theCauseOfAnErrorIsShownWithWhyItIsBelieved() {
    String hash = AT_THE_ERROR + "&tab=causes&event=" + CaughtUp.VISIBLE_ERROR;
    try (ConsolePage page = chromium.open(server, hash)) {
      assertThat(page.first("root-cause").innerText()).contains("Root cause");
      assertThat(page.count("cause-link")).isPositive();
      String nodes = page.first("graph-nodes").getAttribute("data-count");
      assertThat(Integer.parseInt(nodes)).isGreaterThan(1);
    }
  }

  @Test
  void aStatementRunsWithAVisibleRangeAndSaysHowCompleteItsAnswerIs() {
    try (ConsolePage page = chromium.open(server, "")) {
      page.run("SELECT ts, service, message FROM logs WHERE level >= ERROR LIMIT 20");
      assertThat(page.count("result-row")).isBetween(1, 20);
      assertThat(page.statement()).endsWith("IN LAST 1 hour");
      assertThat(page.first("report").getAttribute("data-complete")).isEqualTo("true");
    }
  }

  @Test
  void aWrongStatementIsMarkedWhereItIsWrong() {
    try (ConsolePage page = chromium.open(server, "")) {
      page.run("SELECT service FROM logs WHER level >= ERROR SINCE 5m");
      assertThat(page.first("query-problem").innerText()).contains("WHER");
      assertThat(page.first("query-problem-place").innerText()).contains("Line 1, column 26");
      assertThat(page.marked()).containsExactly("WHER");
    }
  }

  @Test
  void aSessionIsSimulatedAndSteppedThrough() {
    try (ConsolePage page = chromium.open(server, "#tab=sessions")) {
      page.part("session-search").fill("s-42");
      page.first("session-row").locator("button").click();
      page.part("simulate").click();
      page.first("frame-state");
      Await.until(
          "the simulation ended", Duration.ofSeconds(30), () -> page.part("simulate").isEnabled());
      String begun = page.shownTime();
      page.part("frame-forward").click();
      assertThat(page.first("frame").getAttribute("data-index")).isEqualTo("1");
      assertThat(page.shownTime()).isGreaterThanOrEqualTo(begun);
    }
  }

  @Test
  void everythingIsWellAndNothingCameFromElsewhere() {
    try (ConsolePage page = chromium.open(server, "#tab=health")) {
      assertThat(page.first("service").getAttribute("data-status")).isEqualTo("UP");
      assertThat(page.count("node-row")).isEqualTo(3);
      page.openTab("query");
      page.openTab("state");
      page.first("state-cards");
      assertThat(page.foreignRequests()).isEmpty();
      assertThat(page.errors()).isEmpty();
    }
  }
}
