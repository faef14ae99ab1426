package io.portolan.ingest;

import io.portolan.access.ExampleMode;
import io.portolan.blueprint.BlueprintService;
import io.portolan.kernel.Actor;
import io.portolan.kernel.PortalException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/// Loads the example world, all files of `example/` as one import, into a portal in example mode that has no
/// blueprints yet. What people change or delete in it later stays as they left it.
@Component
class ExampleCatalog {

    private static final Logger log = LoggerFactory.getLogger(ExampleCatalog.class);

    private final ExampleMode exampleMode;
    private final BlueprintService blueprints;
    private final CatalogImport catalogImport;

    ExampleCatalog(ExampleMode exampleMode, BlueprintService blueprints, CatalogImport catalogImport) {
        this.exampleMode = exampleMode;
        this.blueprints = blueprints;
        this.catalogImport = catalogImport;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(0)
    void load() throws IOException {
        if (!exampleMode.on() || blueprints.all().stream().anyMatch(blueprint -> !blueprint.isProtected())) {
            return;
        }
        try {
            log.info(
                    "Example data loaded: {}",
                    catalogImport.run(files(), Actor.system()).toJson());
        } catch (PortalException e) {
            log.error("The example data was not loaded: {}", e.reason(), e);
        }
    }

    static List<ImportFile> files() throws IOException {
        List<ImportFile> files = new ArrayList<>();
        Resource[] resources = new PathMatchingResourcePatternResolver().getResources("classpath*:example/*.*");
        Arrays.sort(resources, Comparator.comparing(resource -> String.valueOf(resource.getFilename())));
        for (Resource resource : resources) {
            String name = String.valueOf(resource.getFilename());
            if (name.endsWith(".json") || name.endsWith(".yaml")) {
                files.add(new ImportFile(name, resource.getContentAsString(StandardCharsets.UTF_8)));
            }
        }
        return files;
    }
}
