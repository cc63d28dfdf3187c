package dev.rearview.engine.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rearview.engine.encoding.InflationLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogFilesTest {
  @TempDir Path folder;

  private Path write(String path) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "2024-01-15 15:47:23 x\n");
  }

  private Discovery discover() {
    return new LogFiles(List.of(ScanRoot.of("node-1", folder)), ScanLimits.DEFAULT).discover();
  }

  private static List<String> pieces(LogStream stream) {
    return stream.pieces().stream().map(p -> p.path().getFileName().toString()).toList();
  }

  @Test
  void aContainersRestartsAndRotationsAreOneStreamOldestFirst() throws IOException {
    String container = "shop_cart-7d9f8c6b54-x2x4z_0a1b-2c/cart/";
    for (String name :
        List.of(
            "1.log", "0.log", "1.log.20240115-154500", "1.log.20240115-153000.gz", "1.log.tmp")) {
      write(container + name);
    }
    LogStream stream = discover().streams().getFirst();

    assertThat(discover().streams()).hasSize(1);
    assertThat(stream.id()).isEqualTo("node-1/shop/cart-7d9f8c6b54-x2x4z/0a1b-2c/cart");
    assertThat(pieces(stream))
        .containsExactly("0.log", "1.log.20240115-153000.gz", "1.log.20240115-154500", "1.log");
    assertThat(stream.latestRestart()).isEqualTo(1);
    assertThat(stream.origin().app()).isEqualTo("cart");
    assertThat(stream.origin().component()).isEqualTo("shop/cart");
  }

  @ParameterizedTest
  @CsvSource({
    "cart-7d9f8c6b54-x2x4z, cart",
    "api-gateway-5c8b7d6f9-abcde, api-gateway",
    "postgres-0, postgres",
    "fluentd-x7k2p, fluentd",
    "my-cache, my-cache",
    "single, single"
  })
  void theWorkloadIsThePodWithoutGeneratedSuffixes(String pod, String app) {
    assertThat(WorkloadNames.ofPod(pod)).isEqualTo(app);
  }

  @Test
  void plainFilesAreJoinedOverTheirRotationsOldestFirst() throws IOException {
    for (String name :
        List.of(
            "app.log",
            "app.log.1",
            "app.log.2.gz",
            "app.log.10.gz",
            "app.log-20240101",
            "app.log-20240102.zst",
            "app.log-20240103.bz2",
            "syslog",
            "syslog.1.xz",
            "data.csv",
            ".hidden.log")) {
      write("var/" + name);
    }
    assertThat(discover().streams())
        .extracting(s -> s.origin().path().getFileName().toString())
        .containsExactly("app.log", "syslog");
    assertThat(pieces(discover().streams().getFirst()))
        .containsExactly(
            "app.log.10.gz",
            "app.log.2.gz",
            "app.log.1",
            "app.log-20240101",
            "app.log-20240102.zst",
            "app.log-20240103.bz2",
            "app.log");
    assertThat(pieces(discover().streams().get(1))).containsExactly("syslog.1.xz", "syslog");
  }

  @Test
  void includeSaysWhichPlainFilesAreTaken() throws IOException {
    write("a.csv");
    write("a.log");
    ScanRoot root = new ScanRoot("n", folder, List.of("*.csv"), java.time.ZoneOffset.UTC, null);
    assertThat(new LogFiles(List.of(root), ScanLimits.DEFAULT).discover().streams())
        .extracting(s -> s.origin().path().getFileName().toString())
        .containsExactly("a.csv");
  }

  @Test
  void aSingleFileIsAStream() throws IOException {
    Path file = write("data.csv");
    assertThat(
            new LogFiles(List.of(ScanRoot.of("n", file)), ScanLimits.DEFAULT).discover().streams())
        .extracting(LogStream::id)
        .containsExactly("n:" + file);
  }

  @Test
  void linksOutOfTheRootAreNotFollowed(@TempDir Path outside) throws IOException {
    write("a.log");
    Path secret = Files.writeString(outside.resolve("secret.log"), "x\n");
    Files.createSymbolicLink(folder.resolve("link.log"), secret);
    Files.createSymbolicLink(folder.resolve("folder"), outside);
    Files.createSymbolicLink(folder.resolve("inside.log"), folder.resolve("a.log"));
    assertThat(discover().streams())
        .extracting(s -> s.origin().path().getFileName().toString())
        .containsExactly("a.log", "inside.log");
  }

  @Test
  void aMissingRootIsReported() {
    Discovery found =
        new LogFiles(List.of(ScanRoot.of("n", folder.resolve("none"))), ScanLimits.DEFAULT)
            .discover();
    assertThat(found.unreadable())
        .containsExactly(new Unreadable(folder.resolve("none").toString(), "does not exist"));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  @Timeout(20)
  void aRootThatIsNeitherFileNorFolderIsReportedAtOnce() throws Exception {
    Path pipe = folder.resolve("pipe.log");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    for (Path path : List.of(pipe, Path.of("/dev/zero"))) {
      Discovery found =
          new LogFiles(List.of(ScanRoot.of("n", path)), ScanLimits.DEFAULT).discover();
      assertThat(found.streams()).isEmpty();
      assertThat(found.unreadable())
          .containsExactly(new Unreadable(path.toString(), "is not a regular file"));
    }
  }

  @Test
  void moreFilesThanTheLimitAreReported() throws IOException {
    write("a.log");
    write("b.log");
    ScanLimits limits = new ScanLimits(1 << 20, 1 << 20, 100, InflationLimits.DEFAULT, 1, 5);
    Discovery found = new LogFiles(List.of(ScanRoot.of("n", folder)), limits).discover();
    assertThat(found.streams()).hasSize(1);
    assertThat(found.boundsHit()).singleElement().asString().contains("1 file was not looked at");
  }

  @Test
  void selectorsChooseStreamsAndRestarts() throws IOException {
    write("shop_cart-7d9f8c6b54-x2x4z_1/cart/0.log");
    write("shop_cart-7d9f8c6b54-x2x4z_1/cart/1.log");
    write("shop_web-0_2/nginx/0.log");
    List<LogStream> streams = discover().streams();

    assertThat(selected(streams, "namespace=shop,app=cart")).containsExactly("0.log", "1.log");
    assertThat(selected(streams, "pod=cart-7d,previous=true")).containsExactly("0.log");
    assertThat(selected(streams, "container=nginx")).containsExactly("0.log");
    assertThat(selected(streams, "app=web,previous=true")).isEmpty();
    assertThat(selected(streams, "node=other")).isEmpty();
    assertThatThrownBy(() -> StreamSelector.parse("name=x")).hasMessageContaining("name=x");
    assertThatThrownBy(() -> StreamSelector.parse("previous=maybe")).hasMessageContaining("maybe");
  }

  private static List<String> selected(List<LogStream> streams, String selector) {
    return streams.stream()
        .map(StreamSelector.parse(selector)::select)
        .filter(java.util.Objects::nonNull)
        .flatMap(stream -> pieces(stream).stream())
        .toList();
  }

  @Test
  void filesAreChosenByGlob() throws IOException {
    write("nginx/access.log");
    write("nginx/error.log");
    StreamSelector selector = StreamSelector.files(folder + "/nginx/acc*.log");
    assertThat(
            discover().streams().stream().map(selector::select).filter(java.util.Objects::nonNull))
        .singleElement()
        .satisfies(s -> assertThat(pieces(s)).containsExactly("access.log"));
  }

  @Test
  void aPartOfASelectorMayBeEmptyAndAPatternMustBeOne() {
    assertThat(StreamSelector.parse("app=web, ,").mayMatchNode("n")).isTrue();
    assertThat(StreamSelector.parse("node=n").mayMatchNode("other")).isFalse();
    assertThatThrownBy(() -> StreamSelector.parse("app")).hasMessageContaining("'app'");
    assertThatThrownBy(() -> StreamSelector.files("{a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'{a' is not a pattern of files");
  }

  @Test
  void streamsWithoutAPodAreOfNoNamespace() throws IOException {
    write("app.log");
    LogStream stream = discover().streams().getFirst();
    assertThat(StreamSelector.parse("namespace=shop").select(stream)).isNull();
    assertThat(StreamSelector.parse("pod=a").select(stream)).isNull();
    assertThat(StreamSelector.parse("app=app").select(stream)).isNotNull();
    assertThat(StreamSelector.ALL.select(stream)).isNotNull();
  }

  @Test
  void foldersDeeperThanTheLimitAreNotLookedAt() throws IOException {
    write("a/b/c/deep.log");
    write("a/near.log");
    ScanLimits limits = new ScanLimits(1 << 20, 1 << 20, 100, InflationLimits.DEFAULT, 10, 2);
    Discovery found = new LogFiles(List.of(ScanRoot.of("n", folder)), limits).discover();
    assertThat(found.streams())
        .extracting(s -> s.origin().path().getFileName().toString())
        .containsExactly("near.log");
  }

  @Test
  void aStreamIsFoundAgainWhereverItsFilesAre() throws IOException {
    write("var/app.log");
    write("shop_a-0_u/a/0.log");
    LogFiles plain =
        new LogFiles(List.of(ScanRoot.of("n", folder.resolve("var"))), ScanLimits.DEFAULT);
    LogStream stream = plain.discover().streams().getFirst();
    write("var/app.log.1.gz");
    assertThat(pieces(plain.refresh(stream))).containsExactly("app.log.1.gz", "app.log");
    LogStream pod = discover().streams().getFirst();
    write("shop_a-0_u/a/1.log");
    assertThat(pieces(new LogFiles(List.of(), ScanLimits.DEFAULT).refresh(pod)))
        .containsExactly("0.log", "1.log");
    Files.delete(folder.resolve("var/app.log"));
    Files.delete(folder.resolve("var/app.log.1.gz"));
    assertThat(plain.refresh(stream)).isNull();
  }

  @Test
  void whatIsNoPodAmongPodsIsPassedOver() throws IOException {
    write("shop_a-0_u/a/0.log");
    write("shop_a-0_u/file.log");
    write("no pod/a/0.log");
    write("shop_b-0_u");
    write("shop_a-0_u/a/notes.txt");
    assertThat(discover().streams()).extracting(s -> s.origin().pod()).containsExactly("a-0");
  }

  @Test
  void aFolderWhoseNameIsALogsIsNoLog() throws IOException {
    Files.createDirectories(folder.resolve("x.log"));
    Files.createSymbolicLink(folder.resolve("y.log"), folder.resolve("x.log"));
    write("a.log");
    assertThat(discover().streams()).hasSize(1);
  }

  @Test
  void aFileThatIsBeingCompressedIsTakenOnce() throws IOException {
    write("app.log.1");
    write("app.log.1.gz");
    write("app.log.2.zst");
    write("app.log.2");
    assertThat(pieces(discover().streams().getFirst())).containsExactly("app.log.2", "app.log.1");
  }

  @Test
  void limitsBelowAnythingUsefulAreRefused() {
    int[][] limits = {
      {63, 64, 1, 1, 1}, {64, 63, 1, 1, 1}, {64, 64, 0, 1, 1}, {64, 64, 1, 0, 1}, {64, 64, 1, 1, 0}
    };
    for (int[] l : limits) {
      assertThatThrownBy(
              () -> new ScanLimits(l[0], l[1], l[2], InflationLimits.DEFAULT, l[3], l[4]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("scan limits are too small");
    }
  }
}
