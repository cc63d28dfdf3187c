package dev.rearview.demo.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxShipperIT {
  @TempDir Path folder;

  private final AtomicInteger refusals = new AtomicInteger();
  private final BlockingQueue<List<String>> arrived = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> complaints = new LinkedBlockingQueue<>();
  private HttpServer server;
  private URI target;
  private int refuseWith = 503;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    target =
        URI.create("http://localhost:%d/api/v1/events".formatted(server.getAddress().getPort()));
    server.createContext(
        "/api/v1/events",
        exchange -> {
          try (exchange;
              InputStream in = new GZIPInputStream(exchange.getRequestBody())) {
            String body = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            boolean refuse = refusals.getAndDecrement() > 0;
            if (!refuse) {
              arrived.add(body.lines().toList());
            }
            exchange.sendResponseHeaders(refuse ? refuseWith : 202, -1);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void postsEverythingOnceThoughIngestionIsAwayAtFirst() throws Exception {
    refusals.set(2);
    Outbox outbox = new Outbox(folder);
    OutboxTest.put(outbox, 0, 700);
    try (OutboxShipper shipper = new OutboxShipper(outbox, target, complaints::add)) {
      shipper.start();
      assertThat(arrived.poll(10, TimeUnit.SECONDS)).hasSize(500);
      assertThat(arrived.poll(10, TimeUnit.SECONDS)).hasSize(200).last().asString().contains("699");
    }
    assertThat(complaints).isEmpty();
  }

  @Test
  void complainsOfWhatIsRefusedForGoodAndGoesOn() throws Exception {
    refusals.set(1);
    refuseWith = 400;
    Outbox outbox = new Outbox(folder);
    OutboxTest.put(outbox, 0, 501);
    try (OutboxShipper shipper = new OutboxShipper(outbox, target, complaints::add)) {
      shipper.start();
      assertThat(arrived.poll(10, TimeUnit.SECONDS)).hasSize(1);
    }
    assertThat(complaints).singleElement().asString().contains("refused 500 events (400)");
  }
}
