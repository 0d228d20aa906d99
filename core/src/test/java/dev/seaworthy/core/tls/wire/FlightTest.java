package dev.seaworthy.core.tls.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlightTest {
    private static final String RANDOM = "ab".repeat(32);

    @Test
    void reads_what_a_server_chose_and_its_certificates() throws IOException {
        String hello = message(2, "0301" + RANDOM + "00" + "0005" + "00");
        String certificates = message(11, "00000b" + "000003" + "010203" + "000002" + "0405");

        Answer answer = read(record(22, hello) + record(22, certificates));

        assertThat(chosen(answer).version()).isEqualTo(0x0301);
        assertThat(chosen(answer).suite()).isEqualTo(0x0005);
        assertThat(chosen(answer).certificates()).containsExactly(new byte[] {1, 2, 3}, new byte[] {4, 5});
    }

    @Test
    void reads_messages_that_share_a_record_or_span_several() throws IOException {
        String all = message(2, "0303" + RANDOM + "00" + "c02f" + "00" + "0000")
                + message(11, "000006" + "000003" + "010203");

        assertThat(chosen(read(record(22, all))).certificates()).hasSize(1);
        StringBuilder split = new StringBuilder();
        for (int i = 0; i < all.length(); i += 2) {
            split.append(record(22, all.substring(i, i + 2)));
        }
        assertThat(chosen(read(split.toString())).certificates()).hasSize(1);
    }

    @Test
    void reads_the_version_that_tls_1_3_hides_in_an_extension() throws IOException {
        String hello = message(2, "0303" + RANDOM + "00" + "1301" + "00" + "000c" + "00330002001d" + "002b00020304");

        assertThat(chosen(read(record(22, hello))).version()).isEqualTo(Hello.TLS_1_3);
    }

    @Test
    void says_when_a_server_without_a_certificate_has_chosen() throws IOException {
        String hello = message(2, "0303" + RANDOM + "00" + "00a6" + "00");

        assertThat(chosen(read(record(22, hello + message(12, "00")))).certificates())
                .isEmpty();
        assertThat(chosen(read(record(22, hello) + record(22, message(14, "")))).suite())
                .isEqualTo(0x00a6);
        assertThat(chosen(read(record(22, hello))).suite()).isEqualTo(0x00a6);
        assertThat(chosen(read(record(22, hello) + "16030")).suite()).isEqualTo(0x00a6);
        assertThat(chosen(read(record(22, hello) + "ffffffffff")).suite()).isEqualTo(0x00a6);
        assertThat(chosen(read(record(22, hello) + record(22, message(11, "ffffff"))))
                        .suite())
                .isEqualTo(0x00a6);
    }

    @Test
    void reads_a_fatal_alert_and_skips_a_warning() throws IOException {
        assertThat(read(record(21, "0228"))).isEqualTo(new Answer.Alerted(40));
        assertThat(read(record(21, "0170") + record(21, "0246"))).isEqualTo(new Answer.Alerted(70));
        assertThat(read(record(21, "0100"))).isEqualTo(new Answer.Alerted(0));
        assertThat(read(record(21, "0170").repeat(5))).isEqualTo(new Answer.Alerted(112));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "485454502f312e3120343030",
                "485454502f",
            })
    void knows_http(String answer) throws IOException {
        assertThat(read(answer)).isEqualTo(new Answer.Foreign(true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "323230206d61696c", // 220 mail
                "1702030405", // version
                "1603030000", // no content
                "160303ffff", // too long
                "17030300010000", // application data
                "160303000401000000", // a ClientHello
                "16030300040b000000", // certificates before the hello
                "1603030005020000010000", // a hello cut short
                "16", // a record cut short
                "160303000a0200",
            })
    void knows_what_is_no_tls(String answer) throws IOException {
        assertThat(read(answer)).isEqualTo(new Answer.Foreign(false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0002", "0305", "fefd"})
    void knows_a_version_that_there_is_not(String version) throws IOException {
        assertThat(read(record(22, message(2, version + RANDOM + "00" + "1301" + "00"))))
                .isInstanceOf(Answer.Foreign.class);
    }

    @Test
    void tells_the_end_of_a_connection_from_an_answer() {
        assertThatThrownBy(() -> read("")).isInstanceOf(EOFException.class);
    }

    @Test
    void reads_no_more_than_a_flight_may_have() throws IOException {
        String endless = record(22, message(2, "0303" + RANDOM + "00" + "c02f" + "00"))
                + record(22, "0b01ff00")
                + record(22, "00").repeat(100_000);
        byte[] bytes = HexFormat.of().parseHex(endless);
        ByteArrayInputStream input = new ByteArrayInputStream(bytes);

        assertThat(chosen(new Flight(input).read()).certificates()).isEmpty();
        assertThat(bytes.length - input.available()).isLessThan(140_000);
    }

    @Test
    void waits_for_no_message_that_is_longer_than_a_flight_may_be() throws IOException {
        assertThat(read(record(22, "02020001"))).isEqualTo(new Answer.Foreign(false));
    }

    @Test
    void ends_whatever_it_reads() {
        byte[] good = HexFormat.of()
                .parseHex(record(22, message(2, "0303" + RANDOM + "00" + "1301" + "00" + "0006" + "002b00020303"))
                        + record(22, message(11, "000006" + "000003" + "010203"))
                        + record(21, "0228"));
        Random random = new Random(42);
        Set<String> seen = new TreeSet<>();
        for (int run = 0; run < 20_000; run++) {
            byte[] bytes = Arrays.copyOf(good, 1 + random.nextInt(good.length));
            for (int i = random.nextInt(6); i > 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            seen.add(ending(bytes));
        }

        assertThat(seen).containsExactly("Alerted", "Chosen", "EOFException", "Foreign");
    }

    /** Any other exception fails the test. */
    private static String ending(byte[] bytes) {
        try {
            return new Flight(new ByteArrayInputStream(bytes)).read().getClass().getSimpleName();
        } catch (IOException e) {
            return e.getClass().getSimpleName();
        }
    }

    @Test
    void a_hello_holds_what_it_offers() {
        byte[] hello = new Hello(Hello.TLS_1_3, List.of(0x1301, 0x1302), "app.example").record(new Random(7));

        String text = HexFormat.of().formatHex(hello);
        assertThat(text)
                .startsWith("160301")
                .contains("0303", "00041301" + "1302", "002b0003020304", "6170702e6578616d706c65");
        assertThat(hello.length).isEqualTo(5 + ((hello[3] & 0xff) << 8 | (hello[4] & 0xff)));
    }

    @Test
    void a_hello_of_ssl_3_has_no_extensions_and_a_record_of_its_own_version() {
        byte[] hello = new Hello(Hello.SSL_3_0, List.of(0x0005), "app.example").record(new Random(7));

        assertThat(HexFormat.of().formatHex(hello)).startsWith("160300").endsWith("00" + "0002" + "0005" + "01" + "00");
    }

    private static Answer.Chosen chosen(Answer answer) {
        return (Answer.Chosen) answer;
    }

    private static Answer read(String hex) throws IOException {
        String whole = hex.length() % 2 == 0 ? hex : hex + "0";
        return new Flight(new ByteArrayInputStream(HexFormat.of().parseHex(whole))).read();
    }

    private static String record(int type, String content) {
        return "%02x0303%04x%s".formatted(type, content.length() / 2, content);
    }

    private static String message(int type, String content) {
        return "%02x%06x%s".formatted(type, content.length() / 2, content);
    }
}
