package dev.rearview.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.engine.format.Shorthands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormatsCommandIT {
  private static final String SHOP =
      """
      name: shop
      description: the shop's own lines
      pattern: '%{iso}~%{level}~(?<cart>\\d+)~%{message}'
      numbers: cart
      samples:
        - {line: '2024-01-15 15:47:23~WARN~7~slow', time: 2024-01-15T15:47:23Z, level: WARN, message: slow, fields: {cart: 7}}
      """;

  @TempDir Path folder;

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void listsTheFormatsWithTheUsers() throws IOException {
    Ran ran = Ran.of("formats", "--formats", write("shop.yaml", SHOP));

    assertThat(ran.code()).isZero();
    assertThat(ran.lines().getFirst()).matches("shop +the shop's own lines");
    assertThat(ran.out()).containsPattern("\nlogback +Logback");
  }

  @Test
  void whatIsShownCanBeDeclaredAgain() throws IOException {
    Ran shown = Ran.of("formats", "show", "mysql_slow");
    Path file = write("mine.yaml", shown.out());
    Ran tested = Ran.of("formats", "test", "--formats", file);

    assertThat(tested.out()).isEqualTo(file + ": mysql_slow: 2 samples are as they should be\n");
    assertThat(tested.code()).isZero();
    assertThat(Ran.of("formats", "show", "none").err()).contains("there is no format 'none'");
    assertThat(Ran.of("formats", "show", "raw").code()).isEqualTo(2);
  }

  @Test
  void aSampleThatIsNotOfItsFormatSaysWhereThePatternEndsToFit() throws IOException {
    Path file = write("shop.yaml", SHOP.replace("~%{level}~", "~<%{level}>~"));

    Ran ran = Ran.of("formats", "test", "--formats", file);

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out())
        .contains("the pattern fits up to '2024-01-15 15:47:23~'")
        .contains("goes on with '<%{level}>~(?<cart>")
        .contains("where there is 'WARN~7~slow'");
  }

  @Test
  void theExampleOfTheReadmeDoesWhatItSays() throws IOException {
    String readme = Files.readString(Path.of(System.getProperty("rearview.root"), "README.md"));
    int begin = readme.indexOf("```yaml") + "```yaml\n".length();
    Path file = write("shop.yaml", readme.substring(begin, readme.indexOf("```", begin)));

    Ran ran = Ran.of("formats", "test", "--formats", file);

    assertThat(ran.out()).isEqualTo(file + ": shop: 1 sample is as it should be\n");
  }

  @Test
  void theHelpNamesEveryShorthandAndKey() {
    String help = Ran.of("formats", "--help").out();

    assertThat(Shorthands.all().keySet()).allMatch(name -> help.contains("%{" + name + "}"));
  }

  @Test
  void tellsHowAFileIsRead() throws IOException {
    Path log =
        write(
            "app.log",
            """
            2024-01-15 15:47:23~WARN~7~slow
            2024-01-15 15:47:24~INFO~8~saved
            2024-01-15 15:47:25 [main] ERROR com.shop.Cart - refused
            nothing that is known
            """);
    Ran ran = Ran.of("formats", "test", log, "--formats", write("shop.yaml", SHOP));

    assertThat(ran.code()).isZero();
    assertThat(ran.lines())
        .contains(log.toRealPath() + ": 4 lines in 4 records")
        .contains("  formats   shop 50.0 %, logback 25.0 %, raw 25.0 %")
        .contains(
            "  time      2024-01-15T15:47:23Z to 2024-01-15T15:47:25Z, known: assumed_zone 3, none 1")
        .contains("  levels    WARN 1, INFO 1, ERROR 1, none 1")
        .contains("  field     cart in 2, as 7")
        .contains("  no format 4: nothing that is known");
  }

  @Test
  void aSampleThatIsNotAsItSaysIsToldAndFails() throws IOException {
    Path file = write("shop.yaml", SHOP.replace("message: slow", "message: fast"));
    Ran ran = Ran.of("formats", "test", "--formats", file);

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out())
        .isEqualTo(file + ": shop: sample 1: message: expected 'fast', found 'slow'\n");
  }

  @Test
  void aWrongDeclarationIsRefusedWithItsPlace() throws IOException {
    Path file = write("shop.yaml", "name: shop\npatern: x\n");

    Ran tested = Ran.of("formats", "test", "--formats", file);
    assertThat(tested.code()).isEqualTo(2);
    assertThat(tested.err())
        .contains(file + ":2: shop: 'patern' is no key of a format")
        .contains(file + ":1: shop: lacks a pattern (or json)");
    assertThat(Ran.of("scan", "SHOW FORMATS", "--formats", file).code()).isEqualTo(2);
    assertThat(Ran.of("formats", "test").err()).contains("nothing to test");
    assertThat(Ran.of("formats", "test", folder.resolve("none.log")).code()).isEqualTo(1);
  }

  @Test
  void aScanKnowsTheUsersFormats() throws IOException {
    Path log = write("app.log", "2024-01-15 15:47:23~WARN~7~slow\n");
    Path shop = write("shop.yaml", SHOP);
    Ran ran =
        Ran.of(
            "scan",
            "SELECT cart, message FROM logs WHERE level = WARN",
            log,
            "--formats",
            shop,
            "--format",
            "csv");

    assertThat(ran.out()).isEqualToIgnoringNewLines("cart,message7,slow");
  }

  @Test
  void showFormatsNeedsNoFile() throws IOException {
    Ran ran =
        Ran.of("scan", "SHOW FORMATS", "--formats", write("shop.yaml", SHOP), "--format", "csv");

    assertThat(ran.code()).isZero();
    assertThat(ran.lines().getFirst())
        .isEqualTo("format,description,multi_line,has_time,sample,nodes");
    assertThat(ran.lines().get(1)).startsWith("shop,the shop's own lines,false,true,");
    assertThat(Ran.of("scan", "SELECT * FROM logs").err()).contains("there is no FILE to scan");
    assertThat(Ran.of("scan", "SELECT FROM").code()).isEqualTo(2);
  }

  @Test
  void theUsersFolderIsThatOfTheirConfiguration() {
    assertThat(FormatOptions.folder(Map.of(), "/home/ann"))
        .isEqualTo(Path.of("/home/ann/.config/rearview/formats.d"));
    assertThat(FormatOptions.folder(Map.of("XDG_CONFIG_HOME", "/etc/ann"), "/home/ann"))
        .isEqualTo(Path.of("/etc/ann/rearview/formats.d"));
  }
}
