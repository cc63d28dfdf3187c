/**
 * The log files of the simulated nodes, as the container runtime and the kubelet would keep them:
 * CRI lines, rotation by size, gzip, one file for each start of a container.
 *
 * <p>Start reading at {@link dev.rearview.demo.node.NodeLogs}; the files are what scanners read.
 */
@NullMarked
package dev.rearview.demo.node;

import org.jspecify.annotations.NullMarked;
