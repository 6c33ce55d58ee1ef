package io.sessionwarden.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** A report as one HTML page that needs nothing else: no script, no font, no picture from elsewhere. */
public final class HtmlReport {

    private HtmlReport() {}

    public static String render(Report report) {
        var resolver = new ClassLoaderTemplateResolver(HtmlReport.class.getClassLoader());
        resolver.setPrefix("report/");
        resolver.setSuffix(".html");
        resolver.setCharacterEncoding("UTF-8");
        var engine = new TemplateEngine();
        engine.setTemplateResolver(resolver);
        var zone = report.period().zone();
        return engine.process(
                "report",
                new Context(
                        Locale.ROOT,
                        Map.of(
                                "report", report,
                                "from", Told.moment(report.period().from(), zone),
                                "to", Told.moment(report.period().to(), zone),
                                "zone", zone.getId(),
                                "tables",
                                        List.of(
                                                new Table("server", report.byServer()),
                                                new Table("account", report.byAccount()),
                                                new Table("rule", report.byRule())))));
    }

    /** The counts by one thing. */
    record Table(String by, Map<String, Tally> rows) {}
}
