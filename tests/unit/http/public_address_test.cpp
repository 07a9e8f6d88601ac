// The judge of addresses, and what the spellings of a URL come to before they reach it.
#include "http/call_target.hpp"
#include "http/client.hpp"
#include "http/resolver.hpp"

#include <gtest/gtest.h>

namespace balie::http {
namespace {

TEST(PublicAddress, IsWhatTheRegistriesDoNotReserve) {
    for (auto const* address :
         {"8.8.8.8", "1.1.1.1", "157.240.0.35", "100.63.255.255", "100.128.0.0", "172.15.255.255",
          "172.32.0.1", "169.253.1.1", "198.17.255.255", "198.20.0.0", "223.255.255.255",
          "2606:4700:4700::1111", "2a03:2880:f12f:83:face:b00c:0:25de", "2001:4860:4860::8888"}) {
        EXPECT_TRUE(is_public_address(address)) << address;
    }
}

TEST(PublicAddress, IsNothingPrivateReservedOrTranslated) {
    for (auto const* address : {"0.0.0.0",
                                "0.1.2.3",
                                "10.0.0.1",
                                "100.64.0.1",
                                "100.127.255.255",
                                "127.0.0.1",
                                "127.255.255.254",
                                "169.254.169.254",
                                "172.16.0.1",
                                "172.31.255.255",
                                "192.0.0.1",
                                "192.0.2.1",
                                "192.88.99.1",
                                "192.168.1.1",
                                "198.18.0.1",
                                "198.19.255.255",
                                "198.51.100.1",
                                "203.0.113.1",
                                "224.0.0.1",
                                "239.255.255.255",
                                "240.0.0.1",
                                "255.255.255.255",
                                "::",
                                "::1",
                                "::ffff:127.0.0.1",
                                "::ffff:8.8.8.8",
                                "::127.0.0.1",
                                "64:ff9b::8.8.8.8",
                                "64:ff9b:1::1",
                                "100::1",
                                "2001::1",
                                "2001:db8::1",
                                "2001:10::1",
                                "2001:20::1",
                                "2002:7f00:1::1",
                                "3fff::1",
                                "5f00::1",
                                "fc00::1",
                                "fd12:3456::1",
                                "fe80::1",
                                "fe80::1%eth0",
                                "2606:4700:4700::1111%1",
                                "fec0::1",
                                "ff02::1"}) {
        EXPECT_FALSE(is_public_address(address)) << address;
    }
}

TEST(PublicAddress, IsNoNameAndNoOddSpelling) {
    for (auto const* address : {"", "localhost", "example.com", "0x7f.0.0.1", "2130706433", "0177.0.0.1",
                                "127.1", "8.8.8.8 ", "[::1]", "8.8.8.8:443", "8.8.8.8."}) {
        EXPECT_FALSE(is_public_address(address)) << address;
    }
}

// Judged as the client does it: refused at the URL, or at the address to which the system takes the host.
bool is_refused(std::string const& url) {
    auto const target = judge_url(url, {});
    if (!target) { return true; }
    auto const addresses = resolve(*target);
    return !addresses;
}

TEST(CallTarget, OfEveryPrivateSpellingIsRefused) {
    for (auto const* url : {"https://127.0.0.1/",
                            "https://127.1/",
                            "https://127.0.1/",
                            "https://2130706433/",
                            "https://0x7f000001/",
                            "https://0x7f.0.0.1/",
                            "https://017700000001/",
                            "https://0177.0.0.1/",
                            "https://0/",
                            "https://0.0.0.0/",
                            "https://[::1]/",
                            "https://[::]/",
                            "https://[::ffff:127.0.0.1]/",
                            "https://[::ffff:7f00:1]/",
                            "https://[0:0:0:0:0:ffff:7f00:0001]/",
                            "https://[fe80::1%25eth0]/",
                            "https://[fe80::1%25lo]/",
                            "https://[64:ff9b::7f00:1]/",
                            "https://[2002:7f00:1::]/",
                            "https://localhost/",
                            "https://LOCALHOST/",
                            "https://localhost./",
                            "https://127.0.0.1./",
                            "https://169.254.169.254/latest/meta-data",
                            "https://2852039166/",
                            "https://0xa9fea9fe/",
                            "https://10.0.0.1:8443/",
                            "https://192.168.0.1/",
                            "https://100.64.1.1/",
                            "https://224.0.0.1/"}) {
        EXPECT_TRUE(is_refused(url)) << url;
    }
}

TEST(CallTarget, OfATrickyUrlIsRefused) {
    for (auto const* url : {"",
                            "/",
                            "graph.facebook.com",
                            "http://graph.facebook.com/",
                            "ftp://graph.facebook.com/",
                            "file:///etc/passwd",
                            "gopher://x/",
                            "https://",
                            "https:///x",
                            "https://user@graph.facebook.com/",
                            "https://user:secret@graph.facebook.com/",
                            "https://graph.facebook.com@127.0.0.1/",
                            "https://127.0.0.1\\@graph.facebook.com/",
                            "https://graph.facebook.com\\.x/",
                            "https://graph.facebook.com:99999/",
                            "https://graph.facebook.com:x/",
                            "https://graph\xE3\x80\x82"
                            "facebook.com/",
                            "https://\xE2\x91\xA0.1.1.1/",
                            "https://graph.facebook.com/\r\nHost: x",
                            "https://graph facebook.com/",
                            " https://1.1.1.1/",
                            "https://exa%6dple.com%00/",
                            "https://[1.1.1.1]/",
                            "https://[::1/",
                            "javascript:alert(1)",
                            "https://*/"}) {
        EXPECT_TRUE(is_refused(url)) << url;
    }
}

TEST(CallTarget, OfAPublicUrlIsKeptAsItIs) {
    auto const target = judge_url("https://Graph.Facebook.com:443/v23.0/1/messages?x=1#part", {});

    ASSERT_TRUE(target);
    EXPECT_EQ(target->origin, "https://graph.facebook.com");
    EXPECT_EQ(target->host, "graph.facebook.com");
    EXPECT_EQ(target->port, "443");
    EXPECT_EQ(target->url.find('#'), std::string::npos);
    EXPECT_FALSE(target->is_private_allowed);
}

TEST(CallTarget, MayBePrivateWhereItsExactOriginIsAllowed) {
    auto const allowed = std::vector<std::string>{"http://127.0.0.1:45123"};

    EXPECT_TRUE(judge_url("http://127.0.0.1:45123/sandbox", allowed));
    EXPECT_FALSE(judge_url("http://127.0.0.1:45124/sandbox", allowed));
    EXPECT_FALSE(judge_url("http://127.0.0.1/", allowed));
    EXPECT_FALSE(judge_url("http://localhost:45123/", allowed));
    EXPECT_FALSE(judge_url("http://127.0.0.1:45123.example.com/", allowed));
    EXPECT_FALSE(judge_url("http://x@127.0.0.1:45123/", allowed));
    EXPECT_FALSE(judge_url("https://127.0.0.1:45123/", allowed)->is_private_allowed);
}

TEST(CallTarget, FollowsARelativeLocation) {
    EXPECT_EQ(redirected("https://a.example/x/y", "/z"), "https://a.example/z");
    EXPECT_EQ(redirected("https://a.example/x/y", "https://b.example/"), "https://b.example/");
    EXPECT_EQ(redirected("https://a.example/x/y", "https://user@b.example/"), "");
}

}  // namespace
}  // namespace balie::http
