package dqn.live;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at a request before anything is done for it.
 *
 * @param hosts what the request may call this computer, as {@link LiveAddress#name} has it
 * @param prefix what its path must begin with
 */
record Access(Set<String> hosts, String prefix) {
    /**
     * Why nothing is done for a request.
     *
     * @param status of HTTP
     * @param reason for a person
     */
    record Refusal(int status, String reason) {}

    static final Refusal NOT_FOUND = new Refusal(404, "There is no such page.");

    private static final Set<String> METHODS = Set.of("GET", "HEAD");
    private static final String SCHEME = "http://";
    /** What {@code Sec-Fetch-Site} says of this page's own requests, and of addresses that a person has typed. */
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    /** Empty for a request that may be answered. */
    Optional<Refusal> refusal(HttpExchange request) {
        Headers headers = request.getRequestHeaders();
        List<String> host = headers.getOrDefault("Host", List.of());
        if (host.size() != 1 || !hosts.contains(LiveAddress.name(host.get(0)))) {
            return Optional.of(
                    new Refusal(421, "This computer does not answer to that name: open the address as printed."));
        }
        if (!METHODS.contains(request.getRequestMethod())) {
            return Optional.of(new Refusal(405, "This page can only be read."));
        }
        if (headers.containsKey("Transfer-Encoding")
                || !headers.getOrDefault("Content-Length", List.of("0")).equals(List.of("0"))) {
            return Optional.of(new Refusal(413, "A request that reads has no body."));
        }
        String path = request.getRequestURI().getRawPath();
        if (isForeign(headers, host.get(0), path)) {
            return Optional.of(new Refusal(403, "Pages of others cannot have this: open the address as printed."));
        }
        return isWithinPrefix(path) ? Optional.empty() : Optional.of(NOT_FOUND);
    }

    /**
     * Whether a page from elsewhere asks, by what browsers say of themselves. It could read nothing, but would hold places
     * of those who may. Who follows a link to this page asks for a document.
     */
    private boolean isForeign(Headers headers, String host, String path) {
        String site = headers.getFirst("Sec-Fetch-Site");
        boolean isLink = prefix.equals(path) && "document".equals(headers.getFirst("Sec-Fetch-Dest"));
        String origin = headers.getFirst("Origin");
        boolean isOwn = origin == null || origin.equalsIgnoreCase(SCHEME + host);
        return !isOwn || (site != null && !OWN_SITES.contains(site) && !isLink);
    }

    /** Compared in a time that does not tell how much of it is right. */
    private boolean isWithinPrefix(String path) {
        String beginning = path == null ? "" : path.substring(0, Math.min(path.length(), prefix.length()));
        return MessageDigest.isEqual(
                beginning.getBytes(StandardCharsets.UTF_8), prefix.getBytes(StandardCharsets.UTF_8));
    }

    /** The part of the path behind the prefix. */
    String route(HttpExchange request) {
        return request.getRequestURI().getRawPath().substring(prefix.length());
    }
}
