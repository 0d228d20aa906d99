package dev.seaworthy.core.config.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.core.Secret;
import dev.seaworthy.core.SecretBytes;
import dev.seaworthy.core.config.annotation.Base64Bytes;
import dev.seaworthy.core.config.annotation.HexBytes;
import dev.seaworthy.core.config.annotation.Json;
import dev.seaworthy.core.config.annotation.Separator;
import dev.seaworthy.core.config.annotation.Unit;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextTypesTest {
    record Version(int major) {
        static Version of(String text) {
            return new Version(Integer.parseInt(text.substring(1)));
        }
    }

    record Login(String user, Secret password) {}

    private final TextTypes own = TextTypes.standard().with(Version.class, "must be v1, v2, …", Version::of);

    @Test
    void reads_a_type_of_the_users_own() throws Refusal {
        TextType type = own.of(Version.class, Format.PLAIN);

        assertThat(type.convert("v7")).isEqualTo(new Version(7));
        assertThat(type.label()).isEqualTo("Version");
        assertThat(type.rule()).isEqualTo("must be v1, v2, …");
        assertThat(type.example()).isEmpty();
        assertThat(type.textual()).isTrue();
        assertThat(type.secret()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v", "v1x", "hunter2"})
    void drops_what_a_converter_of_the_users_own_throws(String text) {
        assertThatThrownBy(() -> own.of(Version.class, Format.PLAIN).convert(text))
                .isInstanceOf(Refusal.class)
                .hasMessage("must be v1, v2, …")
                .hasNoCause();
    }

    @Test
    void refuses_where_a_converter_of_the_users_own_gives_null() {
        TextType type = own.with(Login.class, "must be a login", text -> null).of(Login.class, Format.PLAIN);

        assertThatThrownBy(() -> type.convert("ann")).hasMessage("must be a login");
    }

    @Test
    void takes_a_type_of_the_users_own_for_secret_if_it_holds_a_secret() {
        TextTypes types = own.with(Login.class, "must be a login", text -> new Login(text, Secret.of(text)))
                .with(Secret.class, "must be a token", Secret::of);

        assertThat(types.of(Login.class, Format.PLAIN).secret()).isTrue();
        assertThat(types.of(Secret.class, Format.PLAIN).secret()).isTrue();
    }

    record Versions(List<Version> all, Map<String, Version> byName) {}

    @Test
    void reads_elements_by_a_converter_of_the_users_own() throws Refusal {
        RecordComponent[] components = Versions.class.getRecordComponents();

        assertThat(own.of(components[0].getGenericType(), Format.PLAIN).convert("v1,v2"))
                .isEqualTo(List.of(new Version(1), new Version(2)));
        assertThat(own.of(components[1].getGenericType(), Format.PLAIN).convert("a=v1"))
                .isEqualTo(Map.of("a", new Version(1)));
    }

    @Test
    void lets_the_users_own_win_and_stays_as_it_was() throws Refusal {
        TextTypes shouting = TextTypes.standard()
                .with(int.class, "must be a word", String::length)
                .with(Every.Level.class, "must be a level", text -> Every.Level.LOW);

        assertThat(shouting.of(Integer.class, Format.PLAIN).convert("four")).isEqualTo(4);
        assertThat(shouting.of(Every.Level.class, Format.PLAIN).convert("?")).isEqualTo(Every.Level.LOW);
        assertThat(TextTypes.standard().of(int.class, Format.PLAIN).convert("4"))
                .isEqualTo(4);
    }

    enum Twins {
        SAME,
        same
    }

    enum None {}

    @SuppressWarnings("rawtypes")
    record Wrong(
            Object unknown,
            Optional<String> inside,
            List raw,
            List<? extends Number> wildcard,
            List<List<String>> nested,
            String[] array,
            Twins twins,
            None none,
            SecretBytes formless,
            List<SecretBytes> formlessElements,
            @Unit(ChronoUnit.MILLIS) int unitOfNumber,
            @Unit(ChronoUnit.MONTHS) Duration unevenUnit,
            @Unit(ChronoUnit.MILLIS) List<String> unitOfTexts,
            @Base64Bytes(32) String bytesOfText,
            @Base64Bytes(0) SecretBytes noBytes,
            @Base64Bytes(32) @HexBytes(32) SecretBytes twoForms,
            @Separator(";") String separatorOfText,
            @Separator(";") Duration separatorOfDuration,
            @Separator("") List<String> noSeparator,
            @Separator("\\") List<String> escape,
            @Separator(value = "=", keyValue = "=") Map<String, String> oneSeparator,
            @Json @Separator(";") List<String> jsonAndSeparator,
            @Json @Unit(ChronoUnit.MILLIS) Duration jsonAndUnit) {}

    static Stream<String> wrong() {
        return Arrays.stream(Wrong.class.getRecordComponents()).map(RecordComponent::getName);
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void refuses_a_declaration_in_one_sentence(String name) {
        assertThatThrownBy(() -> Every.type(Wrong.class, name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(name)
                .message()
                .hasSizeGreaterThan(30)
                .hasLineCount(1);
    }
}
