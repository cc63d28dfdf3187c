package dev.rearview.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/**
 * Standard output: it stays open whoever closes what was written to it, and what cannot be written
 * is an error, where {@link System#out} alone says nothing.
 */
final class StandardOutput extends OutputStream {
  private final PrintStream out = System.out;

  @Override
  public void write(int b) throws IOException {
    out.write(b);
    check();
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
    check();
  }

  @Override
  public void flush() throws IOException {
    check();
  }

  @Override
  public void close() throws IOException {
    flush();
  }

  private void check() throws IOException {
    if (out.checkError()) {
      throw new IOException(
          "standard output: the answer could not be written to its end; the disk is full, or its"
              + " reader has ended");
    }
  }
}
