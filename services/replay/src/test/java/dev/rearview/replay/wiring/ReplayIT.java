package dev.rearview.replay.wiring;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import dev.rearview.integrity.HashChain;
import dev.rearview.model.Event;
import dev.rearview.model.EventJson;
import dev.rearview.proto.EventCodec;
import dev.rearview.proto.EventKeys;
import dev.rearview.proto.Topic;
import dev.rearview.proto.change.v1.Change;
import dev.rearview.proto.replay.v1.ComponentsRequest;
import dev.rearview.proto.replay.v1.DependenciesRequest;
import dev.rearview.proto.replay.v1.EventRequest;
import dev.rearview.proto.replay.v1.Frame;
import dev.rearview.proto.replay.v1.LogStatsRequest;
import dev.rearview.proto.replay.v1.ReplayGrpc;
import dev.rearview.proto.replay.v1.SessionsRequest;
import dev.rearview.proto.replay.v1.SimulateRequest;
import dev.rearview.proto.replay.v1.State;
import dev.rearview.proto.replay.v1.StateRequest;
import dev.rearview.proto.replay.v1.ValidateRequest;
import dev.rearview.proto.replay.v1.Verification;
import dev.rearview.proto.replay.v1.VerifyRequest;
import dev.rearview.proto.scan.v1.NodeReport;
import dev.rearview.proto.scan.v1.ScanReply;
import dev.rearview.proto.scan.v1.ScanRequest;
import dev.rearview.replay.ReplayService;
import dev.rearview.replay.change.LocalChanges;
import dev.rearview.replay.log.Holdings;
import dev.rearview.replay.log.Keys;
import dev.rearview.replay.log.LocalDirectory;
import dev.rearview.replay.log.LocalEvents;
import dev.rearview.replay.log.Shard;
import dev.rearview.replay.session.SimulationRequest;
import dev.rearview.replay.state.StateQuestion;
import dev.rearview.replay.topology.CodecBytes;
import dev.rearview.replay.topology.Peers;
import dev.rearview.streams.Location;
import dev.rearview.testkit.TopicReader;
import dev.rearview.timeql.plan.Fragment;
import dev.rearview.timeql.plan.Plan;
import dev.rearview.timeql.plan.Planner;
import dev.rearview.timeql.syntax.Syntax;
import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The whole service on a real broker: sequenced events in, every question answered. */
@QuarkusTest
@QuarkusTestResource(BrokerResource.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReplayIT {
  private static final long T0 = 1_705_333_200_000L; // 2024-01-15T15:40:00Z
  private static List<Event> log = List.of();

  @Inject ReplayLifecycle lifecycle;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrapServers;

  @ConfigProperty(name = "rearview.replay.state-dir")
  Path stateDir;

  private ManagedChannel channel;
  private ReplayGrpc.ReplayBlockingStub replay;

  @BeforeEach
  void connect() throws Exception {
    channel =
        ManagedChannelBuilder.forAddress("localhost", RestAssured.port).usePlaintext().build();
    replay = ReplayGrpc.newBlockingStub(channel).withDeadlineAfter(60, TimeUnit.SECONDS);
    if (log.isEmpty()) {
      log = story();
      send(log);
    }
    awaitAll();
  }

  @AfterEach
  void disconnect() {
    channel.shutdownNow();
  }

  /** A shop's ten minutes, numbered and chained. */
  private static List<Event> story() {
    List<Event.Builder> plain =
        List.of(
            event("shop/cart", 0)
                .stateDelta("{\"replicas\":1,\"image\":\"cart:1\"}")
                .dependencyIds(List.of("shop/postgres")),
            event("shop/checkout", 1_000)
                .stateDelta("{\"open\":0}")
                .dependencyIds(List.of("shop/cart", "shop/payment"))
                .attribute("service", "checkout"),
            event("shop/payment", 2_000).dependencyIds(List.of("shop/checkout")),
            event("shop/checkout", 60_000)
                .sessionId("s-42")
                .traceId("t-1")
                .spanId("a")
                .message("pay")
                .stateDelta("{\"open\":1}")
                .metric("cpu", 81),
            event("shop/cart", 60_200)
                .sessionId("s-42")
                .traceId("t-1")
                .spanId("b")
                .parentSpanId("a")
                .message("read"),
            event("shop/cart", 90_000).stateDelta("{\"replicas\":3}").message("scaled"),
            event("shop/checkout", 120_000)
                .sessionId("s-42")
                .logLevel(dev.rearview.model.Level.ERROR)
                .message("timeout")
                .reqId("req-1")
                .sourceId("till"));
    List<Event> chained = new ArrayList<>();
    String prev = HashChain.GENESIS;
    for (int i = 0; i < plain.size(); i++) {
      Event next = HashChain.append(plain.get(i).id(new UUID(0x42L, i + 1)).build(), i + 1, prev);
      prev = next.hash();
      chained.add(next);
    }
    return chained;
  }

  private static Event.Builder event(String component, long afterMs) {
    return Event.builder()
        .componentId(component)
        .timestampMs(T0 + afterMs)
        .observedMs(T0 + afterMs + 10);
  }

  private void send(List<Event> events) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", bootstrapServers),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (Event event : events) {
        producer
            .send(
                new ProducerRecord<>(
                    Topic.EVENTS.topicName(),
                    EventKeys.component(event.world(), event.componentId()),
                    EventCodec.encode(event)))
            .get();
      }
    }
  }

  /** Until the stores answer and have everything; bounded by the number of tries. */
  private void awaitAll() throws InterruptedException {
    for (int attempt = 0; attempt < 600; attempt++) {
      try {
        if (replay.getLogStats(LogStatsRequest.getDefaultInstance()).getEvents() >= log.size()) {
          return;
        }
      } catch (StatusRuntimeException e) {
        assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
      }
      Thread.sleep(100);
    }
    throw new AssertionError("the stores never had all events");
  }

  private State stateOfCart(long atMs) {
    return replay.getState(
        StateRequest.newBuilder()
            .setComponentId("deployment/shop/cart")
            .setToMs(atMs)
            .setMinSeq(log.size())
            .build());
  }

  @Test
  @Order(1)
  void statesOverGrpcAndHttp() {
    State state = stateOfCart(T0 + 89_999);
    assertThat(state.getComponentId()).isEqualTo("shop/cart");
    assertThat(state.getState()).isEqualTo("{\"image\":\"cart:1\",\"replicas\":1}");
    assertThat(state.getProvenance().getNewest().getGlobalSeq()).isEqualTo(5);
    assertThat(stateOfCart(T0 + 90_000).getState())
        .isEqualTo("{\"image\":\"cart:1\",\"replicas\":3}");

    given()
        .get("/api/v1/components/shop/cart/state?at=2024-01-15T15:41:30Z&steps=true")
        .then()
        .statusCode(200)
        .body("component_id", equalTo("shop/cart"))
        .body("state.replicas", equalTo(3))
        .body("provenance.events_used", equalTo(2))
        .body("provenance.newest.global_seq", equalTo(6))
        .body("steps[1].delta.replicas", equalTo(3))
        .body("coverage.observed", equalTo(true));
    given()
        .get("/api/v1/components/shop/cart/state?from=" + (T0 + 1) + "&to=" + (T0 + 90_000))
        .then()
        .body("state", equalTo(Map.of("replicas", 3)));
    given()
        .get("/api/v1/components/shop/cart/diff?from=" + T0 + "&to=" + (T0 + 90_000))
        .then()
        .body("changes", hasSize(1))
        .body("changes[0].path", equalTo("/replicas"))
        .body("changes[0].before", equalTo(1))
        .body("changes[0].after", equalTo(3));
    given()
        .urlEncodingEnabled(false)
        .get("/api/v1/components/shop%2Fcart/state?at=" + T0)
        .then()
        .statusCode(200)
        .body("component_id", equalTo("shop/cart"));
    given()
        .get("/api/v1/components/shop/cart/state?at=yesterday")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("code", equalTo("bad_time"));
    given()
        .get("/api/v1/components/shop/cart/state?world=NO")
        .then()
        .statusCode(400)
        .body("code", equalTo("bad_world"));
    given()
        .get("/api/v1/components/shop/cart/state?world=elsewhere")
        .then()
        .body("coverage.observed", equalTo(false));
  }

  @Test
  @Order(2)
  void componentsDependenciesAndCycles() {
    given()
        .get("/api/v1/components?at=" + (T0 + 1_500) + "&limit=1")
        .then()
        .body("components.component_id", contains("shop/cart"))
        .body("next_cursor", notNullValue());
    assertThat(replay.listComponents(ComponentsRequest.getDefaultInstance()).getComponentsList())
        .extracting(c -> c.getComponentId() + " " + c.getService() + " " + c.getErrors())
        .containsExactly("shop/cart cart 0", "shop/checkout checkout 1", "shop/payment payment 0");
    given()
        .get("/api/v1/components/shop/checkout/dependencies?transitive=true")
        .then()
        .body("dependencies.to", hasItem("shop/postgres"));
    assertThat(
            replay
                .resolveDependencies(
                    DependenciesRequest.newBuilder()
                        .setComponentId("shop/checkout")
                        .setAtMs(T0 + 999)
                        .build())
                .getDependenciesList())
        .isEmpty();
    given()
        .contentType("application/json")
        .body("{}")
        .post("/api/v1/dependencies/validate")
        .then()
        .statusCode(200)
        .body("valid", equalTo(false))
        .body("cycles[0].path", contains("shop/checkout", "shop/payment", "shop/checkout"))
        .body("missing[0].to", equalTo("shop/postgres"));
    assertThat(
            replay
                .validateDependencies(ValidateRequest.newBuilder().setAtMs(T0 + 1_000).build())
                .getCyclesList())
        .isEmpty();
  }

  @Test
  @Order(3)
  void sessionsAndTheirSimulation() {
    given()
        .get("/api/v1/sessions")
        .then()
        .body("sessions.session_id", contains("s-42"))
        .body("sessions[0].component_ids", contains("shop/checkout", "shop/cart"))
        .body("sessions[0].errors", equalTo(1));
    given()
        .get("/api/v1/sessions/nope")
        .then()
        .statusCode(404)
        .body("code", equalTo("unknown_session"));
    assertThat(
            replay
                .listSessions(SessionsRequest.newBuilder().setSessionId("t-1").build())
                .getSessions(0)
                .getEvents())
        .isEqualTo(2);

    List<Frame> frames = new ArrayList<>();
    replay
        .simulate(SimulateRequest.newBuilder().setSessionId("s-42").setStepMs(1_000).build())
        .forEachRemaining(frames::add);
    assertThat(frames).hasSize(61);
    assertThat(frames.get(1).getMessagesList())
        .extracting(m -> m.getFrom() + ">" + m.getTo() + " " + m.getBasis())
        .containsExactly("shop/checkout>shop/cart recorded");
    assertThat(frames.get(30).getStatesList())
        .anySatisfy(s -> assertThat(s.getChangedList()).containsExactly("/replicas"));

    String lines =
        given()
            .contentType("application/json")
            .body(
                """
                {"from": "2024-01-15T15:41:00Z", "step_ms": 30000, "overrides":
                  [{"component_id": "shop/cart", "patch": {"image": "cart:2"}}]}
                """)
            .post("/api/v1/sessions/s-42/simulate")
            .then()
            .statusCode(200)
            .contentType("application/x-ndjson")
            .extract()
            .asString();
    assertThat(lines.lines()).hasSize(3).allMatch(line -> line.contains("\"image\":\"cart:2\""));
    given()
        .contentType("application/json")
        .body("{\"stepms\": 1}")
        .post("/api/v1/sessions/s-42/simulate")
        .then()
        .statusCode(400)
        .body("code", equalTo("bad_body"))
        .body("detail", containsString("stepms"));
    String rules =
        """
        rules:
          - name: r
            component: shop/cart
            on: message from shop/checkout
            set: {seen: "message.from"}
        """;
    List<Frame> backward = new ArrayList<>();
    replay
        .simulate(
            SimulateRequest.newBuilder()
                .setSessionId("s-42")
                .setStepMs(1_000)
                .setRules(rules)
                .setBackward(true)
                .setSeekMs(frames.get(5).getAtMs())
                .build())
        .forEachRemaining(backward::add);
    assertThat(backward).extracting(Frame::getIndex).containsExactly(5, 4, 3, 2, 1, 0);
    assertThat(backward.getFirst().getFirstDeparture())
        .satisfies(d -> {
          assertThat(d.getComponentId()).isEqualTo("shop/cart");
          assertThat(d.getPath()).isEqualTo("/seen");
          assertThat(d.getSimulated()).isEqualTo("\"shop/checkout\"");
          assertThat(d.hasRecorded()).isFalse();
        });
    String departed =
        given()
            .contentType("application/json")
            .body(Map.of("step_ms", 1_000, "first_frame", 1, "max_frames", 1, "rules", rules))
            .post("/api/v1/sessions/s-42/simulate")
            .asString();
    assertThat(departed)
        .contains("\"kind\":\"differs\"", "\"simulated\":\"shop/checkout\"", "first_departure");
    given()
        .contentType("application/json")
        .body(Map.of("rules", rules.replace("message.from", "mesage.from")))
        .post("/api/v1/sessions/s-42/simulate")
        .then()
        .statusCode(400)
        .body("code", equalTo("bad_rules"))
        .body("detail", containsString("request, line 5, column 18: rule 'r', set seen"));
    assertThatThrownBy(() ->
            replay.simulate(SimulateRequest.newBuilder().setSessionId("nope").build()).hasNext())
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND));
  }

  @Test
  @Order(4)
  void theLogAsItIs() {
    String all = given().get("/api/v1/log/entries").then().statusCode(200).extract().asString();
    assertThat(all.lines()).containsExactlyElementsOf(log.stream().map(EventJson::write).toList());
    given()
        .accept("application/json")
        .get("/api/v1/log/entries?from_seq=2&limit=2&time=observed")
        .then()
        .header("X-Next-Cursor", equalTo("4"))
        .header("Link", containsString("from_seq=4"))
        .body("events.global_seq", contains(2, 3))
        .body("next_cursor", equalTo("4"));
    for (String filter :
        List.of("req_id=req-1", "source=till", "session=s-42&from=" + (T0 + 100_000))) {
      assertThat(given().get("/api/v1/log/entries?" + filter).asString().strip())
          .isEqualTo(EventJson.write(log.get(6)));
    }
    assertThat(given().get("/api/v1/log/entries?component=shop/payment").asString().lines())
        .hasSize(1);
    assertThat(
            given()
                .get("/api/v1/log/entries?from=" + (T0 + 60_000) + "&to=" + (T0 + 90_000))
                .asString()
                .lines())
        .hasSize(3);
    given()
        .get("/api/v1/log/stats")
        .then()
        .body("events", equalTo(7))
        .body("last_seq", equalTo(7))
        .body("components", equalTo(3))
        .body("sessions", equalTo(1))
        .body("by_kind.error", equalTo(1))
        .body("head_hash", equalTo(log.getLast().hash()));
    given()
        .get("/api/v1/events/" + log.get(3).id())
        .then()
        .body("metrics.cpu", equalTo(81.0f))
        .body("global_seq", equalTo(4));
    given().get("/api/v1/events/" + new UUID(9, 9)).then().statusCode(404);
    assertThat(
            EventCodec.fromProto(
                    replay.getEvent(
                        EventRequest.newBuilder().setId(log.get(3).id().toString()).build()))
                .build())
        .isEqualTo(log.get(3));
    given().get("/q/health").then().statusCode(200);
    assertThat(given().get("/q/metrics").asString()).contains("rearview_replay_lag_records");
    assertThat(given().get("/q/openapi").asString()).contains("/api/v1/log/verify");
  }

  @Test
  @Order(5)
  void changesAreFoundAndPublished() throws Exception {
    List<Change> changes = new ArrayList<>();
    for (var record :
        TopicReader.readUntil(
            bootstrapServers, Topic.CHANGES, Duration.ofSeconds(30), r -> r.size() >= 2)) {
      changes.add(Change.parseFrom(record.value()));
    }
    assertThat(changes)
        .extracting(c -> c.getOrigin() + " " + c.getPatch() + " " + c.getBefore())
        .contains(
            "rollout {\"image\":\"cart:1\",\"replicas\":1} {\"image\":null,\"replicas\":null}",
            "scaling {\"replicas\":3} {\"replicas\":1}");
  }

  /** As another instance would see this one's partitions. */
  @Test
  @Order(5)
  void partitionsReadOverGrpcGiveTheSameAnswers() {
    try (Peers peers = new Peers()) {
      Location.There here = new Location.There("localhost", RestAssured.port);
      List<Shard> remote = IntStream.range(0, 4).mapToObj(p -> peers.shard(here, p)).toList();
      Holdings holdings =
          new Holdings() {
            @Override
            public List<Shard> shards() {
              return remote;
            }

            @Override
            public Shard shardOf(String world, String component) {
              return remote.stream()
                  .filter(s -> s.index().get(Keys.component(world, component)) != null)
                  .findFirst()
                  .orElse(remote.getFirst());
            }
          };
      CodecBytes bytes = new CodecBytes();
      ReplayService elsewhere =
          new ReplayService(
              holdings,
              new LocalDirectory(holdings),
              new LocalEvents(holdings, bytes),
              new LocalChanges(holdings),
              bytes,
              () -> 0,
              Duration.ofSeconds(1),
              Map.of());
      StateQuestion question = StateQuestion.at("default", "shop/cart", T0 + 100_000);
      assertThat(elsewhere.state(question, log.size()))
          .isEqualTo(lifecycle.service().state(question, log.size()));
      SimulationRequest simulation =
          new SimulationRequest(
              "default", "s-42", null, null, 10_000, List.of(), null, SimulationRequest.View.all());
      assertThat(frames(elsewhere, simulation)).isEqualTo(frames(lifecycle.service(), simulation));
      assertThat(elsewhere.stats("default").totals())
          .isEqualTo(lifecycle.service().stats("default").totals());
    }
  }

  private static List<dev.rearview.replay.session.Frame> frames(
      ReplayService service, SimulationRequest request) {
    List<dev.rearview.replay.session.Frame> frames = new ArrayList<>();
    service.simulation().run(request).forEachRemaining(frames::add);
    return frames;
  }

  @Test
  @Order(5)
  void eventsAndChangesAreSourcesOfTimeQl() {
    List<ScanReply> replies = scan("SELECT message FROM events WHERE cpu > 80 LIMIT 5");
    assertThat(replies.getFirst().getHeader().getColumnsCount()).isPositive();
    assertThat(replies.get(1).getRows().getRowsList())
        .singleElement()
        .satisfies(row ->
            assertThat(row.getValuesList())
                .anySatisfy(value -> assertThat(value.getText()).isEqualTo("pay")));
    NodeReport report = replies.getLast().getReport();
    assertThat(report.getComplete()).isTrue();
    assertThat(report.getMatches()).isEqualTo(1);
    assertThat(report.getNode()).isEqualTo("replay");

    assertThat(
            scan("SELECT kind, count(*) FROM events GROUP BY kind")
                .get(1)
                .getPartials()
                .getGroupsCount())
        .isEqualTo(3);
    assertThat(scan("SELECT origin FROM changes").get(1).getRows().getRowsCount()).isEqualTo(2);
    assertThatThrownBy(() -> scan("SELECT message FROM logs"))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT));
  }

  private List<ScanReply> scan(String statement) {
    Plan plan =
        Planner.plan(
            Syntax.statement(statement), dev.rearview.timeql.plan.Request.at(T0 + 900_000));
    Fragment fragment = ((Plan.Scanned) plan).fragments().getFirst();
    List<ScanReply> replies = new ArrayList<>();
    replay
        .scan(
            ScanRequest.newBuilder()
                .setFragment(fragment.text())
                .setNowMs(fragment.nowMs())
                .setMinSeq(log.size())
                .setDeadlineMs(30_000)
                .build())
        .forEachRemaining(replies::add);
    return replies;
  }

  @Test
  @Order(5)
  void aFollowerSeesWhatComesAndCanGo() throws Exception {
    Plan plan =
        Planner.plan(
            Syntax.statement("SELECT message FROM events WHERE world = 'followed' FOLLOW"),
            dev.rearview.timeql.plan.Request.at(T0));
    Context.CancellableContext call = Context.current().withCancellation();
    Context before = call.attach();
    try {
      var replies =
          replay.scan(
              ScanRequest.newBuilder()
                  .setWorld("followed")
                  .setFragment(((Plan.Scanned) plan).fragments().getFirst().text())
                  .setNowMs(T0)
                  .setFollow(true)
                  .build());
      assertThat(replies.next().hasHeader()).isTrue();
      send(
          List.of(
              HashChain.append(
                  event("shop/cart", 5)
                      .world("followed")
                      .id(new UUID(7, 7))
                      .message("seen at once")
                      .build(),
                  1,
                  HashChain.GENESIS)));
      assertThat(replies.next().getRows().getRows(0).getValuesList())
          .anySatisfy(value -> assertThat(value.getText()).isEqualTo("seen at once"));
    } finally {
      call.detach(before);
      call.cancel(null);
    }
    for (int attempt = 0; attempt < 300; attempt++) {
      if (given().get("/q/metrics").asString().contains("rearview_replay_open_streams 0.0")) {
        return;
      }
      Thread.sleep(100);
    }
    throw new AssertionError("the follower was never told that its client had gone");
  }

  @Test
  @Order(6)
  void aDeletedStateIsRebuilt() throws Exception {
    String before = answers();
    lifecycle.stop(new ShutdownEvent());
    try (Stream<Path> files = Files.walk(stateDir)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    lifecycle.start(new StartupEvent());
    awaitAll();
    assertThat(answers()).isEqualTo(before);
  }

  private String answers() {
    return stateOfCart(T0 + 600_000).getState()
        + given().get("/api/v1/log/entries").asString()
        + given().get("/api/v1/sessions").asString()
        + given()
            .get("/api/v1/components/shop/cart/state?steps=true&at=" + T0)
            .jsonPath()
            .get("steps");
  }

  @Test
  @Order(7)
  void verifyNamesTheTamperedEntry() throws Exception {
    given()
        .get("/api/v1/log/verify")
        .then()
        .body("valid", equalTo(true))
        .body("checked", equalTo(7))
        .body("head_hash", equalTo(log.getLast().hash()));
    send(List.of(log.get(2).toBuilder().message("it was never so").build()));
    Verification found = replay.verifyLog(VerifyRequest.getDefaultInstance());
    assertThat(found.getValid()).isFalse();
    assertThat(found.getDamageList()).anySatisfy(d -> assertThat(d.getSeq()).isEqualTo(3));
    assertThat(given().get("/api/v1/events/" + log.get(2).id()).asString())
        .isEqualTo(EventJson.write(log.get(2)));
  }
}
