package dev.workbench.provider.ec2;

import dev.workbench.error.WorkbenchException;
import dev.workbench.home.WholeFile;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * The price tables there are: the one that ships with the program, and those of regions that a user has fetched, which win
 * where they are newer. Nothing is fetched unless somebody asks for it.
 *
 * @param directory where fetched tables are kept
 */
record PriceTables(Path directory) {
    private static final URI AWS = URI.create("https://pricing.us-east-1.amazonaws.com/");
    /** The offer with machines, disks and snapshots: some hundred megabytes. */
    private static final String MACHINES = "AmazonEC2";
    /** The offer with public addresses. */
    private static final String ADDRESSES = "AmazonVPC";

    private static final Pattern REGION = Pattern.compile("[a-z0-9-]+");
    private static final int CONNECT_MILLIS = (int) Duration.ofSeconds(10).toMillis();
    private static final int READ_MILLIS = (int) Duration.ofSeconds(60).toMillis();

    /** The table that holds in a region. */
    Prices of(String region) {
        var shipped = Prices.shipped();
        return fetched(region)
                .filter(table -> table.date().compareTo(shipped.date()) > 0)
                .map(table -> table.or(shipped))
                .orElse(shipped);
    }

    private Optional<Prices> fetched(String region) {
        try {
            return Optional.of(Prices.parse(Files.readString(file(region))));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty(); // not there, or damaged: the shipped one does
        }
    }

    Path file(String region) {
        return directory.resolve("prices-" + region + ".csv");
    }

    /**
     * Fetches the table of a region and keeps it.
     *
     * @param from where the price lists are, instead of AWS
     * @throws WorkbenchException (exit code 4) when it is not to be had; the table that was there stays
     */
    Prices refresh(String region, Optional<URI> from) {
        if (!REGION.matcher(region).matches()) {
            throw WorkbenchException.badInput("bad_region", "'" + region + "' is no region of AWS")
                    .hint("for example us-east-1");
        }
        var source = from.orElse(AWS);
        var root = source.toString().endsWith("/") ? source.toString() : source + "/";
        var list = new PriceList(region);
        read(list, root, MACHINES, region);
        read(list, root, ADDRESSES, region);
        return keep(list.prices());
    }

    private static void read(PriceList list, String root, String offer, String region) {
        var address = root + "offers/v1.0/aws/" + offer + "/current/" + region + "/index.csv";
        try (var text = new BufferedReader(new InputStreamReader(open(URI.create(address)), StandardCharsets.UTF_8))) {
            list.read(text);
        } catch (IOException | IllegalArgumentException e) {
            if (e instanceof FileNotFoundException && !offer.equals(MACHINES)) {
                return; // a mirror need not have it: the shipped price of an address does
            }
            throw WorkbenchException.provider("no_price_list", "the price list of " + region + " is not to be had")
                    .at(address)
                    .details(String.valueOf(e))
                    .hint("check the region's name and the network, or give a mirror: --from URL")
                    .causedBy(e);
        }
    }

    private static InputStream open(URI list) throws IOException {
        var connection = list.toURL().openConnection();
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(READ_MILLIS);
        connection.setRequestProperty("Accept-Encoding", "gzip");
        var answer = connection.getInputStream();
        return "gzip".equals(connection.getContentEncoding()) ? new GZIPInputStream(answer) : answer;
    }

    private Prices keep(Prices table) {
        var file = file(table.region());
        try {
            WholeFile.write(file, out -> out.write(table.text().getBytes(StandardCharsets.UTF_8)));
            return table;
        } catch (IOException e) {
            throw WorkbenchException.notReady("prices_not_kept", "the table of prices cannot be written")
                    .at(file.toString())
                    .details(String.valueOf(e))
                    .hint("make it writable")
                    .causedBy(e);
        }
    }
}
