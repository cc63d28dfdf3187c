package dev.rearview.scanner.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rearview.engine.format.Formats;
import dev.rearview.engine.scan.FileOrders;
import dev.rearview.engine.scan.ScanLimits;
import dev.rearview.proto.ValueCodec;
import dev.rearview.proto.scan.v1.NodeReport;
import dev.rearview.proto.scan.v1.Row;
import dev.rearview.proto.scan.v1.ScanReply;
import dev.rearview.proto.scan.v1.ScanRequest;
import dev.rearview.proto.scan.v1.ScannerGrpc;
import dev.rearview.scanner.nodes.NodeSettings;
import dev.rearview.scanner.nodes.ServedNode;
import dev.rearview.scanner.nodes.ServedNodes;
import dev.rearview.scanner.scan.ScanPlaces;
import dev.rearview.testkit.Await;
import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scans real files over a real gRPC connection. */
class ScanServiceIT {
  private static final Instant NOW = Instant.parse("2024-01-15T15:55:00Z");

  @TempDir Path dir;

  private final ScanPlaces places = new ScanPlaces(2, 2);

  /** Waits until a test lets it run what is read behind. */
  private final Deque<Runnable> behind = new ArrayDeque<>();

  private final FileOrders orders = FileOrders.checkedBehind(behind::add, () -> {});
  private Server server;
  private ManagedChannel channel;
  private ScannerGrpc.ScannerBlockingStub scanner;

  @BeforeEach
  void start() throws IOException {
    Path container = Files.createDirectories(dir.resolve("shop_cart-7d9f8b6c5d-x2x4z_u1/cart"));
    Files.writeString(
        container.resolve("0.log"),
        """
        2024-01-15T15:40:00.000000000Z stdout F {"level":"INFO","msg":"item added","took":12}
        2024-01-15T15:41:00.000000000Z stdout F {"level":"ERROR","msg":"cart store timeout","took":900}
        2024-01-15T15:42:00.000000000Z stdout F {"level":"INFO","msg":"item added","took":7}
        """);
    NodeSettings settings =
        new NodeSettings("node-1", List.of(dir), List.of(), ZoneOffset.UTC, null);
    ServedNodes nodes =
        new ServedNodes(
            List.of(new ServedNode(settings, ScanLimits.DEFAULT, Formats.builtIn(), orders)));
    server =
        ServerBuilder.forPort(0)
            .addService(
                new ScanService(
                    nodes, places, Clock.fixed(NOW, ZoneOffset.UTC), new SimpleMeterRegistry()))
            .build()
            .start();
    channel =
        ManagedChannelBuilder.forAddress("localhost", server.getPort()).usePlaintext().build();
    scanner = ScannerGrpc.newBlockingStub(channel);
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    server.shutdownNow();
  }

  private static final String EARLY =
      "SELECT count(*) FROM logs FROM '2024-01-14T00:00:00Z' TO '2024-01-14T01:00:00Z'";

  private void writeWithLinesOutOfPlace() throws IOException {
    Instant begin = Instant.parse("2024-01-14T00:00:00Z");
    String filler = "x".repeat(100);
    StringBuilder text = new StringBuilder();
    for (int i = 0; text.length() < 70 << 20; i++) {
      boolean misplaced = text.length() > 31_500_000 && text.length() < 31_520_000;
      Instant time = misplaced ? begin.plusMillis(i) : begin.plusSeconds(36_000 + i / 10);
      text.append(time).append(" stdout F something that happened, number ").append(i);
      text.append(' ').append(filler).append('\n');
    }
    Files.writeString(dir.resolve("shop_cart-7d9f8b6c5d-x2x4z_u1/cart/1.log"), text);
  }

