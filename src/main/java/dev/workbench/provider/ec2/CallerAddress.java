package dev.workbench.provider.ec2;

import dev.workbench.error.WorkbenchException;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;

/** The address under which machines on EC2 see this one: the only one that is let in. */
final class CallerAddress {
    private static final URI ECHO = URI.create("https://checkip.amazonaws.com/");
    private static final Pattern IPV4 = Pattern.compile("(\\d{1,3}\\.){3}\\d{1,3}");
    private static final int LIMIT_MILLIS = (int) Duration.ofSeconds(10).toMillis();
    private static final int LONGEST_ANSWER = 64;

    private CallerAddress() {}

    /** As a CIDR of one address, or what the user has set. */
    static String cidr(Options options, Placement placement) {
        return options.ingress().orElseGet(() -> switch (options.reachedBy()) {
            case PUBLIC -> echoed(ECHO) + "/32";
            case PRIVATE -> towards(placement.cidr()) + "/32";
        });
    }

    /** Asks AWS from which address our requests come. */
    static String echoed(URI echo) {
        try {
            var connection = (HttpURLConnection) echo.toURL().openConnection();
            connection.setConnectTimeout(LIMIT_MILLIS);
            connection.setReadTimeout(LIMIT_MILLIS);
            try (var answer = connection.getInputStream()) {
                var text = new String(answer.readNBytes(LONGEST_ANSWER), StandardCharsets.US_ASCII).strip();
                if (IPV4.matcher(text).matches()) {
                    return text;
                }
                throw new IOException("it answered '" + text + "'");
            }
        } catch (IOException e) {
            throw WorkbenchException.notReady(
                            "caller_address_unknown", "cannot find out this machine's public address from " + echo)
                    .details(String.valueOf(e.getMessage()))
                    .hint("say who may reach the VM: export WORKBENCH_EC2_INGRESS=203.0.113.7/32")
                    .causedBy(e);
        }
    }

    /** Our own address on the way to a private network; nothing is sent. */
    static String towards(String cidr) {
        try (var socket = new DatagramSocket()) {
            var target = InetAddress.getByName(cidr.substring(0, cidr.indexOf('/')));
            socket.connect(new InetSocketAddress(target, 22));
            return socket.getLocalAddress().getHostAddress();
        } catch (IOException e) {
            throw WorkbenchException.notReady("caller_address_unknown", "cannot reach the subnet " + cidr)
                    .details(String.valueOf(e.getMessage()))
                    .hint("WORKBENCH_EC2_ADDRESS=private needs a way into the VPC, such as a VPN")
                    .causedBy(e);
        }
    }
}
