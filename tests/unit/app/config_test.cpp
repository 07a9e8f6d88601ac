// What an operator may say, and what is refused.
#include "app/config.hpp"

#include "app/config_address.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace balie::app {
namespace {

// Variables for one test; the environment is as before afterwards.
class ConfigTest : public testing::Test {
protected:
    ConfigTest()
        : folder_(std::filesystem::temp_directory_path() / ("balie-config-" + std::to_string(getpid()))) {
        std::filesystem::create_directories(folder_);
        before_ = std::filesystem::current_path();
        std::filesystem::current_path(folder_);
    }
    ~ConfigTest() override {
        for (auto const& name : names_) { unsetenv(name.c_str()); }
        std::filesystem::current_path(before_);
        std::filesystem::remove_all(folder_);
    }
    void set(std::string const& name, std::string const& value) {
        setenv(name.c_str(), value.c_str(), 1);
        names_.push_back(name);
    }
    void write(std::string const& name, std::string const& text) { std::ofstream{folder_ / name} << text; }

    std::filesystem::path folder_;

private:
    std::filesystem::path before_;
    std::vector<std::string> names_;
};

TEST_F(ConfigTest, WithoutAnySettingTheDeskIsOnLoopback) {
    auto const config = load_config().value();

    EXPECT_EQ(config.listen, "127.0.0.1:8080");
    EXPECT_EQ(config.public_url, "http://127.0.0.1:8080");
    EXPECT_EQ(config.data_dir, std::filesystem::current_path() / "var");
    EXPECT_EQ(config.master_key_file, config.data_dir / "master.key");
    EXPECT_EQ(config.spool_dir, config.data_dir / "spool");
    EXPECT_TRUE(config.listens_on_loopback());
    EXPECT_TRUE(config.public_url_is_loopback());
}

TEST_F(ConfigTest, WebPushIsOffUntilSomebodyCanBeFound) {
    EXPECT_TRUE(load_config().value().push_contact.empty());

    set("BALIE_PUSH_CONTACT", "mailto:desk@example.org");
    EXPECT_EQ(load_config().value().push_contact, "mailto:desk@example.org");

    for (auto const* const wrong : {"desk@example.org", "http://example.org", "mailto:a b", "mailto:a\"b"}) {
        set("BALIE_PUSH_CONTACT", wrong);
        auto const refused = load_config();
        ASSERT_FALSE(refused) << wrong;
        EXPECT_EQ(refused.error().field, "push_contact");
    }
}

TEST_F(ConfigTest, TheProgramForSoundIsOneThatIsThere) {
    EXPECT_TRUE(load_config().value().sound_helper.empty());

    set("BALIE_SOUND_HELPER", "/bin/true");
    EXPECT_EQ(load_config().value().sound_helper, "/bin/true");

    for (auto const* const wrong : {"ffmpeg", "/usr/bin/no-such-program", "/etc/passwd"}) {
        set("BALIE_SOUND_HELPER", wrong);
        auto const refused = load_config();
        ASSERT_FALSE(refused) << wrong;
        EXPECT_EQ(refused.error().field, "sound_helper");
    }
}

TEST_F(ConfigTest, ThePushKeyIsAKeyAndIsNotPrinted) {
    set("BALIE_PUSH_KEY", "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94");
    EXPECT_EQ(print_config(load_config().value()).find("q1dXpw"), std::string::npos);

    set("BALIE_PUSH_KEY", "AAAA");
    EXPECT_FALSE(load_config());
}

TEST_F(ConfigTest, TheEnvironmentWinsOverToml) {
    write("balie.toml",
          "listen = \"127.0.0.1:1\"\nlog_level = \"warn\"\ntrusted_proxies = [\"10.0.0.0/8\", \"::1\"]\n");
    set("BALIE_LISTEN", "127.0.0.1:2");

    auto const config = load_config().value();

    EXPECT_EQ(config.listen, "127.0.0.1:2");
    EXPECT_EQ(config.log_level, "warn");
    EXPECT_EQ(config.trusted_proxies, (std::vector<std::string>{"10.0.0.0/8", "::1"}));
}

TEST_F(ConfigTest, AnUnknownOrBrokenTomlIsRefusedByName) {
    write("balie.toml", "lisen = \"127.0.0.1:1\"\n");
    EXPECT_NE(load_config().error().detail.find("lisen"), std::string::npos);

    write("balie.toml", "listen = = 1\n");
    EXPECT_NE(load_config().error().detail.find("balie.toml"), std::string::npos);

    write("balie.toml", "listen = 1.5\n");
    EXPECT_NE(load_config().error().detail.find("listen"), std::string::npos);
}

TEST_F(ConfigTest, AFileTwinHoldsTheValue) {
    write("url", "postgresql://balie_app:s3cret@db/balie\n");
    set("BALIE_DATABASE_URL_FILE", (folder_ / "url").string());

    auto const config = load_config().value();

    EXPECT_EQ(config.database_url, "postgresql://balie_app:s3cret@db/balie");
}

TEST_F(ConfigTest, AFileTwinThatCannotBeReadOrComesWithItsBrotherIsRefused) {
    set("BALIE_DATABASE_URL_FILE", "/nonexistent/url");
    EXPECT_NE(load_config().error().detail.find("/nonexistent/url"), std::string::npos);

    set("BALIE_DATABASE_URL", "dbname=balie");
    EXPECT_NE(load_config().error().detail.find("not both"), std::string::npos);
}

TEST_F(ConfigTest, APrintedConfigurationHoldsNoSecret) {
    set("BALIE_DATABASE_URL", "postgresql://balie_app:s3cret@db/balie");
    set("BALIE_DATABASE_OWNER_URL", "host=db user=balie_owner password=s3cret dbname=balie");

    auto const printed = print_config(load_config().value());

    EXPECT_EQ(printed.find("s3cret"), std::string::npos);
    EXPECT_NE(printed.find("database_url = postgresql://balie_app:***@db/balie"), std::string::npos);
    EXPECT_NE(printed.find("log_level = info"), std::string::npos);
}

TEST_F(ConfigTest, APublicUrlMustBeHttpsUnlessLoopback) {
    set("BALIE_PUBLIC_URL", "http://desk.example.org");
    EXPECT_NE(load_config().error().detail.find("BALIE_PUBLIC_URL"), std::string::npos);

    set("BALIE_PUBLIC_URL", "https://Desk.Example.org/");
    EXPECT_EQ(load_config().value().public_url, "https://desk.example.org");

    set("BALIE_PUBLIC_URL", "http://localhost:8080");
    EXPECT_TRUE(load_config().value().public_url_is_loopback());
}

TEST_F(ConfigTest, PrivateOriginsAreForLoopbackOnly) {
    set("BALIE_ALLOW_ORIGINS", "http://127.0.0.1:45123, http://localhost:9");
    EXPECT_EQ(load_config().value().allow_origins,
              (std::vector<std::string>{"http://127.0.0.1:45123", "http://localhost:9"}));

    set("BALIE_PUBLIC_URL", "https://desk.example.org");
    EXPECT_NE(load_config().error().detail.find("BALIE_ALLOW_ORIGINS"), std::string::npos);
}

TEST_F(ConfigTest, MailServersMayBePrivateToo) {
    set("BALIE_ALLOW_ORIGINS", "imap://127.0.0.1:1143, smtp://localhost:2525");
    EXPECT_EQ(load_config().value().allow_origins,
              (std::vector<std::string>{"imap://127.0.0.1:1143", "smtp://localhost:2525"}));

    set("BALIE_ALLOW_ORIGINS", "imap://127.0.0.1");
    EXPECT_FALSE(load_config());
}

TEST_F(ConfigTest, WrongValuesNameTheirSetting) {
    auto const cases = std::vector<std::pair<std::string, std::string>>{
        {"BALIE_LISTEN", "8080"},
        {"BALIE_METRICS_LISTEN", "here"},
        {"BALIE_LOG_LEVEL", "loud"},
        {"BALIE_MEDIA_URL", "ftp://x"},
        {"BALIE_TRUSTED_PROXIES", "10.0.0.0/33"},
        {"BALIE_ALLOW_ORIGINS", "127.0.0.1"},
        {"BALIE_PUBLIC_URL", "https://desk.example.org/path"},
        {"BALIE_DATABASE_OWNER_URL", "dbname=x"}};

    for (auto const& [name, value] : cases) {
        setenv(name.c_str(), value.c_str(), 1);
        auto const config = load_config();
        ASSERT_FALSE(config) << name;
        EXPECT_NE(config.error().detail.find(name), std::string::npos) << name;
        unsetenv(name.c_str());
    }
}

TEST(ConfigAddress, LoopbackIsKnownInAllItsForms) {
    for (auto const* host : {"localhost", "desk.localhost", "127.0.0.1", "127.9.9.9", "::1"}) {
        EXPECT_TRUE(is_loopback(host)) << host;
    }
    for (auto const* host : {"0.0.0.0", "127.example.org", "127.0.0.1.example.org", "::", "10.0.0.1", ""}) {
        EXPECT_FALSE(is_loopback(host)) << host;
    }
}

TEST(ConfigAddress, ListenAddressesAreHostAndPort) {
    EXPECT_EQ(parse_listen("[::1]:8080")->host, "::1");
    EXPECT_EQ(parse_listen("0.0.0.0:0")->port, 0);
    for (auto const* broken :
         {"", ":80", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:8x", "[::1]8080", "::1:80"}) {
        EXPECT_FALSE(parse_listen(broken)) << broken;
    }
}

TEST(ConfigAddress, AnOriginHasNoPathNoUserAndNoQuery) {
    EXPECT_EQ(parse_origin("HTTPS://Desk.Example:8443/")->text, "https://desk.example:8443");
    for (auto const* broken :
         {"desk.example", "https://", "https://a/b", "https://u@a", "https://a?b", "https://a:b", "ws://a"}) {
        EXPECT_FALSE(parse_origin(broken)) << broken;
    }
}

}  // namespace
}  // namespace balie::app
