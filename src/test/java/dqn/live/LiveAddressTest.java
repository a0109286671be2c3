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
        "[2001:db8::1]:8090, [2001:db8:0:0:0:0:0:1]:8090",
        "[2001:DB8:0::0:1]:8090, [2001:db8:0:0:0:0:0:1]:8090",
        "[::1], [0:0:0:0:0:0:0:1]:80",
        "Trainer:8090, trainer:8090",
        "trainer, trainer:80",
        "127.0.0.1:, 127.0.0.1:",
        "[::1, [::1",
        "[evil.example]:8090, [evil.example]:8090"
    })
    void anAddressHasManySpellings(String host, String plain) {
        assertThat(LiveAddress.plain(host)).isEqualTo(plain);
    }

    @Test
    void browsersLeaveOutTheUsualPort() {
        LiveAddress own = LiveAddress.of(Optional.empty());
        assertThat(own.hosts(80)).contains(LiveAddress.plain("localhost"), LiveAddress.plain("[::1]"));
        assertThat(own.hosts(8090)).doesNotContain(LiveAddress.plain("localhost"));
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
            assertThat(all.hosts(8090)).contains(LiveAddress.plain(host + ":8090"));
        }
        assertThat(all.url(8090)).doesNotContain("0.0.0.0");
    }

    @ParameterizedTest
    @CsvSource({"2001:db8::1", "[2001:db8::1]"})
    void anIpV6AddressStandsInBrackets(String bind) {
        LiveAddress address = LiveAddress.of(Optional.of(bind));
        assertThat(address.url(8090)).startsWith("http://[2001:db8::1]:8090/");
        assertThat(address.hosts(8090)).contains(LiveAddress.plain("[2001:db8::1]:8090"));
    }
}
