package dev.workbench.provider.ec2;

import dev.workbench.error.WorkbenchException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
    private static final Pattern REGION = Pattern.compile("[a-z0-9-]+");
    private static final int CONNECT_MILLIS = (int) Duration.ofSeconds(10).toMillis();
    private static final int READ_MILLIS = (int) Duration.ofSeconds(60).toMillis();

    /** The table that holds in a region. */
    Prices of(String region) {
        var shipped = Prices.shipped();
        return fetched(region)
                .filter(table -> table.date().compareTo(shipped.date()) > 0)
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
        var list = URI.create(root + "offers/v1.0/aws/AmazonEC2/current/" + region + "/index.csv");
        try (var text = new BufferedReader(new InputStreamReader(open(list), StandardCharsets.UTF_8))) {
            var table = PriceList.read(region, text);
            keep(table);
            return table;
        } catch (IOException | IllegalArgumentException e) {
            throw WorkbenchException.provider("no_price_list", "the price list of " + region + " is not to be had")
                    .at(list.toString())
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

    private void keep(Prices table) throws IOException {
        Files.createDirectories(directory);
        var draft = Files.createTempFile(directory, "prices", ".draft");
        try {
            Files.writeString(draft, table.text());
            Files.move(
                    draft, file(table.region()), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
