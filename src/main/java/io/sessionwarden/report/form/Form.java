package io.sessionwarden.report.form;

import io.sessionwarden.report.ReportSource;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The forms in which a report can be written. */
public enum Form {
    /** For a terminal or a mail. */
    TEXT("text/plain; charset=utf-8", TextForm::write),
    /** One page that needs nothing else. */
    HTML("text/html; charset=utf-8", HtmlForm::write),
    /** For paper; of the incidents at most {@value PdfForm#MOST_STORIES}, and it says how many more there are. */
    PDF("application/pdf", PdfForm::write),
    /** The incidents, one a row, for a spreadsheet. */
    CSV("text/csv; charset=utf-8", CsvForm::write),
    /** Everything, for programs. */
    JSON("application/json", JsonForm::write);

    private interface Writing {
        void write(ReportSource source, boolean incidents, OutputStream out) throws IOException;
    }

    private final String mediaType;

    @SuppressWarnings("ImmutableEnumChecker") // a method
    private final Writing writing;

    Form(String mediaType, Writing writing) {
        this.mediaType = mediaType;
        this.writing = writing;
    }

    /**
     * The form of that name, in any case.
     *
     * @throws IllegalArgumentException where there is none, with the names of all
     */
    public static Form named(String name) {
        return Arrays.stream(values())
                .filter(form -> form.word().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no format '" + name + "'; the formats are "
                        + Arrays.stream(values()).map(Form::word).collect(Collectors.joining(", "))));
    }

    /** Its name, which is also how its files end; of text that is {@code txt}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String ending() {
        return this == TEXT ? "txt" : word();
    }

    public String mediaType() {
        return mediaType;
    }

    /**
     * Writes the report, and flushes but does not close.
     *
     * @param incidents whether the incidents follow the first page
     */
    public void write(ReportSource source, boolean incidents, OutputStream out) throws IOException {
        writing.write(source, incidents, out);
        out.flush();
    }
}
