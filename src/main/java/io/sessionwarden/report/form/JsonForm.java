package io.sessionwarden.report.form;

import io.sessionwarden.report.ReportSource;
import io.sessionwarden.report.Story;
import io.sessionwarden.report.Summary;
import io.sessionwarden.report.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** Everything of a report, in the shape that docs/audit.md describes. Times are UTC; what lies beyond ASCII is escaped. */
final class JsonForm {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    private JsonForm() {}

    static void write(ReportSource source, boolean incidents, OutputStream stream) throws IOException {
        try (var json = MAPPER.createGenerator(stream)) {
            json.writeStartObject();
            head(json, source.summary());
            if (incidents) {
                json.writeArrayPropertyStart("incidents");
                source.eachStory(story -> {
                    json.writeRaw('\n');
                    json.writePOJO(told(story));
                });
                json.writeEndArray();
            }
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (JacksonException e) {
            throw new IOException("the report could not be written whole: " + e.getMessage(), e);
        }
    }

    private static void head(JsonGenerator json, Summary summary) {
        var scope = summary.scope();
        json.writePOJOProperty(
                "report",
                ordered(
                        "from", scope.period().from().toString(),
                        "to", scope.period().to().toString(),
                        "zone", scope.period().zone().getId(),
                        "server", scope.server(),
                        "account", scope.account(),
                        "rule", scope.rule(),
                        "made", summary.made().toString(),
                        "upTo", summary.upTo(),
                        "hash", summary.hash()));
        json.writeRaw('\n');
        json.writeObjectPropertyStart("figures");
        summary.headlines().forEach(line -> {
            if (line.value() < 0) {
                json.writeNullProperty(line.id());
            } else {
                json.writeNumberProperty(line.id(), line.value());
            }
        });
        json.writeEndObject();
        json.writeObjectPropertyStart("charts");
        summary.charts().forEach(chart -> {
            json.writeRaw('\n');
            json.writePOJOProperty(
                    chart.id(),
                    ordered(
                            "series",
                            chart.series(),
                            "bars",
                            chart.bars().stream()
                                    .map(bar -> ordered("label", bar.label(), "values", bar.values()))
                                    .toList()));
        });
        json.writeEndObject();
        json.writeObjectPropertyStart("tables");
        summary.tables().forEach(table -> {
            json.writeRaw('\n');
            json.writePOJOProperty(
                    table.id(),
                    table.rows().stream().map(row -> row(table, row)).toList());
        });
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private static Map<String, Object> row(Table table, List<String> cells) {
        var row = new LinkedHashMap<String, Object>();
        for (int i = 0; i < cells.size(); i++) {
            var column = table.columns().get(i);
            var cell = cells.get(i);
            row.put(column.id(), column.number() && cell.matches("\\d{1,18}") ? (Object) Long.parseLong(cell) : cell);
        }
        return row;
    }

    private static Map<String, Object> told(Story story) {
        return ordered(
                "id", story.incident(),
                "server", story.server(),
                "session", story.subject(),
                "logonName", story.logonName(),
                "account", story.account(),
                "symptom", story.symptom(),
                "opened", story.opened().toString(),
                "closed", story.closed() == null ? "" : story.closed().toString(),
                "ending", story.ending(),
                "lastedMillis", story.lastedMillis(),
                "rules", story.rules(),
                "evidence", story.evidence(),
                "decision", story.decision(),
                "records",
                        story.lines().stream()
                                .map(line -> ordered(
                                        "record",
                                        line.sequence(),
                                        "at",
                                        line.at().toString(),
                                        "text",
                                        line.text()))
                                .toList(),
                "recordsLeftOut", story.linesLeftOut());
    }

    private static Map<String, Object> ordered(Object... members) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < members.length; i += 2) {
            map.put((String) members[i], members[i + 1]);
        }
        return map;
    }
}
