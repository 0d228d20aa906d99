package dev.seaworthy.backup.database.postgres.program;

import dev.seaworthy.backup.database.DumpException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** {@code pg_dumpall} of what belongs to the server and not to one database: roles without passwords, tablespaces. */
public final class PgDumpAll {
    public static final String NAME = "pg_dumpall";

    private final ClientProgram program;
    private final Login login;

    public PgDumpAll(ClientProgram program, Login login) {
        this.program = program;
        this.login = login;
    }

    /** The statements, without those about roles that are left out. */
    public String globals(RoleFilter roles) throws IOException, InterruptedException {
        try (ChildProcess child = new Children().start(program, login, arguments())) {
            child.endInput();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            child.stdout().transferTo(out);
            int status = child.exitStatus();
            if (status != 0) {
                throw new DumpException(
                        program + " of " + login + " failed with exit status " + status + ": " + child.errors(), null);
            }
            return text(out.toByteArray()).lines().filter(roles::accepts).collect(Collectors.joining("\n", "", "\n"));
        }
    }

    /** Names are bytes where an encoding is not known: then it fails, rather than to store other names. */
    private static String text(byte[] utf8) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new DumpException("The names of roles and tablespaces are not all of UTF-8", e);
        }
    }

    private List<String> arguments() {
        return List.of(
                "--globals-only",
                "--no-role-passwords",
                "--encoding=UTF8",
                "--no-password",
                "--database=" + ConnectionText.ofDatabase(login.database()));
    }
}
