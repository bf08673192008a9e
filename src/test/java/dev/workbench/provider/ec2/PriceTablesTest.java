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
            "SKU","TermType","Unit","PricePerUnit","Currency","Product Family","Location Type","Instance Type","Tenancy","Operating System","Pre Installed S/W","CapacityStatus","usageType","MarketOption"
            "1","OnDemand","Hrs","0.0120000000","USD","Compute Instance","AWS Region","t3.micro","Shared","Linux","NA","Used","EUC1-BoxUsage:t3.micro","OnDemand"
            "2","OnDemand","Hrs","0.0000000000","USD","Compute Instance","AWS Region","t3.micro","Shared","Linux","NA","AllocatedCapacityReservation","EUC1-Reservation:t3.micro","OnDemand"
            "3","OnDemand","Hrs","0.0212000000","USD","Compute Instance","AWS Region","t3.micro","Shared","Windows","NA","Used","EUC1-BoxUsage:t3.micro","OnDemand"
            "4","OnDemand","Hrs","0.0500000000","USD","Compute Instance","AWS Region","t3.micro","Dedicated","Linux","NA","Used","EUC1-DedicatedUsage:t3.micro","OnDemand"
            "5","Reserved","Hrs","0.0070000000","USD","Compute Instance","AWS Region","t3.micro","Shared","Linux","NA","Used","EUC1-BoxUsage:t3.micro","OnDemand"
            "6","OnDemand","Hrs","31.4640000000","USD","Compute Instance","AWS Region","p5.48xlarge","Shared","Linux","NA","Used","EUC1-CapacityBlock:p5","CapacityBlock"
            "7","OnDemand","Hrs","0.0150000000","USD","Compute Instance","AWS Local Zone","t3.micro","Shared","Linux","NA","Used","HAM1-BoxUsage:t3.micro","OnDemand"
            "8","OnDemand","GB-Mo","0.0540000000","USD","Storage Snapshot","AWS Region","","","","","","EUC1-EBS:SnapshotUsage",""
            "9","OnDemand","GB-Mo","0.0135000000","USD","Storage Snapshot","AWS Region","","","","","","EUC1-EBS:SnapshotArchiveStorage",""
            "10","OnDemand","GB-Mo","0.0952000000","USD","Storage","AWS Region","","","","","","EUC1-EBS:VolumeUsage.gp3",""
            "11","OnDemand","GB-Mo","0.1200000000","USD","Storage","AWS Local Zone","","","","","","HAM1-EBS:VolumeUsage.gp3",""
            "12","OnDemand","GiBps-mo","48.7000000000","USD","Provisioned Throughput","AWS Region","","","","","","EUC1-EBS:VolumeP-Throughput.gp3",""
            "13","OnDemand","GB-Mo","0.0590000000","USD","Storage","AWS Region","","","","","","EUC1-EBS:VolumeUsage",""
            """;
    private static final String ADDRESSES = """
            "FormatVersion","v1.0"
            "Publication Date","2999-04-01T00:00:00Z"
            "OfferCode","AmazonVPC"
            "SKU","TermType","Unit","PricePerUnit","Currency","usageType","Location Type"
            "1","OnDemand","Hrs","0.0520000000","USD","EUC1-NatGateway-Hours","AWS Region"
            "2","OnDemand","Hrs","0.0060000000","USD","EUC1-PublicIPv4:IdleAddress","AWS Region"
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
        publish("AmazonEC2", text);
    }

    private void publish(String offer, String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var packed = new GZIPOutputStream(bytes)) {
            packed.write(text.getBytes(StandardCharsets.UTF_8));
        }
        files.put("/offers/v1.0/aws/" + offer + "/current/" + REGION + "/index.csv", bytes.toByteArray());
    }

    @Test
    void aFetchedTableHoldsInItsRegionAndNowhereElse() throws IOException {
        publish(LIST.formatted("2999-03-05T20:59:55Z"));
        publish("AmazonVPC", ADDRESSES);
        var tables = new PriceTables(directory.resolve("ec2"));
        assertThat(tables.of(REGION)).isEqualTo(Prices.shipped());
        var fetched = tables.refresh(REGION, there());
        assertThat(fetched.hourly()).containsExactly(Map.entry("t3.micro", 0.012));
        assertThat(fetched.storage().rows())
                .isEqualTo(Map.of(
                        "ebs-snapshot-gib-month", 0.054,
                        "ebs-gp3-gib-month", 0.0952,
                        "ebs-standard-gib-month", 0.059,
                        "public-ipv4-hour", 0.006));
        assertThat(tables.of(REGION)).isEqualTo(fetched.or(Prices.shipped()));
        assertThat(tables.of(REGION).basis()).isEqualTo("list price in eu-central-1 of 2999-03-05");
        assertThat(tables.of("us-east-1")).isEqualTo(Prices.shipped());
    }

    @Test
    void whatDisksSnapshotsAndAddressesCostIsThatOfTheFetchedTable() throws IOException {
        publish(LIST.formatted("2999-03-05T20:59:55Z"));
        publish("AmazonVPC", ADDRESSES);
        var tables = new PriceTables(directory);
        tables.refresh(REGION, there());
        var storage = tables.of(REGION).storage();
        assertThat(storage.volume("gp3", 730)).hasValue(0.0952);
        assertThat(storage.snapshots(10L << 30)).hasValue(0.54);
        assertThat(storage.address()).hasValue(0.006);
    }

    @Test
    void whatAMirrorLacksCostsWhatTheShippedTableSays() throws IOException {
        publish(LIST.formatted("2999-03-05T20:59:55Z"));
        var tables = new PriceTables(directory);
        assertThat(tables.refresh(REGION, there()).storage().address()).isEmpty();
        var storage = tables.of(REGION).storage();
        var shipped = Prices.shipped().storage();
        assertThat(storage.address()).isPresent().isEqualTo(shipped.address());
        assertThat(storage.volume("st1", 1)).isPresent().isEqualTo(shipped.volume("st1", 1));
        assertThat(storage.volume("gp9", 1)).isEmpty();
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
        assertThat(tables.of(REGION)).isEqualTo(before.or(Prices.shipped()));
        assertThat(directory.toFile().list()).containsExactly("prices-eu-central-1.csv");
    }
}
