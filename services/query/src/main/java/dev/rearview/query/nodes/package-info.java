/**
 * Which nodes there are and where their scanners listen. Start reading at {@link
 * dev.rearview.query.nodes.NodeRegistry}; {@code scatter} asks the nodes that it names.
 */
@NullMarked
package dev.rearview.query.nodes;

import org.jspecify.annotations.NullMarked;
