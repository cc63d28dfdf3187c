package dev.rearview.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How appends are answered while Kafka is away. */
final class Refusals {
  private static final Duration WITHIN = Duration.ofSeconds(1);

  private final List<String> wrong = new ArrayList<>();
  private final List<Duration> took = new ArrayList<>();

  private Refusals() {}

  /** Appends one event after the other for a time. */
  static Refusals during(URI ingestion, Duration time) throws IOException, InterruptedException {
    Refusals refusals = new Refusals();
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    HttpRequest append =
        HttpRequest.newBuilder(ingestion.resolve("/api/v1/events"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"world\":\"unseen\",\"component_id\":\"shop/a\"}"))
            .build();
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      long start = System.nanoTime();
      HttpResponse<String> answer = http.send(append, BodyHandlers.ofString());
      refusals.took.add(Duration.ofNanos(System.nanoTime() - start));
      refusals.look(answer);
    }
    return refusals;
  }

  private void look(HttpResponse<String> answer) {
    boolean right =
        answer.statusCode() == 503
            && answer.headers().firstValue("Retry-After").isPresent()
            && answer.body().contains("kafka_unavailable");
    if (!right) {
      wrong.add(answer.statusCode() + " " + answer.headers().map() + " " + answer.body());
    }
  }

  /** All were refused as they must, within a second. */
  void check() {
    assertThat(wrong).isEmpty();
    assertThat(took).isNotEmpty().allMatch(time -> time.compareTo(WITHIN) < 0);
  }

  @Override
  public String toString() {
    return "%d refusals, the slowest after %s"
        .formatted(took.size(), took.stream().max(Duration::compareTo).orElse(Duration.ZERO));
  }
}
