package dev.rearview.console.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;

import dev.rearview.console.live.LiveFeed;
import dev.rearview.console.live.LiveItem;
import dev.rearview.model.Event;
import dev.rearview.proto.EventCodec;
import dev.rearview.proto.EventKeys;
import dev.rearview.proto.Topic;
import dev.rearview.proto.causality.v1.Anomaly;
import dev.rearview.testkit.TestEvents;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The console as a process of its own, beside a real broker. */
@QuarkusTest
@QuarkusTestResource(BrokerResource.class)
@Timeout(60)
class ConsoleIT {
  private static final Pattern SCRIPT = Pattern.compile("src=\"(/static/bundle/[^\"]+\\.js)\"");
  private static final Pattern STYLE = Pattern.compile("href=\"(/static/bundle/[^\"]+\\.css)\"");
  private static final Pattern URL =
      Pattern.compile("(?:https?:|wss?:)?//[\\w.-]+\\.[a-z]{2,}[^\"'`\\s)]*");

  /** Times 8 kB, far above what the sockets and the channel take together. */
  private static final long MORE_THAN_BUFFERS_HOLD = 12_000;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @Inject LiveFeed feed;

  @TestHTTPResource("/")
  URI root;

  @Test
  void thePageComesWithItsBundleAndAPolicyThatAllowsNothingElse() {
    String page =
        given()
            .get("/")
            .then()
            .statusCode(200)
            .header("content-security-policy", containsString("default-src 'none'"))
            .header("content-security-policy", containsString("script-src 'self'"))
            .header("cache-control", equalTo("no-cache"))
            .extract()
            .asString();
    assertThat(page).contains("<rv-console>");
    for (Pattern part : List.of(SCRIPT, STYLE)) {
      given().get(found(part, page)).then().statusCode(200);
    }
    given().get("/static/icon.svg").then().statusCode(200);
  }

  @Test
  void nothingIsLoadedFromElsewhere() {
    String page = given().get("/").asString();
    String all = page;
    for (Pattern part : List.of(SCRIPT, STYLE)) {
      all += given().get(found(part, page)).asString();
    }
    assertThat(all).hasSizeGreaterThan(100_000);
    List<String> urls = new ArrayList<>();
    Matcher matcher = URL.matcher(all);
    while (matcher.find()) {
      urls.add(matcher.group());
    }
    // Names of XML namespaces, and the address of a licence in a comment.
    assertThat(urls)
        .allMatch(url ->
            url.startsWith("http://www.w3.org/")
                || url.startsWith("https://github.com/ecomfe/zrender/blob/master/LICENSE"));
  }

  @Test
  void theClockIsTold() {
    given()
        .get("/api/v1/clock")
        .then()
        .statusCode(200)
        .header("cache-control", containsString("no-store"))
        .body("now_ms", greaterThan(1_600_000_000_000L))
        .body("speed", equalTo(1.0f));
  }

  @Test
  void theServicesOfThisProcessAreWell() {
    given()
        .get("/api/v1/services")
        .then()
        .statusCode(200)
        .body("[0].address", equalTo("here"))
        .body("[0].status", equalTo("UP"))
        .body("[0].services", hasItems("console", "query"))
        .body("[0].checks.name", hasItems("console live stream"));
  }

  @Test
  void aFilterThatMeansNothingIsRefused() {
    given()
        .get("/api/v1/stream?level=loud")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("code", equalTo("bad_filter"))
        .body("detail", containsString("'loud'"));
  }

  @Test
  void theProcessDescribesItself() {
    given().get("/q/openapi").then().statusCode(200).body(containsString("/api/v1/stream"));
    given().get("/q/metrics").then().statusCode(200);
    given().get("/q/health").then().statusCode(200);
  }

