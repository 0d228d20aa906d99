package dev.seaworthy.backup.objects.run;

import dev.seaworthy.backup.objects.repository.Entry;
import dev.seaworthy.backup.objects.repository.StoredContent;

/** An object that need not be read, since an earlier run has, and where its content is. Immutable. */
record Kept(Entry entry, StoredContent stored) {}
