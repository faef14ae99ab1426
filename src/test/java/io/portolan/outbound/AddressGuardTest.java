package io.portolan.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.portolan.kernel.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import tools.jackson.databind.JsonNode;

class AddressGuardTest {

    @ParameterizedTest
    @CsvFileSource(resources = "/outbound/addresses.txt", delimiter = ' ')
    void decidesByTheRangeOfTheAddress(String address, String expected) throws UnknownHostException {
        assertThat(decision(address)).isEqualTo(expected);
    }

    @Test
    void decidesTheAddressesOfTheAcceptanceMaterial() throws IOException {
        Path folder = Path.of(
                Optional.ofNullable(System.getenv("PORTOLAN_ACCEPTANCE")).orElse("../shared/acceptance"));
        Path file = folder.resolve("webhooks/ssrf-addresses.json");
        assumeTrue(Files.exists(file), "no acceptance material at " + file);
        List<String> wrong = new ArrayList<>();
        for (JsonNode entry : Json.parse(Files.readString(file))) {
            String address = entry.get("address").stringValue();
            if (!decision(address).equals(entry.get("expect").stringValue())) {
                wrong.add(address + " " + decision(address));
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static String decision(String address) throws UnknownHostException {
        return AddressGuard.refusal(InetAddress.getByName(address)).isPresent() ? "deny" : "allow";
    }
}
