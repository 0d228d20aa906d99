package dev.seaworthy.core.config.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.Dialects;
import dev.seaworthy.core.config.ConfigException;
import dev.seaworthy.core.config.EnvironmentConfig;
import dev.seaworthy.core.config.Schema;
import dev.seaworthy.core.json.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonSchemaTest {
    private static final Schema<ShopSettings> SCHEMA = Schema.of(ShopSettings.class);
    private static final String TEXT = Document.JSON_SCHEMA.of(SCHEMA);
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    @Test
    void is_a_schema_of_the_dialect_that_it_names() {
        assertThat(REGISTRY.getSchema(
                                SchemaLocation.of(Dialects.getDraft202012().getId()))
                        .validate(TEXT, InputFormat.JSON))
                .isEmpty();
        assertThat(TEXT).contains("\"$schema\": \"https://json-schema.org/draft/2020-12/schema\"");
    }

    @Test
    void takes_an_environment_that_loads() {
        assertThat(errors(ShopSettings.GOOD)).isEmpty();
        assertThatCode(() -> load(ShopSettings.GOOD)).doesNotThrowAnyException();
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "APP_URL,", // required
        "DB_PASSWORD,", // required, of a nested record
        "SENTRY_DSN,", // required in production
        "PEPPER,", // has a default in development alone
        "RELEASE,", // required when SENTRY_DSN is set
        "MERCHANT_ID,", // required when PAYMENT is card, which it is by default
        "BUCKET,", // one of BUCKET, FOLDER
        "FOLDER, /srv", // only one of them
        "SMTP_PORT, 25", // a record that may be absent is there, but not whole
        "PORT, eighty",
        "PAYMENT, gold"
    })
    void refuses_an_environment_that_does_not_load(String variable, String text) {
        Map<String, String> broken = with(variable, text);

        assertThat(errors(broken)).isNotEmpty();
        assertThatThrownBy(() -> load(broken)).isInstanceOf(ConfigException.class);
    }

    @Test
    void takes_a_whole_nested_record_and_refuses_half_of_what_belongs_together() {
        Map<String, String> smtp = with("SMTP_HOST", "mail.internal");
        assertThat(errors(smtp)).isEmpty();

        smtp.put("SMTP_USER", "shop");
        assertThat(errors(smtp)).isNotEmpty();

        smtp.put("SMTP_PASSWORD", "c3dvcmRmaXNo");
        assertThat(errors(smtp)).isEmpty();
        assertThatCode(() -> load(smtp)).doesNotThrowAnyException();
    }

    @Test
    void asks_for_nothing_where_a_value_does_not_call_for_it() {
        Map<String, String> cash = with("MERCHANT_ID", null);
        cash.put("PAYMENT", "cash");

        assertThat(errors(cash)).isEmpty();
        assertThatCode(() -> load(cash)).doesNotThrowAnyException();
    }

    private static Map<String, String> with(String variable, String text) {
        Map<String, String> environment = new HashMap<>(ShopSettings.GOOD);
        if (text == null) {
            environment.remove(variable);
        } else {
            environment.put(variable, text);
        }
        return environment;
    }

    private static List<Error> errors(Map<String, String> environment) {
        return REGISTRY.getSchema(TEXT).validate(Json.write(environment), InputFormat.JSON);
    }

    private static void load(Map<String, String> environment) {
        EnvironmentConfig.of(SCHEMA).environment(environment).load();
    }
}
