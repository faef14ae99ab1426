package io.portolan.testbench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// Whether this machine has a licence key for TestBench, in any of the places where TestBench itself looks.
final class Licence {

    private Licence() {}

    static boolean present() {
        boolean environment = Stream.of("VAADIN_PRO_KEY", "VAADIN_OFFLINE_KEY")
                .anyMatch(name -> System.getenv(name) != null || System.getProperty(name) != null);
        Path folder = Path.of(System.getProperty("user.home"), ".vaadin");
        return environment
                || Stream.of("proKey", "offlineKeyV2", "offlineKey")
                        .anyMatch(name -> Files.exists(folder.resolve(name)));
    }
}
