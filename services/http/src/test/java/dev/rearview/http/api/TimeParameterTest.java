package dev.rearview.http.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TimeParameterTest {
  @Test
  void bothFormsNameTheSameMoment() {
    assertThat(TimeParameter.millis("at", "1705333643000"))
        .isEqualTo(TimeParameter.millis("at", "2024-01-15T15:47:23Z"))
        .isEqualTo(TimeParameter.millis("at", "2024-01-15T16:47:23+01:00"));
  }

  @Test
  void whatIsNoTimeIsRefusedWithItsNameAndValue() {
    assertThatThrownBy(() -> TimeParameter.millis("at", "yesterday"))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().code()).isEqualTo("bad_time"))
        .hasMessageContaining("at='yesterday'");
  }

  @Test
  void aCursorComesBackAsItsPosition() {
    assertThat(Cursor.decode(Cursor.encode("shop/cart|17"))).isEqualTo("shop/cart|17");
    assertThatThrownBy(() -> Cursor.decode("&&&")).isInstanceOf(ProblemException.class);
  }
}
