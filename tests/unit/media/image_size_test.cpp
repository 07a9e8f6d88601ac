#include "media/image_size.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace balie::media {
namespace {

using namespace std::string_literals;

std::string const png = "\x89PNG\r\n\x1a\n"s + "\0\0\0\x0dIHDR\0\0\2\x80\0\0\1\xe0\x08\6\0\0\0"s;
std::string const gif = "GIF89a\x40\1\xf0\0\0\0\0"s;
std::string const webp_plain = "RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9d\1\x2a\x80\2\xe0\1"s;
std::string const webp_extended = "RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x7f\2\0\xdf\1\0"s;
std::string const webp_lossless = "RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f\x7f\xc2\x77\0\0\0\0\0\0"s;
std::string const jpeg =
    "\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0\xff\xc0\0\x11\x08\1\xe0\2\x80\3\1\x22\0"s;

TEST(ImageSize, StandsInTheFirstBytes) {
    EXPECT_EQ(image_size(png), (ImageSize{640, 480}));
    EXPECT_EQ(image_size(gif), (ImageSize{320, 240}));
    EXPECT_EQ(image_size(webp_plain), (ImageSize{640, 480}));
    EXPECT_EQ(image_size(webp_extended), (ImageSize{640, 480}));
    EXPECT_EQ(image_size(webp_lossless), (ImageSize{640, 480}));
    EXPECT_EQ(image_size(jpeg), (ImageSize{640, 480}));
}

TEST(ImageSize, IsWhatThePictureSays) {
    auto const absurd = "\x89PNG\r\n\x1a\n"s + "\0\0\0\x0dIHDR\xff\xff\xff\xff\0\1\0\0\x08\6\0\0\0"s;

    EXPECT_EQ(image_size(absurd), (ImageSize{0x7FFFFFFF, 65'536}));
}

TEST(ImageSize, IsAbsentForWhatIsNoPictureOrHasNoSides) {
    EXPECT_EQ(image_size(""), std::nullopt);
    EXPECT_EQ(image_size("hello"), std::nullopt);
    EXPECT_EQ(image_size("GIF89a\0\0\0\0\0\0"s), std::nullopt);
    EXPECT_EQ(image_size("\xff\xd8\xff\xda\0\2"s), std::nullopt);
    EXPECT_EQ(image_size("\xff\xd8\xff\xe0\0\0\0\0\0\0\0\0"s), std::nullopt);
}

TEST(ImageSize, SurvivesEveryShorteningAndAnyBytes) {
    for (auto const& picture : {png, gif, webp_plain, webp_extended, webp_lossless, jpeg}) {
        for (auto length = std::size_t{0}; length < picture.size(); ++length) {
            image_size(std::string_view{picture}.substr(0, length));
        }
        auto random = std::mt19937{7};
        for (auto round = 0; round < 2'000; ++round) {
            auto broken = picture;
            broken[8 + random() % (broken.size() - 8)] = static_cast<char>(random());
            image_size(broken);
        }
    }
}

}  // namespace
}  // namespace balie::media
