package dev.workbench.provider.ec2;

import dev.workbench.error.WorkbenchException;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * AWS's own price list of EC2 in one region: a CSV file of several hundred megabytes, of which a line at a time is in memory.
 * A few lines of metadata come first, then the names of the columns, then a row for each product and term.
 */
final class PriceList {
    private static final String PUBLISHED = "Publication Date";
    private static final String FIRST_COLUMN = "SKU";
    private static final String PRICE = "PricePerUnit";
    private static final String SNAPSHOT_USAGE = "EBS:SnapshotUsage";
    /** A Linux machine by the hour without anything else; what a list does not tell apart, every row is. */
    private static final Map<String, String> PLAIN_MACHINE = Map.of(
            "TermType", "OnDemand",
            "MarketOption", "OnDemand",
            "Unit", "Hrs",
            "Currency", "USD",
            "Tenancy", "Shared",
            "Operating System", "Linux",
            "Pre Installed S/W", "NA",
            "CapacityStatus", "Used");

    private final Map<String, Integer> columns = new HashMap<>();
    private final Map<String, Double> hourly = new TreeMap<>();
    private String published = "";
    private OptionalDouble snapshots = OptionalDouble.empty();

    private PriceList() {}

    /** @throws WorkbenchException (exit code 4) when it is no such list */
    static Prices read(String region, BufferedReader text) throws IOException {
        var list = new PriceList();
        for (var line = text.readLine(); line != null; line = text.readLine()) {
            list.take(fields(line));
        }
        if (list.published.length() < 10 || list.hourly.isEmpty()) {
            throw WorkbenchException.provider("bad_price_list", "what was read is no price list of EC2")
                    .hint("it has " + list.hourly.size() + " machines and the date '" + list.published + "'");
        }
        return new Prices(region, list.published.substring(0, 10), list.hourly, list.snapshots);
    }

    private void take(List<String> fields) {
        if (!columns.isEmpty()) {
            row(fields);
        } else if (fields.getFirst().equals(PUBLISHED) && fields.size() > 1) {
            published = fields.get(1);
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
        } else if (field(fields, "TermType").equals("OnDemand") && isSnapshots(field(fields, "usageType"))) {
            snapshots = OptionalDouble.of(price);
        }
    }

    private boolean isPlainMachine(List<String> fields) {
        return PLAIN_MACHINE.entrySet().stream()
                .allMatch(wanted -> !columns.containsKey(wanted.getKey())
                        || field(fields, wanted.getKey()).equals(wanted.getValue()));
    }

    /** Elsewhere than in us-east-1 it is {@code EUC1-EBS:SnapshotUsage}; archives and outposts say more. */
    private static boolean isSnapshots(String usage) {
        return usage.equals(SNAPSHOT_USAGE) || usage.endsWith("-" + SNAPSHOT_USAGE);
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
