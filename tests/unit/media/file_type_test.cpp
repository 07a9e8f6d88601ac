#include "media/file_type.hpp"
#include "media/examine.hpp"

#include <gtest/gtest.h>

namespace balie::media {
namespace {

TEST(FileType, NothingThatABrowserRunsIsInline) {
    for (auto const* const mime :
         {"image/svg+xml", "text/html", "application/xml", "text/xml", "application/pdf",
          "application/xhtml+xml", "text/plain", "application/octet-stream", ""}) {
        EXPECT_FALSE(may_be_inline(mime)) << mime;
    }
    for (auto const* const mime :
         {"image/jpeg", "image/png", "image/webp", "image/gif", "audio/ogg", "video/mp4"}) {
        EXPECT_TRUE(may_be_inline(mime)) << mime;
    }
}

TEST(FileType, ProgramsAreNotKept) {
    for (auto const* const mime :
         {"application/x-executable", "application/x-dosexec", "application/x-sharedlib",
          "text/x-shellscript", "application/java-archive", "application/x-mach-binary"}) {
        EXPECT_FALSE(kind_of(mime)) << mime;
        EXPECT_EQ(judge(AttachmentKind::document, mime).refusal, "type_not_allowed") << mime;
    }
}

TEST(FileType, NamesThatAMachineRunsAreKnown) {
    for (auto const* const name :
         {"setup.exe", "Factuur.PDF.js", "a.ps1", "a.vbs", "A.HTA", "a.jar", "a.js. ."}) {
        EXPECT_TRUE(is_run_by_name(name)) << name;
    }
    for (auto const* const name : {"factuur.pdf", "js", "a.json", "bon.html", "foto.js.png", "", ".", "a."}) {
        EXPECT_FALSE(is_run_by_name(name)) << name;
    }
}

struct Case {
    AttachmentKind declared;
    std::string_view sniffed;
    std::string_view mime;
    std::string_view refusal;
};

class Judgements : public testing::TestWithParam<Case> {};

TEST_P(Judgements, GoByTheBytes) {
    auto const judgement = judge(GetParam().declared, GetParam().sniffed);

    EXPECT_EQ(judgement.mime, GetParam().mime);
    EXPECT_EQ(judgement.refusal, GetParam().refusal);
}

INSTANTIATE_TEST_SUITE_P(
    FileType, Judgements,
    testing::Values(
        Case{AttachmentKind::image, "image/jpeg", "image/jpeg", ""},
        Case{AttachmentKind::image, "image/svg+xml", "image/svg+xml", "type_differs"},
        Case{AttachmentKind::image, "text/html", "text/html", "type_differs"},
        Case{AttachmentKind::image, "video/mp4", "video/mp4", "type_differs"},
        Case{AttachmentKind::sticker, "image/webp", "image/webp", ""},
        Case{AttachmentKind::sticker, "text/plain", "text/plain", "type_differs"},
        Case{AttachmentKind::audio, "audio/ogg", "audio/ogg", ""},
        Case{AttachmentKind::audio, "video/mp4", "audio/mp4", ""},
        Case{AttachmentKind::audio, "audio/x-m4a", "audio/mp4", ""},
        Case{AttachmentKind::audio, "application/octet-stream", "application/octet-stream", ""},
        Case{AttachmentKind::video, "video/mp4", "video/mp4", ""},
        Case{AttachmentKind::video, "application/x-dosexec", "application/x-dosexec", "type_not_allowed"},
        Case{AttachmentKind::document, "application/pdf", "application/pdf", ""},
        Case{AttachmentKind::document, "image/svg+xml", "image/svg+xml", ""},
        Case{AttachmentKind::document, "text/x-shellscript", "text/x-shellscript", "type_not_allowed"}));

TEST(FileType, APictureThatAsksForAbsurdlyMuchMemoryIsNotDrawn) {
    EXPECT_TRUE(is_drawable({}, {}));
    EXPECT_TRUE(is_drawable(8'192, 6'000));
    EXPECT_TRUE(is_drawable(16'384, 3'000));
    EXPECT_FALSE(is_drawable(16'385, 1));
    EXPECT_FALSE(is_drawable(1, 16'385));
    EXPECT_FALSE(is_drawable(8'000, 8'000));
    EXPECT_FALSE(is_drawable(0x7FFFFFFF, 0x7FFFFFFF));
}

TEST(Sniffer, SeesThroughADeclaredName) {
    auto sniffer = Sniffer{};

    EXPECT_EQ(sniffer.sniff("\x89PNG\r\n\x1a\n" + std::string("\0\0\0\rIHDR\0\0\0\1\0\0\0\1\10\6\0\0\0", 21)),
              "image/png");
    EXPECT_EQ(sniffer.sniff("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), "application/pdf");
    EXPECT_EQ(sniffer.sniff("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>1</script></svg>"),
              "image/svg+xml");
    EXPECT_EQ(sniffer.sniff("<!DOCTYPE html><html><body>hallo</body></html>"), "text/html");
    EXPECT_FALSE(
        kind_of(sniffer.sniff(std::string("\x7f"
                                          "ELF\2\1\1\0\0\0\0\0\0\0\0\0\2\0\x3e\0\1\0\0\0",
                                          24))));
    EXPECT_FALSE(kind_of(sniffer.sniff("#!/bin/sh\nrm -rf /\n")));
    EXPECT_EQ(kind_of(sniffer.sniff("naam,bedrag\nJansen,12\n")), AttachmentKind::document);
}

}  // namespace
}  // namespace balie::media
