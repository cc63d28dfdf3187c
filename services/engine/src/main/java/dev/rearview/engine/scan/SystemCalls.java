package dev.rearview.engine.scan;

/**
 * System calls of Linux that Java has nothing for: open(2), close(2), pread(2), preadv2(2). Whether
 * they are there is for the caller to know.
 */
interface SystemCalls {
  /** Of preadv2. */
  int RWF_NOWAIT = 8;

  /** O_NONBLOCK, O_CLOEXEC and O_NOFOLLOW, the one flag that differs. */
  int OPEN_FLAGS =
      0x800 | 0x80000 | (System.getProperty("os.arch").equals("aarch64") ? 0x8000 : 0x20000);

  /**
   * Opens for reading what is no link, without waiting for another process.
   *
   * @param path its bytes
   * @return a file descriptor; below 0 where that failed
   */
  int open(byte[] path);

  void close(int file);

  /**
   * Reads into an array, where it lies: no collection of garbage begins before this has ended.
   *
   * @return how many bytes; below 0 where that failed
   */
  int read(int file, long offset, byte[] into, int at, int length);

  /**
   * Whether a byte can be read without waiting for a device or a network.
   *
   * @return 1 if so; 0 where the file has ended before; below 0 where that is not so, or not known
   */
  int isAtHand(int file, long offset);
}
