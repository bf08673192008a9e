package dev.workbench.provider.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.workbench.error.WorkbenchException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PriceTablesTest {
    private static final String REGION = "eu-central-1";
    private static final String LIST = """
            "FormatVersion","v1.0"
            "Disclaimer","Prices, ""as is\"""
            "Publication Date","%s"
            "Version","1"
            "OfferCode","AmazonEC2"
            "SKU","TermType","Unit","PricePerUnit","Currency","Product Family","Instance Type","Tenancy","Operating System","Pre Installed S/W","CapacityStatus","usageType","MarketOption"
            "1","OnDemand","Hrs","0.0120000000","USD","Compute Instance","t3.micro","Shared","Linux","NA","Used","EUC1-BoxUsage:t3.micro","OnDemand"
            "2","OnDemand","Hrs","0.0000000000","USD","Compute Instance","t3.micro","Shared","Linux","NA","AllocatedCapacityReservation","EUC1-Reservation:t3.micro","OnDemand"
            "3","OnDemand","Hrs","0.0212000000","USD","Compute Instance","t3.micro","Shared","Windows","NA","Used","EUC1-BoxUsage:t3.micro","OnDemand"
            "4","OnDemand","Hrs","0.0500000000","USD","Compute Instance","t3.micro","Dedicated","Linux","NA","Used","EUC1-DedicatedUsage:t3.micro","OnDemand"
            "5","Reserved","Hrs","0.0070000000","USD","Compute Instance","t3.micro","Shared","Linux","NA","Used","EUC1-BoxUsage:t3.micro","OnDemand"
            "6","OnDemand","Hrs","31.4640000000","USD","Compute Instance","p5.48xlarge","Shared","Linux","NA","Used","EUC1-CapacityBlock:p5","CapacityBlock"
            "7","OnDemand","GB-Mo","0.0540000000","USD","Storage Snapshot","","","","","","EUC1-EBS:SnapshotUsage",""
            "8","OnDemand","GB-Mo","0.0135000000","USD","Storage Snapshot","","","","","","EUC1-EBS:SnapshotArchiveStorage",""
            """;

    @TempDir
    private Path directory;

    private HttpServer server;
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                var body = files.getOrDefault(exchange.getRequestURI().getPath(), new byte[0]);
                exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                exchange.sendResponseHeaders(body.length == 0 ? 404 : 200, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private Optional<URI> there() {
        return Optional.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    private void publish(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var packed = new GZIPOutputStream(bytes)) {
            packed.write(text.getBytes(StandardCharsets.UTF_8));
        }
        files.put("/offers/v1.0/aws/AmazonEC2/current/" + REGION + "/index.csv", bytes.toByteArray());
    }

    @Test
    void aFetchedTableHoldsInItsRegionAndNowhereElse() throws IOException {
        publish(LIST.formatted("2999-03-05T20:59:55Z"));
        var tables = new PriceTables(directory.resolve("ec2"));
        assertThat(tables.of(REGION)).isEqualTo(Prices.shipped());
        var fetched = tables.refresh(REGION, there());
        assertThat(fetched.hourly()).containsExactly(Map.entry("t3.micro", 0.012));
        assertThat(fetched.snapshotGibMonth()).hasValue(0.054);
        assertThat(tables.of(REGION)).isEqualTo(fetched);
        assertThat(tables.of(REGION).basis()).isEqualTo("list price in eu-central-1 of 2999-03-05");
        assertThat(tables.of("us-east-1")).isEqualTo(Prices.shipped());
    }

    @Test
    void anOlderTableThanTheShippedOneDoesNotHold() throws IOException {
        publish(LIST.formatted("2001-03-05T20:59:55Z"));
        var tables = new PriceTables(directory);
        tables.refresh(REGION, there());
        assertThat(tables.of(REGION)).isEqualTo(Prices.shipped());
    }

    @Test
    void whatIsNoPriceListReplacesNothing() throws IOException {
        publish(LIST.formatted("2999-03-05T20:59:55Z"));
        var tables = new PriceTables(directory);
        var before = tables.refresh(REGION, there());
        publish("<html>log in</html>");
        assertThatThrownBy(() -> tables.refresh(REGION, there()))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("no price list");
        assertThatThrownBy(() -> tables.refresh("xx-nowhere-1", there())).isInstanceOf(WorkbenchException.class);
        assertThat(tables.of(REGION)).isEqualTo(before);
        assertThat(directory.toFile().list()).containsExactly("prices-eu-central-1.csv");
    }
}
