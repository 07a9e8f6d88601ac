#include "delivery/file_addresses.hpp"

#include "store/handed_files.hpp"

#include <balie/base/crypto.hpp>

#include <gtest/gtest.h>

#include <filesystem>

namespace balie::delivery {
namespace {

using namespace std::chrono_literals;

class FileAddressesTest : public testing::Test {
protected:
    ~FileAddressesTest() override { std::filesystem::remove(file_); }

    std::string asked(FileAddresses const& addresses, std::string_view api_base,
                      std::string_view attachment = "4711") const {
        return addresses.address(box_, AccountId{7}, attachment, api_base, now_);
    }

    std::filesystem::path file_ = std::filesystem::temp_directory_path() / ("balie-key-" + random_uuid());
    store::SecretBox box_ = store::SecretBox::open_key_file(file_).value();
    Time now_ = *parse_time("2026-11-22T09:00:00Z");
};

TEST_F(FileAddressesTest, APublicDeskIsReachedByEveryPlatform) {
    auto const addresses = FileAddresses{"https://desk.example.org", true, {}};

    auto const url = asked(addresses, "");

    constexpr auto begin = std::string_view{"https://desk.example.org/files/"};
    ASSERT_TRUE(url.starts_with(begin)) << url;
    auto const read = store::handed_files::read_token(url.substr(begin.size()), box_, now_ + 59min);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->account, AccountId{7});
    EXPECT_EQ(read->attachment, AttachmentId{4711});
    EXPECT_FALSE(store::handed_files::read_token(url.substr(begin.size()), box_, now_ + 61min));
    EXPECT_EQ(asked(addresses, "", "no id"), "");
}

TEST_F(FileAddressesTest, ADeskOnLoopbackIsReachedByItsNeighboursAlone) {
    auto const addresses = FileAddresses{"http://127.0.0.1:8080", false, {"http://127.0.0.1:45123"}};

    EXPECT_NE(asked(addresses, "http://127.0.0.1:45123"), "");
    EXPECT_NE(asked(addresses, "http://127.0.0.1:45123/sandbox/platform/twilio"), "");
    for (auto const* const api_base : {"", "https://api.twilio.com", "http://127.0.0.1:451234",
                                       "http://127.0.0.1:45123.evil.test/", "http://127.0.0.1:4512"}) {
        EXPECT_EQ(asked(addresses, api_base), "") << api_base;
    }
    EXPECT_EQ(asked(FileAddresses{}, "https://api.twilio.com"), "");
}

}  // namespace
}  // namespace balie::delivery
