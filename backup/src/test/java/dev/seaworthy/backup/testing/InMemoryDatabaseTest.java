package dev.seaworthy.backup.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.database.DatabaseContract;
import dev.seaworthy.backup.database.DatabaseSource;
import dev.seaworthy.backup.database.DumpException;
import dev.seaworthy.backup.database.RestoreTarget;
import dev.seaworthy.backup.database.ScratchServer;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

class InMemoryDatabaseTest extends DatabaseContract {
    private final InMemoryDatabase database =
            new InMemoryDatabase().insert("public.content", "a", "b", "c").insert("public.empty");

    @Override
    protected DatabaseSource source() {
        return database;
    }

    @Override
    protected DatabaseSource otherSource() {
        return new InMemoryDatabase().insert("public.content", "a", "b", "d").insert("public.empty");
    }

    @Override
    protected DatabaseSource apartSource() {
        return new InMemoryDatabase()
                .insert("public.content", "a", "b", "c")
                .insert("public.empty")
                .rowsApart("public.content", "public.absent");
    }

    @Override
    protected RestoreTarget emptyTarget() {
        return new InMemoryDatabase();
    }

    @Override
    protected ScratchServer scratchServer() {
        return new InMemoryDatabase();
    }

    @Test
    void fails_the_next_dump_in_its_middle_and_no_other() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        database.failNextDump();

        assertThatThrownBy(() -> database.dumpTo(out)).isInstanceOf(DumpException.class);
        assertThat(out.size()).isPositive();
        assertThatCode(() -> database.dumpTo(OutputStream.nullOutputStream())).doesNotThrowAnyException();
    }
}
