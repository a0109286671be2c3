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
     * Makes sure, where nobody can listen, that the address is not the reason.
     *
     * @throws DqnException if it belongs to another computer
     */
    void requireOwn() {
        try {
            if (!address.isAnyLocalAddress()
                    && !address.isLoopbackAddress()
                    && NetworkInterface.getByInetAddress(address) == null) {
                throw new DqnException(
                        bind + " is no address of this computer: give --bind one that is, such as 0.0.0.0.");
            }
        } catch (SocketException e) {
            throw new DqnException("The addresses of this computer cannot be told (" + e.getMessage() + ").", e);
        }
    }

    /**
     * What a browser may call this computer: not a name that somebody else has given to its address, by which a page of
     * theirs would count as of the same origin (DNS rebinding). Of the port nothing is asked: it may be another where a
     * connection is handed on, as by {@code ssh -L}.
     */
    Set<String> hosts() {
        Set<String> names = new TreeSet<>(
                List.of("localhost", "127.0.0.1", "[::1]", bracketed(bind), bracketed(address.getHostAddress())));
        if (address.isAnyLocalAddress()) {
            names.add(machine());
            names.addAll(interfaces());
        }
        Set<String> hosts = new TreeSet<>();
        names.forEach(name -> hosts.add(name(name)));
        return hosts;
    }

    /**
     * The name in a {@code Host}, without its port, as only one spelling has it: in small letters, and an IPv6 address with
     * all its numbers. No name is looked up.
     */
    static String name(String host) {
        int colon = host.indexOf(':', host.startsWith("[") ? host.indexOf(']') + 1 : 0);
        return literal(host.substring(0, colon < 0 ? host.length() : colon)).toLowerCase(Locale.ROOT);
    }

    /** What stands in brackets can only be an address. */
    private static String literal(String name) {
        try {
            return name.startsWith("[") && name.endsWith("]")
                    ? bracketed(InetAddress.getByName(name).getHostAddress())
                    : name;
        } catch (UnknownHostException e) {
            return name;
        }
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
                    .map(own -> bracketed(own.getHostAddress()))
                    .toList();
        } catch (SocketException e) {
            return List.of();
        }
    }

    /** Without the interface that it belongs to, which browsers leave out too. */
    private static String bracketed(String host) {
        String address = host.replaceFirst("%.*", "");
        return address.contains(":") && !address.startsWith("[") ? "[" + address + "]" : address;
    }
}
