package dev.rearview.demo.feed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;

/**
 * Posts the outbox to ingestion, oldest first, one batch at a time: the next one goes when the last
 * one was taken. Where ingestion is away or refuses for now, the same batch is tried again later.
 */
public final class OutboxShipper implements AutoCloseable {
  private static final int BATCH_LINES = 500;
  private static final long FIRST_PAUSE_MS = 100;
  private static final long LONGEST_PAUSE_MS = 3_000;

  private final Outbox outbox;
  private final URI target;
  private final Consumer<String> complain;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final Thread thread;
  private volatile boolean closed;

  /**
   * @param target where {@code POST /api/v1/events} is
   * @param complain is told, in a sentence, of events that ingestion refused for good
   */
  public OutboxShipper(Outbox outbox, URI target, Consumer<String> complain) {
    this.outbox = outbox;
    this.target = target;
    this.complain = complain;
    this.thread = Thread.ofPlatform().name("demo-outbox").daemon().unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  private void run() {
    long pauseMs = FIRST_PAUSE_MS;
    while (!closed) {
      try {
        Outbox.Batch batch = outbox.next(BATCH_LINES);
        if (batch.lines().isEmpty()) {
          Thread.sleep(200);
        } else if (post(batch)) {
          outbox.delivered(batch);
          pauseMs = FIRST_PAUSE_MS;
        } else {
          Thread.sleep(pauseMs);
          pauseMs = Math.min(LONGEST_PAUSE_MS, 2 * pauseMs);
        }
      } catch (InterruptedException e) {
        return;
      } catch (IOException e) {
        complain.accept("cannot read the outbox: " + e.getMessage());
        return;
      }
    }
  }

  /** Whether the batch is settled; false: try again later. */
  private boolean post(Outbox.Batch batch) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(target)
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/x-ndjson")
            .header("Content-Encoding", "gzip")
            .POST(HttpRequest.BodyPublishers.ofByteArray(gzip(batch)))
            .build();
    HttpResponse<String> response;
    try {
      response = http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      return false;
    }
    int status = response.statusCode();
    if (status / 100 == 2) {
      return true;
    }
    if (status / 100 == 4 && status != 404 && status != 408 && status != 429) {
      complain.accept(
          "ingestion refused %d events (%d): %s"
              .formatted(batch.lines().size(), status, abbreviated(response.body())));
      return true;
    }
    return false;
  }

  private static String abbreviated(String text) {
    return text.length() <= 300 ? text : text.substring(0, 300) + "…";
  }

  private static byte[] gzip(Outbox.Batch batch) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      for (String line : batch.lines()) {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  /** Stops within a second; what was not delivered is delivered after the next start. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(1_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    http.shutdownNow();
  }
}
