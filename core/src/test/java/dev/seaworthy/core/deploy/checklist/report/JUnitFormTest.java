package dev.seaworthy.core.deploy.checklist.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.deploy.check.Severity;
import dev.seaworthy.core.deploy.check.Status;
import dev.seaworthy.core.deploy.check.Verdict;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class JUnitFormTest {
    /**
     * What readers of such reports (Jenkins' JUnit plugin, Maven Surefire's reports) agree on: elements, their order,
     * attributes and types.
     */
    private static final String SCHEMA = """
            <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
              <xs:element name="testsuites">
                <xs:complexType>
                  <xs:sequence><xs:element ref="testsuite" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
                  <xs:attribute name="name" type="xs:string"/>
                  <xs:attribute name="tests" type="xs:nonNegativeInteger"/>
                  <xs:attribute name="failures" type="xs:nonNegativeInteger"/>
                  <xs:attribute name="errors" type="xs:nonNegativeInteger"/>
                  <xs:attribute name="time" type="xs:decimal"/>
                </xs:complexType>
              </xs:element>
              <xs:element name="testsuite">
                <xs:complexType>
                  <xs:sequence><xs:element ref="testcase" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
                  <xs:attribute name="name" type="xs:string" use="required"/>
                  <xs:attribute name="tests" type="xs:nonNegativeInteger" use="required"/>
                  <xs:attribute name="failures" type="xs:nonNegativeInteger" use="required"/>
                  <xs:attribute name="errors" type="xs:nonNegativeInteger" use="required"/>
                  <xs:attribute name="skipped" type="xs:nonNegativeInteger"/>
                  <xs:attribute name="time" type="xs:decimal"/>
                  <xs:attribute name="timestamp">
                    <xs:simpleType><xs:restriction base="xs:dateTime">
                      <xs:pattern value="\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d"/>
                    </xs:restriction></xs:simpleType>
                  </xs:attribute>
                </xs:complexType>
              </xs:element>
              <xs:element name="testcase">
                <xs:complexType>
                  <xs:sequence>
                    <xs:choice minOccurs="0">
                      <xs:element name="skipped">
                        <xs:complexType><xs:attribute name="message" type="xs:string"/></xs:complexType>
                      </xs:element>
                      <xs:element name="error" type="problem"/>
                      <xs:element name="failure" type="problem"/>
                    </xs:choice>
                    <xs:element name="system-out" type="xs:string" minOccurs="0"/>
                  </xs:sequence>
                  <xs:attribute name="name" type="xs:string" use="required"/>
                  <xs:attribute name="classname" type="xs:string" use="required"/>
                  <xs:attribute name="time" type="xs:decimal"/>
                </xs:complexType>
              </xs:element>
              <xs:complexType name="problem">
                <xs:simpleContent><xs:extension base="xs:string">
                  <xs:attribute name="message" type="xs:string"/>
                  <xs:attribute name="type" type="xs:string" use="required"/>
                </xs:extension></xs:simpleContent>
              </xs:complexType>
            </xs:schema>
            """;

    @Test
    void a_report_is_a_suite_for_each_phase_and_a_case_for_each_item() throws Exception {
        Document document = read(Reports.mixed());

        assertThat(document.getDocumentElement().getAttribute("name")).isEqualTo("ContentMax 1.4.2");
        assertThat(attributes(document, "testsuites", "tests", "failures", "errors", "time"))
                .containsExactly(List.of("8", "2", "1", "2.413"));
        assertThat(attributes(
                        document, "testsuite", "name", "tests", "failures", "errors", "skipped", "time", "timestamp"))
                .containsExactly(
                        List.of("Pre-deployment", "4", "0", "0", "2", "0.480", "2026-11-27T09:00:00"),
                        List.of("Deployment", "2", "1", "0", "1", "0.240", "2026-11-27T09:00:00"),
                        List.of("Post-deployment", "2", "1", "1", "0", "0.240", "2026-11-27T09:00:00"));
        assertThat(attributes(document, "testcase", "name", "classname", "time"))
                .contains(List.of("DNS 日本", "Pre-deployment", "0.120"))
                .hasSize(8);
        assertThat(attributes(document, "failure", "message", "type"))
                .containsExactly(List.of("HTTP status 503", "failed"), List.of("Too few requests", "inconclusive"));
        assertThat(attributes(document, "error", "message", "type"))
                .containsExactly(List.of("No answer within PT30S: interrupted", "error"));
        assertThat(attributes(document, "skipped", "message"))
                .containsExactly(
                        List.of("failed (advisory): p95 is over its budget"),
                        List.of("error (dry run): Threw java.io.IOException: connection refused"),
                        List.of("skipped (blocking): Not run, as \"health\" does not hold: FAILED"));
        assertThat(Dom.elements(document, "system-out"))
                .extracting(Element::getTextContent)
                .contains("warned (blocking): One address is new\nhost: contentmax.example\naddresses: 2");
    }

    @Test
    void hostile_text_stays_text_and_the_whole_stays_valid() throws Exception {
        Validator validator = validator();
        for (int seed = 0; seed < 500; seed++) {
            ChecklistReport report = Reports.hostile(new Random(seed));
            String xml = report.toJUnitXml();
            validator.validate(new StreamSource(new StringReader(xml)));
            Document document = Dom.parse(xml);

            List<Row> rows = Sheet.of(report).rows();
            List<Element> cases = Dom.elements(document, "testcase").stream().toList();
            assertThat(cases)
                    .as("seed " + seed)
                    .extracting(element -> element.getAttribute("name"))
                    .containsExactlyInAnyOrderElementsOf(
                            rows.stream().map(Row::name).toList());
            assertThat(Dom.elements(document, "system-out").stream()
                            .map(Element::getTextContent)
                            .toList())
                    .containsExactlyInAnyOrderElementsOf(
                            rows.stream().map(JUnitFormTest::evidence).toList());
            assertThat(Reports.steering(xml)).isEmpty();
        }
    }

    /** Each status of each severity by itself: a server calls the build broken exactly if the report blocks. */
    @ParameterizedTest
    @EnumSource
    void a_build_is_broken_exactly_if_the_report_blocks(Severity severity) throws Exception {
        for (Status status : Status.values()) {
            ItemResult result = Reports.result("a", Phase.DEPLOYMENT, severity, new Verdict(status, "b", Map.of()));
            ChecklistReport report = new ChecklistReport("t", List.of(result), Reports.AT, Duration.ZERO);
            Document document = read(report);

            List<List<String>> counts = attributes(document, "testsuite", "failures", "errors");
            boolean broken = !counts.equals(List.of(List.of("0", "0")));
            assertThat(broken).as("%s %s", severity, status).isEqualTo(report.blocked());
            assertThat(Dom.elements(document, "failure").size()
                            + Dom.elements(document, "error").size())
                    .isEqualTo(report.blocked() ? 1 : 0);
        }
    }

    @Test
    void a_report_of_nothing_is_valid() throws Exception {
        assertThat(Dom.elements(read(new ChecklistReport("Empty", List.of(), Reports.AT, Duration.ZERO)), "testcase"))
                .isEmpty();
    }

    private static String evidence(Row row) {
        StringBuilder text = new StringBuilder(
                "%s (%s): %s".formatted(Word.of(row.status()), Word.of(row.severity()), row.sentence()));
        row.figures()
                .forEach((name, value) ->
                        text.append('\n').append(name).append(": ").append(value));
        return text.toString();
    }

    private static Document read(ChecklistReport report) throws Exception {
        String xml = report.toJUnitXml();
        validator().validate(new StreamSource(new StringReader(xml)));
        return Dom.parse(xml);
    }

    private static Validator validator() throws Exception {
        Validator validator = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(new StreamSource(new StringReader(SCHEMA)))
                .newValidator();
        validator.setErrorHandler(new Dom.Strict());
        return validator;
    }

    private static List<List<String>> attributes(Document document, String element, String... names) {
        return Dom.elements(document, element).stream()
                .map(each -> List.of(names).stream().map(each::getAttribute).toList())
                .toList();
    }
}
