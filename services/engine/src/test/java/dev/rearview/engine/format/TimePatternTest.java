package dev.rearview.engine.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rearview.engine.record.Times;
import dev.rearview.model.TimeSource;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimePatternTest {
  private static final Clock CLOCK = Clock.fixed(SampleCheck.NOW, ZoneOffset.UTC);
  private static final TimeContext UTC = TimeContext.utc(CLOCK);

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "dd.MM.yyyy HH:mm:ss,S;15.01.2024 15:47:23.5;2024-01-15T15:47:23.5Z;ASSUMED_ZONE",
        "d/M/yy H:m:s;5/1/69 5:4:3;2069-01-05T05:04:03Z;ASSUMED_ZONE",
        "d/M/yy H:m:s;5/1/70 5:4:3;1970-01-05T05:04:03Z;ASSUMED_ZONE",
        "MMM d, yyyy h:mm:ss a;Jan 15, 2024 12:00:01 AM;2024-01-15T00:00:01Z;ASSUMED_ZONE",
        "MMM d, yyyy h:mm:ss a;January 15, 2024 1:00:01 pm;;",
        "MMM d, yyyy h:mm:ss a;Jan 15, 2024 12:00:01 pm;2024-01-15T12:00:01Z;ASSUMED_ZONE",
        "MMM d, yyyy h:mm:ss a;Jan 15, 2024 13:00:01 pm;;",
        "MMM d, yyyy h:mm:ss a;Jan 15, 2024 1:00:01 xm;;",
        "MMM d, yyyy h:mm:ss a;Jan 15, 2024 1:00:01 p;;",
        "E MMM d HH:mm:ss z yyyy;Mon Jan  5 15:47:23 CET 2024;2024-01-05T14:47:23Z;ASSUMED_ZONE",
        "E MMM d HH:mm:ss z yyyy;Mon Jan 5 15:47:23 UTC 2024;2024-01-05T15:47:23Z;REPORTED",
        "E MMM d HH:mm:ss z yyyy;Mon Jan 5 15:47:23 XYZ 2024;;",
        "E MMM d HH:mm:ss z yyyy;7 Jan 5 15:47:23 UTC 2024;;",
        "yyyy-MM-dd'T'HH:mm z;2024-01-15T15:47 Europe/Berlin;2024-01-15T14:47:00Z;REPORTED",
        "yyyy-MM-dd'T'HH:mm z;2024-01-15T15:47 Europe/Nowhere;;",
        "yyyy-MM-ddTHH:mm z;2024-01-15T15:47 -05:30;2024-01-15T21:17:00Z;REPORTED",
        "yyyy-MM-ddTHH:mm z;2024-01-15T15:47 +1;;",
        "yyyy-MM-ddTHH:mm z;2024-01-15T15:47 +18:00;;",
        "yyyyMMdd-H:m:s:L;20240115-0:0:0:7;2024-01-15T00:00:00.007Z;ASSUMED_ZONE",
        "yyyyMMdd HHmmss;20240115 154723;2024-01-15T15:47:23Z;ASSUMED_ZONE",
        "d MMM HH:mm[:ss][.S];15 Jan 15:47;2024-01-15T15:47:00Z;ASSUMED_YEAR",
        "d MMM HH:mm[:ss][.S];16 Jan 15:47:01.25;2023-01-16T15:47:01.250Z;ASSUMED_YEAR",
        "d MMM HH:mm[:ss][.S];30 Feb 15:47;;",
        "HH'h' dd.MM.yyyy;15h 15.01.2024;2024-01-15T15:00:00Z;ASSUMED_ZONE",
        "dd.MM.yyyy HH;15.01.2024 24;;",
        "dd.MM.yyyy HH:mm:ss.S;15.01.2024 10:00:00.;;"
      })
  void timesAreReadByLetters(String letters, String text, Instant expected, TimeSource source) {
    EventTime time = TimeReader.of(letters).parse(text, UTC);
    assertThat(time == null ? null : Times.instant(time.nanos())).isEqualTo(expected);
    assertThat(time == null ? null : time.source()).isEqualTo(source);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dd.MM", "HH:mm", "dd HH", "dd.MM HH 'x", "dd.MM HH [x", "dd.MM QQ HH"})
  void whatIsNoPatternIsRefused(String letters) {
    assertThatThrownBy(() -> TimeReader.of(letters))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("time '" + letters + "'");
  }

  @ParameterizedTest
  @CsvSource({"iso", "epoch", "dd.MM.yyyy HH:mm"})
  void aReaderSaysItsName(String text) {
    assertThat(TimeReader.of(text).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "2024-01-15 15:47:23 CEST,2024-01-15T13:47:23Z,ASSUMED_ZONE",
    "2024-01-15 15:47:23 PST,2024-01-15T23:47:23Z,ASSUMED_ZONE",
    "2024-01-15 15:47:23 IST,2024-01-15T10:17:23Z,ASSUMED_ZONE",
    "2024-01-15 15:47:23,2024-01-15T14:47:23Z,ASSUMED_ZONE"
  })
  void abbreviatedZonesAreKnownButNotCertain(String text, Instant expected, TimeSource source) {
    TimeContext berlin = new TimeContext(ZoneId.of("Europe/Berlin"), null, CLOCK);
    EventTime time = TimeLayout.ISO.parse(text, berlin);
    assertThat(time).isNotNull();
    assertThat(Times.instant(time.nanos())).isEqualTo(expected);
    assertThat(time.source()).isEqualTo(source);
  }
}
