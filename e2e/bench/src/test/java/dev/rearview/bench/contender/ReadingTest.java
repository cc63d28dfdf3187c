package dev.rearview.bench.contender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadingTest {
  private static final String COMPLETE = "{\"report\":{\"complete\":true}}\n";

  @TempDir Path folder;

  @Test
  void aCountIsTheSameInEveryForm() throws Exception {
    Answer printed = Reading.NUMBER.read(file("17\n"));
    assertThat(Reading.ROWS.read(file("{\"count(*)\":17}\n" + COMPLETE))).isEqualTo(printed);
    assertThat(Reading.TABBED.read(file("17\n"))).isEqualTo(printed);
    assertThat(Reading.NUMBER.read(file(""))).isEqualTo(Answer.of(0));
  }

  @Test
  void groupsAreTheSameInEveryOrder() throws Exception {
    Answer table = Reading.TABBED.read(file("cart\t3\t7.5\npay\t1\t2\n"));
    Answer rows =
        Reading.ROWS.read(
            file(
                "{\"service\":\"pay\",\"n\":1,\"p99\":2}\n"
                    + "{\"service\":\"cart\",\"n\":3,\"p99\":7.55}\n"
                    + COMPLETE));
    assertThat(rows.difference(table, 0.01)).isEmpty();
    assertThat(rows.difference(table, 0.001)).contains("cart").contains("7.55");
  }

  @Test
  void aWrongCountIsNeverWithinTheTolerance() {
    assertThat(Answer.of(101).difference(Answer.of(100), 0.5)).contains("101");
    assertThat(Answer.of(100, 3).difference(Answer.of(100), 0.5)).contains("2 numbers");
  }

  @Test
  void linesAreComparedWithTheirOrderAndGroups() throws Exception {
    Answer lines = Reading.LINES.read(file("a\n--\nc\n"));
    assertThat(Reading.LINES.read(file("a\n--\nc\n"))).isEqualTo(lines);
    assertThat(Reading.LINES.read(file("c\n--\na\n"))).isNotEqualTo(lines);
    assertThat(Reading.LINES.read(file("a\nc\n"))).isNotEqualTo(lines);
    assertThat(Reading.LINES.format()).isEqualTo("text");
  }

  @Test
  void aPartialAnswerIsNotCompared() throws Exception {
    Path partial = file("{\"n\":1}\n{\"report\":{\"complete\":false}}\n");
    assertThatThrownBy(() -> Reading.ROWS.read(partial))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("partial");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("answer"), text);
  }
}
