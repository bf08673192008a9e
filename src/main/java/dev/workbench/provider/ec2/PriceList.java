package dev.workbench.provider.ec2;

import dev.workbench.error.WorkbenchException;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * AWS's own price lists of one region: CSV files, that of EC2 of several hundred megabytes, of which a line at a time is in
 * memory. A few lines of metadata come first, then the names of the columns, then a row for each product and term.
 */
final class PriceList {
    private static final String PUBLISHED = "Publication Date";
    private static final String FIRST_COLUMN = "SKU";
    private static final int DATE_LENGTH = "2026-01-01".length();
    /** Local zones have the machines and disks of a region at prices of their own. */
    private static final String LOCATION_TYPE = "Location Type";

    private static final String REGION = "AWS Region";
    private static final String PRICE = "PricePerUnit";
    /**
     * What rows of price tables are called in the column {@code usageType}. Elsewhere than in us-east-1 a word for the region
     * comes first, as in {@code EUC1-EBS:SnapshotUsage}; archives and outposts have words of their own.
     */
    private static final Map<String, String> STORAGE = Map.of(
            "EBS:SnapshotUsage", StoragePrices.SNAPSHOTS,
            "EBS:VolumeUsage.gp3", StoragePrices.volumes("gp3"),
            "EBS:VolumeUsage.gp2", StoragePrices.volumes("gp2"),
            "EBS:VolumeUsage.piops", StoragePrices.volumes("io1"),
            "EBS:VolumeUsage.io2", StoragePrices.volumes("io2"),
            "EBS:VolumeUsage.st1", StoragePrices.volumes("st1"),
            "EBS:VolumeUsage.sc1", StoragePrices.volumes("sc1"),
            "EBS:VolumeUsage", StoragePrices.volumes("standard"),
            "PublicIPv4:IdleAddress", StoragePrices.ADDRESS);

    private static final Pattern PLACE = Pattern.compile("[A-Z]{2,4}\\d?-");

    /** A Linux machine by the hour without anything else; what a list does not tell apart, every row is. */
    private static final Map<String, String> PLAIN_MACHINE = Map.of(
            "TermType",
            "OnDemand",
            LOCATION_TYPE,
            REGION,
            "MarketOption",
            "OnDemand",
            "Unit",
            "Hrs",
            "Currency",
            "USD",
            "Tenancy",
            "Shared",
            "Operating System",
            "Linux",
            "Pre Installed S/W",
            "NA",
            "CapacityStatus",
            "Used");

    private final Map<String, Integer> columns = new HashMap<>();
    private final Map<String, Double> hourly = new TreeMap<>();
    private final Map<String, Double> storage = new TreeMap<>();
    private final String region;
    private String published = "";

    PriceList(String region) {
        this.region = region;
    }

    /** Takes from a list what it has. */
    void read(BufferedReader text) throws IOException {
        columns.clear();
        for (var line = text.readLine(); line != null; line = text.readLine()) {
            take(fields(line));
        }
    }

    /**
     * What has been read, dated as the first of the lists.
     *
     * @throws WorkbenchException (exit code 4) when none was that of EC2
     */
    Prices prices() {
        if (published.length() < DATE_LENGTH || hourly.isEmpty()) {
            throw WorkbenchException.provider("bad_price_list", "what was read is no price list of EC2")
                    .hint("it has " + hourly.size() + " machines and the date '" + published + "'");
        }
        return new Prices(region, published.substring(0, DATE_LENGTH), hourly, new StoragePrices(storage));
    }

    private void take(List<String> fields) {
        if (!columns.isEmpty()) {
            row(fields);
        } else if (fields.getFirst().equals(PUBLISHED) && fields.size() > 1) {
            published = published.isEmpty() ? fields.get(1) : published;
        } else if (fields.getFirst().equals(FIRST_COLUMN)) {
            for (int index = 0; index < fields.size(); index++) {
                columns.put(fields.get(index), index);
            }
        }
    }

    private void row(List<String> fields) {
        var type = field(fields, "Instance Type");
        var price = price(field(fields, PRICE));
        if (price <= 0) {
            return;
        }
        if (!type.isEmpty() && isPlainMachine(fields)) {
            hourly.put(type, price);
        } else if (field(fields, "TermType").equals("OnDemand") && isOfTheRegion(fields)) {
            var row = STORAGE.get(PLACE.matcher(field(fields, "usageType")).replaceFirst(""));
            if (row != null) {
                storage.put(row, price);
            }
        }
    }

    private boolean isPlainMachine(List<String> fields) {
        return PLAIN_MACHINE.entrySet().stream()
                .allMatch(wanted -> !columns.containsKey(wanted.getKey())
                        || field(fields, wanted.getKey()).equals(wanted.getValue()));
    }

    private boolean isOfTheRegion(List<String> fields) {
        return !columns.containsKey(LOCATION_TYPE)
                || field(fields, LOCATION_TYPE).equals(REGION);
    }

    private static double price(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private String field(List<String> fields, String column) {
        var index = columns.getOrDefault(column, Integer.MAX_VALUE);
        return index < fields.size() ? fields.get(index) : "";
    }

    /** Fields in quotes, in which a quote is doubled, or without. */
    static List<String> fields(String line) {
        var fields = new ArrayList<String>();
        var field = new StringBuilder();
        var quoted = false;
        for (int index = 0; index < line.length(); index++) {
            var letter = line.charAt(index);
            if (letter == '"' && quoted && index + 1 < line.length() && line.charAt(index + 1) == '"') {
                field.append('"');
                index++;
            } else if (letter == '"') {
                quoted = !quoted;
            } else if (letter == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(letter);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
