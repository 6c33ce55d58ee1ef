package io.sessionwarden.policy.scenario;

import io.sessionwarden.session.ForeignText;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The results of scenarios as build servers read them: a suite for each file, a case for each scenario. */
public final class JunitXml {

    private static final int LONGEST = 2_000;

    private final XMLStreamWriter xml;

    private JunitXml(XMLStreamWriter xml) {
        this.xml = xml;
    }

    public static String of(ScenarioReport report) {
        var text = new StringWriter();
        try {
            new JunitXml(XMLOutputFactory.newFactory().createXMLStreamWriter(text)).write(report);
        } catch (XMLStreamException e) {
            throw new IllegalStateException("XML could not be written to memory", e);
        }
        return text + "\n";
    }

    private void write(ScenarioReport report) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeCharacters("\n");
        xml.writeStartElement("testsuites");
        attribute("name", "policy " + report.revision());
        counts(report.results());
        var files = report.results().stream()
                .collect(Collectors.groupingBy(
                        result -> result.scenario().file(), LinkedHashMap::new, Collectors.toList()));
        for (var file : files.entrySet()) {
            suite(file.getKey(), file.getValue());
        }
        xml.writeCharacters("\n");
        xml.writeEndDocument();
    }

    private void suite(String file, List<ScenarioResult> results) throws XMLStreamException {
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testsuite");
        attribute("name", file);
        counts(results);
        for (var result : results) {
            testcase(result);
        }
        xml.writeCharacters("\n  ");
        xml.writeEndElement();
    }

    private void counts(List<ScenarioResult> results) throws XMLStreamException {
        attribute("tests", Integer.toString(results.size()));
        attribute(
                "failures",
                Long.toString(
                        results.stream().filter(result -> !result.passed()).count()));
        attribute("errors", "0");
    }

    private void testcase(ScenarioResult result) throws XMLStreamException {
        xml.writeCharacters("\n    ");
        xml.writeStartElement("testcase");
        attribute("classname", result.scenario().file());
        attribute("name", result.scenario().title());
        attribute("file", result.scenario().file());
        attribute("line", Integer.toString(result.scenario().line()));
        if (!result.passed()) {
            xml.writeCharacters("\n      ");
            xml.writeStartElement("failure");
            attribute("type", "decision");
            attribute("message", String.join("; ", result.differences()));
            xml.writeCharacters(clean(result.scenario().place() + ": "
                    + result.decision().word() + ": " + result.decision().reasons()));
            xml.writeEndElement();
            xml.writeCharacters("\n    ");
        }
        xml.writeEndElement();
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, clean(value));
    }

    private static String clean(String text) {
        return ForeignText.clean(text, LONGEST);
    }
}
