package dev.rearview.causality.rootcause;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.causality.rootcause.RootCauseFinder.Question;
import dev.rearview.causality.topology.CausalityDriver;
import dev.rearview.model.Event;
import dev.rearview.model.Kind;
import dev.rearview.testkit.TestEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RootCauseTest {
  private static final int SEEDS = 20;
  private static final String WORLD = "default";

  private final CausalityDriver driver = new CausalityDriver();

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void theTrueCauseOfACascadeComesFirstInMostSeededIncidents() {
    int ofEvent = 0;
    int ofRequest = 0;
    int atTime = 0;
    List<String> misses = new ArrayList<>();
    for (long seed = 1; seed <= SEEDS; seed++) {
      SeededIncident incident = new SeededIncident(seed);
      try (CausalityDriver fresh = new CausalityDriver()) {
        incident.arrivals().forEach(fresh::sendNumbered);
        RootCauseFinder finder = new RootCauseFinder(fresh.log());
        var event = new Question.OfEvent(WORLD, incident.symptom().toString(), 3);
        var request = new Question.OfSession(WORLD, incident.symptomRequest(), 3);
        var time = new Question.AtTime(WORLD, incident.symptomMs(), List.of("shop/gateway"), 0, 3);
        ofEvent += hit(finder, event, incident, seed, misses);
        ofRequest += hit(finder, request, incident, seed, misses);
        atTime += hit(finder, time, incident, seed, misses);
      }
    }
    assertThat(List.of(ofEvent, ofRequest, atTime))
        .as("first in so many of %d; misses: %s", SEEDS, misses)
        .allMatch(hits -> hits >= 16);
  }

  private static int hit(
      RootCauseFinder finder,
      Question question,
      SeededIncident incident,
      long seed,
      List<String> misses) {
    List<RootCause> causes = finder.find(question).causes();
    if (!causes.isEmpty() && causes.getFirst().event().id().equals(incident.cause())) {
      return 1;
    }
    misses.add(
        "seed %d %s: %s"
            .formatted(
                seed,
                question.getClass().getSimpleName(),
                causes.stream().map(c -> c.score() + " " + c.reason()).toList()));
    return 0;
  }

  @Test
  void theChainLeadsFromTheCauseToTheSymptomAndEveryLinkSaysWhy() {
    SeededIncident incident = new SeededIncident(7);
    incident.arrivals().forEach(driver::sendNumbered);
    RootCause first =
        new RootCauseFinder(driver.log())
            .find(new Question.OfEvent(WORLD, incident.symptom().toString(), 1))
            .causes()
            .getFirst();
    assertThat(first.chain().getFirst().from().id()).isEqualTo(incident.cause());
    assertThat(first.chain().getLast().to().id()).isEqualTo(incident.symptom());
    UUID at = incident.cause();
    for (RootCause.Link link : first.chain()) {
      assertThat(link.from().id()).isEqualTo(at);
      assertThat(link.edge().reason()).isNotBlank();
      at = link.to().id();
    }
    assertThat(first.reason()).contains("exhausted resource at shop/postgres", "links");
    assertThat(first.score()).isBetween(0.0, 1.0);
  }

  @Test
  void aDeploymentIsTheCauseOfTheErrorsAfterIt() {
    driver.send(at("declares", "shop/web", "15:00:00").dependencyIds(List.of("shop/cart")));
    driver.send(
        at("deploy", "shop/cart", "15:01:00").kind(Kind.DEPLOY).stateDelta("{\"image\":\"2.4\"}"));
    driver.send(error("below", "shop/cart", "15:01:30"));
    driver.send(error("above", "shop/web", "15:01:31"));
    RootCauseFinder.Answer answer =
        new RootCauseFinder(driver.log())
            .find(new Question.OfEvent(WORLD, TestEvents.id("above").toString(), 3));
    assertThat(answer.causes()).extracting(c -> c.event().id()).startsWith(TestEvents.id("deploy"));
    assertThat(answer.causes().getFirst().reason()).contains("deployment at shop/cart");
  }

  @Test
  void anErrorThatNothingExplainsIsSaidToBeTheSymptomItself() {
    driver.send(error("alone", "shop/cart", "15:00:00"));
    RootCauseFinder.Answer answer =
        new RootCauseFinder(driver.log())
            .find(new Question.OfEvent(WORLD, TestEvents.id("alone").toString(), 0));
    assertThat(answer.causes())
        .singleElement()
        .satisfies(c -> {
          assertThat(c.reason()).contains("the symptom itself");
          assertThat(c.chain()).isEmpty();
        });
  }

  @Test
  void whatIsNotKnownIsSaidToBeUnknown() {
    RootCauseFinder finder = new RootCauseFinder(driver.log());
    assertThat(finder.find(new Question.OfSession(WORLD, "nobody", 1)))
        .matches(a -> !a.known() && a.note().contains("nobody"));
    assertThat(finder.find(new Question.AtTime(WORLD, 0, List.of("shop/cart"), 0, 1)).note())
        .contains("no trouble is known at shop/cart");
  }

  private static Event.Builder at(String name, String component, String time) {
    return TestEvents.event(name, component, "2024-01-15T" + time + "Z");
  }

  private static Event.Builder error(String name, String component, String time) {
    return TestEvents.error(name, component, "2024-01-15T" + time + "Z", "null price");
  }
}
