#include "api/base_address.hpp"

#include <gtest/gtest.h>

namespace balie::api {
namespace {

TEST(BaseAddress, HttpsToAPublicHostMayBeCalled) {
    for (auto const* const url :
         {"https://graph.facebook.com", "https://graph.facebook.com/v23.0/", "https://api.example.org:8443/x",
          "https://8.8.8.8", "https://api.example.org:65535", "https://[2606:4700::1111]:443"}) {
        EXPECT_TRUE(may_be_called(url, {})) << url;
    }
}

TEST(BaseAddress, EverythingElseMayNot) {
    for (auto const* const url : {"",
                                  "http://graph.facebook.com",
                                  "ftp://x.example",
                                  "https://",
                                  "https://localhost",
                                  "https://localhost:8443",
                                  "https://127.0.0.1",
                                  "https://127.1",
                                  "https://0x7f.0.0.1",
                                  "https://2130706433",
                                  "https://017700000001",
                                  "https://[::1]",
                                  "https://[::ffff:127.0.0.1]",
                                  "https://10.0.0.1",
                                  "https://192.168.1.1",
                                  "https://169.254.169.254/latest",
                                  "https://100.64.0.1",
                                  "https://user@graph.facebook.com",
                                  "https://evil.test\\@graph.facebook.com",
                                  "https://graph.facebook.com?x=1",
                                  "https://graph.facebook.com#x",
                                  "https://x.localhost",
                                  "https://graph.facebook.com:port",
                                  "https://graph.facebook.com:",
                                  "https://graph.facebook.com:0",
                                  "https://graph.facebook.com:99999/",
                                  "https://graph.facebook.com:65536",
                                  "https://graph.facebook.com:443:443/",
                                  "https://graph.facebook.com:+443",
                                  "https://[2606:4700::1111]:0",
                                  "https://intranet",
                                  "https://a b.example",
                                  "graph.facebook.com",
                                  "//graph.facebook.com"}) {
        EXPECT_FALSE(may_be_called(url, {})) << url;
    }
}

TEST(BaseAddress, AnAllowedOriginIsExact) {
    auto const allowed = std::vector<std::string>{"http://127.0.0.1:45123"};

    EXPECT_TRUE(may_be_called("http://127.0.0.1:45123", allowed));
    EXPECT_TRUE(may_be_called("http://127.0.0.1:45123/graph", allowed));
    for (auto const* const url :
         {"http://127.0.0.1:45124", "http://127.0.0.1:451230", "https://127.0.0.1:45123",
          "http://localhost:45123", "http://127.0.0.1:45123@evil.test"}) {
        EXPECT_FALSE(may_be_called(url, allowed)) << url;
    }
}

}  // namespace
}  // namespace balie::api
