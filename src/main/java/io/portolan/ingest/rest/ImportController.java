package io.portolan.ingest.rest;

import io.portolan.access.CurrentActor;
import io.portolan.ingest.CatalogImport;
import io.portolan.ingest.ImportFile;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Violation;
import java.util.ArrayList;
import java.util.List;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `POST /v1/import` with `{"files":[{"name":"catalog.yaml","content":"…"}]}`: everything in the files or
/// nothing.
@RestController
class ImportController {

    private final CatalogImport catalogImport;
    private final CurrentActor currentActor;

    ImportController(CatalogImport catalogImport, CurrentActor currentActor) {
        this.catalogImport = catalogImport;
        this.currentActor = currentActor;
    }

    @PostMapping("/v1/import")
    ObjectNode importFiles(@RequestBody ObjectNode body) {
        Actor actor = currentActor.require();
        return Json.ok("import", catalogImport.run(files(body), actor).toJson());
    }

    private static List<ImportFile> files(ObjectNode body) {
        List<Violation> violations = new ArrayList<>();
        List<ImportFile> files = new ArrayList<>();
        JsonNode list = body.path("files");
        if (!list.isArray() || list.isEmpty()) {
            violations.add(Violation.at("/files", "is required: a list of objects with \"name\" and \"content\""));
        }
        for (int i = 0; i < list.size(); i++) {
            String name = Json.text(list.get(i), "name");
            String content = Json.text(list.get(i), "content");
            if (name == null || name.isBlank()) {
                violations.add(Violation.at("/files/" + i + "/name", "is required: a file name for the errors"));
            } else if (content == null) {
                violations.add(Violation.at("/files/" + i + "/content", "is required: the text of the file"));
            } else {
                files.add(new ImportFile(name, content));
            }
        }
        PortalException.throwIfAny(violations);
        return files;
    }
}
