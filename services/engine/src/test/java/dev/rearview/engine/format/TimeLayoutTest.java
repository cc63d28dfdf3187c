package dev.rearview.engine.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.engine.record.Times;
import dev.rearview.model.TimeSource;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeLayoutTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2024-01-15T15:55:00Z"), ZoneOffset.UTC);
  private static final TimeContext UTC = TimeContext.utc(CLOCK);
  private static final TimeContext BERLIN =
      new TimeContext(ZoneId.of("Europe/Berlin"), null, CLOCK);

  private static Instant read(TimeLayout layout, String text, TimeContext context) {
    EventTime time = layout.parse(text, context);
    return time == null ? null : Times.instant(time.nanos());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "ISO;2024-01-15T15:47:23Z;2024-01-15T15:47:23Z",
        "ISO;2024-01-15 15:47:23,120;2024-01-15T15:47:23.120Z",
        "ISO;2024/01/15 15:47:23.123456789123;2024-01-15T15:47:23.123456789Z",
        "ISO;2024-01-15T16:47:23.5+01:00;2024-01-15T15:47:23.5Z",
        "ISO;2024-01-15T14:47:23 -0100;2024-01-15T15:47:23Z",
        "ISO;2024-01-15T16:47:23+01;2024-01-15T15:47:23Z",
        "ISO;2016-12-31T23:59:60Z;2016-12-31T23:59:59.999999999Z",
        "COMPACT;081109 203615;2008-11-09T20:36:15Z",
        "DOTTED;2005-06-03-15.42.50.675872;2005-06-03T15:42:50.675872Z",
        "COMMON_LOG;10/Oct/2000:13:55:36 -0700;2000-10-10T20:55:36Z",
        "CTIME;Sun Dec 04 04:47:44 2005;2005-12-04T04:47:44Z",
        "SYSLOG;Jan 15 15:55:00;2024-01-15T15:55:00Z",
        "SYSLOG;Jan 15 15:55:01;2023-01-15T15:55:01Z",
        "SYSLOG;Feb 29 00:00:00;2020-02-29T00:00:00Z",
        "EPOCH;1705333643;2024-01-15T15:47:23Z",
        "EPOCH;1705333643.25;2024-01-15T15:47:23.250Z",
        "EPOCH;1705333643120;2024-01-15T15:47:23.120Z",
        "EPOCH;1705333643120456;2024-01-15T15:47:23.120456Z",
        "EPOCH;1705333643120456789;2024-01-15T15:47:23.120456789Z"
      })
  void timesAreReadAsTheyAreWritten(TimeLayout layout, String text, Instant expected) {
    assertThat(read(layout, text, UTC)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2024",
        "2024-13-01T00:00:00Z",
        "2023-02-29T00:00:00Z",
        "2024-01-15T24:00:00Z",
        "2024-01-15T15:60:00Z",
        "2024-01-15T15:47:23+25:00",
        "2024-01-15T15:47:23 nonsense",
        "99999999999999999999"
      })
  void whatIsNoTimeIsNone(String text) {
    for (TimeLayout layout : TimeLayout.values()) {
      if (layout != TimeLayout.EPOCH || !text.equals("2024")) {
        assertThat(layout.parse(text, UTC)).as(layout + " " + text).isNull();
      }
    }
  }

  @Test
  void aZoneIsAssumedWhereNoneIsSaidAndTheSourceTells() {
    EventTime local = TimeLayout.ISO.parse("2024-01-15 16:47:23", BERLIN);
    assertThat(Times.instant(local.nanos())).isEqualTo("2024-01-15T15:47:23Z");
    assertThat(local.source()).isEqualTo(TimeSource.ASSUMED_ZONE);
    assertThat(TimeLayout.ISO.parse("2024-01-15 16:47:23Z", BERLIN).source())
        .isEqualTo(TimeSource.REPORTED);
    assertThat(TimeLayout.SYSLOG.parse("Jan 14 16:47:23", UTC).source())
        .isEqualTo(TimeSource.ASSUMED_YEAR);
  }

  @Test
  void inAnOverlapTheEarlierTimeIsTakenAndInAGapTheClockIsPutForward() {
    assertThat(read(TimeLayout.ISO, "2023-10-29 02:30:00", BERLIN))
        .isEqualTo("2023-10-29T00:30:00Z");
    assertThat(read(TimeLayout.ISO, "2024-03-31 02:30:00", BERLIN))
        .isEqualTo("2024-03-31T01:30:00Z");
  }

  @Test
  void aYearThatIsGivenIsTaken() {
    TimeContext context = new TimeContext(ZoneOffset.UTC, 2005, CLOCK);
    assertThat(read(TimeLayout.SYSLOG, "Jun 14 15:16:01", context))
        .isEqualTo("2005-06-14T15:16:01Z");
  }
}
