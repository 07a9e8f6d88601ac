#include "media/display_name.hpp"

#include <balie/base/text.hpp>

#include <gtest/gtest.h>

namespace balie::media {
namespace {

TEST(DisplayName, KeepsWhatPeopleRead) {
    EXPECT_EQ(display_name("factuur 2026-001.pdf"), "factuur 2026-001.pdf");
    EXPECT_EQ(display_name("日本語 é.docx"), "日本語 é.docx");
}

TEST(DisplayName, IsNoPath) {
    EXPECT_EQ(display_name("../../etc/passwd"), "passwd");
    EXPECT_EQ(display_name("C:\\Users\\jan\\foto.jpg"), "foto.jpg");
}

TEST(DisplayName, DoesNotDeceive) {
    EXPECT_EQ(display_name("rekening\u202Efdp.exe"), "rekeningfdp.exe");
    EXPECT_EQ(display_name("a\u200B\u2066b\r\nX-Header: 1"), "abX-Header: 1");
    EXPECT_EQ(display_name(std::string("a\0b", 3)), "a\uFFFDb");
    EXPECT_EQ(display_name("\xff\xfe.txt"), "\uFFFD\uFFFD.txt");
}

TEST(DisplayName, IsOfBoundedLength) {
    EXPECT_EQ(count_characters(display_name(std::string(10'000, 'x'))), 200U);
}

TEST(ContentDisposition, NamesTheFileForOldAndNewBrowsers) {
    EXPECT_EQ(content_disposition(false, "prijs \"€5\".pdf"),
              "attachment; filename=\"prijs __5_.pdf\"; filename*=UTF-8''prijs%20%22%E2%82%AC5%22.pdf");
    EXPECT_EQ(content_disposition(true, ""), "inline");
}

}  // namespace
}  // namespace balie::media
