/** Services of which several instances run: who holds what, and what is asked of whom. */
package dev.rearview.e2e.scale;
