package dev.seaworthy.core.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReasonTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Authorization: Bearer eyJh.b-c| Authorization: ***",
                "sent Bearer eyJh.b-c to it| sent Bearer *** to it",
                "sent Basic YTpi| sent Basic ***",
                "{\"password\":\"hunter2\",\"a\":1}| {\"password\":***,\"a\":1}",
                "{'token': 'hunter 2'}| {'token': ***}",
                "postgres://app:p/w@db/x| postgres://***@db/x",
                "AWS_SECRET_ACCESS_KEY=abc/d| AWS_SECRET_ACCESS_KEY=***",
                "api-key = abc, next| api-key = ***, next",
                "password=$1\\2&a=b| password=***&a=b",
                "the token is not there| the token is not there",
                "see https://db/x for a@b| see https://db/x for a@b"
            })
    void masks_what_looks_like_a_credential_and_nothing_else(String message, String masked) {
        assertThat(Reason.of(new IllegalStateException(message)))
                .isEqualTo("java.lang.IllegalStateException: " + masked);
    }
}
