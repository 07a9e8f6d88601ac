#include "media/multipart.hpp"

#include <balie/base/crypto.hpp>

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace balie::media {
namespace {

constexpr auto type = "multipart/form-data; boundary=----wall";
constexpr auto head =
    "------wall\r\nContent-Disposition: form-data; name=\"file\"; filename=\"foto.jpg\"\r\n"
    "Content-Type: image/jpeg\r\n\r\n";
constexpr auto foot = "\r\n------wall--\r\n";

class Multipart : public testing::Test {
protected:
    Multipart()
        : folder_(std::filesystem::temp_directory_path() / ("balie-multipart-" + to_hex(random_bytes(8)))) {
        std::filesystem::create_directories(folder_);
    }
    ~Multipart() override { std::filesystem::remove_all(folder_); }

    Result<Part> extract(std::string const& body, std::string_view content_type = type) {
        std::ofstream{folder_ / "body", std::ios::binary} << body;
        return extract_file(folder_ / "body", content_type, folder_ / "part");
    }

    std::string part() const {
        auto text = std::ostringstream{};
        text << std::ifstream{folder_ / "part", std::ios::binary}.rdbuf();
        return text.str();
    }

private:
    std::filesystem::path folder_;
};

TEST_F(Multipart, GivesTheFileAndItsName) {
    auto const found = extract(std::string{head} + "bytes" + foot);

    ASSERT_TRUE(found) << found.error().detail;
    EXPECT_EQ(found->file_name, "foto.jpg");
    EXPECT_EQ(found->bytes, 5U);
    EXPECT_EQ(part(), "bytes");
}

TEST_F(Multipart, KeepsEveryByteWhereverAPieceEnds) {
    for (auto const size : {0U, 1U, 262'100U, 262'143U, 262'144U, 262'145U, 524'288U, 700'001U}) {
        auto bytes = random_bytes(size);
        if (size > 20) { bytes.replace(size - 12, 10, "\r\n------wa"); }

        auto const found = extract(head + bytes + foot);

        ASSERT_TRUE(found) << size << ": " << found.error().detail;
        EXPECT_EQ(found->bytes, size);
        EXPECT_EQ(part(), bytes) << size;
    }
}

TEST_F(Multipart, ReadsNamesAsBrowsersWriteThem) {
    auto const body = [](std::string const& parameters) {
        return "------wall\r\ncontent-disposition: form-data; " + parameters + "\r\n\r\nx" + foot;
    };

    EXPECT_EQ(extract(body("name=\"file\"; filename=\"a%22b; c.txt\"")).value().file_name, "a\"b; c.txt");
    EXPECT_EQ(extract(body("filename=\"q\\\"uote.txt\"; name=file")).value().file_name, "q\"uote.txt");
    EXPECT_EQ(extract(body("name=\"file\"; filename=\"\"")).value().file_name, "");
}

TEST_F(Multipart, AnythingElseIsRefused) {
    auto const whole = std::string{head} + "bytes" + foot;
    auto const second = std::string{head} + "bytes\r\n" + head + "more" + foot;

    EXPECT_EQ(extract(whole, "application/json").error().code, ErrorCode::unsupported);
    EXPECT_EQ(extract(whole, "multipart/form-data").error().code, ErrorCode::unsupported);
    EXPECT_EQ(extract(whole, "multipart/form-data; boundary=other").error().code, ErrorCode::malformed);
    EXPECT_EQ(extract("").error().code, ErrorCode::malformed);
    EXPECT_EQ(extract_file({}, "multipart/form-data; boundary=----wall", "/dev/null").error().code,
              ErrorCode::malformed);
    EXPECT_EQ(extract(head).error().code, ErrorCode::malformed);
    EXPECT_EQ(extract(std::string{head} + "bytes").error().code, ErrorCode::malformed);
    EXPECT_EQ(extract("preamble\r\n" + whole).error().code, ErrorCode::malformed);
    EXPECT_EQ(extract(whole + "epilogue").error().code, ErrorCode::malformed);
    EXPECT_EQ(extract(second).error().code, ErrorCode::malformed);
    auto const other =
        "------wall\r\nContent-Disposition: form-data; name=\"other\"; filename=\"a\"\r\n\r\nx";
    EXPECT_EQ(extract(std::string{other} + foot).error().code, ErrorCode::unprocessable);
    auto const field = "------wall\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nx";
    EXPECT_EQ(extract(std::string{field} + foot).error().code, ErrorCode::unprocessable);
}

TEST_F(Multipart, SurvivesEveryShortening) {
    auto const whole = std::string{head} + "bytes" + foot;
    for (auto length = std::size_t{0}; length < whole.size() - 2; ++length) {
        EXPECT_FALSE(extract(whole.substr(0, length))) << length;
    }
}

TEST(Boundary, IsShortAndOfPlainCharacters) {
    EXPECT_EQ(boundary_of("Multipart/Form-Data; charset=utf-8; boundary=\"a b\""), "a b");
    EXPECT_EQ(boundary_of("multipart/form-data; boundary=" + std::string(71, 'x')), "");
    EXPECT_EQ(boundary_of("multipart/form-data; boundary=\"a\r\nb\""), "");
    EXPECT_EQ(boundary_of("multipart/mixed; boundary=a"), "");
}

}  // namespace
}  // namespace balie::media
