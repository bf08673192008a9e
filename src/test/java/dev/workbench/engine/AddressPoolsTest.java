package dev.workbench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workbench.json.Json;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressPoolsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | 31",
                "{'DefaultAddressPools': null} | 31",
                "{'DefaultAddressPools': [{'Base': '10.10.0.0/16', 'Size': 24}]} | 256",
                "{'DefaultAddressPools': [{'Base': '10.0.0.0/30', 'Size': 30}, {'Base': '10.1.0.0/24', 'Size': 28}]} | 17",
                "{'DefaultAddressPools': [{'Base': '10.1.0.0/24', 'Size': 20}]} | 0",
                "{'DefaultAddressPools': [{'Base': 'fd00::/48', 'Size': 64}]} | 0",
            })
    void countsTheNetworksThatFit(String info, long networks) throws IOException {
        assertThat(AddressPools.networks(Json.mapper().readTree(info.replace('\'', '"')), false))
                .hasValue(networks);
    }

    @Test
    void podmanSaysNothing() {
        assertThat(AddressPools.networks(Json.mapper().createObjectNode(), true))
                .isEmpty();
    }
}
