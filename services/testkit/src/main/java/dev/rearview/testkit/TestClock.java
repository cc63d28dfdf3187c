package dev.rearview.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands until it is moved. */
public final class TestClock extends Clock {
  private final AtomicLong nowMillis;
  private final ZoneId zone;

  private TestClock(AtomicLong nowMillis, ZoneId zone) {
    this.nowMillis = nowMillis;
    this.zone = zone;
  }

  /** A clock in UTC that shows this ISO-8601 time. */
  public static TestClock at(String time) {
    return new TestClock(new AtomicLong(Instant.parse(time).toEpochMilli()), ZoneOffset.UTC);
  }

  public void advance(Duration by) {
    nowMillis.addAndGet(by.toMillis());
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(nowMillis.get());
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public Clock withZone(ZoneId other) {
    return new TestClock(nowMillis, other);
  }
}
