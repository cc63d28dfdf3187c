package dev.rearview.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir Path temporary;

  @Test
  void belongsToOneAtATime() {
    Path path = temporary.resolve("a/b");
    try (DataFolder folder = DataFolder.open(path)) {
      assertThat(folder.path()).isDirectory();
      assertThatExceptionOfType(RefusedException.class)
          .isThrownBy(() -> DataFolder.open(path))
          .withMessage(
              "%s is in use by a Rearview that is running; stop that one or use --data with another"
                  + " folder",
              path);
    }
    DataFolder.open(path).close();
  }

  @Test
  void saysWhyItCannotBeWritten() throws IOException {
    Path file = Files.createFile(temporary.resolve("file"));

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> DataFolder.open(file))
        .withMessageContaining("cannot write in " + file)
        .withMessageContaining("is not a folder")
        .withMessageContaining("--data");
  }
}