  @Test
  void whatHappensArrivesFilteredWhileItHappens() throws Exception {
    awaitTheTopics();
    HttpRequest request =
        HttpRequest.newBuilder(root.resolve("/api/v1/stream?component=cart&level=error"))
            .timeout(Duration.ofSeconds(30))
            .build();
    HttpClient client = HttpClient.newHttpClient();
    try {
      var answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      assertThat(answer.headers().firstValue("content-type").orElse(""))
          .startsWith("text/event-stream");
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
      assertThat(lines.readLine()).as("told at once that the stream is open").startsWith(":");
      produce();
      Map<String, String> told = readThree(lines);
      assertThat(told.get("event:event")).contains("\"message\":\"no connection\"");
      assertThat(told.get("event:anomaly"))
          .contains("\"metric\":\"error_rate\"")
          .contains("\"start_ms\":1705333643000");
      assertThat(told.get("event:alert")).contains("\"severity\":\"critical\"");
    } finally {
      client.shutdownNow();
    }
  }

  /** The data of the next three messages by their names. */
  private static Map<String, String> readThree(BufferedReader lines) throws IOException {
    Map<String, String> told = new HashMap<>();
    String name = "";
    for (int messages = 0; messages < 3; ) {
      String line = lines.readLine();
      assertThat(line).as("the stream goes on").isNotNull();
      if (line.startsWith("event:")) {
        name = line;
      } else if (line.startsWith("data:")) {
        told.put(name, line);
        messages++;
      }
    }
    return told;
  }

  @Test
  void aClientThatDoesNotReadIsToldHowMuchItMissedAndCostsBoundedMemory() throws Exception {
    while (feed.openChannels() != 0) { // those of the tests before
      TimeUnit.MILLISECONDS.sleep(20);
    }
    try (Socket socket = new Socket(root.getHost(), root.getPort())) {
      socket.setSoTimeout(20_000);
      socket
          .getOutputStream()
          .write("GET /api/v1/stream HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      while (feed.openChannels() == 0) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
      String json = "{\"text\":\"" + "x".repeat(8_000) + "\"}";
      LiveItem.Message message =
          new LiveItem.Message(LiveItem.Source.EVENT, "default", "shop/cart", null, null, json);
      for (int i = 0; i < MORE_THAN_BUFFERS_HOLD; i++) {
        feed.publish(message);
      }
      BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      long read = 0;
      long dropped = 0;
      while (read + dropped < MORE_THAN_BUFFERS_HOLD) {
        String line = lines.readLine();
        assertThat(line).as("after %d read and %d dropped", read, dropped).isNotNull();
        if (line.equals("event:gap")) {
          dropped += Long.parseLong(lines.readLine().replaceAll("\\D", ""));
        } else if (line.startsWith("data:")) {
          read++;
        }
      }
      assertThat(dropped).isPositive();
      assertThat(read + dropped).isEqualTo(MORE_THAN_BUFFERS_HOLD);
    }
  }

  private void produce() throws Exception {
    Map<String, Object> settings = Map.of("bootstrap.servers", kafka);
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      send(producer, Topic.EVENTS, event(TestEvents.error("e0", "shop/auth", AT, "not asked for")));
      send(producer, Topic.EVENTS, event(TestEvents.state("e1", "shop/cart", AT, "{}")));
      send(producer, Topic.EVENTS, event(TestEvents.error("e2", "shop/cart", AT, "no connection")));
      Anomaly anomaly =
          Anomaly.newBuilder()
              .setWorld("default")
              .setComponentId("shop/cart")
              .setMetric("error_rate")
              .setStartMs(1_705_333_643_000L)
              .build();
      send(producer, Topic.ANOMALIES, anomaly.toByteArray());
      send(producer, Topic.ALERTS, ALERT.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static final String AT = "2024-01-15T15:47:23Z";
  private static final String ALERT =
      """
      {"specversion":"1.0","id":"a1","source":"rearview","type":"dev.rearview.alert.v1",
       "data":{"world":"default","component_id":"shop/cart","severity":"critical"}}
      """;

  private static byte[] event(Event.Builder event) {
    return EventCodec.encode(event.build());
  }

  private static void send(KafkaProducer<String, byte[]> producer, Topic topic, byte[] value)
      throws Exception {
    String key = EventKeys.component("default", "shop/cart");
    producer.send(new ProducerRecord<>(topic.topicName(), key, value)).get(20, TimeUnit.SECONDS);
  }

  private static void awaitTheTopics() throws InterruptedException {
    while (!given().get("/q/health/ready").asString().contains("\"read\"")) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private static String found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
    return matcher.group(1);
  }
}