  @Test
  void rowsComeInOrderThenTheReport() {
    Answer answer =
        scan(request("SELECT service, message FROM logs WHERE level >= ERROR OR took > 10"));

    assertThat(answer.columns).containsExactly("service", "message");
    assertThat(answer.values())
        .containsExactly(List.of("cart", "item added"), List.of("cart", "cart store timeout"));
    assertThat(answer.rows.getFirst().getTsNanos())
        .isEqualTo(Instant.parse("2024-01-15T15:40:00Z").getEpochSecond() * 1_000_000_000L);
    assertThat(answer.report.getNode()).isEqualTo("node-1");
    assertThat(answer.report.getFilesRead()).isEqualTo(1);
    assertThat(answer.report.getRecords()).isEqualTo(3);
    assertThat(answer.report.getMatches()).isEqualTo(2);
    assertThat(answer.report.getComplete()).isTrue();
  }

  @Test
  void groupsComeAsPartials() {
    Answer answer = scan(request("SELECT service, count(*) FROM logs GROUP BY service"));

    assertThat(answer.groups).isEqualTo(1);
    assertThat(answer.report.getComplete()).isTrue();
  }

  @Test
  void whatIsOfNoFormatIsCounted() throws IOException {
    Files.writeString(
        dir.resolve("shop_cart-7d9f8b6c5d-x2x4z_u1/cart/0.log"),
        "2024-01-15T15:43:00.000000000Z stdout F {\"level\":\"INFO\",\"msg\":\"cut o\n",
        StandardOpenOption.APPEND);

    NodeReport report = scan(request("SELECT message FROM logs")).report;

    assertThat(report.getFormatsMap()).containsEntry("raw", 1L);
    assertThat(report.getFormatsMap().values().stream().mapToLong(n -> n).sum()).isEqualTo(4);
  }

  /** A large file whose times rise, but for some lines between the places that are looked at. */
  @Test
  void thatTimesFallIsSaidAndRemembered() throws IOException {
    writeWithLinesOutOfPlace();
    String inTheMiddle =
        "SELECT count(*) FROM logs FROM '2024-01-14T15:00:00Z' TO '2024-01-14T20:00:00Z'";

    NodeReport unaware = scan(request(EARLY)).report;
    NodeReport seen = scan(request(inTheMiddle)).report;
    NodeReport aware = scan(request(EARLY)).report;

    assertThat(unaware.getMatches()).isZero();
    assertThat(unaware.getFilesSought()).isEqualTo(1);
    assertThat(seen.getComplete()).isFalse();
    assertThat(seen.getBoundsHitList()).anyMatch(bound -> bound.contains("but they fall"));
    assertThat(aware.getMatches()).isPositive();
    assertThat(aware.getFilesSought()).isZero();
    assertThat(aware.getComplete()).isTrue();
    assertThat(aware.getWarningsList()).anyMatch(note -> note.contains("was read whole"));
  }

  @Test
  void whatWasAssumedOfALargeFileIsFoundOutBehindTheQuestion() throws IOException {
    writeWithLinesOutOfPlace();
    NodeReport first = scan(request(EARLY)).report;
    assertThat(first.getFilesSought()).isEqualTo(1);
    assertThat(first.getMatches()).isZero();

    behind.remove().run();
    NodeReport second = scan(request(EARLY)).report;
    assertThat(second.getFilesSought()).isZero();
    assertThat(second.getMatches()).isPositive();
    assertThat(second.getComplete()).isTrue();
  }

  @Test
  void aFileThatCannotBeReadIsNamedWithItsReason() throws IOException {
    Path broken = dir.resolve("shop_cart-7d9f8b6c5d-x2x4z_u1/cart/0.log.20240115-150000.gz");
    Files.writeString(broken, "this is no gzip");

    Answer answer = scan(request("SELECT message FROM logs"));

    assertThat(answer.rows).hasSize(3);
    assertThat(answer.report.getComplete()).isFalse();
    assertThat(answer.report.getFilesUnreadable()).isEqualTo(1);
    assertThat(answer.report.getUnreadable(0).getPath()).isEqualTo(broken.toString());
    assertThat(answer.report.getUnreadable(0).getReason()).isNotBlank();
  }

