package dev.rearview.e2e.fault;

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
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Several senders of one world's events, each with its own. They send a batch until it is
 * acknowledged, and some batches once more after that, as somebody does whose reply was lost.
 */
final class Senders implements AutoCloseable {
  private static final int SENDERS = 4;
  private static final int LARGEST_BATCH = 40;
  private static final int ONE_IN_SENT_AGAIN = 10;
  private static final Duration REPLY_WITHIN = Duration.ofSeconds(5);
  private static final long PAUSE_NANOS = 50_000_000;
  private static final long BETWEEN_NANOS = 5_000_000;

  private final URI to;
  private final String world;
  private final int each;
  private final AtomicInteger acknowledged = new AtomicInteger();
  private final AtomicInteger unanswered = new AtomicInteger();
  private final AtomicLong newestStart = new AtomicLong(Long.MIN_VALUE);
  private final ExecutorService threads = Executors.newFixedThreadPool(SENDERS);
  private final List<Future<?>> running = new ArrayList<>();
  private volatile boolean stopped;

  private Senders(URI ingestion, String world, int events) {
    this.to = ingestion.resolve("/api/v1/events");
    this.world = world;
    this.each = events / SENDERS;
  }

  /** Begins to send so many events, a multiple of four. */
  static Senders start(URI ingestion, String world, int events, long seed) {
    Senders senders = new Senders(ingestion, world, events);
    for (int sender = 0; sender < SENDERS; sender++) {
      int number = sender;
      senders.running.add(
          senders.threads.submit(() -> senders.send(number, new Random(seed + number))));
    }
    return senders;
  }

  /** How many events were acknowledged so far. */
  int acknowledged() {
    return acknowledged.get();
  }

  /** How many requests got another answer, or none. */
  int unanswered() {
    return unanswered.get();
  }

  /** Whether a request that began after this {@link System#nanoTime} was acknowledged. */
  boolean wentOnSince(long nanos) {
    return newestStart.get() != Long.MIN_VALUE && newestStart.get() - nanos > 0;
  }

  boolean isDone() {
    return running.stream().allMatch(Future::isDone);
  }

  private void send(int sender, Random random) {
    HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(REPLY_WITHIN)
            .build();
    for (int done = 0; done < each; ) {
      int size = Math.min(each - done, 1 + random.nextInt(LARGEST_BATCH));
      String body = body(sender, done, size);
      while (!isAcknowledged(http, body)) {
        if (stopped) {
          return;
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
      acknowledged.addAndGet(size);
      done += size;
      if (random.nextInt(ONE_IN_SENT_AGAIN) == 0 && !isAcknowledged(http, body)) {
        unanswered.incrementAndGet();
      }
      LockSupport.parkNanos(BETWEEN_NANOS);
    }
  }

  private boolean isAcknowledged(HttpClient http, String body) {
    long start = System.nanoTime();
    HttpRequest request =
        HttpRequest.newBuilder(to)
            .timeout(REPLY_WITHIN)
            .header("Content-Type", "application/x-ndjson")
            .POST(BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() == 202) {
        newestStart.accumulateAndGet(start, Math::max);
        return true;
      }
      if (response.statusCode() != 503) {
        throw new AssertionError(response.statusCode() + ": " + response.body());
      }
    } catch (IOException e) {
      // no reply: it may have been taken or not
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopped = true;
    }
    unanswered.incrementAndGet();
    return false;
  }

  private String body(int sender, int first, int size) {
    StringBuilder body = new StringBuilder();
    for (int i = first; i < first + size; i++) {
      body.append(SentEvent.json(world, sender, i)).append('\n');
    }
    return body.toString();
  }

  /** Waits until all is acknowledged; what went wrong in a sender is thrown here. */
  void await(Duration atMost) throws Exception {
    long deadline = System.nanoTime() + atMost.toNanos();
    for (Future<?> sender : running) {
      sender.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    }
  }

  @Override
  public void close() {
    stopped = true;
    threads.shutdownNow();
  }
}
