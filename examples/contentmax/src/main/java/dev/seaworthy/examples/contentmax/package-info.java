/** ContentMax's production environment, whole: its settings, protections, health, backups and CDN on Seaworthy. */
@NullMarked
package dev.seaworthy.examples.contentmax;

import org.jspecify.annotations.NullMarked;
