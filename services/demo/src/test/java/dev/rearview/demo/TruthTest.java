package dev.rearview.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rearview.model.Event;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The truth of each incident agrees with what was written. */
class TruthTest {
  @TempDir static Path folder;
  private static List<JsonNode> truth = List.of();
  private static final Map<UUID, Event> EVENTS = new HashMap<>();

  @BeforeAll
  static void write() throws IOException {
    Written.write(folder, 3, Duration.ofHours(4), 1_800);
    truth = Written.truth(folder);
    Written.events(folder).forEach(e -> EVENTS.put(e.id(), e));
  }

  @Test
  void everyKindHappensEveryFewMinutes() {
    Set<String> kinds = new HashSet<>();
    truth.forEach(t -> kinds.add(t.path("kind").asText()));
    assertThat(kinds)
        .containsExactlyInAnyOrder("pool_exhausted", "bad_deployment", "memory_leak", "slow_disk");
    assertThat(truth).hasSizeBetween(20, 50);
  }

  @Test
  void theRootEventIsThereAtTheRootAndTheStart() {
    for (JsonNode incident : truth) {
      Event root = EVENTS.get(UUID.fromString(incident.path("root_event_id").asText()));
      assertThat(root).as(incident.toString()).isNotNull();
      assertThat(root.componentId()).isEqualTo(incident.path("root_component").asText());
      assertThat(Instant.ofEpochMilli(root.timestampMs()))
          .isEqualTo(incident.path("start").asText());
    }
  }

  @Test
  void symptomsAreErrorsAfterTheRootAtAffectedComponents() {
    int withSymptoms = 0;
    for (JsonNode incident : truth) {
      Set<String> affected = new HashSet<>();
      incident.path("affected").forEach(a -> affected.add(a.asText()));
      for (JsonNode id : incident.path("symptom_event_ids")) {
        Event symptom = EVENTS.get(UUID.fromString(id.asText()));
        assertThat(symptom).as(incident.toString()).isNotNull();
        assertThat(symptom.errorOccurred()).isTrue();
        assertThat(affected).contains(symptom.componentId());
        assertThat(Instant.ofEpochMilli(symptom.timestampMs()))
            .isAfter(incident.path("start").asText());
      }
      withSymptoms += incident.path("symptom_event_ids").isEmpty() ? 0 : 1;
    }
    assertThat(withSymptoms).isGreaterThan(truth.size() / 2);
  }

  @Test
  void theStorysPoolReachesCheckoutAndGateway() {
    JsonNode story =
        truth.stream()
            .filter(t -> t.path("id").asText().equals("story-pool"))
            .findAny()
            .orElseThrow();
    assertThat(story.path("affected").toString())
        .startsWith("[\"shop/inventory\",")
        .contains("shop/checkout", "shop/api-gateway", "shop/web");
    assertThat(story.path("symptom_event_ids").toString())
        .contains("018d0d8e-7b1e-7c44-9d0e-2f6a1b2c3d4e");
  }
}
