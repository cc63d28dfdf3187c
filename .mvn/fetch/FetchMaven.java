import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Fetches Apache Maven from Maven Central where none is installed, with nothing but a JDK: {@code
 * java FetchMaven.java FOLDER} puts it into FOLDER. The archive's checksum is pinned here.
 */
final class FetchMaven {
  private static final String VERSION = "3.9.12";
  private static final String SHA_512 =
      "0ef0d074761a55e7b982fd7f2cd6ea2da028289c73156ebd488c0513efbff8a6"
          + "4ac5bc0c11c3b8bbced930ce15238ecef344b0e065ae54f7cdca8c86cf39e736";
  private static final String ARCHIVE =
      "https://repo.maven.apache.org/maven2/org/apache/maven/apache-maven/%1$s/apache-maven-%1$s-bin.zip"
          .formatted(VERSION);

  private FetchMaven() {}

  public static void main(String[] arguments) throws Exception {
    Path target = Path.of(arguments[0]).toAbsolutePath();
    Path parent = target.getParent();
    Files.createDirectories(parent);
    Path archive = Files.createTempFile(parent, "maven", ".zip");
    Path unpacked = Files.createTempDirectory(parent, "maven");
    try {
      download(archive);
      unpack(archive, unpacked);
      Path maven = unpacked.resolve("apache-maven-" + VERSION);
      maven.resolve("bin/mvn").toFile().setExecutable(true, false);
      Files.move(maven, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(archive);
      Files.deleteIfExists(unpacked);
    }
  }

  private static void download(Path archive) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(ARCHIVE)).timeout(Duration.ofMinutes(5)).build();
    MessageDigest digest = MessageDigest.getInstance("SHA-512");
    HttpResponse<InputStream> response;
    try (HttpClient http =
        HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(20))
            .proxy(java.net.ProxySelector.getDefault())
            .build()) {
      response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
      if (response.statusCode() != 200) {
        throw new IOException(ARCHIVE + " answered " + response.statusCode());
      }
      try (InputStream in = new DigestInputStream(response.body(), digest)) {
        Files.copy(in, archive, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    String found = HexFormat.of().formatHex(digest.digest());
    if (!found.equals(SHA_512)) {
      throw new IOException(
          "%s has the checksum %s, not the expected %s".formatted(ARCHIVE, found, SHA_512));
    }
  }

  private static void unpack(Path archive, Path folder) throws IOException {
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(archive))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        Path file = folder.resolve(entry.getName()).normalize();
        if (!file.startsWith(folder)) {
          throw new IOException("the archive has an entry outside of it: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(file);
        } else {
          Files.createDirectories(file.getParent());
          Files.copy(in, file);
        }
      }
    }
  }
}
