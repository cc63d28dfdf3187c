package dev.rearview.timeql.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rearview.engine.record.Times;
import dev.rearview.timeql.syntax.Statement;
import dev.rearview.timeql.syntax.Syntax;
import dev.rearview.timeql.syntax.TimeQlException;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeLiteralsTest {
  private static final Instant NOW = Instant.parse("2024-01-15T15:55:00Z");

  private static TimeRange range(String clauses, String zone, String now) {
    Statement.Select select = (Statement.Select) Syntax.statement("SELECT ts FROM logs " + clauses);
    ZoneId stated = TimeLiterals.zone(select.zone(), ZoneId.of(zone));
    return new TimeLiterals(Instant.parse(now).toEpochMilli(), stated).range(select.range());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '|',
      value = {
        "'2024-01-15 15:47:23'|2024-01-15T15:47:23Z",
        "'2024-01-15 15:47'|2024-01-15T15:47:00Z",
        "'2024-01-15'|2024-01-15T00:00:00Z",
        "'2024-01-15T15:47:23.123456789Z'|2024-01-15T15:47:23.123456789Z",
        "'2024-01-15T15:47:23+02:00'|2024-01-15T13:47:23Z",
        "'2024-01-15 15:47:23 Z'|2024-01-15T15:47:23Z",
        "'now'|2024-01-15T15:55:00Z",
        "'NOW - 5m'|2024-01-15T15:50:00Z",
        "'now + 1h30m'|2024-01-15T17:25:00Z",
        "'10 minutes ago'|2024-01-15T15:45:00Z",
        "10m|2024-01-15T15:45:00Z",
        "2 days|2024-01-13T15:55:00Z",
        "1705333643000|2024-01-15T15:47:23Z",
        "'15:40'|2024-01-15T15:40:00Z",
        "'15:55'|2024-01-15T15:55:00Z",
        "'15:56'|2024-01-14T15:56:00Z",
        "'9:05:01.5'|2024-01-15T09:05:01.500Z",
      })
  void readsEveryForm(String literal, String expected) {
    TimeRange range = range("SINCE " + literal, "UTC", NOW.toString());
    assertThat(Times.instant(range.fromNanos())).isEqualTo(Instant.parse(expected));
    assertThat(range.hasTo()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '|',
      value = {
        "SINCE '15:40' UNTIL '15:50'|2024-01-15T15:40:00Z|2024-01-15T15:50:00Z",
        "FROM '23:50' TO '00:10'|2024-01-14T23:50:00Z|2024-01-15T00:10:00Z",
        "FROM '2024-01-10 12:00' TO '11:00'|2024-01-10T12:00:00Z|2024-01-11T11:00:00Z",
        "IN LAST 1 hour|2024-01-15T14:55:00Z|2024-01-15T15:55:00Z",
        "UNTIL '15:40' SINCE '15:30'|2024-01-15T15:30:00Z|2024-01-15T15:40:00Z",
        "SINCE 10m UNTIL 'now'|2024-01-15T15:45:00Z|2024-01-15T15:55:00Z",
        "SINCE '01:00' ZONE 'Europe/Berlin'|2024-01-15T00:00:00Z|",
      })
  void readsRanges(String clauses, String from, String to) {
    TimeRange range = range(clauses, "UTC", NOW.toString());
    assertThat(Times.instant(range.fromNanos())).isEqualTo(Instant.parse(from));
    if (to == null) {
      assertThat(range.hasTo()).isFalse();
    } else {
      assertThat(Times.instant(range.toNanos())).isEqualTo(Instant.parse(to));
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '|',
      value = {
        "'2024-03-31 01:59:59'|2024-03-31T00:59:59Z",
        "'2024-03-31 03:00:00'|2024-03-31T01:00:00Z",
        "'2024-10-27 02:30:00'|2024-10-27T00:30:00Z",
        "'2024-10-27 03:00:00'|2024-10-27T02:00:00Z",
        "'2024-10-27T02:30:00+01:00'|2024-10-27T01:30:00Z",
      })
  void readsLocalTimesAroundClockChanges(String literal, String expected) {
    TimeRange range = range("SINCE " + literal, "Europe/Berlin", "2024-12-01T00:00:00Z");
    assertThat(Times.instant(range.fromNanos())).isEqualTo(Instant.parse(expected));
  }

  @Test
  void refusesATimeThatClocksSkip() {
    TimeQlException e =
        catchThrowableOfType(
            TimeQlException.class,
            () -> range("SINCE '2024-03-31 02:30'", "Europe/Berlin", "2024-12-01T00:00:00Z"));
    assertThat(e).hasMessageContaining("clocks in Europe/Berlin skip 2024-03-31T02:30");
    TimeQlException ofDay =
        catchThrowableOfType(
            TimeQlException.class,
            () -> range("SINCE '02:30'", "Europe/Berlin", "2024-03-31T10:00:00Z"));
    assertThat(ofDay.line()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '|',
      value = {
        "SINCE '2024-01-15 15:50' UNTIL '2024-01-15 15:40'",
        "SINCE 'yesterdayish'",
        "SINCE '25:00'",
        "SINCE '2024-02-30'",
        "SINCE '5 parsecs ago'",
        "IN LAST 0 minutes",
        "SINCE 5m ZONE 'Europe/Berln'",
      })
  void refusesWhatIsNoTime(String clauses) {
    TimeQlException e =
        catchThrowableOfType(TimeQlException.class, () -> range(clauses, "UTC", NOW.toString()));
    assertThat(e).isNotNull();
    assertThat(e.column()).isGreaterThan(20);
  }

  @Test
  void namesTheNearestZone() {
    TimeQlException e =
        catchThrowableOfType(
            TimeQlException.class, () -> range("ZONE 'Europe/Berln'", "UTC", NOW.toString()));
    assertThat(e.nearest()).isEqualTo("'Europe/Berlin'");
  }
}
