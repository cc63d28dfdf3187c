package dev.rearview.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rearview.model.Event;
import dev.rearview.proto.EventCodec;
import dev.rearview.proto.Topic;
import dev.rearview.testkit.TestClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/**
 * Promise 2: an id is one entry within its window, however often it comes and whoever lost what.
 */
@QuarkusTest
@QuarkusTestResource(BrokerResource.class)
@TestProfile(OnceOnlyIT.StandingClock.class)
class OnceOnlyIT {
  private static final TestClock CLOCK = TestClock.at("2024-01-15T15:55:00Z");
  private static final String WORLD = "once";
  private static final int IDS = 10_000;
  private static final int BATCH = 1_000;
  private static final int SENDERS = 3;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "quarkus.http.test-port", defaultValue = "8081")
  int port;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** Puts the clock of this test into the service. */
  public static final class StandingClock implements QuarkusTestProfile {
    @Override
    public Set<Class<?>> getEnabledAlternatives() {
      return Set.of(Clocks.class);
    }
  }

  /** Where the service's clock comes from. */
  @Alternative
  @Singleton
  public static final class Clocks {
    @Produces
    @Singleton
    @Alternative
    Clock clock() {
      return CLOCK;
    }
  }

  @Test
  void anIdIsOneEntryWithinItsWindow() throws Exception {
    sendAllThreeTimesAtOnce();
    Map<Integer, Long> first = committed(IDS);
    assertThat(first.values()).containsExactlyInAnyOrderElementsOf(numbers(1, IDS));

    assertThat(numbersNow("m")).isEqualTo(first);
    for (int batch = 0; batch < IDS; batch += BATCH) {
      HttpResponse<String> answer = post(body(batch, "other"), true);
      assertThat(answer.statusCode()).isEqualTo(409);
      assertThat(json(answer).path("events"))
          .hasSize(BATCH)
          .allMatch(item -> item.path("status").asInt() == 409);
    }

    CLOCK.advance(Duration.ofHours(24).minusMinutes(1));
    assertThat(numbersNow("m")).isEqualTo(first);

    CLOCK.advance(Duration.ofMinutes(2));
    Map<Integer, Long> second = numbersNow("m");
    assertThat(second.values()).containsExactlyInAnyOrderElementsOf(numbers(IDS + 1, 2 * IDS));
    assertThat(numbersNow("m")).isEqualTo(second);
    assertThat(committed(2 * IDS)).hasSize(IDS);
  }

  private static List<Long> numbers(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  /** Three senders, each in an order of its own; what the first one is answered nobody reads. */
  private void sendAllThreeTimesAtOnce() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(SENDERS)) {
      List<Future<?>> running = new ArrayList<>();
      for (int sender = 0; sender < SENDERS; sender++) {
        List<Integer> batches =
            new ArrayList<>(IntStream.range(0, IDS / BATCH).map(i -> i * BATCH).boxed().toList());
        Collections.shuffle(batches, new Random(sender));
        boolean deaf = sender == 0;
        running.add(
            threads.submit(() -> {
              for (int batch : batches) {
                if (deaf) {
                  postAndLeave(body(batch, "m"));
                } else {
                  assertThat(post(body(batch, "m"), false).statusCode()).isEqualTo(202);
                }
              }
              return null;
            }));
      }
      for (Future<?> one : running) {
        one.get();
      }
    }
  }

  /** The number of each entry by what it was sent as; the newer one where there are two. */
  private Map<Integer, Long> committed(int count) {
    Map<Integer, Long> numbers = new TreeMap<>();
    List<Event> log = new ArrayList<>();
    TopicReader.until(
        kafka,
        Topic.EVENTS.topicName(),
        value -> {
          Event event = EventCodec.decode(value);
          if (event.world().equals(WORLD)) {
            log.add(event);
            numbers.merge(
                Integer.parseInt(String.valueOf(event.attributes().get("n"))),
                event.globalSeq(),
                Math::max);
          }
        },
        () -> log.size() >= count);
    assertThat(log).hasSize(count);
    return numbers;
  }

  /** What each id gets as its number if it is sent now. */
  private Map<Integer, Long> numbersNow(String message) throws Exception {
    Map<Integer, Long> numbers = new TreeMap<>();
    for (int batch = 0; batch < IDS; batch += BATCH) {
      HttpResponse<String> answer = post(body(batch, message), true);
      assertThat(answer.statusCode()).isEqualTo(202);
      int n = batch;
      for (JsonNode item : json(answer).path("events")) {
        numbers.put(n++, item.path("global_seq").asLong());
      }
    }
    return numbers;
  }

  /** Every second event has an id, the others have a req_id. */
  private static String body(int first, String message) {
    StringBuilder body = new StringBuilder();
    for (int n = first; n < first + BATCH; n++) {
      String identity =
          n % 2 == 0
              ? "\"id\":\"%s\"".formatted(new UUID(0x7000, Long.MIN_VALUE | n))
              : "\"req_id\":\"r%d\"".formatted(n);
      body.append(
          """
          {%s,"world":"%s","component_id":"shop/cart","message":"%s","attributes":{"n":"%d"}}
          """
              .formatted(identity, WORLD, message, n));
    }
    return body.toString();
  }

  private HttpResponse<String> post(String body, boolean wait) throws Exception {
    return http.send(
        HttpRequest.newBuilder(
                URI.create("http://localhost:%d/api/v1/events?wait=%s".formatted(port, wait)))
            .header("Content-Type", "application/x-ndjson")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private void postAndLeave(String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String head =
        "POST /api/v1/events HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\n"
            + "Content-Length: "
            + bytes.length
            + "\r\n\r\n";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        OutputStream out = socket.getOutputStream()) {
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      out.write(bytes);
    }
  }

  private static JsonNode json(HttpResponse<String> answer) throws IOException {
    return new ObjectMapper().readTree(answer.body());
  }
}
