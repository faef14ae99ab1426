package io.portolan.ingest.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.streams.UploadHandler;
import io.portolan.access.CurrentActor;
import io.portolan.ingest.CatalogImport;
import io.portolan.ingest.ImportFile;
import io.portolan.ingest.TypographicQuotes;
import io.portolan.kernel.PortalException;
import io.portolan.ui.CodeEditor;
import io.portolan.ui.Notices;
import io.portolan.ui.PageHeader;
import jakarta.annotation.security.RolesAllowed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Brings a catalog in from files or from pasted text, all of it or nothing, and says what came in or what is
/// wrong.
@Route("import")
@RolesAllowed("ADMIN")
@CssImport("./ingest/ingest.css")
class ImportView extends Div implements HasDynamicTitle {

    private static final long serialVersionUID = 1L;
    private static final int MAX_FILE = 20 * 1024 * 1024;
    private static final int MAX_FILES = 200;

    private final transient CatalogImport catalogImport;
    private final transient CurrentActor currentActor;
    private final Map<String, String> uploaded = new LinkedHashMap<>();
    private final Upload upload = new Upload();
    private final CodeEditor pasted;
    private final Button submit;
    private final ImportOutcome outcome = new ImportOutcome();

    ImportView(CatalogImport catalogImport, CurrentActor currentActor) {
        this.catalogImport = catalogImport;
        this.currentActor = currentActor;
        addClassNames("pt-page", "in-import");
        pasted = new CodeEditor(getTranslation("ingest.paste.label"), CodeEditor.Language.JSON);
        pasted.setHelperText(getTranslation("ingest.paste.help"));
        pasted.setMinLines(14);
        submit = new Button(getTranslation("ingest.submit"), event -> submit());
        submit.addThemeVariants(ButtonVariant.PRIMARY);
        submit.setDisableOnClick(true);
        prepareUpload();
        add(
                new PageHeader(getTranslation("ingest.title"))
                        .icon("upload")
                        .description(getTranslation("ingest.description")),
                new Section(new H2(getTranslation("ingest.files.title")), upload),
                new Section(new H2(getTranslation("ingest.paste.title")), pasted),
                submit,
                outcome);
    }

    @Override
    public String getPageTitle() {
        return getTranslation("ingest.title");
    }

    private void prepareUpload() {
        upload.setUploadHandler(UploadHandler.inMemory(
                (metadata, bytes) -> uploaded.put(metadata.fileName(), new String(bytes, StandardCharsets.UTF_8))));
        upload.setMaxFiles(MAX_FILES);
        upload.setMaxFileSize(MAX_FILE);
        upload.addFileRemovedListener(event -> uploaded.remove(event.getFileName()));
        upload.addFileRejectedListener(event -> Notices.error(event.getFileName() + ": " + event.getErrorMessage()));
        upload.getElement().setAttribute("aria-label", getTranslation("ingest.files.title"));
    }

    private void submit() {
        pasted.setMarks(List.of());
        List<ImportFile> files = files();
        if (files.isEmpty()) {
            outcome.clear();
            Notices.info(getTranslation("ingest.nothing"));
            submit.setEnabled(true);
            return;
        }
        try {
            outcome.showReport(catalogImport.run(files, currentActor.require()));
            Notices.success(getTranslation("ingest.done"));
            uploaded.clear();
            upload.clearFileList();
            pasted.setValue("");
        } catch (PortalException.Malformed e) {
            boolean quotes = "typographic_quotes".equals(e.details().get("cause"));
            outcome.showMalformed(e, quotes ? this::straighten : null);
            if (pastedName().equals(e.details().get("file"))) {
                pasted.mark(e);
            }
        } catch (PortalException e) {
            outcome.showError(e);
        } finally {
            submit.setEnabled(true);
        }
    }

    /// Straightens the quotes everywhere and tries again.
    private void straighten() {
        uploaded.replaceAll((name, content) -> TypographicQuotes.straighten(content));
        pasted.setValue(TypographicQuotes.straighten(pasted.getValue()));
        submit();
    }

    private List<ImportFile> files() {
        List<ImportFile> files = new ArrayList<>();
        uploaded.forEach((name, content) -> files.add(new ImportFile(name, content)));
        if (!pasted.getValue().isBlank()) {
            files.add(new ImportFile(pastedName(), pasted.getValue()));
        }
        return files;
    }

    private String pastedName() {
        return getTranslation("ingest.paste.name");
    }
}
