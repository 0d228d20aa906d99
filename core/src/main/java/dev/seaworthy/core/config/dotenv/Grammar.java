package dev.seaworthy.core.config.dotenv;

/** The rules of one dialect, at work on one text. It takes time in proportion to the length of the text. */
interface Grammar {
    void read();

    static Grammar of(Dialect dialect, Cursor in, Reading out) {
        return switch (dialect) {
            case STRICT -> new StrictGrammar(in, out);
            case NODE -> new NodeGrammar(in, out);
            case PYTHON -> new PythonGrammar(in, out);
        };
    }
}
