package dev.seaworthy.core.config.generate;

import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** YAML 1.2, and so JSON, as maps, lists and texts. */
final class YamlReader {
    private YamlReader() {}

    /** Refuses a key twice. */
    static List<Object> documents(String text) {
        List<Object> documents = new ArrayList<>();
        new Load(LoadSettings.builder().build()).loadAllFromString(text).forEach(documents::add);
        return documents;
    }
}
