package dev.workbench.provider.ec2;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * What machines cost in one region: US dollars an hour by instance type, on demand, Linux; and what else costs money. The
 * table that ships with the program is that of {@code us-east-1}: elsewhere prices differ by some ten per cent; their order,
 * which is what decides, hardly does.
 *
 * @param date when the table was taken
 */
record Prices(String region, String date, Map<String, Double> hourly, StoragePrices storage) {
    private static final String TABLE = "prices.csv";
    private static final String DATE = "# date: ";
    private static final String REGION = "# region: ";

    /** The table that ships with the program. */
    static Prices shipped() {
        try (var resource = Prices.class.getResourceAsStream(TABLE)) {
            if (resource == null) {
                throw new IllegalStateException("the program lacks its resource " + TABLE);
            }
            return parse(new String(resource.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Prices parse(String text) {
        var hourly = new TreeMap<String, Double>();
        var storage = new TreeMap<String, Double>();
        text.lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(line -> line.split(",", 2))
                .forEach(fields -> (StoragePrices.isRow(fields[0]) ? storage : hourly)
                        .put(fields[0], Double.parseDouble(fields[1])));
        return new Prices(after(REGION, text), after(DATE, text), hourly, new StoragePrices(storage));
    }

    private static String after(String start, String text) {
        return text.lines()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()).strip())
                .findFirst()
                .orElse("unknown");
    }

    /** As {@link #parse} reads it. */
    String text() {
        var text = new StringBuilder("# US dollars, an hour unless a row says otherwise: Linux, on demand.\n");
        text.append(REGION)
                .append(region)
                .append('\n')
                .append(DATE)
                .append(date)
                .append('\n');
        storage.rows().forEach((row, price) -> append(text, row, price));
        hourly.forEach((type, price) -> append(text, type, price));
        return text.toString();
    }

    private static void append(StringBuilder text, String row, double price) {
        text.append(row).append(',').append(price).append('\n');
    }

    /** With another table's prices for what this one has none for, beside machines. */
    Prices or(Prices other) {
        return new Prices(region, date, hourly, storage.or(other.storage));
    }

    OptionalDouble of(String type) {
        var price = hourly.get(type);
        return price == null ? OptionalDouble.empty() : OptionalDouble.of(price);
    }

    /** What a figure from this table is based on, in plain words. */
    String basis() {
        return "list price in " + region + " of " + date;
    }
}
