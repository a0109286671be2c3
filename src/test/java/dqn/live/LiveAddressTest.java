package dqn.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveAddressTest {
    @ParameterizedTest
    @CsvSource({
        "[2001:db8::1]:8090, [2001:db8:0:0:0:0:0:1]",
        "[2001:DB8:0::0:1]:8090, [2001:db8:0:0:0:0:0:1]",
        "[::1], [0:0:0:0:0:0:0:1]",
        "Trainer:8090, trainer",
        "trainer, trainer",
        "127.0.0.1:, 127.0.0.1",
        "[::1, [",
        "[evil.example]:8090, [evil.example]"
    })
    void anAddressHasManySpellings(String host, String name) {
        assertThat(LiveAddress.name(host)).isEqualTo(name);
    }

    @Test
    void aComputersOwnNamesAreFew() {
        assertThat(LiveAddress.of(Optional.empty()).hosts())
                .containsExactlyInAnyOrder("localhost", "127.0.0.1", "[0:0:0:0:0:0:0:1]");
    }

    @Test
    void everyInterfaceHasAllOfTheirAddresses() throws Exception {
        LiveAddress all = LiveAddress.of(Optional.of("0.0.0.0"));
        List<InetAddress> own = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .toList();
        assertThat(own).isNotEmpty();
        for (InetAddress address : own) {
            String text = address.getHostAddress().replaceFirst("%.*", "");
            String host = text.contains(":") ? "[" + text + "]" : text;
            assertThat(all.hosts()).contains(LiveAddress.name(host + ":8090"));
        }
        assertThat(all.url(8090)).doesNotContain("0.0.0.0");
    }

    @ParameterizedTest
    @CsvSource({"2001:db8::1", "[2001:db8::1]"})
    void anIpV6AddressStandsInBrackets(String bind) {
        LiveAddress address = LiveAddress.of(Optional.of(bind));
        assertThat(address.url(8090)).startsWith("http://[2001:db8::1]:8090/");
        assertThat(address.hosts()).contains(LiveAddress.name("[2001:db8::1]:8090"));
    }
}
