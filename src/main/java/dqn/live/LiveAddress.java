package dqn.live;

import dqn.core.DqnException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where a page is served, and to whom.
 *
 * @param bind the interface, by a name or an address
 * @param address what that is
 * @param token that the path of every request must begin with; none on an interface that only this computer reaches
 */
record LiveAddress(String bind, InetAddress address, Optional<String> token) {
    private static final int TOKEN_BYTES = 16;

    /**
     * The interface of this name or address; this computer's own without one.
     *
     * @throws DqnException if there is none
     */
    static LiveAddress of(Optional<String> bind) {
        try {
            InetAddress address =
                    bind.isPresent() ? InetAddress.getByName(bind.get()) : InetAddress.getLoopbackAddress();
            return new LiveAddress(
                    bind.orElse("127.0.0.1"), address, bind.isPresent() ? Optional.of(newToken()) : Optional.empty());
        } catch (UnknownHostException e) {
            throw new DqnException(
                    "There is no address " + bind.orElse("") + ": give --bind one of this computer's, such as 0.0.0.0.",
                    e);
        }
    }

    /** A secret is the one thing that no seed may decide. */
    private static String newToken() {
        byte[] bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** What the path of every request begins with. */
    String prefix() {
        return token.map(secret -> "/" + secret + "/").orElse("/");
    }

    /** What to open in a browser. */
    String url(int port) {
        return "http://" + (address.isAnyLocalAddress() ? machine() : bracketed(bind)) + ":" + port + prefix();
    }

    /**
     * What a browser may call this computer: not a name that somebody else has given to its address, by which a page of
     * theirs would count as of the same origin (DNS rebinding).
     */
    Set<String> hosts(int port) {
        Set<String> names = new TreeSet<>(
                List.of("localhost", "127.0.0.1", "[::1]", bracketed(bind).toLowerCase(Locale.ROOT)));
        if (address.isAnyLocalAddress()) {
            names.add(machine());
            names.addAll(interfaces());
        }
        Set<String> hosts = new TreeSet<>();
        names.forEach(name -> hosts.add(name + ":" + port));
        return hosts;
    }

    private static String machine() {
        try {
            return InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT);
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    private static List<String> interfaces() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .map(own -> bracketed(own.getHostAddress().replaceFirst("%.*", "")))
                    .toList();
        } catch (SocketException e) {
            return List.of();
        }
    }

    private static String bracketed(String host) {
        return host.contains(":") ? "[" + host + "]" : host;
    }
}
