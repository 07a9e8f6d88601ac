// Recordings and the form that a channel takes; the program that writes it is a function here.
#include "media/sound.hpp"

#include "support/files.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

namespace balie::media {
namespace {

using namespace std::string_literals;

auto const ogg = "OggS\0\2\0\0\0\0\0\0\0\0\1\0\0\0\0\0\0\0\1\2\3\4\1\23OpusHead\1\1\0\0\200\273\0\0\0\0\0"s;
auto const webm =
    "\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\xf7\x81\x01\x42\xf2\x81\x04\x42\xf3\x81\x08\x42\x82\x84"
    "webm\x42\x87\x81\x04\x42\x85\x81\x02"s;

void write(std::filesystem::path const& file, std::string const& bytes) {
    std::ofstream{file, std::ios::binary} << bytes;
}

class Sound : public testing::Test {
protected:
    test::TemporaryFolder place;
    Folder folder = Folder::open(place.path() / "media").value();
    Sniffer sniffer;
    std::filesystem::path const file = folder.temporary();

    Result<Examined> put(std::string const& bytes, std::string_view form, RewriteSound const& rewrite) {
        write(file, bytes);
        return put_into_form(file, examine(file, sniffer).value(), form, rewrite, folder, sniffer);
    }
    // Nothing stays behind but the file itself.
    std::size_t files() const {
        auto const all = std::filesystem::directory_iterator{folder.incoming()};
        return static_cast<std::size_t>(std::distance(begin(all), end(all)));
    }
    static RewriteSound writing(std::string const& bytes) {
        return [bytes](SoundPlace const&, SoundPlace const& to) -> Result<void> {
            write(to.path, bytes);
            return {};
        };
    }
};

TEST_F(Sound, IsPutIntoTheFormThatWasAskedFor) {
    auto from = std::string{};
    auto const rewrite = [&](SoundPlace const& old, SoundPlace const& to) -> Result<void> {
        from = old.mime;
        return writing(ogg)(old, to);
    };

    auto const put_in = put(webm, "audio/ogg", rewrite);

    ASSERT_TRUE(put_in) << put_in.error().detail;
    EXPECT_EQ(from, "audio/webm");
    EXPECT_EQ(put_in->bytes, static_cast<std::int64_t>(ogg.size()));
    EXPECT_EQ(test::bytes_of(file), ogg);
    EXPECT_EQ(files(), 1U);
}

TEST_F(Sound, StaysAsItIsWhereItHasThatForm) {
    EXPECT_TRUE(put(ogg, "audio/ogg", {}));
    EXPECT_EQ(test::bytes_of(file), ogg);
}

TEST_F(Sound, SaysWhyItCouldNotBe) {
    auto const fails = [](SoundPlace const&, SoundPlace const& to) -> Result<void> {
        write(to.path, "half");
        return Error{ErrorCode::unavailable, "it took too long"};
    };

    EXPECT_EQ(put(webm, "audio/ogg", {}).error().reason, "no_sound_helper");
    EXPECT_EQ(put("%PDF-1.7\n", "audio/ogg", writing(ogg)).error().reason, "no_sound");
    EXPECT_EQ(put(webm, "audio/ogg", fails).error().reason, "sound_not_converted");
    EXPECT_EQ(put(webm, "audio/mp4", writing(ogg)).error().reason, "sound_not_converted")
        << "what the program wrote is looked at";
    EXPECT_EQ(put(webm, "audio/ogg", [](auto const&, auto const&) { return Result<void>{}; }).error().reason,
              "sound_not_converted")
        << "it wrote nothing";
    EXPECT_EQ(files(), 1U);
}

TEST(SoundName, FollowsTheForm) {
    EXPECT_EQ(name_in_form("voice-2026.05.01.webm", "audio/ogg"), "voice-2026.05.01.ogg");
    EXPECT_EQ(name_in_form("stem", "audio/mp4"), "stem.m4a");
    EXPECT_EQ(name_in_form("bon.pdf", ""), "bon.pdf");
}

}  // namespace
}  // namespace balie::media
