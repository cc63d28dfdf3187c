/**
 * The nodes whose logs this process reads. Start reading at {@link
 * dev.rearview.scanner.nodes.NodeSettings}.
 */
@NullMarked
package dev.rearview.scanner.nodes;

import org.jspecify.annotations.NullMarked;