  @Test
  void whenTheTimeIsUpItSaysSo() throws IOException {
    Path log = dir.resolve("shop_cart-7d9f8b6c5d-x2x4z_u1/cart/1.log");
    String line = "2024-01-15T15:43:00.000000000Z stdout F {\"level\":\"INFO\",\"msg\":\"x\"}\n";
    for (int i = 0; i < 30; i++) {
      Files.writeString(
          log, line.repeat(10_000), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    Answer answer =
        scan(
            request("SELECT count(*) FROM logs WHERE message =~ 'a.*b'").toBuilder()
                .setDeadlineMs(1)
                .build());

    assertThat(answer.report.getComplete()).isFalse();
    assertThat(answer.report.getBoundsHitList())
        .contains("the time was up before everything was read");
  }

  @Test
  void followGivesWhatIsWrittenAndEndsWhenTheCallerGoes() throws Exception {
    Context.CancellableContext call = Context.ROOT.withCancellation();
    Iterator<ScanReply> replies =
        call.call(() ->
            scanner.scan(
                request("SELECT message FROM logs SINCE '2024-01-15T15:55:00Z' FOLLOW").toBuilder()
                    .setFollow(true)
                    .build()));
    assertThat(replies.next().hasHeader()).isTrue();
    assertThat(places.running()).isEqualTo(1);
    Path log = dir.resolve("shop_cart-7d9f8b6c5d-x2x4z_u1/cart/0.log");
    Thread writer = Thread.ofVirtual().start(() -> keepWriting(log));

    Row row = replies.next().getRows().getRows(0);
    writer.interrupt();
    assertThat(row.getValues(0).getText()).isEqualTo("fresh");

    call.cancel(null);
    Await.until("the scan ends", () -> places.running() == 0);
  }

  /** The scan gives only what is written after it has seen the end of the file. */
  private static void keepWriting(Path log) {
    String line =
        "2024-01-15T15:56:00.000000000Z stdout F {\"level\":\"INFO\",\"msg\":\"fresh\"}\n";
    try {
      while (true) {
        Files.writeString(log, line, StandardOpenOption.APPEND);
        Thread.sleep(50);
      }
    } catch (IOException | InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void moreScansThanPlacesAreRefusedWithAClearText() {
    ScanPlaces.Place one = places.take(false);
    ScanPlaces.Place two = places.take(false);
    try (one;
        two) {
      assertThatThrownBy(() -> scan(request("SELECT message FROM logs")))
          .isInstanceOfSatisfying(
              StatusRuntimeException.class,
              e -> {
                assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
                assertThat(e.getStatus().getDescription()).contains("2 scans run already");
              });
    }
    assertThat(scan(request("SELECT message FROM logs")).rows).hasSize(3);
  }

  @Test
  void anotherNodeAndATextThatIsNoFragmentAreRefused() {
    assertThatThrownBy(
            () -> scan(request("SELECT message FROM logs").toBuilder().setNode("x").build()))
        .hasMessageContaining("NOT_FOUND")
        .hasMessageContaining("'x'");
    assertThatThrownBy(() -> scan(request("SELEC"))).hasMessageContaining("INVALID_ARGUMENT");
  }

  private static ScanRequest request(String fragment) {
    return ScanRequest.newBuilder()
        .setNode("node-1")
        .setFragment(fragment)
        .setZone("UTC")
        .setNowMs(NOW.toEpochMilli())
        .setDeadlineMs((int) Duration.ofMinutes(1).toMillis())
        .build();
  }

  private Answer scan(ScanRequest request) {
    Answer answer = new Answer();
    scanner.scan(request).forEachRemaining(answer::take);
    return answer;
  }

  private static final class Answer {
    private List<String> columns = List.of();
    private final List<Row> rows = new ArrayList<>();
    private int groups;
    private NodeReport report = NodeReport.getDefaultInstance();

    void take(ScanReply reply) {
      switch (reply.getPartCase()) {
        case HEADER -> columns = reply.getHeader().getColumnsList();
        case ROWS -> rows.addAll(reply.getRows().getRowsList());
        case PARTIALS -> groups += reply.getPartials().getGroupsCount();
        case REPORT -> report = reply.getReport();
        case PART_NOT_SET -> throw new AssertionError("an empty reply");
      }
    }

    List<List<Object>> values() {
      return rows.stream()
          .map(row -> row.getValuesList().stream().map(ValueCodec::fromProto).toList())
          .toList();
    }
  }
}
