package dev.rearview.query.wiring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/**
 * {@code rearview.spill.…}: the disk that what is sorted goes to where it does not fit into memory.
 * Its files have no names, and are gone with the process.
 */
@ConfigMapping(prefix = "rearview.spill")
interface SpillConfig {
  /** Bytes that all statements together may use, 4 GiB by default; 0: none. */
  @WithDefault("4294967296")
  long bytes();

  /** The folder; absent: the one for temporary files. */
  Optional<String> directory();
}
