package io.portolan.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.kernel.Actor;
import io.portolan.testing.PortalTest;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.annotation.Transactional;

/// The example world as it is shipped. Each test is taken back at its end.
@PortalTest
@Transactional
class ExampleCatalogIT {

    @Autowired
    private CatalogImport catalogImport;

    @Test
    void itComesInWholeAndASecondTimeChangesNothing() throws IOException {
        ImportReport first = catalogImport.run(ExampleCatalog.files(), Actor.system());
        assertThat(first.sections()).containsKeys("blueprints", "entities", "scorecards");

        ImportReport second = catalogImport.run(ExampleCatalog.files(), Actor.system());
        assertThat(second.sections())
                .allSatisfy((section, counts) ->
                        assertThat(counts.unchanged()).as(section).isEqualTo(counts.read()));
    }

    @Test
    void theCatalogOfTheFirstDayIsInIt() throws IOException {
        ImportReport report = catalogImport.run(ExampleCatalog.files(), Actor.system());
        assertThat(report.of("blueprints").read()).isGreaterThanOrEqualTo(7);
        assertThat(report.of("entities").read()).isGreaterThanOrEqualTo(17);
    }
}
