package dev.rearview.standalone;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The folder that everything is kept in, held by one process at a time: a run holds it until its
 * process ends, for the broker is the last that lets go of it.
 */
final class DataFolder implements AutoCloseable {
  /** Less is refused: the broker alone reserves as much for its indexes. */
  static final long MIN_FREE_BYTES = 300L << 20;

  private static final long FULL_BYTES = 16L << 20;

  private final Path path;
  private final FileChannel channel;

  private DataFolder(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /** Makes the folder where it is not there, and locks it. */
  static DataFolder open(Path path) {
    FileChannel channel;
    try {
      Files.createDirectories(path);
      long free = Files.getFileStore(path).getUsableSpace();
      if (free < MIN_FREE_BYTES) {
        throw new RefusedException(
            "the disk of %s is full: %d MB are free, %d MB are needed; free some or use --data"
                .formatted(path, free >> 20, MIN_FREE_BYTES >> 20));
      }
      channel =
          FileChannel.open(
              path.resolve("rearview.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new RefusedException(
          "cannot write in %s: %s; choose another folder with --data".formatted(path, reason(e)));
    }
    if (!locked(channel)) {
      close(channel);
      throw new RefusedException(
          "%s is in use by a Rearview that is running; stop that one or use --data with another folder"
              .formatted(path));
    }
    return new DataFolder(path, channel);
  }

  private static boolean locked(FileChannel channel) {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (IOException | OverlappingFileLockException e) {
      return false;
    }
  }

  /** The reason of a failure of the file system in words. */
  static String reason(IOException e) {
    return switch (e) {
      case java.nio.file.AccessDeniedException denied -> "no permission for " + denied.getFile();
      case java.nio.file.FileAlreadyExistsException file -> file.getFile() + " is not a folder";
      case java.nio.file.FileSystemException failed when failed.getReason() != null ->
          failed.getReason();
      default -> String.valueOf(e.getMessage());
    };
  }

  Path path() {
    return path;
  }

  /** Whether hardly anything can be written there any more. */
  boolean isFull() {
    try {
      return Files.getFileStore(path).getUsableSpace() < FULL_BYTES;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    close(channel);
  }

  private static void close(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // the lock ends with the process in any case
    }
  }
}
