package dqn.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dqn.core.DqnException;
import dqn.report.ReportRuns;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(120)
class LiveServerTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path folder;

    private LiveServer server;
    private URI page;

    @BeforeEach
    void start() throws IOException {
        ReportRuns.write(folder.resolve("plain-s1"), 0, "game=pong", "seed=1");
        ReportRuns.write(folder.resolve("plain-s2"), 10, "game=pong", "seed=2");
        serve(Optional.empty());
    }

    private void serve(Optional<String> bind) {
        serve(bind, Duration.ofSeconds(1));
    }

    private void serve(Optional<String> bind, Duration patience) {
        server = new LiveServer(bind, OptionalInt.of(0), patience);
        server.start(List.of(folder));
        page = URI.create(server.url());
    }

    @AfterEach
    void close() {
        server.close();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), page.getPort());
        socket.setSoTimeout(60_000);
        return socket;
    }

    /** Sends this as it is, and returns the first line of the answer; empty where the connection ends without one. */
    private String raw(String request) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            String line = reader(socket).readLine();
            return line == null ? "" : line;
        }
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    private String get(String path, String host) throws IOException {
        return raw("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
    }

    private String own() {
        return "127.0.0.1:" + page.getPort();
    }

    private HttpResponse<String> fetch(String path, String method) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(page.resolve(path))
                                .method(method, HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    /** The data of the first events of these kinds. */
    private Map<String, JsonNode> events(String... kinds) throws IOException {
        Map<String, JsonNode> found = new HashMap<>();
        try (Socket socket = connect()) {
            socket.getOutputStream()
                    .write(("GET " + page.getPath() + "events HTTP/1.0\r\nHost: " + own() + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            BufferedReader lines = reader(socket);
            String kind = "";
            for (String line = lines.readLine();
                    line != null && !found.keySet().containsAll(List.of(kinds));
                    line = lines.readLine()) {
                if (line.startsWith("event: ")) {
                    kind = line.substring("event: ".length());
                } else if (line.startsWith("data: ")) {
                    found.put(kind, JSON.readTree(line.substring("data: ".length())));
                }
            }
        }
        return found;
    }

    @Test
    void servesThePageAndWhatItIsMadeOf() throws Exception {
        HttpResponse<String> html = fetch("", "GET");
        assertThat(html.statusCode()).isEqualTo(200);
        assertThat(html.body()).contains("<h1>");
        assertThat(html.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'");
        assertThat(html.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(html.headers().firstValue("Cache-Control")).contains("no-store");
        List<String> parts = Pattern.compile("(?:src|href)=\"([^\":]+)\"")
                .matcher(html.body())
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(parts).contains("live.js", "plotly.js");
        for (String part : parts) {
            HttpResponse<String> answer = fetch(part, "HEAD");
            assertThat(answer.statusCode()).as(part).isEqualTo(200);
            assertThat(answer.body()).isEmpty();
        }
    }

    @Test
    void tellsOfAllRunsWithoutThePathsToThem() throws IOException {
        Map<String, JsonNode> events = events("runs", "curves");
        assertThat(events.get("runs")
                        .get("runs")
                        .valueStream()
                        .map(run -> run.get("name").asString()))
                .containsExactly("plain-s1", "plain-s2");
        JsonNode series =
                events.get("curves").get("groups").get(0).get("series").get(0);
        assertThat(series.get("label").asString()).isEqualTo("plain (2 seeds)");
        assertThat(series.get("runs")
                        .get(1)
                        .get("score")
                        .get("sums")
                        .valueStream()
                        .mapToDouble(JsonNode::asDouble)
                        .sum())
                .isEqualTo(40 * 10 + 40 * 41 / 2);
        assertThat(events.toString()).doesNotContain(folder.toString(), System.getProperty("user.name") + "/");
    }

    @Test
    void answersToItsOwnNamesOnly() throws IOException {
        for (String host : new String[] {"127.0.0.1:", "localhost:", "LOCALHOST:", "[::1]:", "[0:0::1]:"}) {
            assertThat(get("/", host + page.getPort())).as(host).endsWith("200 OK");
        }
        // through a tunnel, which may begin at another port
        for (String host : new String[] {"127.0.0.1", "localhost:1", "[::1]"}) {
            assertThat(get("/", host)).as(host).endsWith("200 OK");
        }
        for (String host : new String[] {
            "[::2]:" + page.getPort(),
            "[nonsense]:" + page.getPort(),
            "[",
            "evil.example:" + page.getPort(),
            "",
            "localhost.evil:" + page.getPort()
        }) {
            assertThat(get("/", host)).as(host).contains(" 421");
        }
        assertThat(raw("GET / HTTP/1.0\r\n\r\n")).contains(" 421");
        assertThat(raw("GET / HTTP/1.1\r\nHost: " + own() + "\r\nHost: evil\r\n\r\n"))
                .contains(" 421");
    }

    /** By whatever means a page has of asking without being allowed to read; a link on it may still lead to the page. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "403 | events  | Sec-Fetch-Site: cross-site",
                "403 | events  | Sec-Fetch-Site: same-site",
                "403 | events  | Sec-Fetch-Site: cross-site; Sec-Fetch-Dest: document",
                "403 | live.js | Sec-Fetch-Site: cross-site; Sec-Fetch-Dest: script",
                "403 | ''      | Sec-Fetch-Site: cross-site; Sec-Fetch-Dest: iframe",
                "200 | ''      | Sec-Fetch-Site: cross-site; Sec-Fetch-Dest: document",
                "200 | events  | Sec-Fetch-Site: same-origin",
                "200 | ''      | Sec-Fetch-Site: none",
                "403 | events  | Origin: http://evil.example",
                "403 | events  | Origin: null",
                "403 | events  | Origin: https://OWN",
                "403 | events  | Origin: http://127.0.0.1:1",
                "200 | events  | Origin: http://OWN"
            })
    void answersNoPagesOfOthers(int status, String path, String headers) throws IOException {
        String lines = headers.replace("OWN", own()).replace("; ", "\r\n");

        assertThat(raw("GET /" + path + " HTTP/1.1\r\nHost: " + own() + "\r\n" + lines + "\r\n\r\n"))
                .contains(" " + status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT", "get", "X"})
    void onlyReads(String method) throws IOException {
        assertThat(raw(method + " / HTTP/1.1\r\nHost: " + own() + "\r\n\r\n")).matches("HTTP/1.1 (405|400) .*|");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/..", "/../pom.xml", "/%2e%2e/pom.xml", "//etc/passwd", "/live.css/../../Assets.class",
                        "/Assets.class", "/live.html",
                "/plain-s1/config.yaml", "/events/", "/./", "/%00", "/live.css%00", "/dqn/report/report.css",
                        "/..%5c..%5cpom.xml"
            })
    void servesNoOtherFile(String path) throws IOException {
        assertThat(get(path, own())).contains(" 404");
    }

    @Test
    void refusesBodiesAndWhatIsTooLong() throws IOException {
        String host = "Host: " + own() + "\r\n";
        assertThat(raw("GET / HTTP/1.1\r\n" + host + "Content-Length: 5\r\n\r\nhello"))
                .contains(" 413");
        assertThat(raw("GET / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"))
                .contains(" 413");
        assertThat(raw("GET / HTTP/1.1\r\n" + host + "Content-Length: 99999999999\r\n\r\n"))
                .matches(".* (413|400) .*|");
        assertThat(refusedOrCut("GET /" + "a".repeat(1 << 17) + " HTTP/1.1\r\n" + host + "\r\n"))
                .isTrue();
        assertThat(refusedOrCut("GET / HTTP/1.1\r\n" + host + "A: " + "a".repeat(1 << 17) + "\r\n\r\n"))
                .isTrue();
        String many = IntStream.range(0, 100).mapToObj(i -> "A" + i + ": b\r\n").collect(Collectors.joining());
        assertThat(refusedOrCut("GET / HTTP/1.1\r\n" + host + many + "\r\n")).isTrue();
        assertThat(refusedOrCut("nonsense\r\n\r\n")).isTrue();
        assertThat(get("/", own())).endsWith("200 OK");
    }

    private boolean refusedOrCut(String request) {
        try {
            String answer = raw(request);
            return answer.isEmpty() || answer.matches("HTTP/1.1 4.*");
        } catch (IOException e) {
            return true; // the connection was closed while we were writing
        }
    }

    @Test
    void needsTheTokenWhereOthersReachIt() throws IOException {
        server.close();
        serve(Optional.of("127.0.0.1"));
        assertThat(page.getPath()).matches("/[A-Za-z0-9_-]{22}/");
        assertThat(get(page.getPath(), own())).endsWith("200 OK");
        assertThat(get(page.getPath() + "live.js", own())).endsWith("200 OK");
        assertThat(events("runs")).containsKey("runs");
        for (String path : new String[] {
            "/",
            "/events",
            "/live.js",
            page.getPath().toLowerCase(Locale.ROOT) + "x",
            page.getPath().substring(0, 10),
            "/" + "A".repeat(22) + "/"
        }) {
            assertThat(get(path, own())).as(path).contains(" 404");
        }
        String first = page.getPath();
        server.close();
        serve(Optional.of("127.0.0.1"));
        assertThat(page.getPath()).isNotEqualTo(first);
    }

    @Test
    void takesAnotherPortWhereTheUsualOneIsTaken() {
        try (LiveServer first = new LiveServer(Optional.empty(), OptionalInt.empty());
                LiveServer second = new LiveServer(Optional.empty(), OptionalInt.empty())) {
            assertThat(URI.create(second.url()).getPort())
                    .isPositive()
                    .isNotEqualTo(URI.create(first.url()).getPort());
        }
    }

    @Test
    void refusesAnAddressThatIsNotHere() {
        assertThatThrownBy(() -> new LiveServer(Optional.empty(), OptionalInt.of(page.getPort())))
                .isInstanceOf(DqnException.class)
                .hasMessageContaining("port " + page.getPort() + " of 127.0.0.1");
        assertThatThrownBy(() -> new LiveServer(Optional.of("192.0.2.1"), OptionalInt.of(0)))
                .isInstanceOf(DqnException.class)
                .hasMessageContaining("192.0.2.1 is no address of this computer");
        assertThatThrownBy(() -> new LiveServer(Optional.of("192.0.2.1"), OptionalInt.empty()))
                .isInstanceOf(DqnException.class)
                .hasMessageContaining("192.0.2.1 is no address of this computer");
        assertThatThrownBy(() -> new LiveServer(Optional.of("no such name"), OptionalInt.of(0)))
                .isInstanceOf(DqnException.class)
                .hasMessageContaining("There is no address no such name");
    }

    /** Browsers that hang: as many as may read events, of which none ever does. Large news go to nobody. */
    @Test
    void whoHangsKeepsNoPlaceAndStopsNobody() throws Exception {
        List<Socket> hanging = new ArrayList<>();
        try {
            for (int i = 0; i < EventStream.MOST_READERS; i++) {
                Socket socket = connect();
                socket.setReceiveBufferSize(1_024);
                socket.getOutputStream()
                        .write(("GET /events HTTP/1.1\r\nHost: " + own() + "\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                assertThat(socket.getInputStream().read()).isEqualTo('H');
                hanging.add(socket);
            }
            assertThat(get("/events", own())).contains(" 503");
            assertThat(get("/", own())).endsWith("200 OK");
            ScreenSlot slot = server.screens();
            byte[] noise = new byte[4_000 * 1_000 * 3];
            new Random(1).nextBytes(noise);
            slot.show(new Screen(noise, 4_000, 1_000, List.of("NOOP"), new float[] {1}, 0, 1)); // returns at once
            while (get("/events", own()).contains(" 503")) {
                Thread.sleep(100);
            }
        } finally {
            for (Socket socket : hanging) {
                socket.close();
            }
        }
    }

    /** The patience is for each piece of a message, of which this reads 16 MB in more than twice the time. */
    @Test
    void aSlowConnectionIsNotOneThatHangs() throws Exception {
        server.close();
        serve(Optional.empty(), Duration.ofSeconds(3));
        try (Socket socket = connect()) {
            socket.setReceiveBufferSize(1 << 16);
            InputStream in = socket.getInputStream();
            socket.getOutputStream()
                    .write(("GET /events HTTP/1.0\r\nHost: " + own() + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            assertThat(in.read()).isEqualTo('H');
            byte[] noise = new byte[4_000 * 1_000 * 3];
            new Random(1).nextBytes(noise);
            server.screens().show(new Screen(noise, 4_000, 1_000, List.of("NOOP"), new float[] {1}, 0, 1));
            long left = 15_900_000;
            for (int pieces = 0; left > 0; pieces++) {
                int length = in.readNBytes(1 << 16).length;
                assertThat(length).as("bytes, with %d to come", left).isEqualTo(1 << 16);
                left -= length;
                if (pieces % 8 == 0) {
                    Thread.sleep(200);
                }
            }
        }
    }

    @Test
    void showsNothingWhereNobodyLooks() throws Exception {
        assertThat(server.screens().isDue()).isFalse();
        try (Socket socket = connect()) {
            socket.getOutputStream()
                    .write(("GET /events HTTP/1.1\r\nHost: " + own() + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            BufferedReader lines = reader(socket);
            assertThat(lines.readLine()).contains(" 200");
            assertThat(server.screens().isDue()).isTrue();
            server.screens()
                    .show(new Screen(new byte[12], 2, 2, List.of("NOOP", "FIRE"), new float[] {1, Float.NaN}, 3, 4));
            assertThat(server.screens().isDue()).isFalse();
            server.end("pong: 4 frames");
            server.close();
            List<String> all = lines.lines().toList();
            assertThat(all).contains("event: screen", "event: end", "data: {\"summary\":\"pong: 4 frames\"}");
        }
    }
}
